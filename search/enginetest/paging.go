package enginetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// papers are documents of a collection that tie in many ways: few titles, few
// years, few texts.
func papers(collection, prefix string, n int) []*corpus.Document {
	random := rand.New(rand.NewPCG(3, 1962))
	var documents []*corpus.Document
	for i := range n {
		date := []string{"", "1950", "1950-01-01", "1951-06"}[random.IntN(4)]
		d := document(fmt.Sprintf("%s%s%03d", collection, prefix, i), []string{"Note", "Letter", "Étude"}[random.IntN(3)], date,
			"treaty "+strings.Repeat("of peace ", random.IntN(3)))
		d.Source.Collection = collection
		documents = append(documents, d)
	}
	return documents
}

// ordersAreWhole compares every page of every order with the order of all. The
// order asked for changes no score.
func ordersAreWhole(t *testing.T, e search.Engine) {
	documents := papers("all", "", 90)
	for i := 0; i < len(documents); i += 20 { // several segments
		put(t, e, documents[i:min(i+20, len(documents))]...)
	}
	for _, query := range []string{"", "treaty peace", "treaty OR peace"} {
		scores := map[string]float64{}
		for _, h := range find(t, e, search.Request{Query: query, PerPage: search.MaxPerPage}).Hits {
			scores[h.ID] = h.Score
		}
		for _, sort := range search.Sorts() {
			whole := find(t, e, search.Request{Query: query, Sort: sort, PerPage: search.MaxPerPage})
			if !slices.IsSortedFunc(whole.Hits, func(a, b search.Hit) int { return compareHits(a, b, sort, query != "") }) {
				t.Errorf("%q by %s is out of order: %v", query, sort, ids(whole))
			}
			for _, h := range whole.Hits {
				if h.Score != scores[h.ID] {
					t.Errorf("%q by %s gives %s the score %v, and by relevance %v", query, sort, h.ID, h.Score, scores[h.ID])
				}
			}
			var joined []search.Hit
			for page := 1; len(joined) < len(whole.Hits) && page < 100; page++ {
				joined = append(joined, find(t, e, search.Request{Query: query, Sort: sort, PerPage: 7, Page: page}).Hits...)
			}
			if diff := cmp.Diff(whole.Hits, joined, cmp.AllowUnexported(corpus.Date{})); diff != "" {
				t.Errorf("%q by %s in pages (-all +joined):\n%s", query, sort, diff)
			}
		}
	}
}

func compareHits(a, b search.Hit, by search.Sort, ranked bool) int {
	if by == search.ByAdded { // which tells seconds alone
		return strings.Compare(b.Added, a.Added)
	}
	ties := strings.Compare(a.ID, b.ID)
	switch {
	case by == search.ByDate || by == search.ByDateDesc:
		first, _, dated := a.Date.Span()
		second, _, otherDated := b.Date.Span()
		switch {
		case !dated && !otherDated || dated && otherDated && first.Equal(second):
			return ties
		case !otherDated || dated && first.Before(second) == (by == search.ByDate):
			return -1
		}
		return 1
	case by == search.ByRelevance && ranked:
		if a.Score != b.Score {
			return map[bool]int{true: -1, false: 1}[a.Score > b.Score]
		}
		return ties
	}
	// Folded, Étude stands before Letter and Note.
	if c := strings.Compare(strings.TrimPrefix(a.Title, "É"), strings.TrimPrefix(b.Title, "É")); a.Title != b.Title {
		if strings.HasPrefix(a.Title, "É") || strings.HasPrefix(b.Title, "É") {
			return map[bool]int{true: -1, false: 1}[strings.HasPrefix(a.Title, "É")]
		}
		return c
	}
	return ties
}

// follow goes on by cursors until the end, with something done before each page.
func follow(t *testing.T, e search.Engine, r search.Request, between func(page int)) []*search.Result {
	t.Helper()
	pages := []*search.Result{find(t, e, r)}
	for pages[len(pages)-1].Next != "" {
		if len(pages) > 100 {
			t.Fatalf("%+v has no end", r)
		}
		between(len(pages))
		r.Cursor, r.Page = pages[len(pages)-1].Next, 0
		pages = append(pages, find(t, e, r))
	}
	return pages
}

func joinHits(pages []*search.Result) []search.Hit {
	var all []search.Hit
	for _, p := range pages {
		all = append(all, p.Hits...)
	}
	return all
}

// cursorsReachTheEnd goes past what pages by number reach.
func cursorsReachTheEnd(t *testing.T, e search.Engine) {
	if pages := follow(t, e, search.Request{}, func(int) {}); len(pages) != 1 || len(pages[0].Hits) != 0 {
		t.Errorf("an empty collection has %d pages", len(pages))
	}
	const n = search.MaxDepth + 150
	batch := make([]*corpus.Document, 0, n)
	for i := range n {
		batch = append(batch, document(fmt.Sprintf("d%05d", i), "Same", "", "same"))
	}
	put(t, e, batch...)
	last := search.MaxDepth / search.MaxPerPage
	r := search.Request{Query: "same", PerPage: search.MaxPerPage, Page: last}
	pages := follow(t, e, r, func(int) {})
	var got []string
	for i, p := range pages {
		if p.Page != last+i || p.Total.Value != n {
			t.Errorf("page %d says that it is page %d of %d hits", last+i, p.Page, p.Total.Value)
		}
		got = append(got, ids(p)...)
	}
	var want []string
	for _, d := range batch[(last-1)*search.MaxPerPage:] {
		want = append(want, d.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("hits from page %d on (-want +got):\n%s", last, diff)
	}
}

// cursorsKeepTheirMoment changes the collection before each page: what is on the
// pages, scores included, is what was there at the first.
func cursorsKeepTheirMoment(t *testing.T, e search.Engine) {
	for _, sort := range search.Sorts() {
		collection := "by" + string(sort)
		documents := papers(collection, "", 40)
		put(t, e, documents...)
		r := search.Request{
			Query: "treaty OR peace", Sort: sort, PerPage: 9, Histogram: search.ByYear,
			Filters: map[string][]string{"lang": {"en"}, "source": {collection}},
		}
		want := follow(t, e, r, func(int) {})
		got := follow(t, e, r, func(page int) {
			newcomers := papers(collection, fmt.Sprintf("new%d", page), 12)
			put(t, e, append(newcomers, document(documents[page].ID, "Aardvark", "1900", strings.Repeat("peace ", 9)))...)
			if err := e.Delete(t.Context(), []string{documents[len(documents)-page].ID}); err != nil {
				t.Fatal(err)
			}
		})
		if diff := cmp.Diff(joinHits(want), joinHits(got), cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Errorf("by %s while documents arrive (-before +while):\n%s", sort, diff)
		}
		for i, p := range got {
			if p.Total != want[0].Total || p.Searched != want[0].Searched || p.Page != i+1 {
				t.Errorf("page %d says %+v of %+v, want %+v of %+v", p.Page, p.Total, p.Searched, want[0].Total, want[0].Searched)
			}
			if diff := cmp.Diff(want[0].Facets, p.Facets); diff != "" {
				t.Errorf("facets on page %d (-first +got):\n%s", p.Page, diff)
			}
			if diff := cmp.Diff(want[0].Histogram, p.Histogram); diff != "" {
				t.Errorf("histogram on page %d (-first +got):\n%s", p.Page, diff)
			}
		}
		if fresh := find(t, e, r); fresh.Searched.Sequence == want[0].Searched.Sequence {
			t.Error("a request without a cursor does not see what has arrived")
		}
	}
}

func cursorsAreRefused(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	asked := search.Request{Query: "armed attack", PerPage: 1, Filters: map[string][]string{"type": {"treaty", "charter"}}}
	next := find(t, e, asked).Next
	if next == "" {
		t.Fatal("the first page of three has no cursor")
	}
	same := search.Request{Cursor: next, Query: "armed  attack", PerPage: 1, Page: 1, Match: search.MatchAll, FacetSize: 3,
		Filters: map[string][]string{"type": {"charter", "treaty"}}}
	if got := find(t, e, same); len(got.Hits) != 1 {
		t.Errorf("the same request, written otherwise, has %d hits", len(got.Hits))
	}
	date, _ := corpus.ParseDate("1940")
	damaged := []byte(next)
	damaged[3] ^= 1
	for name, change := range map[string]func(r *search.Request){
		"page": func(r *search.Request) { r.Page = 2 },
		// What follows concerns the cursor.
		"query":      func(r *search.Request) { r.Query = "armed" },
		"match":      func(r *search.Request) { r.Match = search.MatchAny },
		"synonyms":   func(r *search.Request) { r.NoSynonyms = true },
		"filters":    func(r *search.Request) { r.Filters = nil },
		"from":       func(r *search.Request) { r.From = date },
		"sort":       func(r *search.Request) { r.Sort = search.ByDate },
		"per page":   func(r *search.Request) { r.PerPage = 2 },
		"damaged":    func(r *search.Request) { r.Cursor = string(damaged) },
		"cut":        func(r *search.Request) { r.Cursor = next[:len(next)-1] },
		"longer":     func(r *search.Request) { r.Cursor = next + "A" },
		"no cursor":  func(r *search.Request) { r.Cursor = "page 2" },
		"line break": func(r *search.Request) { r.Cursor = next[:4] + "\n" + next[4:] },
	} {
		r := asked
		r.Cursor = next
		change(&r)
		parameter := "cursor"
		if name == "page" {
			parameter = "page"
		}
		_, err := e.Search(t.Context(), r)
		var invalid *search.InvalidError
		if !errors.As(err, &invalid) || invalid.Parameter != parameter {
			t.Errorf("a cursor with another %s: %v, want an InvalidError on %s", name, err, parameter)
		}
	}
}
