package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// documentsInLanguages holds that a document with passages in several languages
// is found by the rules of each, under each, and that its hits name theirs.
func documentsInLanguages(t *testing.T, e search.Engine) {
	both := document("both", "Accord", "", "The forces attacked.", "Les accords nationaux.", "")
	both.Passages[0].Language, both.Passages[1].Language = "en", "fr"
	british := document("british", "Agreement", "", "The forces attacked.", "Les accords nationaux.")
	british.Language, british.Passages[0].Language = "en-GB", "en"
	put(t, e, both, british, document("english", "Agreement", "", "Les accords nationaux."))
	for query, want := range map[string][]string{
		"attacks":        {"both", "british"},
		"national":       {"both"}, // its plural nationaux is French
		"lang:fr":        {"both"},
		"lang:en":        {"both", "english"},
		"lang:en-GB":     {"british"},
		"lang:fr attack": {"both"},
	} {
		if diff := cmp.Diff(want, ids(find(t, e, search.Request{Query: query})), anyOrder); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	result := find(t, e, search.Request{})
	languages := []search.FacetValue{{Value: "en", Label: "<en>", Count: 2}, {Value: "en-GB", Label: "<en-GB>", Count: 1}, {Value: "fr", Label: "<fr>", Count: 1}}
	if diff := cmp.Diff(languages, result.Facets["lang"]); diff != "" {
		t.Errorf("facet lang (-want +got):\n%s", diff)
	}
	hit := find(t, e, search.Request{Query: "national"}).Hits[0]
	if got := hit.Passages[0]; got.Language != "fr" || hit.Language != "en" {
		t.Errorf("the passage is in %q, its document in %q, want fr and en", got.Language, hit.Language)
	}
	d, err := e.Document(t.Context(), "both")
	if err != nil || d.Passages[1].Language != "fr" || len(d.Languages()) != 2 {
		t.Errorf("document %+v, error %v", d, err)
	}
	invalid := document("bad", "Bad", "", "text")
	invalid.Passages[0].Language = "\xff"
	if err := e.Put(t.Context(), []*corpus.Document{invalid}); err == nil {
		t.Error("a passage in no language was taken")
	}
}
