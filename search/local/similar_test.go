package local

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search/analysis"
)

// collection opens an engine with one document for each text, in batches of
// three so that there are several segments, and a view of it.
func collection(t *testing.T, texts ...string) (*Engine, *view) {
	t.Helper()
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	var documents []*corpus.Document
	for i, text := range texts {
		documents = append(documents, &corpus.Document{ID: fmt.Sprint("d", i), Title: "Paper", Language: "en",
			Source: corpus.Source{Collection: "test"}, Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}}})
	}
	for batch := range slices.Chunk(documents, 3) {
		if err := e.Put(t.Context(), batch); err != nil {
			t.Fatalf("Put: %v", err)
		}
	}
	return e, viewOf(t, e)
}

func viewOf(t *testing.T, e *Engine) *view {
	t.Helper()
	v, err := e.view(t.Context())
	if err != nil {
		t.Fatalf("view: %v", err)
	}
	t.Cleanup(v.close)
	return v
}

// edits is the optimal string alignment distance, written down as it is defined.
func edits(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	replacement := 1
	if a[0] == b[0] {
		replacement = 0
	}
	least := min(edits(a[1:], b)+1, edits(a, b[1:])+1, edits(a[1:], b[1:])+replacement)
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		least = min(least, edits(a[2:], b[2:])+1)
	}
	return least
}

// TestFuzzyTermsAgreeWithDefinition compares the terms found with those that a
// count of edits by the definition gives.
func TestFuzzyTermsAgreeWithDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1949))
	letters := []rune("abcžдя東") // z with a caron folds to z
	word := func() string {
		var w []rune
		for range 1 + random.IntN(6) {
			w = append(w, letters[random.IntN(6)])
		}
		return string(w)
	}
	var texts, terms []string
	for range 8 {
		var words []string
		for range 60 {
			words = append(words, word())
		}
		texts = append(texts, strings.Join(words, " "))
		for token := range analysis.Tokens(texts[len(texts)-1]) {
			terms = append(terms, token.Term)
		}
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	_, v := collection(t, texts...)
	for range 150 {
		asked := analysis.Fold(word())
		for n := 1; n <= maxEdits; n++ {
			var want []string
			for _, term := range terms {
				if edits([]rune(asked), []rune(term)) <= n {
					want = append(want, term)
				}
			}
			got, err := v.fuzzyTerms(t.Context(), []string{bodyField}, asked, n, len(terms))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s~%d (-definition +found):\n%s", asked, n, diff)
			}
		}
	}
}

func TestFuzzyTerms(t *testing.T) {
	e, _ := collection(t, "attack atack", "attakc attach", "аттака", "gone attock", "東 attica")
	if err := e.Delete(t.Context(), []string{"d3"}); err != nil {
		t.Fatal(err)
	}
	v := viewOf(t, e)
	for _, test := range []struct {
		term  string
		edits int
		limit int
		want  []string
		err   error
	}{
		{"attack", 1, 10, []string{"atack", "attach", "attack", "attakc"}, nil},
		{"attack", 2, 10, []string{"atack", "attach", "attack", "attakc", "attica"}, nil},
		{"attack", 1, 4, []string{"atack", "attach", "attack", "attakc"}, nil},
		{"attack", 1, 3, nil, errTooManyTerms},
		{"атака", 1, 10, []string{"аттака"}, nil},
		{"paqer", 1, 10, nil, nil}, // in the title alone
		{strings.Repeat("東й", 50), 2, 10, nil, nil},
	} {
		got, err := v.fuzzyTerms(t.Context(), []string{bodyField}, test.term, test.edits, test.limit)
		if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" || !errors.Is(err, test.err) {
			t.Errorf("%s~%d, at most %d: error %v, want %v; terms (-want +got):\n%s", test.term, test.edits, test.limit, err, test.err, diff)
		}
	}
	if got, err := v.fuzzyTerms(t.Context(), textFields(""), "paqer", 1, 10); err != nil || !slices.Equal(got, []string{"paper"}) {
		t.Errorf("paqer~1 in title and body: %v, %v", got, err)
	}
	if _, err := v.fuzzyTerms(t.Context(), textFields(""), "attack", 3, 10); err == nil {
		t.Error("three edits are not refused")
	}
}

func TestFuzzyTermsStop(t *testing.T) {
	_, v := collection(t, "attack")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.fuzzyTerms(ctx, textFields(""), "attack", 1, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancel: %v, want context.Canceled", err)
	}
}
