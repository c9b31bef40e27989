package local

import (
	"slices"
	"strings"

	"entente/search"
	"entente/search/analysis"
)

// facetText picks values of one facet by the words of their names.
type facetText struct {
	field string   // "" for every value of every facet
	words []string // folded
}

func newFacetText(r search.Request) facetText {
	return facetText{field: r.Facet, words: termsIn(r.FacetText)}
}

// picks reports whether a value has a name with a word beginning with each word
// of the text.
func (t facetText) picks(names Names, field, value string) bool {
	if field != t.field || len(t.words) == 0 {
		return true
	}
	return t.begins(value) || t.begins(names.Label(field, value)) || slices.ContainsFunc(names.NamesOf(field, value), t.begins)
}

func (t facetText) begins(name string) bool { return beginAll(t.words, termsIn(name)) }

// termsIn returns the folded words of texts.
func termsIn(texts ...string) []string {
	var terms []string
	for _, text := range texts {
		for token := range analysis.Tokens(text) {
			terms = append(terms, token.Term)
		}
	}
	return terms
}

// beginAll reports whether each of the typed words begins one of the others.
func beginAll(typed, words []string) bool {
	for _, t := range typed {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, t) }) {
			return false
		}
	}
	return true
}
