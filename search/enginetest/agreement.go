package enginetest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// moreQueries is how many queries an engine and the naive evaluator are asked
// over each collection, when not the usual number.
var moreQueries = flag.Int("queries", 0, "ask an engine and the naive evaluator so many queries over each collection; 0 for the usual number")

// agreesOnMadeUp and agreesOnReal ask queries made up of the documents' own words
// and compare every answer with that of the naive evaluator: the documents, the
// counts, and which words are matched.
func agreesOnMadeUp(t *testing.T, e search.Engine) {
	agree(t, e, "made-up documents", madeUpCollection(), 1200)
}

func agreesOnReal(t *testing.T, e search.Engine) {
	documents, from := realCollection(t)
	agree(t, e, from, documents, 300)
}

func agree(t *testing.T, e search.Engine, from string, documents []*corpus.Document, queries int) {
	for i := 0; i < len(documents); i += 17 { // several segments
		put(t, e, documents[i:min(i+17, len(documents))]...)
	}
	if *moreQueries > 0 {
		queries = *moreQueries
	}
	c := &comparison{engine: e, readings: readAll(documents)}
	terms := c.terms()
	for seed := range queries {
		g := &generator{rand.New(rand.NewPCG(uint64(seed), 1949)), c.readings, terms}
		c.compare(t, g.query(3), fmt.Sprintf("query %d over %s", seed, from))
		if c.disagreements >= tooMany {
			t.Fatalf("%d disagreements in %d queries: the rest is not asked", c.disagreements, seed+1)
		}
	}
	t.Logf("%s: %d documents, %d queries, %d with hits, %d of those with marked words, %d refused, %d disagreements",
		from, len(documents), queries, c.answered, c.marked, c.refused, c.disagreements)
	if c.answered < queries/2 || c.refused > queries/20 {
		t.Errorf("of %d queries %d had hits and %d were refused: this compares too little", queries, c.answered, c.refused)
	}
}

// tooMany disagreements end the comparison.
const tooMany = 10

// comparison is of an engine with the naive evaluator over one collection.
type comparison struct {
	engine                                   search.Engine
	readings                                 []*reading
	answered, marked, refused, disagreements int // queries
}

// terms returns the folded words of the collection, each once.
func (c *comparison) terms() []string {
	seen := map[string]bool{}
	var terms []string
	for _, r := range c.readings {
		for _, t := range r.texts {
			for _, w := range t.words {
				if !seen[w.Term] && len(w.Term) < 40 {
					seen[w.Term] = true
					terms = append(terms, w.Term)
				}
			}
		}
	}
	return terms
}

// compare asks both one query.
func (c *comparison) compare(t *testing.T, node search.Node, name string) {
	t.Helper()
	difference := c.difference(t, node)
	if difference != "" {
		c.disagreements++
		t.Errorf("%s: %s\n%s", name, node, difference)
	}
}

// sameTree ignores where nodes stand in the text.
var sameTree = cmp.Options{cmpopts.IgnoreTypes(search.Span{}), cmp.AllowUnexported(corpus.Date{})}

// difference says in what engine and evaluator disagree, "" when they agree.
func (c *comparison) difference(t *testing.T, node search.Node) string {
	parsed, err := search.Parse(node.String(), search.MatchAll)
	if err != nil {
		return fmt.Sprintf("it is not parsed: %v", err)
	}
	if diff := cmp.Diff(node, parsed, sameTree); diff != "" {
		return "it is parsed as another query (-made +parsed):\n" + diff
	}
	request := search.Request{Query: node.String(), NoSynonyms: true, PerPage: search.MaxPerPage, Sort: search.ByTitle, FacetSize: search.MaxFacetSize}
	result, err := c.engine.Search(t.Context(), request)
	if err != nil && strings.Contains(err.Error(), "more than") { // words than a pattern may stand for
		c.refused++
		return ""
	}
	if err != nil {
		return fmt.Sprintf("the engine refuses it: %v", err)
	}
	want := c.hits(node)
	if len(want) > 0 {
		c.answered++
	}
	if result.Total.Value != len(want) {
		return fmt.Sprintf("the total is %d, want %d", result.Total.Value, len(want)) + c.differentIDs(want, result)
	}
	if diff := c.differentIDs(want, result); diff != "" {
		return diff
	}
	if diff := cmp.Diff(facetCountsOf(want), engineCounts(result)); diff != "" {
		return "facet counts (-naive +engine):\n" + diff
	}
	return c.differentMarks(t, node, request, result)
}

// hits returns the documents that match, read one by one.
func (c *comparison) hits(node search.Node) []*reading {
	var hits []*reading
	for _, r := range c.readings {
		if r.matches(node, whole) {
			hits = append(hits, r)
		}
	}
	return hits
}

// differentIDs compares the documents: all of them, or those of the first page.
func (c *comparison) differentIDs(want []*reading, result *search.Result) string {
	var wanted []string
	for _, r := range want {
		wanted = append(wanted, r.document.ID)
	}
	got := ids(result)
	if result.Total.Value > len(got) {
		wanted = slices.DeleteFunc(wanted, func(id string) bool { return !slices.Contains(got, id) })
	}
	if diff := cmp.Diff(wanted, got, anyOrder); diff != "" {
		return "documents (-naive +engine):\n" + diff
	}
	return ""
}

// facetCountsOf counts the values of every facet in the documents.
func facetCountsOf(hits []*reading) map[string]int {
	counts := map[string]int{}
	for _, f := range corpus.Fields() {
		if !f.Facet {
			continue
		}
		for _, r := range hits {
			values := slices.Clone(f.Values(r.document))
			slices.Sort(values)
			for _, value := range slices.Compact(values) {
				counts[f.Name+":"+value]++
			}
		}
	}
	return counts
}

func engineCounts(result *search.Result) map[string]int {
	counts := map[string]int{}
	for field, values := range result.Facets {
		for _, v := range values {
			counts[field+":"+v.Value] = v.Count
		}
	}
	return counts
}

// differentMarks compares the matched words of hits: of all the hits shown in
// their titles and by the number of their passages, of some word by word.
func (c *comparison) differentMarks(t *testing.T, node search.Node, request search.Request, result *search.Result) string {
	frequencies := map[string]int{}
	everyday := func(m matched) bool {
		key := fmt.Sprint(m.inside, m.condition)
		if _, ok := frequencies[key]; !ok {
			frequencies[key] = c.frequency(m)
		}
		return 2*frequencies[key] > len(c.readings)
	}
	anyMarked := false
	for i, hit := range result.Hits {
		r := c.reading(hit.ID)
		all := r.matched(node, whole)
		want := r.passageMarks(all, everyday)
		anyMarked = anyMarked || len(all) > 0
		if html := r.titleHTML(all); hit.TitleHTML != html {
			return fmt.Sprintf("the title of %s is marked %q, want %q", hit.ID, hit.TitleHTML, html)
		}
		if hit.MatchedPassages != len(want) {
			return fmt.Sprintf("%s has %d matched passages, want %v", hit.ID, hit.MatchedPassages, want)
		}
		if i%located != 0 {
			continue
		}
		got, err := c.engine.Locate(t.Context(), hit.ID, request)
		if err != nil {
			return fmt.Sprintf("Locate of %s: %v", hit.ID, err)
		}
		if diff := cmp.Diff(want, got, sameMarks); diff != "" {
			return fmt.Sprintf("matched words of %s (-naive +engine):\n%s\n%+v", hit.ID, diff, r.document)
		}
	}
	if anyMarked {
		c.marked++
	}
	return ""
}

// located says that every so many-th hit is compared word by word.
const located = 8

// frequency counts the documents in which the condition occurs by itself.
func (c *comparison) frequency(m matched) int {
	in := whole
	if m.inside {
		in = func(o occurrence) bool { return o.text.passage != title }
	}
	n := 0
	for _, r := range c.readings {
		if len(r.occurrencesIn(m.condition, in)) > 0 {
			n++
		}
	}
	return n
}

func (c *comparison) reading(id string) *reading {
	i := slices.IndexFunc(c.readings, func(r *reading) bool { return r.document.ID == id })
	return c.readings[i]
}
