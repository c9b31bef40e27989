package enginetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

func queriesMatch(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"", []string{"charter", "discours", "rio", "washington"}},
		{"armed attack", []string{"charter", "rio", "washington"}},
		{"ATTACK", []string{"charter", "rio", "washington"}},
		{"attacks", []string{"charter", "rio", "washington"}}, // by stem
		{"armed AND peaceful", []string{"washington"}},        // in different passages
		{"peaceful OR american", []string{"rio", "washington"}},
		{"armed NOT american", []string{"charter", "washington"}},
		{"armed -american -peaceful", []string{"charter"}},
		{"NOT armed", []string{"discours"}},
		{"armed (peaceful OR occurs)", []string{"charter", "washington"}},
		{`"armed attack"`, []string{"charter", "rio", "washington"}},
		{`"attack armed"`, nil},
		{`"attack against one"`, []string{"washington"}},
		{`"against a member of the united nations"`, []string{"charter"}}, // stop words count
		{`"against member"`, nil},
		{`"means an armed"`, nil},        // no phrase over passages
		{`"collective defence an"`, nil}, // nor from heading to text
		{`"collective defence"`, []string{"washington"}},
		{"treaty", []string{"rio", "washington"}}, // in the title
		{"body:treaty", nil},
		{"title:treaty title:atlantic", []string{"washington"}},
		{`title:"of the united"`, []string{"charter"}},
		{"assist*", []string{"rio"}},
		{"title:nat*", []string{"charter"}},
		{"aggressi*", nil},
		{"défense", []string{"discours", "washington"}}, // defence in English
		{"DEFENSE europe", []string{"discours"}},
		{"inter-american", []string{"rio"}},
		{"american-inter", nil},
		{"org:NATO", []string{"discours", "washington"}},
		{"org:nato", []string{"discours", "washington"}},
		{"org:OTAN", []string{"discours", "washington"}},
		{"org:(OAS OR UN)", []string{"charter", "rio"}},
		{"armed -org:NATO", []string{"charter", "rio"}},
		{"type:speech", []string{"discours"}},
		{"lang:fr", []string{"discours"}},
		{"party:US", []string{"rio", "washington"}},
		{"decade:1940s", []string{"charter", "rio", "washington"}},
		{"source:test", []string{"charter", "discours", "rio", "washington"}},
		{"date:1949", []string{"washington"}},
		{"date:1945..1947", []string{"charter", "rio"}},
		{"date:1947-09-15", []string{"rio"}}, // a month touches its days
		{"date:>=1945-06", []string{"charter", "rio", "washington"}},
		{"date:>1945", []string{"rio", "washington"}},
		{"date:<1947-09", []string{"charter"}},
		{"NOT date:1900..2000", []string{"discours"}},
		{"nowhere", nil},
	} {
		result := find(t, e, search.Request{Query: test.query})
		if diff := cmp.Diff(test.want, ids(result), anyOrder); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
		if result.Total.Value != len(test.want) {
			t.Errorf("%s has a total of %d, want %d", test.query, result.Total.Value, len(test.want))
		}
	}
}

func queriesAreRefused(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	many := document("many", "Many words", "", strings.Join(manyWords(3000), " "))
	put(t, e, many)
	for _, test := range []struct {
		query   string
		column  int
		message string
	}{
		{"armed AND", 7, "nothing after"},
		{"armed org:NATOO", 7, "did you mean"},
		{"type:treatise", 1, "no document has the value"},
		{"co-op*", 1, "letters and digits alone"},
		{"armed zz*", 7, "more than"},
		{`armed "` + strings.Repeat("a-b-", 150) + `c"`, 7, "more than 256 words"},
	} {
		_, err := e.Search(t.Context(), search.Request{Query: test.query})
		var syntax *search.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s: %v, want a SyntaxError", test.query, err)
			continue
		}
		if syntax.Column != test.column || !strings.Contains(syntax.Error(), test.message) {
			t.Errorf("%s: %v, want column %d and %q", test.query, err, test.column, test.message)
		}
	}
}

func manyWords(n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = "zz" + string(rune('a'+i/676%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i%26))
	}
	return words
}

func requestsAreRefused(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	date := func(s string) corpus.Date {
		d, err := corpus.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, test := range []struct {
		request   search.Request
		parameter string
	}{
		{search.Request{Page: -1}, "page"},
		{search.Request{PerPage: -1}, "per_page"},
		{search.Request{PerPage: search.MaxPerPage + 1}, "per_page"},
		{search.Request{Page: search.MaxDepth}, "page"},
		{search.Request{Sort: "size"}, "sort"},
		{search.Request{FacetSize: search.MaxFacetSize + 1}, "facet_size"},
		{search.Request{Filters: map[string][]string{"colour": {"red"}}}, "colour"},
		{search.Request{Filters: map[string][]string{"org": {"NATOO"}}}, "org"},
		{search.Request{From: date("1950"), To: date("1949")}, "from"},
		{search.Request{Histogram: "month"}, "histogram"},
		{search.Request{Passages: "half"}, "passages"},
		{search.Request{Facet: "orgs"}, "facet"},
		{search.Request{Facet: "title"}, "facet"},
		{search.Request{FacetText: "nato"}, "facet_text"},
		{search.Request{Facet: "org", FacetText: strings.Repeat("é", search.MaxFacetText+1)}, "facet_text"},
	} {
		_, err := e.Search(t.Context(), test.request)
		var invalid *search.InvalidError
		if !errors.As(err, &invalid) || invalid.Parameter != test.parameter {
			t.Errorf("Search(%+v): %v, want an InvalidError on %s", test.request, err, test.parameter)
		}
	}
	_, err := e.Search(t.Context(), search.Request{Filters: map[string][]string{"org": {"NATOO"}}})
	var invalid *search.InvalidError
	if errors.As(err, &invalid) && invalid.Nearest != "NATO" {
		t.Errorf("the nearest value to NATOO is said to be %q", invalid.Nearest)
	}
}

func facetsCount(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	result := find(t, e, search.Request{Query: "armed"})
	want := []search.FacetValue{
		{Value: "UN", Label: "<UN>", Count: 2, Detected: 1},
		{Value: "NATO", Label: "<NATO>", Count: 1},
		{Value: "OAS", Label: "<OAS>", Count: 1},
	}
	if diff := cmp.Diff(want, result.Facets["org"]); diff != "" {
		t.Errorf("facet org (-want +got):\n%s", diff)
	}
	for _, f := range corpus.Fields() {
		if _, ok := result.Facets[f.Name]; ok != f.Facet {
			t.Errorf("facet %s counted: %v, want %v", f.Name, ok, f.Facet)
		}
	}
	result = find(t, e, search.Request{Query: "armed", FacetSize: 1, Filters: map[string][]string{"org": {"oas"}}})
	want = []search.FacetValue{
		{Value: "UN", Label: "<UN>", Count: 2, Detected: 1},
		{Value: "OAS", Label: "<OAS>", Count: 1, Selected: true},
	}
	if diff := cmp.Diff(want, result.Facets["org"]); diff != "" {
		t.Errorf("facet org with a choice (-want +got):\n%s", diff)
	}
	if result.FacetsOmitted["org"] != 1 {
		t.Errorf("omitted %v, want 1 of org", result.FacetsOmitted)
	}
}

func filtersNarrow(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		filters map[string][]string
		want    []string
	}{
		{map[string][]string{"org": {"NATO"}}, []string{"discours", "washington"}},
		{map[string][]string{"org": {"NATO", "OAS"}}, []string{"discours", "rio", "washington"}},
		{map[string][]string{"org": {"NATO", "OAS"}, "type": {"treaty"}}, []string{"rio", "washington"}},
		{map[string][]string{"org": {"OTAN"}, "lang": {"FR"}}, []string{"discours"}},
		{map[string][]string{"org": {"OAS"}, "lang": {"fr"}}, nil},
	} {
		result := find(t, e, search.Request{Filters: test.filters})
		if diff := cmp.Diff(test.want, ids(result), anyOrder); diff != "" {
			t.Errorf("filters %v (-want +got):\n%s", test.filters, diff)
		}
	}
	// A choice narrows the other facets, not its own.
	result := find(t, e, search.Request{Filters: map[string][]string{"type": {"treaty"}, "org": {"NATO"}}})
	counts := map[string]int{}
	for _, field := range []string{"type", "org"} {
		for _, v := range result.Facets[field] {
			counts[field+":"+v.Value] = v.Count
		}
	}
	want := map[string]int{"type:treaty": 1, "type:speech": 1, "org:NATO": 1, "org:OAS": 1, "org:UN": 1}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("counts beside choices (-want +got):\n%s", diff)
	}
}

func datesBound(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		from, to string
		want     []string
	}{
		{"1947", "", []string{"rio", "washington"}},
		{"", "1947-09", []string{"charter", "rio"}},
		{"1945-12-31", "1947-09-01", []string{"charter", "rio"}},
		{"1950", "", nil},
	} {
		var r search.Request
		if test.from != "" {
			r.From, _ = corpus.ParseDate(test.from)
		}
		if test.to != "" {
			r.To, _ = corpus.ParseDate(test.to)
		}
		if diff := cmp.Diff(test.want, ids(find(t, e, r)), anyOrder); diff != "" {
			t.Errorf("from %q to %q (-want +got):\n%s", test.from, test.to, diff)
		}
	}
}

// undatedAreCounted asks with and without conditions on the date.
func undatedAreCounted(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	put(t, e, document("gone", "Gone", "", "armed"), document("note", "Note", "", "armed"))
	if err := e.Delete(t.Context(), []string{"gone"}); err != nil {
		t.Fatal(err)
	}
	year, _ := corpus.ParseDate("1949")
	for _, test := range []struct {
		request search.Request
		want    int
	}{
		{search.Request{Query: "armed"}, 0},
		{search.Request{Query: "armed", Sort: search.ByDate, Histogram: search.ByYear}, 0},
		{search.Request{Query: "date:1949"}, 2},
		{search.Request{Query: "signed:1949"}, 0},
		{search.Request{Query: "armed NOT date:>=1949"}, 2},
		{search.Request{Query: "armed OR (treaty -date:1949)"}, 2},
		{search.Request{Query: "armed", From: year}, 2},
		{search.Request{Query: "armed", To: year}, 2},
		{search.Request{Query: "decade:1940s"}, 2},
		{search.Request{Query: "armed OR signed:1949"}, 0}, // another date
		{search.Request{Filters: map[string][]string{"decade": {"1940s"}}}, 2},
	} {
		if got := find(t, e, test.request).Searched.Undated; got != test.want {
			t.Errorf("%+v: %d documents searched have no date, want %d", test.request, got, test.want)
		}
		record, err := e.Record(t.Context(), test.request)
		if err != nil || record.Searched.Undated != test.want {
			t.Errorf("the record of %+v: %v, %v, want %d without a date", test.request, record, err, test.want)
		}
	}
}

func sortOrders(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		query string
		sort  search.Sort
		want  []string
	}{
		{"", search.ByDate, []string{"charter", "rio", "washington", "discours"}},
		{"", search.ByDateDesc, []string{"washington", "rio", "charter", "discours"}},
		{"", search.ByTitle, []string{"charter", "discours", "rio", "washington"}},
		{"", "", []string{"charter", "discours", "rio", "washington"}}, // nothing ranks: by title
		{"nations", search.ByRelevance, []string{"charter"}},
		{"treaty OR assistance", search.ByRelevance, []string{"rio", "washington"}}, // both words first
	} {
		if diff := cmp.Diff(test.want, ids(find(t, e, search.Request{Query: test.query, Sort: test.sort}))); diff != "" {
			t.Errorf("%q by %q (-want +got):\n%s", test.query, test.sort, diff)
		}
	}
}

func pagesJoinUp(t *testing.T, e search.Engine) {
	var documents []*corpus.Document
	for _, word := range manyWords(25) {
		documents = append(documents, document(word, "Same title", "", "same text"))
	}
	put(t, e, documents...)
	all := ids(find(t, e, search.Request{Query: "same", PerPage: 100}))
	if len(all) != 25 {
		t.Fatalf("%d hits, want 25", len(all))
	}
	var joined []string
	for page := 1; page <= 4; page++ {
		result := find(t, e, search.Request{Query: "same", PerPage: 7, Page: page})
		if result.Total.Value != 25 || result.Page != page || result.PerPage != 7 {
			t.Errorf("page %d says total %d, page %d of %d", page, result.Total.Value, result.Page, result.PerPage)
		}
		joined = append(joined, ids(result)...)
	}
	if diff := cmp.Diff(all, joined); diff != "" {
		t.Errorf("the pages together (-all +joined):\n%s", diff)
	}
	if past := find(t, e, search.Request{Query: "same", PerPage: 7, Page: 5}); len(past.Hits) != 0 || past.Total.Value != 25 {
		t.Errorf("a page past the end has %d hits of %d", len(past.Hits), past.Total.Value)
	}
}

func hitsCite(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	hit := find(t, e, search.Request{Query: `"armed attack" org:NATO -american`}).Hits[0]
	want := []search.PassageHit{{
		Passage: 1, Label: "Article 2", Citation: "North Atlantic Treaty, Article 2", URL: "/documents/washington#p1",
		Text:  "An armed attack against one shall be considered an attack against them all.",
		Marks: []search.Mark{{3, 15}},
		HTML:  "An <mark>armed attack</mark> against one shall be considered an attack against them all.",
	}}
	if diff := cmp.Diff(want, hit.Passages); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
	if hit.MatchedPassages != 1 {
		t.Errorf("%d matched passages, want 1", hit.MatchedPassages)
	}
	hit = find(t, e, search.Request{Query: `"collective defence"`}).Hits[0]
	if want := "<mark>Collective defence</mark> An armed attack"; !strings.HasPrefix(hit.Passages[0].HTML, want) {
		t.Errorf("a match in a heading is shown as %q, want %q first", hit.Passages[0].HTML, want)
	}
	hit = find(t, e, search.Request{Query: "défense europe"}).Hits[0]
	if want := "Discours sur la <mark>défense</mark>"; hit.TitleHTML != want {
		t.Errorf("title %q, want %q", hit.TitleHTML, want)
	}
	if want := []search.Mark{{3, 10}, {16, 22}}; cmp.Diff(want, hit.Passages[0].Marks) != "" {
		t.Errorf("marks %v in %q, want %v", hit.Passages[0].Marks, hit.Passages[0].Text, want)
	}
	if diff := cmp.Diff([]search.DetectedTag{{Field: "org", Value: "NATO", Evidence: []string{"NATO"}}}, hit.Detected); diff != "" {
		t.Errorf("detected tags (-want +got):\n%s", diff)
	}
	put(t, e, document("hostile", `<script>"x"</script>`, "", "<b>armed</b> & dangerous script"))
	hit = find(t, e, search.Request{Query: "armed dangerous"}).Hits[0]
	if want := "&lt;b&gt;<mark>armed</mark>&lt;/b&gt; &amp; <mark>dangerous</mark> script"; hit.Passages[0].HTML != want {
		t.Errorf("HTML %q, want %q", hit.Passages[0].HTML, want)
	}
	if want := "&lt;script&gt;&#34;x&#34;&lt;/script&gt;"; hit.TitleHTML != want {
		t.Errorf("title %q, want %q", hit.TitleHTML, want)
	}
}

func hitsTellUnreadParts(t *testing.T, e search.Engine) {
	d := document("scanned", "Scanned treaty", "", "armed attack")
	for n := range search.MaxUnreadParts + 2 {
		d.Unread = append(d.Unread, fmt.Sprintf("p. %d: no text", n+2))
	}
	put(t, e, d, document("whole", "Treaty read whole", "", "armed attack"))
	for _, hit := range find(t, e, search.Request{Query: "attack"}).Hits {
		all := map[string][]string{"scanned": d.Unread}[hit.ID]
		if diff := cmp.Diff(all[:min(len(all), search.MaxUnreadParts)], hit.Unread, cmpopts.EquateEmpty()); diff != "" || hit.UnreadParts != len(all) {
			t.Errorf("%s has %d unread parts, want %d (-want +got):\n%s", hit.ID, hit.UnreadParts, len(all), diff)
		}
	}
}

// sameMarks takes empty lists for none.
var sameMarks = cmpopts.EquateEmpty()

func locateMarks(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	for _, test := range []struct {
		id, query string
		want      []search.PassageMarks
	}{
		{"washington", "attack", []search.PassageMarks{{Passage: 1, Heading: []search.Mark{}, Marks: []search.Mark{{9, 15}, {51, 57}}}}},
		{"washington", "defence OR disputes", []search.PassageMarks{
			{Passage: 0, Heading: []search.Mark{}, Marks: []search.Mark{{32, 40}}},
			{Passage: 1, Heading: []search.Mark{{11, 18}}, Marks: []search.Mark{}},
		}},
		{"washington", "attack NOT american", []search.PassageMarks{{Passage: 1, Heading: []search.Mark{}, Marks: []search.Mark{{9, 15}, {51, 57}}}}},
		{"washington", "attack OR (peaceful american)", []search.PassageMarks{{Passage: 1, Heading: []search.Mark{}, Marks: []search.Mark{{9, 15}, {51, 57}}}}},
		{"washington", "an OR disputes", []search.PassageMarks{ // an alone says nothing
			{Passage: 0, Marks: []search.Mark{{32, 40}}},
		}},
		{"washington", "article:2", []search.PassageMarks{{Passage: 1}}},
		{"washington", "article:2 (NOT disputes) OR disputes", []search.PassageMarks{{Passage: 0, Marks: []search.Mark{{32, 40}}}, {Passage: 1}}},
		{"washington", "article:2 (attack)", []search.PassageMarks{{Passage: 1, Marks: []search.Mark{{9, 15}, {51, 57}}}}},
		{"washington", "article:2 an", []search.PassageMarks{{Passage: 1, Marks: []search.Mark{{0, 2}, {48, 50}}}}},
		{"washington", "article:7", nil},
		{"washington", "an", []search.PassageMarks{{Passage: 1, Marks: []search.Mark{{0, 2}, {48, 50}}}}},
		{"washington", "american", nil},
		{"washington", "", nil},
	} {
		got, err := e.Locate(t.Context(), test.id, search.Request{Query: test.query})
		if err != nil {
			t.Fatalf("Locate(%s, %s): %v", test.id, test.query, err)
		}
		if diff := cmp.Diff(test.want, got, sameMarks); diff != "" {
			t.Errorf("Locate(%s, %s) (-want +got):\n%s", test.id, test.query, diff)
		}
	}
	if _, err := e.Locate(t.Context(), "nowhere", search.Request{Query: "attack"}); !errors.Is(err, search.ErrNotFound) {
		t.Errorf("Locate in an unknown document: %v, want ErrNotFound", err)
	}
	var syntax *search.SyntaxError
	if _, err := e.Locate(t.Context(), "rio", search.Request{Query: "(attack"}); !errors.As(err, &syntax) {
		t.Errorf("Locate of a bad query: %v, want a SyntaxError", err)
	}
}
