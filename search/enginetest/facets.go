package enginetest

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// facetsAgree counts facets and histogram of random requests over random
// documents by reading every document.
func facetsAgree(t *testing.T, e search.Engine) {
	random := rand.New(rand.NewPCG(7, 1955))
	documents := map[string]*corpus.Document{}
	for range 12 { // several segments, with documents that have been replaced
		var batch []*corpus.Document
		for range 20 {
			d := taggedDocument(random, fmt.Sprintf("d%03d", random.IntN(160)))
			documents[d.ID] = d
			batch = append(batch, d)
		}
		put(t, e, batch...)
	}
	if err := e.Delete(t.Context(), []string{"d001", "d050", "d099", "d120"}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"d001", "d050", "d099", "d120"} {
		delete(documents, id)
	}
	for range 150 {
		r := facetRequest(random)
		got := find(t, e, r)
		want := countNaively(documents, r)
		if diff := gocmp.Diff(want.Facets, got.Facets); diff != "" {
			t.Errorf("facets of %+v (-naive +engine):\n%s", r, diff)
		}
		if diff := gocmp.Diff(want.Histogram, got.Histogram); diff != "" {
			t.Errorf("histogram of %+v (-naive +engine):\n%s", r, diff)
		}
		if got.Total.Value != want.Total.Value {
			t.Errorf("%+v has a total of %d, want %d", r, got.Total.Value, want.Total.Value)
		}
	}
}

func taggedDocument(random *rand.Rand, id string) *corpus.Document {
	d := document(id, "Paper "+id, "", []string{"alpha", "beta", "alpha beta"}[random.IntN(3)])
	tagged := func(values ...string) []corpus.Tag {
		var all []corpus.Tag
		for _, value := range values {
			if random.IntN(3) == 0 {
				all = append(all, tags([]corpus.Origin{corpus.Declared, corpus.Detected}[random.IntN(2)], value)...)
			}
		}
		return all
	}
	d.Organizations, d.Topics, d.Parties = tagged("NATO", "EU", "UN", "OAS"), tagged("cyber-defence", "bases", "Bases", "BASÉS"), tagged("JP", "FR", "US", "BR", "DE")
	d.Type = []string{"treaty", "speech", "report", ""}[random.IntN(4)]
	d.Language = []string{"en", "fr"}[random.IntN(2)]
	if random.IntN(5) > 0 {
		d.Date, _ = corpus.NewDate(1935+random.IntN(30), random.IntN(13), 0)
	}
	return d
}

func facetRequest(random *rand.Rand) search.Request {
	r := search.Request{
		Query:     []string{"", "alpha", "beta"}[random.IntN(3)],
		Filters:   map[string][]string{},
		FacetSize: search.MaxFacetSize,
		Histogram: []search.Interval{search.NoHistogram, search.ByYear, search.ByDecade}[random.IntN(3)],
	}
	for field, values := range map[string][]string{"org": {"EU", "NATO"}, "party": {"FR", "JP", "US"}, "topic": {"bases"}, "type": {"speech", "treaty"}, "lang": {"fr"}} {
		if n := random.IntN(2 * len(values)); n <= len(values) && n > 0 {
			r.Filters[field] = values[:n]
		}
	}
	if random.IntN(2) == 0 {
		r.From, _ = corpus.NewDate(1940+random.IntN(10), random.IntN(13), 0)
	}
	if random.IntN(2) == 0 {
		r.To, _ = corpus.NewDate(1950+random.IntN(10), random.IntN(13), 0)
	}
	return r
}

// countNaively gives the total, facets and histogram of a request.
func countNaively(documents map[string]*corpus.Document, r search.Request) *search.Result {
	result := &search.Result{Facets: map[string][]search.FacetValue{}}
	matching := func(but string) []*corpus.Document {
		var found []*corpus.Document
		for _, d := range documents {
			if strings.Contains(d.Passages[0].Text, r.Query) && meets(d, r, but) {
				found = append(found, d)
			}
		}
		return found
	}
	result.Total.Value = len(matching(""))
	for _, f := range corpus.Fields() {
		if f.Facet {
			result.Facets[f.Name] = facetNaively(f, matching(f.Name), r.Filters[f.Name], writtenMostly(f, documents))
		}
	}
	if r.Histogram != search.NoHistogram {
		result.Histogram = histogramNaively(matching("date"), r.Histogram)
	}
	return result
}

// meets reports whether a document meets what a request chooses, but for one facet.
func meets(d *corpus.Document, r search.Request, but string) bool {
	for field, values := range r.Filters {
		f, _ := corpus.FieldNamed(field)
		if field != but && !slices.ContainsFunc(f.Values(d), func(v string) bool { return containsFolded(values, v) }) {
			return false
		}
	}
	if but == "date" || r.From.IsZero() && r.To.IsZero() {
		return true
	}
	first, last, dated := d.Date.Span()
	if from, _, ok := r.From.Span(); ok && last.Before(from) {
		return false
	}
	if _, to, ok := r.To.Span(); ok && first.After(to) {
		return false
	}
	return dated
}

// containsFolded reports whether the value is among others but for case and accents.
func containsFolded(values []string, value string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return analysis.Fold(v) == analysis.Fold(value) })
}

// writtenMostly returns, for each folded value of a field, how most documents
// write it, the first by alphabet of equals.
func writtenMostly(f corpus.Field, documents map[string]*corpus.Document) map[string]string {
	counts := map[string]int{}
	for _, d := range documents {
		for _, value := range f.Values(d) {
			counts[value]++
		}
	}
	mostly := map[string]string{}
	for _, value := range slices.Sorted(maps.Keys(counts)) {
		if best, ok := mostly[analysis.Fold(value)]; !ok || counts[value] > counts[best] {
			mostly[analysis.Fold(value)] = value
		}
	}
	return mostly
}

// facetNaively counts every value by each document that has it in any way to
// write it. written gives the way to show it.
func facetNaively(f corpus.Field, documents []*corpus.Document, chosen []string, written map[string]string) []search.FacetValue {
	counted := map[string]search.FacetValue{}
	for _, value := range chosen {
		counted[analysis.Fold(value)] = search.FacetValue{}
	}
	for _, d := range documents {
		folded := map[string]bool{}
		for _, value := range f.Values(d) {
			folded[analysis.Fold(value)] = true
		}
		for value := range folded {
			v := counted[value]
			v.Count++
			if f.Tags != nil && slices.ContainsFunc(f.Tags(d), func(tag corpus.Tag) bool {
				return analysis.Fold(tag.Name) == value && tag.Origin == corpus.Detected
			}) {
				v.Detected++
			}
			counted[value] = v
		}
	}
	values := []search.FacetValue{}
	for folded, v := range counted {
		value := written[folded]
		v.Value, v.Label, v.Selected = value, "<"+value+">", containsFolded(chosen, value)
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b search.FacetValue) int {
		if f.Ordered {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Label, b.Label))
	})
	return values
}

func histogramNaively(documents []*corpus.Document, by search.Interval) *search.Histogram {
	h := &search.Histogram{Interval: by, Buckets: []search.Bucket{}}
	counts := map[int]int{}
	for _, d := range documents {
		switch {
		case d.Date.IsZero():
			h.Undated++
		case by == search.ByDecade:
			counts[d.Date.Year()/10*10]++
		default:
			counts[d.Date.Year()]++
		}
	}
	for year, n := range counts {
		h.Buckets = append(h.Buckets, search.Bucket{Year: year, Count: n})
	}
	slices.SortFunc(h.Buckets, func(a, b search.Bucket) int { return a.Year - b.Year })
	return h
}

func histogramCounts(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	to, _ := corpus.ParseDate("1947")
	for _, test := range []struct {
		request search.Request
		want    *search.Histogram
	}{
		{search.Request{}, nil},
		{search.Request{Histogram: search.ByYear}, &search.Histogram{
			Interval: search.ByYear, Buckets: []search.Bucket{{Year: 1945, Count: 1}, {Year: 1947, Count: 1}, {Year: 1949, Count: 1}}, Undated: 1}},
		// The dates asked for narrow the hits, and not the histogram.
		{search.Request{Query: "armed", To: to, Histogram: search.ByDecade}, &search.Histogram{
			Interval: search.ByDecade, Buckets: []search.Bucket{{Year: 1940, Count: 3}}}},
		{search.Request{Filters: map[string][]string{"type": {"treaty"}}, To: to, Histogram: search.ByYear}, &search.Histogram{
			Interval: search.ByYear, Buckets: []search.Bucket{{Year: 1947, Count: 1}, {Year: 1949, Count: 1}}}},
		{search.Request{Query: "nowhere", Histogram: search.ByYear}, &search.Histogram{Interval: search.ByYear, Buckets: []search.Bucket{}}},
	} {
		if diff := gocmp.Diff(test.want, find(t, e, test.request).Histogram); diff != "" {
			t.Errorf("histogram of %+v (-want +got):\n%s", test.request, diff)
		}
	}
}

func facetTextPicks(t *testing.T, e search.Engine) {
	for i, orgs := range [][]string{
		{"NATO", "NORDIC COUNCIL", "Nordic Council"}, {"NATO", "Council of Europe"}, {"Nordic Council"}, {"Conseil de l'Entente", "Northern Dimension"}, {"Défense Commune"},
	} {
		d := document(fmt.Sprint("d", i), "Paper", "", "text")
		d.Organizations, d.Parties = tags(corpus.Declared, orgs...), tags(corpus.Declared, "FR", "JP")
		put(t, e, d)
	}
	for _, test := range []struct {
		request search.Request
		want    []string
		omitted int
	}{
		{search.Request{FacetText: "n"}, []string{"NATO", "Nordic Council", "Northern Dimension"}, 0},
		{search.Request{FacetText: "Counc"}, []string{"Nordic Council", "Council of Europe"}, 0},
		{search.Request{FacetText: "eur council"}, []string{"Council of Europe"}, 0},
		{search.Request{FacetText: "ouncil"}, nil, 0},
		{search.Request{FacetText: "council xyz"}, nil, 0},
		{search.Request{FacetText: "DEFENSE"}, []string{"Défense Commune"}, 0},
		{search.Request{FacetText: "otan"}, []string{"NATO"}, 0}, // its other name
		{search.Request{FacetText: "otan nato"}, nil, 0},         // no one name has both
		{search.Request{FacetText: "n", FacetSize: 1}, []string{"NATO"}, 2},
		{search.Request{FacetText: "nor", Filters: map[string][]string{"org": {"NATO"}}}, []string{"NATO", "Nordic Council", "Northern Dimension"}, 0},
		{search.Request{FacetSize: 2}, []string{"NATO", "Nordic Council"}, 4},
	} {
		r := test.request
		r.Facet = "org"
		result := find(t, e, r)
		var got []string
		for _, v := range result.Facets["org"] {
			got = append(got, v.Value)
		}
		if diff := gocmp.Diff(test.want, got); diff != "" {
			t.Errorf("values by %+v (-want +got):\n%s", r, diff)
		}
		if result.FacetsOmitted["org"] != test.omitted {
			t.Errorf("%+v leaves out %d values, want %d", r, result.FacetsOmitted["org"], test.omitted)
		}
		if len(result.Facets["party"]) == 0 || result.Total.Value == 0 {
			t.Errorf("%+v narrows more than the list of one facet: %+v", r, result)
		}
	}
}
