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
		{"title:and x", []Hint{{11, 1, `this is searched in title and text; only "and" is asked of the field title`,
			"put all that is asked of the field in brackets", "title:(and x)"}}},
		{"NATO UN IS", []Hint{{9, 2, `"IS" is found in capitals alone`, "write is to find it in any letters", "NATO UN is"}}},
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
		{"article:5 (2) (attack)", []Hint{{11, 3, `"2" is searched as a word of the article`,
			"leave the blank out for its paragraph: article:5(2)", "article:5(2) (attack)"}}},
		{`article:"5 bis"(2) (a) x`, []Hint{{20, 3, `"a" is searched as a word of the article`,
			`leave the blank out for its paragraph: article:"5 bis"(2)(a)`, `article:"5 bis"(2)(a) x`}}},
		{"article:5(2) attack", []Hint{{14, 6, "this can stand anywhere in a document that has the article",
			"put it in brackets to find it within the article", "article:5(2) (attack)"}}},
		{"(attack) article:5(2)", []Hint{{1, 8, "what is in brackets here can stand anywhere in a document that has the article",
			"put it after the article to find it within", "article:5(2) (attack)"}}},
		{"article:5(2) bis", []Hint{{14, 3, "this can stand anywhere in a document that has the article",
			"put it in brackets to find it within the article", "article:5(2) (bis)"}}},
		{"article:5(2) (attack)", nil},
		{"article:7(3)(a)(ii) (force)", []Hint{{16, 4, `"ii" is searched as a word of the article`,
			"paragraphs are numbered in digits and single letters: article:7(3)(a)", "article:7(3)(a) (force)"}}},
		{"article:7 (ii)", nil},
		{"article:5 (1949) page:1 (2)", nil},
		{"article:5 title:attack", nil},
		{"article:5 NOT (attack)", []Hint{{11, 12, "this excludes documents that have it anywhere, not only within the article",
			"put NOT in brackets to exclude it within the article alone", "article:5 (NOT attack)"}}},
		{"(article:5(2) AND NOT (attack OR (force)) x)", []Hint{{19, 23, "this excludes documents that have it anywhere, not only within the article",
			"put NOT in brackets to exclude it within the article alone", "(article:5(2) (NOT (attack OR (force))) x)"}}},
		{`page:5 -"armed attack" x`, []Hint{{8, 15, "this excludes documents that have it anywhere, not only within the page",
			"put NOT in brackets to exclude it within the page alone", `page:5 (NOT "armed attack") x`}}},
		{"article:5 NOT org:NATO", nil},
		{"article:5 -article:6", nil},
		{"article:5 NOT (org:NATO)", nil},
		{"article:5 (force) NOT (attack)", nil},
		{"article:5 AND (attack OR force)", []Hint{{15, 1, "what is in brackets here can stand anywhere in a document that has the article",
			"leave AND out to find it within the article", "article:5 (attack OR force)"}}},
		{"(attack OR (armed force)) article:5 x", []Hint{{1, 25, "what is in brackets here can stand anywhere in a document that has the article",
			"put it after the article to find it within", "article:5 (attack OR (armed force)) x"},
			{37, 1, "this can stand anywhere in a document that has the article", "put it in brackets to find it within the article",
				"(attack OR (armed force)) article:5 (x)"}}},
		{"x (attack) AND page:5", []Hint{{3, 8, "what is in brackets here can stand anywhere in a document that has the page",
			"put it after the page to find it within", "x page:5 (attack)"}}},
		{"article:5 (attack) article:6", nil},
		{"title:(attack) article:6", nil},
		{"-(attack) article:6", nil},
		{"x NOT (attack) AND article:6", nil},
		{"(attack) article:6 (force)", nil},
		{"title:armed forces", []Hint{{13, 6, `this is searched in title and text; only "armed" is asked of the field title`,
			"put all that is asked of the field in brackets", "title:(armed forces)"}}},
		{`title:armed "status of" OR forces -x`, []Hint{{13, 21, `this is searched in title and text; only "armed" is asked of the field title`,
			"put all that is asked of the field in brackets", `title:(armed "status of" OR forces) -x`}}},
		{"title:armed AND forces", nil},
		{"title:armed (forces)", nil},
		{"title:(armed forces) x", nil},
		{"org:NATO EU", nil},
		{"org:NATO OR EU", []Hint{{13, 2, `this is searched in title and text; only "NATO" is asked of the field org`,
			"put all that is asked of the field in brackets", "org:(NATO OR EU)"}}},
		{"org:(NATO OR US) type:US", nil},
		{"armed near attack", []Hint{{7, 4, `"near" is searched as words`, nearness("/5"), "armed /5 attack"}}},
		{"armed adj7 attack", []Hint{{7, 4, `"adj7" is searched as words`, nearness("/7"), "armed /7 attack"}}},
		{"armed within 5 words of attack", []Hint{{7, 17, `"within 5 words of" is searched as words`, nearness("/5"), "armed /5 attack"}}},
		{"within the area", nil},
		{"armed within", nil},
		{"near east", nil},
		{"title:near attack", []Hint{{12, 6, `this is searched in title and text; only "near" is asked of the field title`,
			"put all that is asked of the field in brackets", "title:(near attack)"}}},
		{"armed /5attack", []Hint{{7, 8, `"/5attack" is searched as words`, nearness("/5 attack"), "armed /5 attack"}}},
		{"armed/5 attack", []Hint{{1, 7, `"armed/5" is searched as words`, nearness("armed /5"), "armed /5 attack"}}},
		{"armed/5attack", []Hint{{1, 13, `"armed/5attack" is searched as words`, nearness("armed /5 attack"), "armed /5 attack"}}},
		{"A/63 A/RES/377", nil},
		{"armed /w attack", []Hint{{7, 2, `"/w" is searched as words`, nearness("/5"), "armed /5 attack"}}},
		{"armed /SENT attack", []Hint{{7, 5, `"/SENT" is searched as words`, nearness("/s"), "armed /s attack"}}},
		{"armed /para attack", []Hint{{7, 5, `"/para" is searched as words`, nearness("/p"), "armed /p attack"}}},
		{"armed %5 attack", []Hint{{7, 2, `"%5" is searched as words`, nearness("/5"), "armed /5 attack"}}},
		{"armed /x attack", nil},
		{"attack$ x", []Hint{{1, 7, `"attack$" is searched as the word attack`, "write attack* for words that begin so", "attack* x"}}},
		{"attack#", []Hint{{1, 7, `"attack#" is searched as the word attack`, "write attack* for words that begin so", "attack*"}}},
		{"US", []Hint{{1, 2, `"US" is found in capitals alone`, "write us to find it in any letters", "us"}}},
		{`="U.S. forces" /5 WHO us`, []Hint{{3, 4, `"U.S." is found in capitals alone`, "write us to find it in any letters", `="us forces" /5 who us`}}},
		{"N.A.T.O budget", []Hint{{1, 7, `"N.A.T.O" is found in capitals alone`, "write NATO to find it in any letters", "NATO budget"}}},
		{"STATUS OF US FORCES", []Hint{{11, 2, `"US" is found in any letters, since all of the query is in capitals`,
			"write the other words in small letters to find it in capitals alone", "status OF US forces"}}},
		{"u.s. forces", []Hint{{1, 4, `"u.s." is found in any letters, dots or not`, "write U.S. to find it in capitals alone", "U.S. forces"}}},
		{"us forces NATO", nil},
		{"what attack?", []Hint{{12, 1, "? stands for one more letter", "leave it out if it ends a question", "what attack"}}},
		{"attack?", nil},
		{"def?nce x", nil},
		{"a and b?", []Hint{{3, 3, `"and" is searched as a word`, and, "a AND b?"},
			{8, 1, "? stands for one more letter", "leave it out if it ends a question", "a and b"}}},
	} {
		if _, err := Parse(test.query, MatchAll); err != nil {
			t.Errorf("%s: %v", test.query, err)
		}
		if diff := cmp.Diff(test.want, Hints(test.query, nil)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

func nearness(with string) string {
	return "did you mean nearness? Write " + with + "; /5 is within five words, /s in one sentence, /p in one passage"
}

// TestNamesAreFoundInAnyLetters holds that dots are no matter where a name without
// them is searched too.
func TestNamesAreFoundInAnyLetters(t *testing.T) {
	nato := NameExpansion{Column: 1, Length: 8, Text: "N.A.T.O.", Also: []string{"NATO", "OTAN"}}
	for _, test := range []struct {
		query string
		names []NameExpansion
		want  int
	}{
		{"N.A.T.O. budget", []NameExpansion{nato}, 0},
		{"budget N.A.T.O.", []NameExpansion{nato}, 1}, // the name is that of another word
		{"N.A.T.O. budget", []NameExpansion{{Column: 1, Length: 15, Also: []string{"NATO budget"}}}, 0},
		{"U.S. budget", []NameExpansion{{Column: 1, Length: 4, Also: []string{"US", "United States"}}}, 1},
	} {
		if got := Hints(test.query, test.names); len(got) != test.want {
			t.Errorf("%s with %+v: %+v, want %d", test.query, test.names, got, test.want)
		}
	}
}

// FuzzHints holds that a hint points into the query and offers one that is
// accepted and is another one.
func FuzzHints(f *testing.F) {
	for _, seed := range []string{"a and b", "article:5 a /5 b", "article:5 bis", "page:", "article:", "not (a?", "x et ou y?", "a within 5 b", "a/5b x$", "(a) AND page:1", "org:a OR b", `="U.S. x" WHO`, "STATUS OF US", "article:5 AND (a)", "article:5 AND NOT (a)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, hint := range Hints(query, nil) {
			if hint.Column < 1 || hint.Length < 1 || hint.Column-1+hint.Length > len([]rune(query)) {
				t.Errorf("%q: %+v points outside of the query", query, hint)
			}
			if _, err := Parse(hint.Query, MatchAll); err != nil || hint.Query == query {
				t.Errorf("%q: %+v: %v", query, hint, err)
			}
		}
	})
}
