package local

import (
	"errors"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
)

// wordy is a thesaurus in which every word has so many names of ten words.
type wordy int

func (w wordy) Expand(query search.Node, _ search.Match) (search.Node, []search.NameExpansion) {
	or, ok := query.(search.Or)
	if !ok {
		return query, nil
	}
	all := search.Or{Span: or.Span}
	for _, written := range or.Children {
		names := make([]search.Node, w)
		for i := range names {
			names[i] = search.Phrase{Span: written.Position(), Text: "one of the many names that this has in use"}
		}
		all.Children = append(all.Children, search.Synonyms{Span: written.Position(), Written: written, Names: names})
	}
	return all, nil
}

// TestNamesAreCountedApart checks that the names a thesaurus adds do not use up
// the words that a query may have, and that there are not too many of them.
func TestNamesAreCountedApart(t *testing.T) {
	for _, test := range []struct {
		names, words int
		want         string
	}{
		{1, 256, ""},
		{2, 200, ""},
		{2, 205, "column 1021: up to here the query has other names of more than 4096 words"},
		{1, 257, "more than 256 words"},
	} {
		e, err := Open(t.Context(), t.TempDir(), Options{Thesaurus: wordy(test.names)})
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		if err := e.Put(t.Context(), []*corpus.Document{hostileDocument("a", "a")}); err != nil {
			t.Fatal(err)
		}
		query := strings.TrimSuffix(strings.Repeat("a OR ", test.words), " OR ")
		_, err = e.Record(t.Context(), search.Request{Query: query})
		var syntax *search.SyntaxError
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%d words with %d names each: %v", test.words, test.names, err)
		case test.want != "" && (!errors.As(err, &syntax) || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%d words with %d names each: %v, want %q", test.words, test.names, err, test.want)
		}
	}
}
