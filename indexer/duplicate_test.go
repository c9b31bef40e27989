package indexer

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func declared(id, title string) string {
	return "---\nid: " + id + "\ntitle: " + title + "\n---\n\nThe parties consult each other.\n"
}

func TestDuplicateID(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": declared("x", "First"), "b.md": declared("x", "Second"), "c.md": declared("c", "Third")})
	for range 2 {
		s := p.run(p.options())
		if s.Failed != 1 || s.Reasons[DuplicateID] != 1 {
			t.Errorf("%+v", s)
		}
		if f := p.files()["b.md"]; f.Detail != "id x is already used by "+p.path("a.md") || f.Documents != 0 {
			t.Errorf("row %+v", f)
		}
		if diff := cmp.Diff([]string{"First", "Third"}, p.sink.titles()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestDuplicateIDIsSettledByTheOrder reads the first of the two last.
func TestDuplicateIDIsSettledByTheOrder(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": declared("x", "First") + strings.Repeat("A long text. ", 100_000), "b.md": declared("x", "Second")})
	p.run(p.options())
	if diff := cmp.Diff([]string{"First"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
}

func TestIDThatBecomesFree(t *testing.T) {
	later := longAgo.Add(time.Hour)
	for _, test := range []struct {
		name   string
		change func(p *place)
		prune  bool
		want   []string
	}{
		{"its owner is removed", func(p *place) { p.remove("a.md") }, false, []string{"Second"}},
		{"its owner is removed and pruned", func(p *place) { p.remove("a.md") }, true, []string{"Second"}},
		{"its owner is renamed", func(p *place) {
			if err := os.Rename(p.path("a.md"), p.path("a2.md")); err != nil {
				p.t.Fatal(err)
			}
		}, false, []string{"First"}},
		{"the other is read again", func(p *place) { p.writeAt("b.md", declared("x", "Second again"), later) }, false, []string{"First"}},
		{"the other takes a free one", func(p *place) { p.writeAt("b.md", declared("y", "Second again"), later) }, false, []string{"First", "Second again"}},
		{"they change places", func(p *place) {
			p.writeAt("a.md", declared("y", "First again"), later)
			p.writeAt("b.md", declared("x", "Second again"), later)
		}, false, []string{"First again", "Second again"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, map[string]string{"a.md": declared("x", "First"), "b.md": declared("x", "Second")})
			p.run(p.options())
			test.change(p)
			o := p.options()
			o.Prune = test.prune
			s := p.run(o)
			if diff := cmp.Diff(test.want, p.sink.titles()); diff != "" {
				t.Error(diff)
			}
			if len(s.Gone) > 0 {
				t.Errorf("gone %q, though the document has moved", s.Gone)
			}
			if again := p.run(p.options()); again.Indexed > 0 {
				t.Errorf("again: %+v", again)
			}
		})
	}
}

func TestDuplicateRecords(t *testing.T) {
	p := newPlace(t, map[string]string{
		"a.md":    declared("x", "First"),
		"s.jsonl": `{"id": "x", "text": "One."}` + "\n" + `{"id": "y", "title": "Y", "text": "Two."}` + "\n" + `{"id": "y", "title": "Y2", "text": "Three."}`,
	})
	s := p.run(p.options())
	if s.Indexed != 2 || s.Partial != 1 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff([]string{"First", "Y"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	want := []string{"id x is already used by " + p.path("a.md"), "id y is already used by another record of this file"}
	if diff := cmp.Diff(want, p.files()["s.jsonl"].Unread); diff != "" {
		t.Error(diff)
	}
	if again := p.run(p.options()); again.Unchanged != 2 {
		t.Errorf("again: %+v", again)
	}
}

func TestRecordThatRepeatsAnIDIsNoReasonToReadAgain(t *testing.T) {
	p := newPlace(t, map[string]string{"s.jsonl": `{"id": "y", "text": "One."}` + "\n" + `{"id": "y", "text": "Two."}`})
	p.run(p.options())
	if again := p.run(p.options()); again.Unchanged != 1 || again.Documents != 0 {
		t.Errorf("again: %+v", again)
	}
}

func TestClaimedIDs(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": declared("x", "First"), "b.md": declared("y", "Second")})
	p.run(p.options(), "b.md")
	taken, err := p.ledger.Claim(t.Context(), "the built-in collection", []string{"x", "y", "z"})
	if err != nil || !cmp.Equal(taken, []string{"y"}) {
		t.Errorf("taken %q, error %v", taken, err)
	}
	if s := p.run(p.options()); s.Failed != 1 || s.Unchanged != 1 || p.files()["a.md"].Detail != "id x is already used by the built-in collection" {
		t.Errorf("%+v, row %+v", s, p.files()["a.md"])
	}
	if taken, err := p.ledger.Claim(t.Context(), "the built-in collection", []string{"x", "z"}); err != nil || len(taken) > 0 {
		t.Errorf("again: taken %q, error %v", taken, err)
	}
}
