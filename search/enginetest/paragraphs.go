package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

func paragraphsAreParts(t *testing.T, e search.Engine) {
	put(t, e,
		document("numbered", "Numbered", "", "1. The forces attack:\n(a) at sea;\n(b) on land.\n\n2. They retreat by sea."),
		document("plain", "Plain", "", "The forces attack at sea. They retreat on land."),
		document("fifty", "Fifty", "", "The forces attack at sea."))
	for query, want := range map[string][]string{
		"article:1(2)":                   {"numbered"},
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
}
