package indexer

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// places returns the names of the files that each document stands in, by its
// title, in brackets the file that its id is made from.
func (p *place) places() map[string]string {
	p.t.Helper()
	all := map[string]string{}
	for id, d := range p.sink.documents {
		list := d.Source.Places
		if list == nil {
			list = []string{d.Source.Path}
		}
		if list[0] != d.Source.Path {
			p.t.Errorf("%s: the path %q is not the first place of %q", id, d.Source.Path, list)
		}
		var names []string
		for _, path := range list {
			names = append(names, strings.TrimPrefix(path, withSeparator(p.folder)))
		}
		made := id
		for _, name := range []string{"a.md", "b.md", "c.md", "d.md"} {
			if id == pathID(name, p.path(name)) {
				made = name
			}
		}
		if all[d.Title] != "" {
			p.t.Errorf("%q is there twice", d.Title)
		}
		all[d.Title] = strings.Join(names, " ") + " (" + made + ")"
	}
	return all
}

func TestCopies(t *testing.T) {
	later := longAgo.Add(time.Hour)
	rename := func(p *place, from, to string) {
		if err := os.Rename(p.path(from), p.path(to)); err != nil {
			p.t.Fatal(err)
		}
	}
	one, two := note("One"), note("Two")
	for _, test := range []struct {
		name   string
		before map[string]string
		change func(p *place)
		want   map[string]string
	}{
		{"at once", map[string]string{"c.md": one, "b.md": one, "d.md": two}, func(*place) {},
			map[string]string{"One": "b.md c.md (b.md)", "Two": "d.md (d.md)"}},
		{"a copy comes, before in the order", map[string]string{"b.md": one}, func(p *place) { p.write("a.md", one) },
			map[string]string{"One": "b.md a.md (b.md)"}},
		{"a copy goes", map[string]string{"a.md": one, "b.md": one, "c.md": one}, func(p *place) { p.remove("b.md") },
			map[string]string{"One": "a.md c.md (a.md)"}},
		{"the original goes", map[string]string{"a.md": one, "b.md": one, "c.md": one}, func(p *place) { p.remove("a.md") },
			map[string]string{"One": "b.md c.md (a.md)"}},
		{"all go", map[string]string{"a.md": one, "b.md": one}, func(p *place) { p.remove("a.md"); p.remove("b.md") },
			map[string]string{}},
		{"a copy changes", map[string]string{"a.md": one, "b.md": one}, func(p *place) { p.writeAt("b.md", two, later) },
			map[string]string{"One": "a.md (a.md)", "Two": "b.md (b.md)"}},
		{"both change", map[string]string{"a.md": one, "b.md": one}, func(p *place) { p.writeAt("a.md", two, later); p.writeAt("b.md", two, later) },
			map[string]string{"Two": "a.md b.md (a.md)"}},
		{"a file becomes a copy", map[string]string{"a.md": one, "b.md": two}, func(p *place) { p.writeAt("b.md", one, later) },
			map[string]string{"One": "a.md b.md (a.md)"}},
		{"a file is moved", map[string]string{"b.md": one}, func(p *place) { rename(p, "b.md", "a.md") },
			map[string]string{"One": "a.md (b.md)"}},
		{"a file is moved twice, and another comes in its place", map[string]string{"b.md": one}, func(p *place) {
			rename(p, "b.md", "a.md")
			p.run(p.options())
			rename(p, "a.md", "c.md")
			p.run(p.options())
			p.write("a.md", two)
		}, map[string]string{"One": "c.md (b.md)", "Two": "a.md (a.md)"}},
		{"a file is moved over another", map[string]string{"a.md": one, "b.md": two + "And more."}, func(p *place) { rename(p, "a.md", "b.md") },
			map[string]string{"One": "b.md (b.md)"}},
		{"copies of the old text come as the original changes", map[string]string{"b.md": one}, func(p *place) {
			p.write("a.md", one)
			p.write("c.md", one)
			p.writeAt("b.md", two, later)
		}, map[string]string{"One": "c.md a.md (c.md)", "Two": "b.md (b.md)"}},
		{"the original gets a title of its own", map[string]string{"b.md": "Text.", "a.md": "Text."}, func(p *place) {
			p.write("a.md.meta.json", `{"title": "One"}`)
		}, map[string]string{"One": "a.md (a.md)", "b": "b.md (b.md)"}},
		{"both get the same title", map[string]string{"b.md": "Text.", "a.md": "Text."}, func(p *place) {
			p.write("a.md.meta.json", `{"title": "One"}`)
			p.write("b.md.meta.json", `{"title": "One"}`)
		}, map[string]string{"One": "a.md b.md (a.md)"}},
		{"the text declares its id", map[string]string{"b.md": declared("x", "One"), "a.md": declared("x", "One")}, func(*place) {},
			map[string]string{"One": "a.md b.md (x)"}},
		{"the original keeps the id that it declares", map[string]string{"b.md": declared("x", "One"), "a.md": declared("x", "One")},
			func(p *place) { p.writeAt("a.md", declared("x", "Two"), later) }, map[string]string{"Two": "a.md (x)"}},
		{"the original gives up the id that it declares", map[string]string{"b.md": declared("x", "One"), "a.md": declared("x", "One")},
			func(p *place) { p.writeAt("a.md", declared("y", "Two"), later) }, map[string]string{"Two": "a.md (y)", "One": "b.md (x)"}},
		{"the original of what declares an id goes", map[string]string{"b.md": declared("x", "One"), "a.md": declared("x", "One"), "c.md": declared("x", "Two")},
			func(p *place) { p.remove("a.md") }, map[string]string{"One": "b.md (x)"}},
		{"records", map[string]string{"a.jsonl": `{"title": "One", "text": "Text."}` + "\n" + `{"title": "Two", "text": "Text."}`},
			func(p *place) {
				p.write("b.jsonl", `{"title": "One", "text": "Text."}`+"\n"+`{"title": "Two", "text": "Text."}`)
			},
			map[string]string{"One": "a.jsonl#1 b.jsonl#1 (@-r1)", "Two": "a.jsonl#2 b.jsonl#2 (@-r2)"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, test.before)
			o := p.options()
			p.run(o)
			test.change(p)
			o.Prune = true
			p.run(o)
			for title, where := range test.want {
				test.want[title] = strings.Replace(where, "@", pathID("a.jsonl", p.path("a.jsonl")), 1)
			}
			if diff := cmp.Diff(test.want, p.places()); diff != "" {
				t.Error(diff)
			}
			p.sink.calls = 0
			if s := p.run(o); s.Indexed > 0 || p.sink.calls > 0 {
				t.Errorf("again: %+v", s)
			}
			o.Force = true
			p.run(o)
			if diff := cmp.Diff(test.want, p.places()); diff != "" {
				t.Errorf("read again: %s", diff)
			}
		})
	}
}

// TestTextThatReturnsToItsPath changes an original, whose ids stay with its
// copy, and has it come back.
func TestTextThatReturnsToItsPath(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("One"), "b.md": note("One")})
	p.run(p.options())
	p.writeAt("a.md", note("Two"), longAgo.Add(time.Hour))
	p.run(p.options())
	places := p.places()
	if places["One"] != "b.md (a.md)" || !strings.HasPrefix(places["Two"], "a.md (a-") {
		t.Errorf("%q", places)
	}
	ids := p.sink.ids()
	p.writeAt("a.md", note("Three"), longAgo.Add(2*time.Hour))
	p.run(p.options())
	if diff := cmp.Diff(ids, p.sink.ids()); diff != "" {
		t.Error(diff)
	}
	p.writeAt("a.md", note("One"), longAgo.Add(3*time.Hour))
	p.run(p.options())
	if diff := cmp.Diff(map[string]string{"One": "b.md a.md (a.md)"}, p.places()); diff != "" {
		t.Error(diff)
	}
}

func TestCopiesInTheLedger(t *testing.T) {
	text := `{"title": "One", "text": "Text."}` + "\n" + `{"title": "Two", "text": ""}`
	p := newPlace(t, map[string]string{"a.jsonl": text, "b.jsonl": text, "c.md": note("Other")})
	if s := p.run(p.options()); s.Indexed != 3 || s.Copies != 1 || s.Documents != 2 || s.Partial != 2 {
		t.Errorf("%+v", s)
	}
	files := p.files()
	a, b := files["a.jsonl"], files["b.jsonl"]
	if b.CopyOf != a.Path || a.CopyOf != "" || b.Documents != 1 || b.TextBytes != a.TextBytes || len(b.Unread) != 1 {
		t.Errorf("%+v", b)
	}
	p.remove("b.jsonl")
	if s := p.run(p.options()); !slices.Equal(s.Gone, []string{b.Path}) {
		t.Errorf("%+v", s)
	}
}

func TestCollectionsShareNothing(t *testing.T) {
	p := newPlace(t, map[string]string{"x/a.md": note("One"), "y/a.md": note("One"), "x/b.txt": "Text.", "x/b.md": "Text."})
	p.run(p.options(), "x")
	p.run(p.options(), "y")
	if n := len(p.sink.ids()); n != 4 {
		t.Errorf("%d documents, want those of two collections and of two formats", n)
	}
}

// TestCopiesWithOddNames has copies under names that are no UTF-8, and runs
// twice: their places are told once.
func TestCopiesWithOddNames(t *testing.T) {
	p := newPlace(t, map[string]string{"caf\xe9.md": note("One"), "line\nend.md": note("One"), strings.Repeat("é", 126) + ".md": note("One")})
	p.run(p.options())
	p.sink.calls = 0
	if s := p.run(p.options()); s.Unchanged != 3 || p.sink.calls != 0 {
		t.Errorf("%+v, %d calls", s, p.sink.calls)
	}
	for id, d := range p.sink.documents {
		if len(d.Source.Places) != 3 {
			t.Errorf("%s: %q", id, d.Source.Places)
		}
	}
}

// TestCopiesAreReadAsTheirOriginal holds that the row of a copy tells how its
// text was read.
func TestCopiesAreReadAsTheirOriginal(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("One"), "b.md": note("One")})
	p.run(p.options())
	rows := p.files()
	original, copied := rows["a.md"], rows["b.md"]
	if copied.CopyOf != original.Path || len(original.Engines) == 0 {
		t.Fatalf("the rows are %+v and %+v", original, copied)
	}
	if diff := cmp.Diff(original.Engines, copied.Engines); diff != "" {
		t.Error(diff)
	}
}
