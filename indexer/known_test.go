package indexer

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// TestKnownRowsInTheOrderOfAWalk asks for paths in the order of a walk, which
// is not that of the paths, over several pages.
func TestKnownRowsInTheOrderOfAWalk(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	walked := []string{"/d", "/d/a/x", "/d/a/y", "/d/a-b", "/d/a.md"}
	others := []string{"/c", "/d!", "/d-e/a", "/d/a/gone", "/d/b/gone", "/d/z", "/d0", "/e"}
	var rows []File
	for _, path := range slices.Concat(walked, others) {
		rows = append(rows, File{Path: path, State: Indexed, Hash: "h"})
	}
	for i := range 2 * knownPage {
		path := fmt.Sprintf("/d/b/%05d", i)
		walked, rows = append(walked, path), append(rows, File{Path: path, State: Indexed, Hash: "h"})
	}
	put(t, l, rows...)
	known := l.known("/d")
	for _, path := range walked {
		row, err := known.take(t.Context(), path)
		if err != nil || row == nil || row.path != path || !row.settled {
			t.Fatalf("%s: %+v, error %v", path, row, err)
		}
	}
	for _, path := range []string{"/d/a/x", "/d/b/00500", "/d/new", "/d-e/a"} {
		if row, err := known.take(t.Context(), path); row != nil || err != nil {
			t.Errorf("%s: %+v, error %v", path, row, err)
		}
	}
	rest, err := known.rest(t.Context())
	if diff := cmp.Diff([]string{"/d/a/gone", "/d/b/gone", "/d/z"}, rest); diff != "" || err != nil {
		t.Errorf("error %v: %s", err, diff)
	}
}

// TestKnownRowsHaveWhatTheLedgerHas of paths with whatever a system allows in them.
func TestKnownRowsHaveWhatTheLedgerHas(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	when := time.Unix(1700000000, 123456789)
	rows := []File{
		{Path: "/", State: Failed}, {Path: "/a b\n'\"|,\x01.txt", State: Indexed, Hash: "h"}, {Path: "/a//b", State: Indexed, Hash: "h"},
		{Path: "/before 1970", Modified: time.Unix(-1, 5), Size: 1 << 40, State: Indexed, Hash: "h"},
		{Path: "/copy", Size: 7, Modified: when, Read: when.Add(time.Hour), MetadataHash: "m", State: Indexed, Hash: "h", CopyOf: "/a//b"},
		{Path: "/é\xff", MetadataHash: "m", State: Indexed, Hash: "h"},
	}
	put(t, l, rows...)
	known := l.known("/")
	for _, want := range rows {
		row, err := known.take(t.Context(), want.Path)
		if err != nil || row == nil {
			t.Fatalf("%q: %v, error %v", want.Path, row, err)
		}
		want.State, want.Hash = Indexed, "" // not told
		if diff := cmp.Diff(want, row.file(), cmp.AllowUnexported(File{})); diff != "" || row.settled != (want.Path != "/") {
			t.Errorf("%q: settled %v: %s", want.Path, row.settled, diff)
		}
	}
}

// TestOrphans are found in the folder and for the folder itself, which may have been
// a file, and nowhere else.
func TestOrphans(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	var claims []claim
	for i, path := range []string{"/d", "/d/a/x", "/d/a/x", "/d/known", "/d/z", "/c", "/d!", "/d-e/a", "/d0", "/e"} {
		claims = append(claims, claim{id: fmt.Sprint(i), path: path})
	}
	if err := l.claim(t.Context(), claims, nil); err != nil {
		t.Fatal(err)
	}
	put(t, l, File{Path: "/d/known", State: Failed})
	for _, want := range [][]string{{"/d", "/d/a/x", "/d/z"}, {"/d/a/x", "/d/z"}} {
		orphans, err := l.orphans(t.Context(), "/d")
		if diff := cmp.Diff(want, orphans); diff != "" || err != nil {
			t.Errorf("error %v: %s", err, diff)
		}
		put(t, l, File{Path: "/d", State: Failed})
	}
}

func TestRowsThatSettleNothing(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	put(t, l,
		File{Path: "/d/failed", State: Failed, Hash: "h"}, File{Path: "/d/no hash", State: Indexed},
		File{Path: "/d/refused", State: Indexed, Hash: "h", refused: []string{"x"}}, File{Path: "/d/right", State: Indexed, Hash: "h"})
	known := l.known("/d")
	for path, settled := range map[string]bool{"/d/failed": false, "/d/no hash": false, "/d/refused": false, "/d/right": true} {
		if row, err := known.take(t.Context(), path); err != nil || row.settled != settled {
			t.Errorf("%s: %+v, error %v", path, row, err)
		}
	}
}

// TestFileGoneWhileItWasWritten leaves documents without a row, as a run does that
// is killed between the two, and takes their file away.
func TestFileGoneWhileItWasWritten(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	p.run(p.options())
	if err := p.ledger.claim(t.Context(), []claim{{id: "lost", path: p.path("lost.md")}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.sink.Put(t.Context(), []*corpus.Document{{ID: "lost", Title: "Lost"}}); err != nil {
		t.Fatal(err)
	}
	o := p.options()
	if s := p.run(o); !slices.Equal(s.Gone, []string{p.path("lost.md")}) || s.Removed != 0 {
		t.Errorf("%+v", s)
	}
	o.Prune = true
	if s := p.run(o); s.Removed != 1 || s.Unchanged != 1 {
		t.Errorf("%+v", s)
	}
	if titles := p.sink.titles(); !slices.Equal(titles, []string{"A"}) {
		t.Errorf("left are %q", titles)
	}
	if s := p.run(o); len(s.Gone) > 0 {
		t.Errorf("again: %+v", s)
	}
}
