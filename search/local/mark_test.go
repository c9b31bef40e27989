package local

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/search"
)

// TestMarkingLooksAtOneDocument marks a document beside one for which the same
// query is refused.
func TestMarkingLooksAtOneDocument(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	put(t, e, hostileDocument("giant", strings.Repeat("the of ", 400)+"treaty"))
	put(t, e, hostileDocument("small", "of the treaty", "the"))
	const query = "(the /255 of) /255 treaty"
	if _, err := e.Search(t.Context(), search.Request{Query: query}); err == nil {
		t.Fatal("the search is not refused")
	}
	got, err := e.Locate(t.Context(), "small", search.Request{Query: query})
	want := []search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 2}, {3, 6}, {7, 13}}}}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := e.Locate(t.Context(), "giant", search.Request{Query: query}); err == nil {
		t.Error("marking the giant is not refused")
	}
}

// TestMarkingSkipsEverydayPhrases marks where a phrase that most documents have
// occurs beside a word that few have.
func TestMarkingSkipsEverydayPhrases(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	put(t, e, hostileDocument("a", "of the sea", "of the zebra"), hostileDocument("b", "of the sea"), hostileDocument("c", "the end of"))
	got, err := e.Locate(t.Context(), "a", search.Request{Query: `body:"of the" body:zebra`})
	want := []search.PassageMarks{{Passage: 1, Marks: []search.Mark{{0, 6}, {7, 12}}}}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
