package local

import (
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
)

// inText returns how often the query is said to occur in the text of its one hit.
func inText(t *testing.T, e *Engine, query string) int {
	t.Helper()
	result, err := e.Search(t.Context(), search.Request{Query: query, Explain: true, NoSynonyms: true})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if len(result.Hits) != 1 {
		t.Fatalf("%s has %d hits, want 1", query, len(result.Hits))
	}
	n := 0
	for _, part := range result.Hits[0].Why.Parts {
		n += part.InText
	}
	return n
}

// TestNearnessInsideCountsAsOutside compares what a nearness counts in a part that
// is all of a document with what it counts in the document.
func TestNearnessInsideCountsAsOutside(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	d := hostileDocument("d", "Armed attack, an attack or armed attacks.")
	d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Article, Number: "6", Page: 2, Text: "An attack; the armed."})
	put(t, e, d)
	for query, want := range map[string]int{
		"article:5 (armed /3 attack)": 3, "page:1 (armed /3 attack)": 3, "armed /3 attack": 4, "article:6 (armed /3 attack)": 1,
		"article:5 (armed +1 attack)": 2, "armed +1 attack": 2, "article:5 (attack)": 3, "attack": 4,
	} {
		if got := inText(t, e, query); got != want {
			t.Errorf("%s occurs %d times, want %d", query, got, want)
		}
	}
}

// TestNearnessInsideIsAnswered asks of a part what is met there in very many ways.
func TestNearnessInsideIsAnswered(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	put(t, e, hostileDocument("d", strings.Repeat("the of ", 2000)), hostileDocument("other", "the treaty"))
	for _, query := range []string{"article:5 (the /p of)", "page:1 (the /255 of)", "article:5 (the /p of NOT treaty)"} {
		if got := inText(t, e, query); got < 2000 {
			t.Errorf("%s occurs %d times, want 2000 or more", query, got)
		}
	}
}

func put(t *testing.T, e *Engine, documents ...*corpus.Document) {
	t.Helper()
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
}
