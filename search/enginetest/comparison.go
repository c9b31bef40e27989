package enginetest

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// compare asks both one query, with the names of the Thesaurus or without.
func (c *comparison) compare(t *testing.T, node search.Node, synonyms bool, name string) {
	t.Helper()
	difference := c.difference(t, node, synonyms)
	if difference != "" {
		c.disagreements++
		t.Errorf("%s, synonyms %v: %s\n%s", name, synonyms, node, difference)
	}
}

// sameTree ignores where nodes stand in the text, and case: words of a query all in
// capitals can be read in small letters.
var sameTree = gocmp.Options{cmpopts.IgnoreTypes(search.Span{}), gocmp.AllowUnexported(corpus.Date{}), gocmp.Comparer(strings.EqualFold)}

// difference says in what engine and evaluator disagree, "" when they agree.
func (c *comparison) difference(t *testing.T, node search.Node, synonyms bool) string {
	parsed, err := search.Parse(node.String(), search.MatchAll)
	if err != nil {
		return fmt.Sprintf("it is not parsed: %v", err)
	}
	if diff := gocmp.Diff(node, parsed, sameTree); diff != "" {
		return "it is parsed as another query (-made +parsed):\n" + diff
	}
	request := search.Request{Query: node.String(), NoSynonyms: !synonyms, PerPage: search.MaxPerPage, Sort: search.ByTitle, FacetSize: search.MaxFacetSize, Explain: true}
	result, err := c.engine.Search(t.Context(), request)
	if err != nil && strings.Contains(err.Error(), "stands for more than") { // so many words of the collection
		c.refused++
		return ""
	}
	if err != nil {
		return fmt.Sprintf("the engine refuses it: %v", err)
	}
	meant := parsed
	if synonyms {
		meant, _ = Thesaurus{}.Expand(parsed, search.MatchAll)
	}
	want := c.hits(meant)
	if len(want) > 0 {
		c.answered++
	}
	return cmp.Or(
		c.differentDocuments(t, want, request, result),
		differentFacets(want, result),
		c.differentClauses(meant, result.Account),
		c.differentMarks(t, meant, request, result),
	)
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

// differentDocuments compares the total and the documents of every page.
func (c *comparison) differentDocuments(t *testing.T, want []*reading, request search.Request, result *search.Result) string {
	var wanted []string
	for _, r := range want {
		wanted = append(wanted, r.document.ID)
	}
	got := ids(result)
	for request.Page = 2; (request.Page-1)*request.PerPage < result.Total.Value; request.Page++ {
		page, err := c.engine.Search(t.Context(), request)
		if err != nil {
			return fmt.Sprintf("page %d: %v", request.Page, err)
		}
		got = append(got, ids(page)...)
	}
	if diff := gocmp.Diff(wanted, got, anyOrder); diff != "" {
		return "documents (-naive +engine):\n" + diff
	}
	if result.Total.Value != len(wanted) {
		return fmt.Sprintf("the total is %d, want %d", result.Total.Value, len(wanted))
	}
	return ""
}
