package indexer

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
)

func TestUnchanged(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*place, *Options)
		want   State // of a.md, "" for unchanged
	}{
		{"nothing", func(*place, *Options) {}, ""},
		{"touched", func(p *place, _ *Options) { p.writeAt("a.md", note("A"), longAgo.Add(time.Hour)) }, ""},
		{"touched, back in time", func(p *place, _ *Options) { p.writeAt("a.md", note("A"), longAgo.Add(-time.Hour)) }, ""},
		{"other text", func(p *place, _ *Options) { p.writeAt("a.md", note("A longer one"), longAgo.Add(time.Hour)) }, Indexed},
		{"other text of the same length", func(p *place, _ *Options) { p.writeAt("a.md", note("B"), longAgo.Add(time.Hour)) }, Indexed},
		{"other text of other length at the same time", func(p *place, _ *Options) { p.write("a.md", note("AB")) }, Indexed},
		{"forced", func(_ *place, o *Options) { o.Force = true }, Indexed},
		{"another collection", func(_ *place, o *Options) { o.Collection = "other" }, Indexed},
		{"sidecar", func(p *place, _ *Options) { p.write("a.md.meta.json", `{"title": "T"}`) }, Indexed},
		{"sidecar that says nothing", func(p *place, _ *Options) { p.write("a.md.meta.json", `{}`) }, ""},
		{"emptied", func(p *place, _ *Options) { p.writeAt("a.md", "", longAgo.Add(time.Hour)) }, Failed},
		{"too large now", func(_ *place, o *Options) { o.MaxFileBytes = 10 }, Failed},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, map[string]string{"a.md": note("A")})
			p.run(p.options())
			o := p.options()
			test.change(p, &o)
			s := p.run(o)
			if want := (Summary{Seen: 1, Indexed: count(test.want == Indexed), Failed: count(test.want == Failed), Unchanged: count(test.want == "")}); s.Indexed != want.Indexed || s.Failed != want.Failed || s.Unchanged != want.Unchanged {
				t.Errorf("%+v, want %+v", s, want)
			}
			calls, rows := p.sink.calls, p.files()
			s = p.run(o)
			if !o.Force && (s.Indexed != 0 || p.sink.calls != calls) {
				t.Errorf("again: %+v", s)
			}
			if diff := cmp.Diff(rows, p.files(), cmp.AllowUnexported(File{})); diff != "" && !o.Force {
				t.Errorf("the ledger changes without need: %s", diff)
			}
		})
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestTimesThatTell holds a time to prove nothing until it is as old as file
// systems are coarse.
func TestTimesThatTell(t *testing.T) {
	for _, test := range []struct {
		change, age time.Duration // since the time in the row; of the file when it was read
		want        bool
	}{
		{0, time.Hour, true},
		{0, settled, true},
		{0, settled - 1, false},
		{0, 0, false},
		{0, -time.Minute, false},
		{1, time.Hour, false},
		{-1, time.Hour, false},
	} {
		row := File{Modified: longAgo, Read: longAgo.Add(test.change + test.age)}
		if got := sameTime(row, candidate{modified: longAgo.Add(test.change)}); got != test.want {
			t.Errorf("%v later, read at an age of %v: %t", test.change, test.age, got)
		}
	}
}

// TestChangedWithinTheSameMoment changes a file so soon after it was read that
// its time does not tell: however slow the machine, it is not settled yet.
func TestChangedWithinTheSameMoment(t *testing.T) {
	p := newPlace(t, nil)
	now := time.Now().Add(time.Minute)
	p.writeAt("a.md", note("A"), now)
	p.run(p.options())
	p.writeAt("a.md", note("B"), now)
	if s := p.run(p.options()); s.Indexed != 1 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff([]string{"B"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	if s := p.run(p.options()); s.Unchanged != 1 {
		t.Errorf("again: %+v", s)
	}
}

func TestFailuresAreNotTriedAgain(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": "", "b.bin": "\x00\x01\x02"})
	p.run(p.options())
	rows := p.files()
	var told []string
	o := p.options()
	o.Extractor = nil // must not be asked
	o.Failure = func(f File) { told = append(told, string(f.Reason)) }
	s := p.run(o)
	if s.Failed != 2 || s.Reasons[formats.Empty] != 1 || s.Reasons[formats.Unsupported] != 1 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff([]string{"empty", "unsupported"}, told); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(rows, p.files(), cmp.AllowUnexported(File{})); diff != "" {
		t.Error(diff)
	}
}

func TestLimitThatIsRaised(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	o := p.options()
	o.MaxFileBytes = 10
	if s := p.run(o); s.Reasons[formats.TooLarge] != 1 {
		t.Errorf("%+v", s)
	}
	if f := p.files()["a.md"]; !strings.Contains(f.Detail, "the limit is 10") {
		t.Errorf("detail %q", f.Detail)
	}
	if s := p.run(p.options()); s.Indexed != 1 {
		t.Errorf("raised: %+v", s)
	}
}

func TestOldVersionIsKept(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	p.run(p.options())
	day := p.files()["a.md"].Indexed.Format(time.DateOnly)
	p.writeAt("a.md", "\x00\x01\x02", longAgo.Add(time.Hour))
	s := p.run(p.options())
	f := p.files()["a.md"]
	want := "; the version indexed on " + day + " is still searched"
	if s.Failed != 1 || f.State != Failed || !strings.HasSuffix(f.Detail, want) || f.Documents != 1 || f.Indexed.IsZero() {
		t.Errorf("%+v, row %+v", s, f)
	}
	if diff := cmp.Diff([]string{"A"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	p.writeAt("a.md", note("Better"), longAgo.Add(2*time.Hour))
	if s := p.run(p.options()); s.Indexed != 1 || len(p.sink.ids()) != 1 {
		t.Errorf("%+v", s)
	}
}

// TestOldVersionHalfReplaced holds the ledger to saying that some documents are of
// a version that could not be read to its end, as long as there are any.
func TestOldVersionHalfReplaced(t *testing.T) {
	p := newPlace(t, map[string]string{"a.txt": "large 5"})
	o := p.options()
	o.Extractor = testWorkers(t, "unruly", WorkerOptions{Count: 1})
	p.run(o)
	for _, failing := range []string{"large 3 panic", "panic at once"} {
		p.write("a.txt", failing)
		p.run(o)
		row := p.files()["a.txt"]
		if row.State != Failed || row.Documents != 5 || !strings.Contains(row.Detail, "; some of the 5 documents that are still searched "+halfReplaced) {
			t.Errorf("%s: %s with %d documents, %s", failing, row.State, row.Documents, row.Detail)
		}
	}
	p.write("a.txt", "large 2")
	p.run(o)
	if row := p.files()["a.txt"]; row.State != Indexed || row.Documents != 2 || row.Detail != "" || len(p.sink.documents) != 2 {
		t.Errorf("after that: %s with %d documents, %q, %d in the sink", row.State, row.Documents, row.Detail, len(p.sink.documents))
	}
}

func TestFewerRecordsThanBefore(t *testing.T) {
	p := newPlace(t, map[string]string{"s.jsonl": `{"id": "a", "text": "One."}` + "\n" + `{"id": "b", "text": "Two."}` + "\n" + `{"text": "Three."}`})
	p.run(p.options())
	if len(p.sink.ids()) != 3 {
		t.Fatalf("ids %q", p.sink.ids())
	}
	p.write("s.jsonl", `{"id": "b", "text": "Two."}`)
	s := p.run(p.options())
	if s.Indexed != 1 || s.Removed != 2 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff([]string{"b"}, p.sink.ids()); diff != "" {
		t.Error(diff)
	}
	if ids, err := p.ledger.Documents(t.Context(), p.path("s.jsonl")); err != nil || !cmp.Equal(ids, []string{"b"}) {
		t.Errorf("ids in the ledger %q, error %v", ids, err)
	}
}

func TestGoneAndPruned(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "sub/b.md": note("B"), "sub/c.md": note("C"), "empty.md": "", "sub2/d.md": note("D")})
	p.run(p.options())
	p.remove("sub")
	p.remove("empty.md")
	for range 2 {
		s := p.run(p.options())
		if diff := cmp.Diff([]string{p.path("sub/b.md"), p.path("sub/c.md")}, s.Gone); diff != "" || s.Pruned || s.Removed != 0 || s.Failed != 0 {
			t.Errorf("%s %+v", diff, s)
		}
	}
	o := p.options()
	o.Prune = true
	if s := p.run(o, "sub2"); len(s.Gone) != 0 {
		t.Errorf("another folder: %+v", s)
	}
	s := p.run(o, "sub")
	if len(s.Gone) != 2 || !s.Pruned || s.Removed != 2 {
		t.Errorf("pruned: %+v", s)
	}
	if diff := cmp.Diff([]string{"A", "D"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	if s := p.run(o); len(s.Gone) != 0 || s.Unchanged != 2 || len(p.files()) != 2 {
		t.Errorf("afterwards: %+v", s)
	}
}

// TestMissingRoot prunes a folder that is missing with all that is in it, as
// when a disk is not mounted.
func TestMissingRoot(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "sub/b.md": note("B")})
	p.run(p.options())
	p.remove(".")
	if s := p.run(p.options()); len(s.Gone) != 2 || s.Removed != 0 {
		t.Errorf("without Prune: %+v", s)
	}
	o := p.options()
	o.Prune = true
	for _, path := range []string{p.folder, p.path("sub"), p.path("a.md")} {
		_, err := Run(t.Context(), o, []string{path})
		if err == nil || !strings.Contains(err.Error(), p.folder) || !strings.Contains(err.Error(), "--prune --force") {
			t.Errorf("%s: error %v", path, err)
		}
	}
	if len(p.sink.documents) != 2 {
		t.Errorf("documents %q", p.sink.ids())
	}
	o.Force = true
	if s := p.run(o); s.Removed != 2 || len(p.sink.documents) != 0 || len(p.files()) != 0 {
		t.Errorf("forced: %+v", s)
	}
}

func TestSingleFileGone(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "b.md": note("B")})
	p.run(p.options())
	p.remove("a.md")
	p.remove("b.md")
	o := p.options()
	o.Prune = true
	s := p.run(o, "a.md")
	if diff := cmp.Diff([]string{p.path("a.md")}, s.Gone); diff != "" || s.Removed != 1 {
		t.Errorf("%s %+v", diff, s)
	}
	if diff := cmp.Diff([]string{"B"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
}

func TestCollections(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "sub/b.md": note("B")})
	collections := func() string {
		var all []string
		for _, title := range []string{"A", "B"} {
			for _, d := range p.sink.documents {
				if d.Title == title {
					all = append(all, title+" in "+d.Source.Collection)
				}
			}
		}
		return strings.Join(all, ", ")
	}
	o := p.options()
	for _, step := range []struct{ path, collection, want string }{
		{"sub/b.md", "", "B in sub"},
		{".", "", "A in treaties, B in treaties"},
		{"sub", "", "A in treaties, B in treaties"},
		{"sub", "special", "A in treaties, B in special"},
	} {
		o.Collection = step.collection
		p.run(o, step.path)
		if got := collections(); got != step.want {
			t.Errorf("after %s: %s, want %s", step.path, got, step.want)
		}
	}
}

// TestManyUnchanged has more files without a change than are handed on together,
// before and after one that changed.
func TestManyUnchanged(t *testing.T) {
	files := map[string]string{}
	for i := range 2*passedTogether + 10 {
		files[fmt.Sprintf("%d/%04d.md", i%3, i)] = note(fmt.Sprint("Note ", i))
	}
	p := newPlace(t, files)
	p.run(p.options())
	p.write("1/0001.md", note("Another"))
	o := p.options()
	var last Progress
	o.Progress = func(now Progress) { last = now }
	s := p.run(o)
	if s.Seen != len(files) || s.Unchanged != len(files)-1 || s.Indexed != 1 || last.Seen != len(files) {
		t.Errorf("of %d files %+v, %+v", len(files), s, last)
	}
}

func TestProgress(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "b/c.md": "", ".hidden": "x", "manifest.jsonl": ""})
	o := p.options()
	var last Progress
	o.Progress = func(now Progress) {
		if now.Seen < last.Seen || now.Found < now.Seen {
			t.Errorf("from %+v to %+v", last, now)
		}
		last = now
	}
	p.run(o)
	info, err := os.Stat(p.path("a.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := Progress{Found: 2, Counted: true, Seen: 2, Failed: 1, Documents: 1, Bytes: info.Size(), Path: p.path("b/c.md")}
	if diff := cmp.Diff(want, last); diff != "" {
		t.Error(diff)
	}
}
