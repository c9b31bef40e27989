package local

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// TestPartHints asks for articles and pages, some of which no document has.
func TestPartHints(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	d := &corpus.Document{ID: "d", Title: "Treaty", Language: "en", Source: corpus.Source{Collection: "test"}, Passages: []corpus.Passage{
		{Kind: corpus.Article, Number: "5", Page: 1, Text: "1. A text of an armed attack\n2. Those forces\n(a) at sea\n(b) on land"},
	}}
	if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		query string
		want  []search.Hint
	}{
		{"article:5 (attack)", nil},
		{"article:V(2)", nil},
		{"page:1", nil},
		{"treaty NOT article:500", nil},
		{"article:500", []search.Hint{{Column: 1, Length: 11, Message: `no document has the article "500"`}}},
		{"treaty (page:7 OR article:5)", []search.Hint{{Column: 9, Length: 6, Message: `no document has the page "7"`}}},
		{"text article:Five ((attack))", []search.Hint{{Column: 6, Length: 12, Message: `no document has the article "Five"`,
			Suggestion: "numbers are written in digits; did you mean article:5? 1 document matches that", Query: "text article:5 ((attack))"}}},
		{"article:cinq", []search.Hint{{Column: 1, Length: 12, Message: `no document has the article "cinq"`,
			Suggestion: "numbers are written in digits; did you mean article:5? 1 document matches that", Query: "article:5"}}},
		{"article:5(2)(z)(i)", []search.Hint{{Column: 1, Length: 18, Message: `no document has the article "5(2)(z)(i)"`,
			Suggestion: "documents that have its beginning go as deep as article:5(2). 1 document matches that", Query: "article:5(2)"}}},
	} {
		result, err := e.Search(t.Context(), search.Request{Query: test.query})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, result.Hints); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}
