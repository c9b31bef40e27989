package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

func paragraphsAreParts(t *testing.T, e search.Engine) {
	put(t, e,
		document("numbered", "Numbered", "", "1. The forces attack:\n(a) at sea;\n(b) on land.\n\n2. They retreat by sea."),
		document("bracketed", "Bracketed", "", "(1) The zebras graze. They drink.\n\n(2) They sleep. They wake."),
		document("plain", "Plain", "", "The forces attack at sea. They retreat on land."),
		document("fifty", "Fifty", "", "The forces attack at sea."))
	for query, want := range map[string][]string{
		"article:1(2)":                   {"bracketed", "numbered"},
		"article:1(2) (sea)":             {"numbered"},
		"article:I(1)(b) (land)":         {"numbered"},
		"article:1(1) (retreat)":         nil,
		"article:1(1) (attack sea)":      {"numbered"},
		"article:1(2) (attack sea)":      nil,
		"article:1(1)(a) (sea NOT land)": {"numbered"},
		"article:1(3)":                   nil,
		"article:1 (attack retreat)":     {"numbered", "plain"},
	} {
		if diff := cmp.Diff(want, ids(find(t, e, search.Request{Query: query})), anyOrder); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	for query, want := range map[string]string{
		"retreat":                          "Article 1(2)",
		"attack":                           "Article 1(1)",
		"land":                             "Article 1(1)(b)",
		"article:1(1) (sea)":               "Article 1(1)(a)",
		"article:1 (retreat NOT zeppelin)": "Article 1(2)",
	} {
		hit := find(t, e, search.Request{Query: query + " title:numbered"}).Hits[0]
		if got := hit.Passages[0]; got.Label != want || got.Citation != "Numbered, "+want {
			t.Errorf("%s is cited as %q, %q, want %q", query, got.Label, got.Citation, want)
		}
	}
	for query, want := range map[string]search.PassageHit{
		"article:1":             {Label: "Article 1", Text: "(1) The zebras graze. They drink. (2) They sleep. They wake."},
		"article:1(1)":          {Label: "Article 1(1)", Text: "(1) The zebras graze. They drink. (2) They sleep. They wake."},
		"article:I(1) (NOT as)": {Label: "Article 1(1)", Text: "(1) The zebras graze. They drink. (2) They sleep. They wake."},
		"article:1(2)":          {Label: "Article 1(2)", Text: "…(2) They sleep. They wake."},
		"article:1(2) (NOT as)": {Label: "Article 1(2)", Text: "…(2) They sleep. They wake."},
	} {
		got := find(t, e, search.Request{Query: query + " title:bracketed"}).Hits[0].Passages[0]
		if got.Label != want.Label || got.Text != want.Text {
			t.Errorf("%s is shown as %q, %q, want %q, %q", query, got.Label, got.Text, want.Label, want.Text)
		}
	}
}
