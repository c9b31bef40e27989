package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// partsAreShown asks for parts as such, in which there is nothing to mark.
func partsAreShown(t *testing.T, e search.Engine) {
	put(t, e, document("pact", "Pact", "", "One.", "Two.", "Three.", "Four.", "The Parties agree."))
	paged := document("paged", "Manual", "")
	paged.Passages = []corpus.Passage{
		{Kind: corpus.Section, Heading: "First", Page: 11, Text: "Armed here. Peace there.", Breaks: []corpus.PageBreak{{Offset: 12, Page: 12}}},
		{Kind: corpus.Section, Heading: "Second", Page: 12, Text: "Attack. War.", Breaks: []corpus.PageBreak{{Offset: 8, Page: 13}}},
		{Kind: corpus.Section, Heading: "Third", Page: 14},
	}
	put(t, e, paged)
	for _, test := range []struct {
		query string
		want  []search.PassageHit
		count int
	}{
		{"article:5", []search.PassageHit{{Passage: 4, Citation: "Pact, Article 5", Text: "The Parties agree."}}, 1},
		{"article:5 (NOT one)", []search.PassageHit{{Passage: 4, Citation: "Pact, Article 5", Text: "The Parties agree."}}, 1},
		{"article:5 one", []search.PassageHit{
			{Passage: 4, Citation: "Pact, Article 5", Text: "The Parties agree."},
			{Passage: 0, Citation: "Pact, Article 1", Text: "One.", Marks: []search.Mark{{0, 3}}},
		}, 2},
		{"article:5 agree", []search.PassageHit{{Passage: 4, Citation: "Pact, Article 5", Text: "The Parties agree.", Marks: []search.Mark{{12, 17}}}}, 1},
		{"page:12", []search.PassageHit{
			{Passage: 0, Citation: "Manual, “First”, p. 12", Text: "…Peace there."},
			{Passage: 1, Citation: "Manual, “Second”, p. 12", Text: "Attack. War."},
		}, 2},
		{"page:12 armed", []search.PassageHit{ // which stands on another page
			{Passage: 0, Citation: "Manual, “First”, p. 12", Text: "…Peace there."},
			{Passage: 1, Citation: "Manual, “Second”, p. 12", Text: "Attack. War."},
		}, 2},
		{"page:12 peace", []search.PassageHit{
			{Passage: 0, Citation: "Manual, “First”, p. 12", Text: "Armed here. Peace there.", Marks: []search.Mark{{12, 17}}},
			{Passage: 1, Citation: "Manual, “Second”, p. 12", Text: "Attack. War."},
		}, 2},
		{"page:14", []search.PassageHit{{Passage: 2, Citation: "Manual, “Third”, p. 14", Text: "Third"}}, 1},
	} {
		hits := find(t, e, search.Request{Query: test.query}).Hits
		if len(hits) != 1 {
			t.Errorf("%s: %d hits", test.query, len(hits))
			continue
		}
		got := hits[0].Passages
		for i := range got {
			got[i].Label, got[i].URL, got[i].HTML = "", "", ""
		}
		if diff := cmp.Diff(test.want, got, sameMarks); diff != "" || hits[0].MatchedPassages != test.count {
			t.Errorf("%s has %d matched passages, want %d (-want +got):\n%s", test.query, hits[0].MatchedPassages, test.count, diff)
		}
	}
}
