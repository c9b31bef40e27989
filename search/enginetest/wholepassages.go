package enginetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// passagesAreShownWhole asks for whole passages, on pages and in a walk.
func passagesAreShownWhole(t *testing.T, e search.Engine) {
	long := strings.Repeat("provision ", 400) + "\n\nAn armed attack. " + strings.Repeat("provision ", 400) + "ends"
	d := document("pact", "Pact", "", "Peace.", long)
	d.Passages = append(d.Passages,
		corpus.Passage{Kind: corpus.Article, Number: "3", Heading: "The armed forces – é", Text: "An attack\n\nis an armed attack."},
		corpus.Passage{Kind: corpus.Article, Number: "4", Heading: "Armed reprisals"},
	)
	put(t, e, d)
	want := []search.PassageHit{
		{Passage: 1, Citation: "Pact, Article 2", Text: long, Marks: []search.Mark{mark(long, "armed"), mark(long, "attack")}},
		{Passage: 2, Citation: "Pact, Article 3", Text: "The armed forces – é\n\nAn attack\n\nis an armed attack.", Marks: []search.Mark{{4, 9}, {25, 31}, {39, 44}, {45, 51}}},
		{Passage: 3, Citation: "Pact, Article 4", Text: "Armed reprisals\n\n", Marks: []search.Mark{{0, 5}}},
	}
	r := search.Request{Query: "armed attack", Passages: search.Full}
	_, walked := walk(t, e, r, func(int) {})
	for name, hits := range map[string][]search.Hit{"page": find(t, e, r).Hits, "walk": walked} {
		if len(hits) != 1 {
			t.Fatalf("%s: %d hits", name, len(hits))
		}
		got := slices.Clone(hits[0].Passages)
		slices.SortFunc(got, func(a, b search.PassageHit) int { return a.Passage - b.Passage })
		for i := range got {
			got[i].Label, got[i].URL, got[i].HTML = "", "", ""
		}
		if diff := cmp.Diff(want, got, sameMarks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	r.Query = ""
	if got := find(t, e, r).Hits[0].Passages; len(got) != 1 || got[0].Text != "Peace." || len(got[0].Marks) != 0 {
		t.Errorf("of every document: %+v", got)
	}
}

// mark is where a word of an ASCII text stands first.
func mark(text, word string) search.Mark {
	start := strings.Index(text, word)
	return search.Mark{start, start + len(word)}
}
