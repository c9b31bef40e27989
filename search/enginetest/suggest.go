package enginetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

func suggest(t *testing.T, e search.Engine, text string, limit int) []search.Suggestion {
	t.Helper()
	s, err := e.Suggest(t.Context(), text, limit)
	if err != nil {
		t.Fatalf("Suggest(%q, %d): %v", text, limit, err)
	}
	if s.Suggestions == nil {
		t.Errorf("Suggest(%q, %d) gives a nil list", text, limit)
	}
	return s.Suggestions
}

// suggestCompletes lists, for beginnings of queries, what must be among the
// suggestions, with its count, and the kinds of which there must be none.
func suggestCompletes(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	gone := document("gone", "Atlas of attachés", "", "attachés attack")
	gone.Organizations = tags(corpus.Declared, "ASEAN")
	put(t, e, gone)
	if err := e.Delete(t.Context(), []string{"gone"}); err != nil {
		t.Fatal(err)
	}
	words, values := []string{"org", "topic", "party", "title"}, []string{"word", "title"}
	for _, test := range []struct {
		text string
		want []search.Suggestion
		none []string // kinds
	}{
		{"", nil, append(values, words...)},
		{"atta", []search.Suggestion{{Kind: "word", Text: "attack", Query: "attack", Count: 3}}, words},
		{"ATTÁ", []search.Suggestion{{Kind: "word", Text: "attack", Query: "attack", Count: 3}}, words},
		{"attacks", nil, append(values, words...)},
		{"attache", nil, append(values, words...)}, // of a document that is gone
		{"armed ", nil, append(values, words...)},
		{"armed atta", []search.Suggestion{{Kind: "word", Text: "attack", Query: "armed attack", Count: 3}}, words},
		{"armed -atta", []search.Suggestion{{Kind: "word", Text: "attack", Query: "armed -attack", Count: 3}}, words},
		{"armed (member OR atta", []search.Suggestion{{Kind: "word", Text: "attack", Query: "armed (member OR attack)", Count: 3}}, words},
		{`"armed atta`, []search.Suggestion{{Kind: "word", Text: "attack", Query: `"armed attack"`, Count: 3}}, words},
		{`org:UN ("an armed atta`, []search.Suggestion{{Kind: "word", Text: "attack", Query: `org:UN ("an armed attack")`, Count: 3}}, words},
		{"l'euro", []search.Suggestion{{Kind: "word", Text: "europe", Query: "l'europe", Count: 1}}, words},
		{"nort", []search.Suggestion{
			{Kind: "word", Text: "north", Query: "north", Count: 1},
			{Kind: "title", Text: "North Atlantic Treaty", Query: `title:"North Atlantic Treaty"`, Count: 1},
		}, []string{"org", "topic", "party"}},
		{"north TRE", []search.Suggestion{
			{Kind: "word", Text: "treaty", Query: "north treaty", Count: 2},
			{Kind: "title", Text: "North Atlantic Treaty", Query: `title:"North Atlantic Treaty"`, Count: 1},
		}, []string{"org", "topic", "party"}},
		{"defen", []search.Suggestion{
			{Kind: "word", Text: "defence", Query: "defence", Count: countOf(t, e, "defence")},
			{Kind: "title", Text: "Discours sur la défense", Query: `title:"Discours sur la défense"`, Count: 1},
		}, nil},
		{"na", []search.Suggestion{
			{Kind: "word", Text: "nations", Query: "nations", Count: 1},
			{Kind: "org", Text: "<NATO>", Query: "org:NATO", Count: 2},
			{Kind: "title", Text: "Charter of the United Nations", Query: `title:"Charter of the United Nations"`, Count: 1},
		}, nil},
		{"OTAN", []search.Suggestion{{Kind: "org", Text: "<NATO>", Query: "org:NATO", Count: 2}}, nil},
		{"armed na", []search.Suggestion{{Kind: "org", Text: "<NATO>", Query: "armed org:NATO", Count: 2}}, nil},
		{"as", nil, []string{"org"}}, // of a document that is gone
		{"org:na", []search.Suggestion{{Kind: "org", Text: "<NATO>", Query: "org:NATO", Count: 2}}, values},
		{"-org:", []search.Suggestion{
			{Kind: "org", Text: "<NATO>", Query: "-org:NATO", Count: 2},
			{Kind: "org", Text: "<UN>", Query: "-org:UN", Count: 2},
			{Kind: "org", Text: "<OAS>", Query: "-org:OAS", Count: 1},
		}, values},
		{`armed org:(NATO OR "u`, []search.Suggestion{{Kind: "org", Text: "<UN>", Query: "armed org:(NATO OR UN)", Count: 2}}, values},
		{"party:u", []search.Suggestion{{Kind: "party", Text: "<US>", Query: "party:US", Count: 2}}, append(values, "org")},
		{"type:t", []search.Suggestion{{Kind: "type", Text: "<treaty>", Query: "type:treaty", Count: 2}}, values},
		{"title:treat", []search.Suggestion{
			{Kind: "word", Text: "treaty", Query: "title:treaty", Count: 2},
			{Kind: "title", Text: "North Atlantic Treaty", Query: `title:"North Atlantic Treaty"`, Count: 1},
		}, []string{"org"}},
		{"title:atta", nil, values},
		{"body:nort", nil, values},
		{"date:19", nil, append(values, words...)},
		{"nofield:atta", nil, append(values, words...)},
		{") atta", nil, append(values, words...)}, // nothing that follows would parse
	} {
		got := suggest(t, e, test.text, search.MaxSuggestions)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("Suggest(%q) lacks %+v: %+v", test.text, want, got)
			}
		}
		for _, s := range got {
			if slices.Contains(test.none, s.Kind) && !slices.Contains(test.want, s) {
				t.Errorf("Suggest(%q) has %+v", test.text, s)
			}
		}
	}
}

func countOf(t *testing.T, e search.Engine, query string) int {
	t.Helper()
	return find(t, e, search.Request{Query: query}).Total.Value
}

// suggestWritten completes acronyms and compounds.
func suggestWritten(t *testing.T, e search.Engine) {
	put(t, e, document("one", "Paper", "", "NATO met. The NATO summit. Nato is a name."), document("two", "Other", "", "Military co-operation; an operation."),
		document("three", "Third", "", "Operations open. The opinion of Cooperation."))
	for _, test := range []struct {
		text string
		want []search.Suggestion
	}{
		{"nat", []search.Suggestion{{Kind: "word", Text: "NATO", Query: "NATO", Count: 1}}},
		{"=Nat", []search.Suggestion{{Kind: "word", Text: "NATO", Query: "=NATO", Count: 1}}},
		{`"the nat`, []search.Suggestion{{Kind: "word", Text: "NATO", Query: `"the NATO"`, Count: 1}}},
		{"military co-op", []search.Suggestion{{Kind: "word", Text: "co-operation", Query: "military co-operation", Count: countOf(t, e, "co-operation")}}},
		{"=co-op", []search.Suggestion{{Kind: "word", Text: "co-operation", Query: "=co-operation", Count: 1}}},
	} {
		var got []search.Suggestion
		for _, s := range suggest(t, e, test.text, search.MaxSuggestions) {
			if s.Kind == "word" {
				got = append(got, s)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("Suggest(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

// suggestCounts compares the counts of suggestions with those of searches, and
// asks for fewer and again.
func suggestCounts(t *testing.T, e search.Engine) {
	for i, d := range library() { // several segments
		other := library()[3-i]
		other.ID += "-again"
		put(t, e, d, other)
	}
	if err := e.Delete(t.Context(), []string{"rio", "washington-again"}); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, text := range strings.Fields("a b c d e n o p s t u title:a title:t body:a body:o org: party: lang: source:t") {
		all := suggest(t, e, text, search.MaxSuggestions)
		total += len(all)
		for i, s := range all {
			if n := countOf(t, e, s.Query); n != s.Count || n == 0 {
				t.Errorf("Suggest(%q): %+v finds %d documents", text, s, n)
			}
			if s.Kind == "word" && i > 0 && all[i-1].Kind == "word" && all[i-1].Count < s.Count {
				t.Errorf("Suggest(%q): %+v comes before %+v", text, all[i-1], s)
			}
		}
		if diff := cmp.Diff(all, suggest(t, e, text, search.MaxSuggestions)); diff != "" {
			t.Errorf("Suggest(%q) again (-first +second):\n%s", text, diff)
		}
		if few := suggest(t, e, text, 2); len(few) != min(2, len(all)) {
			t.Errorf("Suggest(%q, 2) gives %d of %d", text, len(few), len(all))
		}
		if standard := suggest(t, e, text, 0); len(standard) != min(search.DefaultSuggestions, len(all)) {
			t.Errorf("Suggest(%q, 0) gives %d of %d", text, len(standard), len(all))
		}
	}
	if total < 50 {
		t.Errorf("%d suggestions in all: too few to compare", total)
	}
}

func suggestRefuses(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		text      string
		limit     int
		parameter string
	}{
		{"a", -1, "limit"},
		{"a", search.MaxSuggestions + 1, "limit"},
		{strings.Repeat("é", search.MaxSuggestLength+1), 0, "q"},
		{"\xff", 0, "q"},
	} {
		_, err := e.Suggest(t.Context(), test.text, test.limit)
		var invalid *search.InvalidError
		if !errors.As(err, &invalid) || invalid.Parameter != test.parameter {
			t.Errorf("Suggest(%.20q, %d): %v, want an InvalidError about %s", test.text, test.limit, err, test.parameter)
		}
	}
	suggest(t, e, strings.Repeat("é", search.MaxSuggestLength), search.MaxSuggestions)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Suggest(ctx, "a", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("Suggest after cancel: %v, want context.Canceled", err)
	}
}
