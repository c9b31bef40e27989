package local

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// TestAccountOfParts puts a word in Article 5 of one document and in another
// article of a second one.
func TestAccountOfParts(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	article := func(number, text string) corpus.Passage {
		return corpus.Passage{Kind: corpus.Article, Number: number, Text: text}
	}
	first, second := testDocument(1), testDocument(2)
	first.Language, second.Language = "en", "en"
	first.Passages = []corpus.Passage{article("5", "an armed attack"), article("6", "armed forces")}
	second.Passages = []corpus.Passage{article("5", "peaceful means"), article("6", "an armed attack, armed")}
	if err := e.Put(t.Context(), []*corpus.Document{first, second}); err != nil {
		t.Fatal(err)
	}
	result, err := e.Search(t.Context(), search.Request{Query: "article:5 (armed OR zeppelins)", Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []search.Clause{
		{Text: "article:5 (armed OR zeppelins)", Documents: 1},
		{Text: "armed", Documents: 1, Terms: [][]search.Term{{{Text: "armed", Documents: 1, Occurrences: 1}}}},
		{Text: "zeppelins", Terms: [][]search.Term{{{Text: "zeppelins"}}}},
	}
	got := result.Account.Clauses
	for i := range got {
		got[i].Column, got[i].Length = 0, 0
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("clauses (-want +got):\n%s", diff)
	}
}

// TestAccountOfAWordInNoForm asks for a word whose only form stands elsewhere
// than in the field asked for.
func TestAccountOfAWordInNoForm(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	d := testDocument(1)
	d.Language, d.Passages = "en", []corpus.Passage{{Kind: corpus.Article, Number: "6", Text: "attacks and attacked"}}
	if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
		t.Fatal(err)
	}
	result, err := e.Search(t.Context(), search.Request{Query: "article:5 (attack)", Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	last := result.Account.Clauses[len(result.Account.Clauses)-1]
	if diff := cmp.Diff([][]search.Term{{{Text: "attack"}}}, last.Terms); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}
