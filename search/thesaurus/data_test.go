package thesaurus

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/search"
	"entente/search/analysis"
)

func newThesaurus(tb testing.TB) *Thesaurus {
	tb.Helper()
	t, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// TestEntries holds what the heads of the data files promise.
func TestEntries(t *testing.T) {
	ids := map[string]bool{}
	kinds := map[string]int{}
	for _, e := range newThesaurus(t).entries {
		if e.id == "" || ids[e.kind+" "+e.id] {
			t.Errorf("the id %q of a %s is missing or there twice", e.id, e.kind)
		}
		ids[e.kind+" "+e.id] = true
		kinds[e.kind]++
		if len(e.names) < 2 {
			t.Errorf("%s has no other name", e.id)
		}
		if !strings.ContainsFunc(e.source, unicode.IsLetter) {
			t.Errorf("%s has no source", e.id)
		}
		checkNames(t, e)
	}
	for kind, least := range map[string]int{"organization": 80, "body": 40, "instrument": 60, "term": 60} {
		if kinds[kind] < least {
			t.Errorf("%d entries of kind %s, want %d or more", kinds[kind], kind, least)
		}
	}
}

// checkNames reports names that differ by spelling alone, which nobody needs, and
// main names that are no acronyms.
func checkNames(t *testing.T, e entry) {
	t.Helper()
	spellings := map[string]string{}
	searched := 0
	for _, n := range e.names {
		spelling := spellingOf(n.text, analysis.English)
		if other, ok := spellings[spelling]; ok && !n.weak {
			t.Errorf("%s: %q and %q are one name", e.id, other, n.text)
		}
		spellings[spelling] = n.text
		if n.main && !n.acronym {
			t.Errorf("%s: %q is main and no acronym", e.id, n.text)
		}
		if !n.weak {
			searched++
		}
		if strings.ContainsAny(n.text, "\"*?~=") || strings.TrimSpace(n.text) != n.text {
			t.Errorf("%s: a query cannot have the name %q", e.id, n.text)
		}
	}
	if searched == 0 {
		t.Errorf("%s has weak names alone", e.id)
	}
}

// TestNamesAreUnderstood asks for every name of every entry.
func TestNamesAreUnderstood(t *testing.T) {
	th := newThesaurus(t)
	e := expander{Thesaurus: th}
	for i, entry := range th.entries {
		for _, n := range entry.names {
			words := wordsOf(n.text)
			m, ok := e.longestAt(words, 0)
			if n.acronym && th.index.acronyms[words[0].term].entry != i {
				continue // another entry's, or nobody's
			}
			if !ok || m.entry != i || m.end != len(words) {
				t.Errorf("%s: %q is not understood: %+v, %v", entry.id, n.text, m, ok)
			}
		}
	}
}

func TestCompileRefusesContradictions(t *testing.T) {
	english := func(texts ...string) (names []name) {
		for _, text := range texts {
			names = append(names, name{text: text, language: analysis.English})
		}
		return names
	}
	french := []name{{text: "Pact of Ruritania", language: analysis.French}}
	for what, entries := range map[string][]entry{
		"one name, two entries":        {{id: "a", names: english("Pact of Ruritania")}, {id: "b", names: english("pact of ruritania")}},
		"one name, two languages":      {{id: "a", names: english("Pact of Ruritania")}, {id: "b", names: french}},
		"one name in two forms":        {{id: "a", names: english("Defence Pact")}, {id: "b", names: english("Defense Pacts")}},
		"one acronym twice":            {{id: "a", names: english("RURI", "R.U.R.I.")}},
		"a name without words":         {{id: "a", names: english("…")}},
		"an acronym mainly two things": {{id: "a", names: []name{{text: "RURI", main: true}}}, {id: "b", names: []name{{text: "RURI", main: true}}}},
	} {
		if _, err := compile(entries); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// TestNamesAskTheSame holds that whichever name of a thing is written, the same is
// searched: all names that are searched for, each under the same conditions.
func TestNamesAskTheSame(t *testing.T) {
	th := newThesaurus(t)
	for i, entry := range th.entries {
		var first map[string]bool
		for _, n := range entry.names {
			if n.weak || n.acronym && th.index.acronyms[wordsOf(n.text)[0].term].entry != i {
				continue // not searched for, or another entry's
			}
			asked := askedBy(th, n.node(search.Span{}, ""))
			if first == nil {
				first = asked
			}
			if diff := cmp.Diff(first, asked); diff != "" {
				t.Errorf("%s: %q asks for something else than the first name (-first +got):\n%s", entry.id, n.text, diff)
			}
		}
	}
}

// askedBy returns what a name is searched as, each with its words and whether they
// must be in capitals.
func askedBy(th *Thesaurus, query search.Node) map[string]bool {
	expanded, _ := th.Expand(query, search.MatchAll)
	asked := map[string]bool{}
	nodes := []search.Node{expanded}
	if s, ok := expanded.(search.Synonyms); ok {
		nodes = append(s.Names, s.Written)
	}
	for _, n := range nodes {
		text := ""
		switch n := n.(type) {
		case search.Word:
			text = n.Text
		case search.Phrase:
			text = n.Text
		}
		asked[fmt.Sprint(analysis.Elements(text))] = true
	}
	return asked
}
