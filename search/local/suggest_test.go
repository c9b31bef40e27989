package local

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// TestVocabularyCounts compares the counts of a vocabulary with the postings.
func TestVocabularyCounts(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	var documents []*corpus.Document
	for i, texts := range [][2]string{{"alpha beta", "beta gamma"}, {"beta", "alpha beta delta"}, {"zeta", "alphabet"}, {"", "eta"}, {"aa", ""}} {
		documents = append(documents, &corpus.Document{ID: fmt.Sprint("d", i), Title: texts[0], Source: corpus.Source{Collection: "test"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: texts[1]}}})
	}
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	v := viewOf(t, e)
	vocabularies, err := v.vocabularies(t.Context(), e.names)
	if err != nil || len(vocabularies) != 1 {
		t.Fatalf("%d vocabularies, %v", len(vocabularies), err)
	}
	got := map[string][3]uint32{}
	var order []string
	for n := range vocabularies[0].anywhere {
		term := vocabularies[0].term(n)
		order = append(order, term)
		got[term] = [3]uint32{vocabularies[0].counts("")[n], vocabularies[0].counts(titleField)[n], vocabularies[0].counts(bodyField)[n]}
	}
	want := map[string][3]uint32{
		"aa": {1, 1, 0}, "alpha": {2, 1, 1}, "alphabet": {1, 0, 1}, "beta": {2, 2, 2}, "delta": {1, 0, 1},
		"eta": {1, 0, 1}, "gamma": {1, 0, 1}, "zeta": {1, 1, 0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents anywhere, in titles, in bodies (-want +got):\n%s", diff)
	}
	if !slices.IsSorted(order) {
		t.Errorf("the terms are not in order: %v", order)
	}
	for prefix, want := range map[string]int{"a": 2, "alpha": 1, "b": 2, "zeta": 1, "zetaa": 0, "eta": 0, "": 4} {
		if n := vocabularies[0].titled(prefix).GetCardinality(); int(n) != want {
			t.Errorf("%d titles have a word beginning with %q, want %d", n, prefix, want)
		}
	}
}

// TestCompletionsCountLiveDocuments deletes documents so that the order of words
// turns round.
func TestCompletionsCountLiveDocuments(t *testing.T) {
	e, _ := collection(t, "apple apricot", "apple", "apple apricot", "apricot avocado", "avocado", "avocado", "avocadoes", "apples almond")
	complete := func(prefix string, limit int) []string {
		v := viewOf(t, e)
		vocabularies, err := v.vocabularies(t.Context(), e.names)
		if err != nil {
			t.Fatal(err)
		}
		words, err := v.completions(t.Context(), vocabularies, "", prefix, limit)
		if err != nil {
			t.Fatal(err)
		}
		return words
	}
	// apples and avocadoes are forms of more frequent words.
	if diff := cmp.Diff([]string{"apple", "apricot", "avocado", "almond"}, complete("a", 10)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := e.Delete(t.Context(), []string{"d0", "d1", "d7"}); err != nil {
		t.Fatal(err)
	}
	for limit := range 5 {
		want := []string{"avocado", "apricot", "apple"}[:min(limit, 3)]
		if diff := cmp.Diff(want, complete("a", limit), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after deletions, at most %d (-want +got):\n%s", limit, diff)
		}
	}
}

func TestShare(t *testing.T) {
	list := func(kind string, n int) []search.Suggestion {
		var all []search.Suggestion
		for i := range n {
			all = append(all, search.Suggestion{Kind: kind, Text: fmt.Sprint(i)})
		}
		return all
	}
	for _, test := range []struct {
		limit, words, values, titles int
		want                         string
	}{
		{8, 8, 8, 8, "wwwwvvtt"},
		{8, 8, 0, 0, "wwwwwwww"},
		{8, 0, 8, 8, "vvvvvvtt"},
		{8, 3, 0, 8, "wwwttttt"},
		{8, 3, 1, 1, "wwwvt"},
		{8, 8, 1, 8, "wwwwwvtt"},
		{1, 8, 8, 8, "w"},
		{3, 1, 8, 8, "wvv"},
		{4, 4, 4, 4, "wwvt"},
	} {
		var got strings.Builder
		for _, s := range share(test.limit, list("w", test.words), list("v", test.values), list("t", test.titles)) {
			got.WriteString(s.Kind)
		}
		if got.String() != test.want {
			t.Errorf("%+v gives %s", test, got.String())
		}
	}
}

// TestTitlesThatCannotBeWritten suggests titles with characters that mean
// something in a query.
func TestTitlesThatCannotBeWritten(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	for i, title := range []string{`Note on “armed” forces*`, "Note: what? (draft)", "note, What - DRAFT", "Note " + strings.Repeat("x ", search.MaxQueryClauses)} {
		d := &corpus.Document{ID: fmt.Sprint("d", i), Title: title, Source: corpus.Source{Collection: "test"}}
		if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := e.Suggest(t.Context(), "note", 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []search.Suggestion{
		{Kind: "word", Text: "note", Query: "note", Count: 4},
		{Kind: "title", Text: "Note: what? (draft)", Query: `title:"Note: what (draft)"`, Count: 2},
		{Kind: "title", Text: `Note on “armed” forces*`, Query: `title:"Note on armed forces"`, Count: 1},
	}
	if diff := cmp.Diff(want, got.Suggestions); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
