package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// treaties is the library with the record of two of its treaties.
func treaties() []*corpus.Document {
	documents := library()
	date := func(s string) corpus.StatedDate {
		d, _ := corpus.ParseDate(s)
		return corpus.StatedDate{Date: d, Reading: corpus.Reading{Origin: corpus.Declared}}
	}
	named := func(values ...string) []corpus.Statement {
		var all []corpus.Statement
		for _, v := range values {
			all = append(all, corpus.Statement{Value: v, Reading: corpus.Reading{Origin: corpus.Declared}})
		}
		return all
	}
	washington := corpus.NewInstrument()
	washington.Signed, washington.InForce = date("1949-04-04"), date("1949-08-24")
	washington.Places, washington.Series = named("Washington"), named("34 UNTS 243", "TIAS 1964")
	washington.AmendedBy = named("Protocol on the Accession of Greece and Turkey")
	documents[0].Instrument = washington
	rio := corpus.NewInstrument()
	rio.Signed, rio.Ended = date("1947-09"), date("1990")
	rio.Places, rio.Depositaries, rio.EndedBy = named("Rio de Janeiro", "Washington"), named("Pan American Union"), named("Treaty of 1990")
	documents[1].Instrument = rio
	return documents
}

func instrumentsAreFound(t *testing.T, e search.Engine) {
	put(t, e, treaties()...)
	for query, want := range map[string][]string{
		"signed:1949-04-04":                {"washington"},
		"signed:1947-09-02":                {"rio"},
		"signed:1945..1955":                {"rio", "washington"},
		"signed:unknown":                   nil,
		"in-force:>=1949-08-24":            {"washington"},
		"in-force:unknown":                 {"rio"},
		"NOT in-force:unknown":             {"washington", "charter", "discours"},
		"ended:1990":                       {"rio"},
		"ended:Unknown":                    {"washington"},
		"date:unknown":                     {"discours"},
		`place:washington`:                 {"rio", "washington"},
		`place:"rio de janeiro"`:           {"rio"},
		`depositary:"Pan American Union"`:  {"rio"},
		"depositary:unknown":               {"washington"},
		`series:"34 unts 243"`:             {"washington"},
		"series:unknown":                   {"rio"},
		"amended-by:unknown armed":         {"rio"},
		`ended-by:"Treaty of 1990"`:        {"rio"},
		"place:unknown OR signed:<1940":    nil,
		"signed:1949 AND in-force:unknown": nil,
	} {
		result := find(t, e, search.Request{Query: query})
		if diff := cmp.Diff(want, ids(result), anyOrder); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	result := find(t, e, search.Request{Query: "armed", Filters: map[string][]string{"place": {"rio de janeiro"}}})
	places := []search.FacetValue{{Value: "Washington", Label: "<Washington>", Count: 2}, {Value: "Rio de Janeiro", Label: "<Rio de Janeiro>", Count: 1, Selected: true}}
	if diff := cmp.Diff(places, result.Facets["place"]); diff != "" {
		t.Errorf("facet place (-want +got):\n%s", diff)
	}
	hit := result.Hits[0]
	if hit.Signed.String() != "1947-09" || !hit.InForce.IsZero() {
		t.Errorf("the hit says signed %q, in force %q, want 1947-09 and unknown", hit.Signed, hit.InForce)
	}
	// What a treaty never had is not in the collection's words for unknown.
	if err := e.Delete(t.Context(), []string{"rio"}); err != nil {
		t.Fatal(err)
	}
	if result = find(t, e, search.Request{Query: "in-force:unknown"}); result.Total.Value != 0 {
		t.Errorf("in-force:unknown has %d hits without the treaty it found", result.Total.Value)
	}
}
