package indexer

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// watching is a watch whose notices and looks a test gives, with time of its own.
type watching struct {
	*place
	watch    *watch
	now      time.Time
	ran      []Summary
	troubles []error
}

func newWatching(t *testing.T, files map[string]string) *watching {
	t.Helper()
	w := &watching{place: newPlace(t, files), now: time.Now()}
	o := w.options()
	o.Exclude = []string{w.path("data")}
	var err error
	w.watch, err = newWatch(o, WatchOptions{
		Rest: 10 * time.Second, Rescan: time.Hour,
		Ran:     func(s Summary, _ time.Duration) { w.ran = append(w.ran, s) },
		Trouble: func(err error) { w.troubles = append(w.troubles, err) },
	}, []string{w.folder})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.watch.run(t.Context(), w.watch.folders); err != nil {
		t.Fatal(err)
	}
	w.after(0)
	return w
}

// after lets some time pass and has the watch look.
func (w *watching) after(d time.Duration) {
	w.now = w.now.Add(d)
	w.watch.look(w.t.Context(), w.now)
}

// waiting returns the paths that are pending.
func (w *watching) waiting() []string { return slices.Sorted(maps.Keys(w.watch.pending)) }

// told has the watch take notices of changes at the names.
func (w *watching) told(names ...string) {
	for _, name := range names {
		w.watch.take(w.path(name), fsnotify.Write)
	}
}

func (w *watching) check(when string, titles ...string) {
	w.t.Helper()
	if diff := cmp.Diff(titles, w.sink.titles()); diff != "" {
		w.t.Errorf("%s: %s", when, diff)
	}
}

func TestWatchWaitsForRest(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A")})
	w.write("b.md", "# B\n\nHalf a sen")
	w.told("b.md")
	w.after(time.Second)
	w.after(9 * time.Second)
	w.check("not yet at rest", "A")
	w.writeAt("b.md", "# B\n\nHalf a sentence", longAgo) // nothing is told, and the time is the same
	w.after(2 * time.Second)
	w.check("longer than before", "A")
	w.after(9 * time.Second)
	w.check("almost at rest", "A")
	w.after(time.Second)
	w.check("at rest", "A", "B")
	if len(w.ran) != 1 || w.ran[0].Indexed != 1 || len(w.waiting()) != 0 {
		t.Errorf("ran %+v, waiting %q", w.ran, w.waiting())
	}
}

func TestWatchKeepsInStep(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A"), "b/c.md": note("C"), "b/d.md": note("D")})
	for _, test := range []struct {
		name   string
		change func()
		told   []string
		want   []string
	}{
		{"changed", func() { w.writeAt("a.md", note("A2"), longAgo.Add(time.Hour)) }, []string{"a.md"}, []string{"A2", "C", "D"}},
		{"removed", func() { w.remove("b/c.md") }, []string{"b/c.md"}, []string{"A2", "D"}},
		{"moved", func() { os.Rename(w.path("a.md"), w.path("e.md")) }, []string{"a.md", "e.md"}, []string{"A2", "D"}},
		{"folder moved", func() { os.Rename(w.path("b"), w.path("f")) }, []string{"b", "f"}, []string{"A2", "D"}},
		{"folder removed", func() { w.remove("f") }, []string{"f"}, []string{"A2"}},
		{"came and went", func() {}, []string{"never.md", "f/never.md"}, []string{"A2"}},
		{"hidden and excluded", func() { w.write(".x.md", note("X")); w.write("data/y.md", note("Y")) }, []string{".x.md", "data/y.md", "data"}, []string{"A2"}},
		{"metadata", func() { w.write("manifest.jsonl", `{"file": "e.md", "title": "E"}`) }, []string{"manifest.jsonl"}, []string{"E"}},
		{"sidecar", func() { w.write("e.md.meta.json", `{"title": "E2"}`) }, []string{"e.md.meta.json"}, []string{"E2"}},
	} {
		test.change()
		w.told(test.told...)
		w.after(time.Second)
		w.after(11 * time.Second)
		w.check(test.name, test.want...)
	}
	if len(w.troubles) > 0 {
		t.Errorf("troubles: %v", w.troubles)
	}
	id := pathID("a.md", w.path("a.md"))
	if diff := cmp.Diff([]string{id}, w.sink.ids()); diff != "" {
		t.Errorf("the file that was moved: %s", diff)
	}
}

func TestWatchFindsWhatWasNotTold(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A")})
	w.write("b.md", note("B"))
	w.after(59 * time.Minute)
	w.check("before the rescan", "A")
	w.after(time.Minute)
	w.check("after it", "A", "B")
	w.write("c.md", note("C"))
	w.watch.fail(fsnotify.ErrEventOverflow)
	w.after(time.Second)
	w.check("after an overflow", "A", "B", "C")
	if len(w.troubles) > 0 {
		t.Errorf("troubles: %v", w.troubles)
	}
}

func TestWatchLeavesYoungFiles(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A")})
	w.watch.options.Rest = time.Hour // so that b.md stays young
	w.writeAt("b.md", note("B"), time.Now())
	w.writeAt("future.md", note("Future"), time.Now().Add(time.Hour))
	w.after(time.Hour)
	w.check("just written", "A", "Future")
	if diff := cmp.Diff([]string{w.path("b.md")}, w.waiting()); diff != "" {
		t.Error(diff)
	}
	w.writeAt("b.md", note("B"), longAgo)
	w.after(time.Second)
	w.after(10 * time.Second)
	w.check("at rest", "A", "B", "Future")
}

func TestWatchRemovesNothingOfAnEmptyFolder(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A")})
	w.remove("a.md")
	w.after(time.Hour)
	w.check("empty", "A")
	w.remove(".")
	w.after(time.Hour)
	w.check("gone", "A")
	if len(w.troubles) != 2 || !strings.Contains(w.troubles[0].Error(), "nothing was removed") || !strings.Contains(w.troubles[1].Error(), "nothing was removed") {
		t.Errorf("troubles: %v", w.troubles)
	}
	w.write("b.md", note("B"))
	w.after(time.Hour)
	w.check("there again", "B")
}

func TestWatchGoesOnAfterAFailure(t *testing.T) {
	w := newWatching(t, map[string]string{"a.md": note("A")})
	w.sink.interrupt = func(int, int) (int, error) { return 0, errFull }
	w.write("b.md", note("B"))
	w.after(time.Hour)
	if len(w.troubles) != 1 || !errors.Is(w.troubles[0], errFull) {
		t.Errorf("troubles: %v", w.troubles)
	}
	w.sink.interrupt = nil
	w.after(time.Hour)
	w.check("when there is room", "A", "B")
}

func TestWatchOfAFile(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	for _, name := range []string{"a.md", "missing"} {
		if err := Watch(t.Context(), p.options(), WatchOptions{}, []string{p.path(name)}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestWatchWithTheSystem has the system tell of changes, also in a folder that
// comes later, and ends without an error.
func TestWatchWithTheSystem(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	var err error
	ran, noted, looks := make(chan Summary), make(chan bool, 1000), make(chan time.Time)
	w, err := newWatch(p.options(), WatchOptions{Ran: func(s Summary, _ time.Duration) { ran <- s }}, []string{p.folder})
	if err != nil {
		t.Fatal(err)
	}
	if w.notices, err = openNotices(); err != nil {
		t.Skipf("the system tells of no changes: %v", err)
	}
	defer w.notices.close()
	w.noted = func() { noted <- true }
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.keep(ctx, looks) }()
	if s := <-ran; s.Indexed != 1 {
		t.Errorf("first: %+v", s)
	}
	now := time.Now()
	lookUntilRun := func() Summary {
		<-noted
		for {
			now = now.Add(DefaultRest)
			select {
			case looks <- now:
			case s := <-ran:
				return s
			}
		}
	}
	p.write("b.md", note("B"))
	if s := lookUntilRun(); s.Indexed != 1 {
		t.Errorf("a new file: %+v", s)
	}
	p.write("new/deep/c.md", note("C"))
	for !slices.Contains(p.sink.titles(), "C") {
		lookUntilRun()
	}
	p.remove("a.md")
	for slices.Contains(p.sink.titles(), "A") {
		lookUntilRun()
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestFoldersFollowed(t *testing.T) {
	p := newPlace(t, map[string]string{"a/b/c.md": "", ".git/x": "", "data/y": "", "d/e.md": ""})
	o := p.options()
	o.Exclude = []string{p.path("data")}
	w, err := newWatch(o, WatchOptions{}, []string{p.folder})
	if err != nil {
		t.Fatal(err)
	}
	if w.notices, err = openNotices(); err != nil {
		t.Skipf("the system tells of no changes: %v", err)
	}
	defer w.notices.close()
	w.followAll()
	w.followAll()
	var got []string
	for _, path := range w.notices.watcher.WatchList() {
		name, err := filepath.Rel(p.folder, path)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, name)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{".", "a", "a/b", "d"}, got); diff != "" {
		t.Error(diff)
	}
}
