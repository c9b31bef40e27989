package thesaurus

import (
	"strings"

	"entente/search/analysis"
)

// word is a word of a name or a query.
type word struct {
	term       string
	capitals   bool
	stems      [2]string // in each of the languages
	start, end int       // bytes of its text
	last       bool      // a name can end with it
}

// wordsOf cuts a text into words, each of which can end a name.
func wordsOf(text string) []word {
	var words []word
	for token := range analysis.Tokens(text) {
		w := word{term: token.Term, capitals: token.Capitals, start: token.Start, end: token.End, last: true}
		for i, language := range languages {
			w.stems[i] = language.Stem(token.Term)
		}
		words = append(words, w)
	}
	return words
}

// keyOf joins the terms of words.
func keyOf(words []word) string {
	terms := make([]string, len(words))
	for i, w := range words {
		terms[i] = w.term
	}
	return strings.Join(terms, " ")
}

// spellingOf returns what texts have in common that match the same words in
// documents of the language.
func spellingOf(text string, language analysis.Language) string {
	var stems []string
	for _, element := range analysis.Elements(text) {
		way := element.Ways[0]
		if len(way.Terms) > 1 { // joined by hyphens, and by the other way
			way = element.Ways[1]
		}
		for _, term := range way.Terms {
			stems = append(stems, language.Stem(term))
		}
	}
	return strings.Join(stems, " ")
}
