package enginetest

import (
	"fmt"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

// differentFacets compares the counts of every facet.
func differentFacets(want []*reading, result *search.Result) string {
	if diff := gocmp.Diff(facetCountsOf(want), engineCounts(result)); diff != "" {
		return "facet counts (-naive +engine):\n" + diff
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

// differentClauses compares how many documents each condition matches by
// itself, where the engine gives an account. Below an Inside there is no such
// count, as the conditions there are on a part of the document.
func (c *comparison) differentClauses(meant search.Node, account *search.Account) string {
	if account == nil {
		return ""
	}
	for _, clause := range account.Clauses {
		for _, node := range conditions(meant) {
			if node.Position().Column != clause.Column || node.String() != clause.Text {
				continue
			}
			if want := len(c.hits(node)); clause.Documents != want {
				return fmt.Sprintf("%s by itself is said to match %d documents, want %d", clause.Text, clause.Documents, want)
			}
		}
	}
	return ""
}

// conditions lists the conditions of a query, operands of a Near among them.
func conditions(node search.Node) []search.Node {
	var below []search.Node
	switch n := node.(type) {
	case search.And:
		below = n.Children
	case search.Or:
		below = n.Children
	case search.Not:
		below = []search.Node{n.Child}
	case search.Near:
		below = []search.Node{n.Left, n.Right}
	case search.Inside:
		return nil
	default:
		return []search.Node{node}
	}
	var all []search.Node
	for _, child := range below {
		all = append(all, conditions(child)...)
	}
	return all
}
