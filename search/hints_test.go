package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHints(t *testing.T) {
	and := "did you mean AND? Operators are written in capitals, in English"
	for _, test := range []struct {
		query string
		want  []Hint
	}{
		{"", nil},
		{"armed attack", nil},
		{"NATO AND EU", nil},
		{`"war and peace"`, nil},
		{"title:and x", nil},
		{"and", nil},
		{"attack and", nil},
		{"and attack", nil},
		{"(and) attack", nil},
		{"NATO and EU", []Hint{{6, 3, `"and" is searched as a word`, and, "NATO AND EU"}}},
		{"NATO And (EU or UN) and not rio", []Hint{{6, 3, `"And" is searched as a word`, and, "NATO AND (EU OR UN) AND NOT rio"}}},
		{"not rio", []Hint{{1, 3, `"not" is searched as a word`,
			"did you mean NOT? Operators are written in capitals, in English", "NOT rio"}}},
		{"l’OTAN et “l’Union” sauf org:UN", []Hint{{8, 2, `"et" is searched as a word`, and, "l’OTAN AND “l’Union” NOT org:UN"}}},
		{"traité OU accord", []Hint{{8, 2, `"OU" is searched as a word`,
			"did you mean OR? Operators are written in capitals, in English", "traité OR accord"}}},
		{"a and or b", []Hint{{3, 3, `"and" is searched as a word`, and, "a AND or b"}}},
		{"a /5 and /5 b", nil},
		{"article:5", nil},
		{"article:5 (attack)", nil},
		{"article:5 org:NATO", nil},
		{"article:5 AND attack", nil},
		{`article:5 armed /3 "attack" -rio`, []Hint{{11, 17, "this can stand anywhere in a document that has the article",
			"put it in brackets to find it within the article", `article:5 (armed /3 "attack") -rio`}}},
		{"(page:12 treaty)", []Hint{{10, 6, "this can stand anywhere in a document that has the page",
			"put it in brackets to find it within the page", "(page:12 (treaty))"}}},
		{"article:5 bis (attack)", []Hint{{9, 5, `"bis" is searched as a word, anywhere in the document`,
			"write the whole number in quotation marks", `article:"5 bis" (attack)`}}},
		{"article:5 title:attack", nil},
		{"what attack?", []Hint{{12, 1, "? stands for one more letter", "leave it out if it ends a question", "what attack"}}},
		{"attack?", nil},
		{"def?nce x", nil},
		{"a and b?", []Hint{{3, 3, `"and" is searched as a word`, and, "a AND b?"},
			{8, 1, "? stands for one more letter", "leave it out if it ends a question", "a and b"}}},
	} {
		if _, err := Parse(test.query, MatchAll); err != nil {
			t.Errorf("%s: %v", test.query, err)
		}
		if diff := cmp.Diff(test.want, Hints(test.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

// FuzzHints holds that a hint points into the query and offers one that is
// accepted and is another one.
func FuzzHints(f *testing.F) {
	for _, seed := range []string{"a and b", "article:5 a /5 b", "article:5 bis", "page:", "article:", "not (a?", "x et ou y?"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, hint := range Hints(query) {
			if hint.Column < 1 || hint.Length < 1 || hint.Column-1+hint.Length > len([]rune(query)) {
				t.Errorf("%q: %+v points outside of the query", query, hint)
			}
			if _, err := Parse(hint.Query, MatchAll); err != nil || hint.Query == query {
				t.Errorf("%q: %+v: %v", query, hint, err)
			}
		}
	})
}
