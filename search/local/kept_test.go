package local

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/corpus"
	"entente/search"
)

// clock stands still until it is moved.
type clock struct{ time time.Time }

func (c *clock) now() time.Time { return c.time }

// note makes a document; every note matches the query "note".
func note(id string, n int) *corpus.Document {
	return &corpus.Document{
		ID: id, Title: "Note", Type: "report", Language: "en",
		Passages: []corpus.Passage{{Kind: corpus.Section, Text: fmt.Sprintf("note version%d", n)}},
	}
}

func putNotes(t *testing.T, e *Engine, n int, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := e.Put(t.Context(), []*corpus.Document{note(id, n)}); err != nil {
			t.Fatal(err)
		}
	}
}

func searchNotes(t *testing.T, e *Engine, cursor string) *search.Result {
	t.Helper()
	result, err := e.Search(t.Context(), search.Request{Query: "note", PerPage: 1, Cursor: cursor})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// checkTooOld checks that the cursor is refused with the advice to start again.
func checkTooOld(t *testing.T, e *Engine, cursor string) {
	t.Helper()
	_, err := e.Search(t.Context(), search.Request{Query: "note", PerPage: 1, Cursor: cursor})
	var invalid *search.InvalidError
	if !errors.As(err, &invalid) || invalid.Parameter != "cursor" || !strings.Contains(invalid.Message, "start again") {
		t.Errorf("a cursor that is too old: %v, want the advice to start again", err)
	}
}

// versions counts the versions of a document in the store.
func versions(t *testing.T, e *Engine, id string) int {
	t.Helper()
	var n int
	if err := e.store.reader.QueryRow(`SELECT count(*) FROM version WHERE id = ?`, id).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestKeptViewsGrowOld(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	c := &clock{time.Date(1949, 4, 4, 0, 0, 0, 0, time.UTC)}
	e.kept.now = c.now
	putNotes(t, e, 1, "a", "b", "c")
	first := searchNotes(t, e, "")
	putNotes(t, e, 2, "a", "b", "c")
	c.time = c.time.Add(keptFor)
	second := searchNotes(t, e, first.Next)
	if got := second.Hits[0].Passages[0].Text; got != "note version1" {
		t.Errorf("page 2 shows %q, which has been replaced since page 1", got)
	}
	if got := versions(t, e, "c"); got != 2 {
		t.Errorf("the store has %d versions of a document that a view is kept of, want the one seen and the newest", got)
	}
	c.time = c.time.Add(keptFor) // since it was last used
	searchNotes(t, e, second.Next)
	c.time = c.time.Add(keptFor + 1)
	putNotes(t, e, 3, "d")
	if got := versions(t, e, "c"); got != 1 {
		t.Errorf("the store has %d versions of a document after the last view of it, want 1", got)
	}
	var past int
	if err := e.store.reader.QueryRow(`SELECT count(*) FROM past`).Scan(&past); err != nil || past != 0 {
		t.Errorf("%d versions wait to be dropped, %v", past, err)
	}
	checkTooOld(t, e, second.Next)
}

// TestPagesBesideChanges goes through pages in several goroutines while documents
// come and go.
func TestPagesBesideChanges(t *testing.T) {
	e := open(t, t.TempDir())
	putNotes(t, e, 1, "a", "b", "c", "d")
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for range 10 {
				checkPages(t, e)
			}
		})
	}
	for n := range 30 {
		id := fmt.Sprint("n", n)
		putNotes(t, e, n, id, "b")
		if err := e.Delete(t.Context(), []string{id}); err != nil {
			t.Error(err)
		}
	}
	group.Wait()
	closeInTime(t, e)
	if len(e.pins.counts) != 0 {
		t.Errorf("%d sequence numbers are held after Close", len(e.pins.counts))
	}
}

// checkPages checks that the pages of a request together have as many different
// hits as the first of them says. It starts again where the program says so.
func checkPages(t *testing.T, e *Engine) {
	seen := map[string]bool{}
	total, cursor := 0, ""
	for first := true; first || cursor != ""; first = false {
		result, err := e.Search(t.Context(), search.Request{Query: "note", PerPage: 1, Cursor: cursor})
		var invalid *search.InvalidError
		if errors.As(err, &invalid) && strings.Contains(invalid.Message, "start again") {
			return
		}
		if err != nil || len(result.Hits) != 1 {
			t.Errorf("a page beside changes: %v, %v", result, err)
			return
		}
		if first {
			total = result.Total.Value
		}
		seen[result.Hits[0].ID] = true
		cursor = result.Next
	}
	if len(seen) != total {
		t.Errorf("the pages have %d different hits, want %d", len(seen), total)
	}
}

func TestKeptViewsAreFew(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	putNotes(t, e, 1, "a", "b", "c")
	resumed := searchNotes(t, e, "").Next
	putNotes(t, e, 2, "a")
	resumed = searchNotes(t, e, resumed).Next
	idle := searchNotes(t, e, "").Next
	for n := range maxKept {
		putNotes(t, e, 3+n, "a")
		searchNotes(t, e, "")
	}
	if got := len(e.kept.views); got != maxKept {
		t.Errorf("%d views are kept, want %d", got, maxKept)
	}
	checkTooOld(t, e, idle)
	if got := searchNotes(t, e, resumed); len(got.Hits) != 1 || got.Next != "" {
		t.Errorf("the last page of a view gone back to: %+v", got)
	}
}

func TestCursorOutlivesTheEngine(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	putNotes(t, e, 1, "a", "b")
	next := searchNotes(t, e, "").Next
	closeInTime(t, e)
	e = open(t, dir)
	defer e.Close()
	if got := searchNotes(t, e, next); got.Hits[0].ID != "b" {
		t.Errorf("page 2 shows %s, want b", got.Hits[0].ID)
	}
	other := open(t, t.TempDir())
	defer other.Close()
	putNotes(t, other, 1, "a", "b")
	_, err := other.Search(t.Context(), search.Request{Query: "note", PerPage: 1, Cursor: next})
	var invalid *search.InvalidError
	if !errors.As(err, &invalid) || invalid.Parameter != "cursor" {
		t.Errorf("a cursor of another collection: %v, want an InvalidError on cursor", err)
	}
}

func TestCloseDropsKeptViews(t *testing.T) {
	e := open(t, t.TempDir())
	putNotes(t, e, 1, "a", "b")
	next := searchNotes(t, e, "").Next
	putNotes(t, e, 2, "a")
	closeInTime(t, e)
	if len(e.kept.views) != 0 || len(e.pins.counts) != 0 {
		t.Errorf("%d views and %d sequence numbers are held after Close", len(e.kept.views), len(e.pins.counts))
	}
	if _, err := e.Search(t.Context(), search.Request{Query: "note", PerPage: 1, Cursor: next}); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a cursor after Close: %v, want ErrUnavailable", err)
	}
}

// closeInTime closes the engine, and fails where that waits for something.
func closeInTime(t *testing.T, e *Engine) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	closed := make(chan error, 1)
	go func() { closed <- e.Close() }()
	select {
	case err := <-closed:
		if err != nil {
			t.Errorf("Close: %v", err)
		}
	case <-ctx.Done():
		t.Fatal("Close waits for kept views")
	}
}
