package local

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// TestDateHints asks for dates beside treaties without a date that were signed then.
func TestDateHints(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	treaty := func(id, date, signed, text string) *corpus.Document {
		d := &corpus.Document{ID: id, Title: "Treaty", Language: "en", Source: corpus.Source{Collection: "test"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}}, Instrument: corpus.NewInstrument()}
		d.Date, _ = corpus.ParseDate(date)
		if signed != "" {
			d.Instrument.Signed.Date, _ = corpus.ParseDate(signed)
			d.Instrument.Signed.Origin = corpus.Declared
		}
		return d
	}
	documents := []*corpus.Document{
		treaty("dated", "1949", "", "force"), treaty("both", "1951", "1949", "force"), treaty("a", "", "1949-04-04", "force"),
		treaty("b", "", "1949-05", "attack"), treaty("c", "", "1950", "force"), treaty("none", "", "", "force"), treaty("gone", "", "1949", "force"),
	}
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	if err := e.Delete(t.Context(), []string{"gone"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		query string
		want  []search.Hint
	}{
		{"date:1949", []search.Hint{{Column: 1, Length: 9, Message: "2 documents without a date are left out that were signed then",
			Suggestion: "write (date:1949 OR signed:1949) for these, too. 4 documents match that", Query: "(date:1949 OR signed:1949)"}}},
		{"force date:>=1949-04 date:<1950", []search.Hint{{Column: 7, Length: 14, Message: "1 document without a date is left out that was signed then",
			Suggestion: "write (date:>=1949-04 OR signed:>=1949-04) for these, too. 3 documents match that",
			Query:      "force (date:>=1949-04 OR signed:>=1949-04) (date:<1950 OR signed:<1950)"}}},
		{"date:1930", nil},
		{"date:1949 OR signed:1949", nil},
		{"NOT date:1949", nil},
		{"signed:1949", nil},
		{"force", nil},
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
