package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/gazetteer"
	"entente/search"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fullResult is an answer that says all that an answer can say, with things
// that would command a terminal.
func fullResult(t *testing.T) *search.Result {
	t.Helper()
	date, err := corpus.ParseDate("1949-04-04")
	if err != nil {
		t.Fatal(err)
	}
	return &search.Result{
		Query: "NATO AND and AND attack", Total: search.Total{Value: 25000, Relation: "eq"},
		Searched: search.Searched{Documents: 60000, UnreadFiles: 120, Sequence: 60130},
		Sort:     search.ByRelevance, Match: search.MatchAny, Page: 2, PerPage: 1, Next: "abc",
		Names: []search.NameExpansion{{Column: 1, Length: 4, Text: "NATO", Also: []string{"North Atlantic Treaty Organization", "OTAN"}}, {Column: 6, Length: 5, Text: `"UN EU"`, TooMany: true}},
		Hints: []search.Hint{
			{Column: 6, Length: 3, Message: `"and" in small letters is searched as a word`, Suggestion: "did you mean AND?", Query: "NATO AND attack"},
			{Column: 10, Length: 6, Message: "half of the \x1b[31mdocuments have it"},
		},
		Histogram: &search.Histogram{Interval: search.ByDecade, Buckets: []search.Bucket{{Year: 1940, Count: 1200}, {Year: 1980, Count: 3}}, Undated: 7},
		Hits: []search.Hit{{
			ID: "north-atlantic-treaty", Title: "North Atlantic Treaty", Type: "treaty", Date: date, Organizations: []string{"NATO"}, Score: 3.25,
			Passages: []search.PassageHit{{Passage: 5, Label: "Article 5", Text: "an armed attack"}}, MatchedPassages: 3,
			Unread: []string{"p. 7: no \x1btext", "p. 9: no text"}, UnreadParts: 1202,
			Why: &search.Why{Parts: []search.WhyPart{
				{Text: "attack", Score: 2.75, Rarity: 1.5, InTitle: 1, InText: 3, TitleLength: 3, TextLength: 1}, {Text: "title", Score: 0.5},
			}},
		}},
		Account: &search.Account{
			Query: "NATO AND and AND attack", Match: search.MatchAny, Synonyms: true,
			Clauses: []search.Clause{
				{Text: "attack*", Documents: 31, Terms: [][]search.Term{{
					{Text: "attack", Documents: 30, Occurrences: 2060}, {Text: "attacking", Languages: []string{"en", "fr"}, Documents: 1, Occurrences: 1}}}},
				{Text: `"armed forces"`, Documents: 2, Terms: [][]search.Term{{{Text: "armed", Documents: 3, Occurrences: 4}}, {{Text: "force", Documents: 5, Occurrences: 6}}}},
				{Text: "org:OTAN", Excluded: true, Documents: 3, Values: []string{"NATO"}},
			},
			Filters: map[string][]string{"type": {"treaty"}, "org": {"NATO", "EU"}}, From: "1940", To: "1990-02",
			Identity: "IDENTITY", Generation: 3, Sequence: 60130, Documents: 60000, Languages: map[string]int{"other": 2, "en": 59998},
			Unread: []search.UnreadFile{{Path: "docs/broken\x07.pdf", Reason: "malformed"}}, UnreadFiles: 120, PartlyUnread: 1300,
			PartlyRead: []search.UnreadFile{{Path: "docs/half.pdf", Reason: "p. 2: no text"}},
		},
	}
}

// What an answer says is held against files in testdata/print.
func TestPrintedAnswer(t *testing.T) {
	names, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		asked  search.Request
		change func(*search.Result)
	}{
		"all":    {search.Request{}, func(*search.Result) {}},
		"cursor": {search.Request{Cursor: "x"}, func(r *search.Result) { r.Account, r.Histogram, r.Hits[0].Why = nil, nil, nil }},
		"deep":   {search.Request{}, func(r *search.Result) { r.Account, r.Page, r.PerPage, r.Names, r.Hints = nil, 100, 100, nil, nil }},
		"end": {search.Request{}, func(r *search.Result) {
			*r = search.Result{Query: "zeppelin", Match: search.MatchAll, Searched: r.Searched, Page: 1, PerPage: 10, Account: &search.Account{Match: search.MatchAll, Documents: 1}}
		}},
	} {
		var out, asides bytes.Buffer
		p := &program{out: &out, err: &asides, environment: func(string) (string, bool) { return "", false }}
		result := fullResult(t)
		c.change(result)
		p.printHints(result.Hints)
		if err := p.printResult(&folder{names: names}, c.asked, result); err != nil {
			t.Fatal(err)
		}
		compareGolden(t, name, "-- stdout --\n"+out.String()+"-- stderr --\n"+asides.String())
	}
}

func TestPrintedSuggestions(t *testing.T) {
	var out bytes.Buffer
	p := &program{out: &out}
	err := p.printSuggestions([]search.Suggestion{
		{Kind: "word", Text: "attack", Query: "armed attack", Count: 1212}, {Kind: "title", Text: "Attack \x1b[2Jplan", Query: `title:"Attack plan"`, Count: 1},
		{Kind: "org", Text: "North Atlantic Treaty Organization", Query: "org:NATO", Count: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "suggestions", out.String())
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "print", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update accepts it):\n%s", name, diff)
	}
}
