package local

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// TestManyPlaces reads words in documents with more places than are kept, between
// others with few: none is lost or counted twice.
func TestManyPlaces(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	var documents []*corpus.Document
	want := 0
	for i, times := range []int{1, 3 * largePosting, 2, largePosting + 1, 2 * largePosting, 1} {
		d := hostileDocument(fmt.Sprintf("d%d", i), strings.Repeat("armed attack ", times))
		documents = append(documents, d)
		want += times
	}
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`"armed attack"`, "armed +1 attack", `page:1 ("armed attack")`} {
		result, err := e.Search(t.Context(), search.Request{Query: query, Explain: true})
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		clauses := result.Account.Clauses
		terms := clauses[len(clauses)-1].Terms
		got := []int{result.Total.Value, terms[0][0].Occurrences, terms[1][0].Occurrences}
		if diff := cmp.Diff([]int{len(documents), want, want}, got); diff != "" {
			t.Errorf("%s: documents and occurrences of both words (-want +got):\n%s", query, diff)
		}
		for i, d := range documents {
			marks, err := e.Locate(t.Context(), d.ID, search.Request{Query: query})
			if err != nil || len(marks) != 1 || len(marks[0].Marks) < strings.Count(d.Passages[0].Text, "armed") {
				t.Errorf("%s: document %d is marked %d times: %v", query, i, len(marks), err)
			}
		}
	}
}

func TestRoom(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := &room{ctx: ctx, ids: []string{"a", "b"}, limit: maxOccurrences}
	if err := r.hold(0, maxOccurrences); err != nil {
		t.Errorf("as many as there is room for: %v", err)
	}
	var invalid *search.InvalidError
	if err := r.hold(0, 1); !errors.As(err, &invalid) || !strings.Contains(invalid.Message, "the document a;") {
		t.Errorf("one more: %v, want an InvalidError that names the document", err)
	}
	if left := r.left(1); left != maxOccurrences {
		t.Errorf("another document has room for %d, want %d", left, maxOccurrences)
	}
	if err := r.hold(1, maxOccurrences); err != nil {
		t.Errorf("as many of another document: %v", err)
	}
	cancel()
	if err := r.hold(1, 0); errors.Is(err, context.Canceled) {
		t.Error("what is small does not look at the context")
	}
	r.held = 0
	if err := r.hold(1, largePosting+1); !errors.Is(err, context.Canceled) {
		t.Errorf("when the context is done: %v", err)
	}
}

func TestPieces(t *testing.T) {
	at := func(text, first, last uint32) run { return run{newPlace(text, first), newPlace(text, last)} }
	page := pieces{at(0, 5, 9), at(1, 1, 3), at(3, 1, 4)}
	for _, test := range []struct {
		word run
		want bool
	}{
		{at(0, 4, 4), false}, {at(0, 5, 9), true}, {at(0, 9, 10), false}, {at(1, 1, 1), true},
		{at(1, 3, 4), false}, {at(2, 1, 1), false}, {at(3, 4, 4), true}, {at(3, 5, 5), false},
	} {
		o := occurrence{first: test.word.first, last: test.word.last}
		if got := len(page.of([]occurrence{o})) == 1; got != test.want || page.contain(o) != test.want {
			t.Errorf("the words %v are on the page: %v, want %v", test.word, got, test.want)
		}
	}
	if got := pieces(nil).among([]occurrence{{}}); got != nil {
		t.Errorf("a part without words has %v", got)
	}
}
