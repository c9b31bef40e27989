package local

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/search"
)

func TestSimilarTerms(t *testing.T) {
	e, _ := collection(t, "attack stack attach", "attack attic 1949", "stack", "treaty entreaty treaties", "défense nato", "gone treatx", "a1tack otan")
	if err := e.Delete(t.Context(), []string{"d5"}); err != nil {
		t.Fatal(err)
	}
	v := viewOf(t, e)
	for _, test := range []struct {
		term string
		want []similarTerm
	}{
		// The word with the same first letter comes before a more frequent one, and
		// one with a digit is none.
		{"atack", []similarTerm{{"attack", 1, 2}, {"stack", 1, 2}}},
		{"attacj", []similarTerm{{"attack", 1, 2}, {"attach", 1, 1}, {"attic", 2, 1}}},
		{"traetx", []similarTerm{{"treaty", 2, 1}}}, // six letters may have two edits; treatx is gone
		{"traety", []similarTerm{{"treaty", 1, 1}}},
		{"trety", []similarTerm{{"treaty", 1, 1}}},
		{"trty", nil}, // fewer may not
		{"defemse", []similarTerm{{"defense", 1, 1}}},
		{"naot", []similarTerm{{"nato", 1, 1}}},
		{"1948", nil},
		{"ot", nil},
	} {
		got, err := v.similarTerms(t.Context(), textFields(""), test.term, 5)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(similarTerm{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.term, diff)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.similarTerms(ctx, textFields(""), "atack", 5); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancel: %v, want context.Canceled", err)
	}
}

// hasIn says which words a view has, in the way the tests of hints need it.
func hasIn(t *testing.T, v *view) func(field, term string) bool {
	return func(field, term string) bool {
		n, err := v.documentsWithAny(t.Context(), textFields(field), []string{term})
		if err != nil {
			t.Fatal(err)
		}
		return n > 0
	}
}

// saysN stands for the number of documents that a proposed query finds.
func saysN(string) (string, error) { return " (n)", nil }

func TestSpellingHints(t *testing.T) {
	_, v := collection(t, "armed attack", "cooperation", "Organisation du traité", "NATO forces")
	for _, test := range []struct {
		query string
		want  []search.Hint
	}{
		{"armed attack", nil},
		{"armed atack", []search.Hint{{Column: 7, Length: 5, Message: `no document has the word "atack"`, Suggestion: "did you mean attack? (n)", Query: "armed attack"}}},
		{"NATOO", []search.Hint{{Column: 1, Length: 5, Message: `no document has the word "NATOO"`, Suggestion: "did you mean NATO? (n)", Query: "NATO"}}},
		{`"armed  atack" OR armed`, []search.Hint{{Column: 9, Length: 5, Message: `no document has the word "atack"`, Suggestion: "did you mean attack? (n)", Query: `"armed  attack" OR armed`}}},
		{"body:atack", []search.Hint{{Column: 6, Length: 5, Message: `no document has the word "atack" in its body`, Suggestion: "did you mean attack? (n)", Query: "body:attack"}}},
		{"title:title", []search.Hint{{Column: 7, Length: 5, Message: `no document has the word "title" in its title`}}},
		{"armed -atack", nil},
		{"armed NOT (atack OR xyzzy)", nil},
		{"é Atäck", []search.Hint{
			{Column: 1, Length: 1, Message: `no document has the word "é"`},
			{Column: 3, Length: 5, Message: `no document has the word "Atäck"`, Suggestion: "did you mean attack? (n)", Query: "é attack"},
		}},
		{"arned treety title:(papar) armed atack", []search.Hint{
			{Column: 1, Length: 5, Message: `no document has the word "arned" or the word "papar" in its title or the word "atack"`,
				Suggestion: "did you mean armed and paper and attack? (n)", Query: "armed treety title:(paper) armed attack"},
			{Column: 7, Length: 6, Message: `no document has the word "treety"`},
		}},
		{"co-operation", nil}, // stands joined
		{"co-opertion", []search.Hint{
			{Column: 1, Length: 2, Message: `no document has the word "co"`},
			{Column: 4, Length: 8, Message: `no document has the word "opertion"`},
		}},
		{"l'organistaion", []search.Hint{{Column: 3, Length: 12, Message: `no document has the word "organistaion"`, Suggestion: "did you mean organisation? (n)", Query: "l'organisation"}}},
		{"zzz*", nil},
	} {
		node, err := search.Parse(test.query, search.MatchAll)
		if err != nil {
			t.Fatalf("%s: %v", test.query, err)
		}
		got, err := v.spellingHints(t.Context(), test.query, node, hasIn(t, v), saysN)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
		for _, h := range got {
			if _, err := search.Parse(h.Query, search.MatchAll); err != nil {
				t.Errorf("%s: the proposed query %s does not parse: %v", test.query, h.Query, err)
			}
		}
	}
}

func TestSpellingHintsOfManyWords(t *testing.T) {
	_, v := collection(t, "attack")
	query := strings.Repeat("atack ", maxMisspelt+2)
	node, err := search.Parse(query, search.MatchAll)
	if err != nil {
		t.Fatal(err)
	}
	hints, err := v.spellingHints(t.Context(), query, node, hasIn(t, v), saysN)
	want := []search.Hint{
		{Column: 1, Length: 5, Message: `no document has the word "atack"`, Suggestion: "did you mean attack? (n)",
			Query: strings.Repeat("attack ", maxMisspelt) + "atack atack "},
		{Column: 6*maxMisspelt + 1, Length: 5, Message: `no document has the word "atack"`},
		{Column: 6*maxMisspelt + 7, Length: 5, Message: `no document has the word "atack"`},
	}
	if diff := cmp.Diff(want, hints); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestTwoWordsAreMendedInOne asks a query with two slips.
func TestTwoWordsAreMendedInOne(t *testing.T) {
	e, _ := collection(t, "armed attack", "armed attacks", "attack", "treaty")
	for query, want := range map[string]string{
		"armd atack":        "armed attack: did you mean armed and attack? 2 documents match that",
		"armd treety":       "armed treaty: did you mean armed and treaty? No document matches that, either",
		"armd treety atack": "armed treaty attack: did you mean armed and treaty and attack? No document matches that, either",
		"treety":            "treaty: did you mean treaty? 1 document matches that",
	} {
		result, err := e.Search(t.Context(), search.Request{Query: query})
		if err != nil || len(result.Hints) != 1 {
			t.Errorf("%s: %+v, %v, want one hint", query, result, err)
			continue
		}
		if got := result.Hints[0].Query + ": " + result.Hints[0].Suggestion; got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// TestMissingWordsBelowNodes looks below nodes that hold others.
func TestMissingWordsBelowNodes(t *testing.T) {
	query := []rune("armed /5 atack")
	armed := search.Word{Span: search.Span{Column: 1, Length: 5}, Text: "armed"}
	atack := search.Word{Span: search.Span{Column: 10, Length: 5}, Text: "atack"}
	has := func(_, term string) bool { return term == "armed" }
	want := []missingWord{{Span: atack.Span, term: "atack"}}
	for _, node := range []search.Node{
		search.And{Children: []search.Node{armed, atack}}, search.Or{Children: []search.Node{armed, atack}},
		search.And{Children: []search.Node{search.Not{Child: atack}, atack}},
	} {
		if diff := cmp.Diff(want, missingWords(query, node, has), cmp.AllowUnexported(missingWord{})); diff != "" {
			t.Errorf("%T (-want +got):\n%s", node, diff)
		}
	}
	if got := missingWords(query, search.Synonyms{Written: atack}, has); got != nil {
		t.Errorf("a name that the thesaurus knows is said to be missing: %+v", got)
	}
}
