package thesaurus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search"
	"entente/search/analysis"
)

// isShouting reports whether a query is all in capitals, so that they say
// nothing of a word: no letter is small, and a word is too long for an acronym and
// is none that is known. In such a query search.Parse puts ambiguous words in small
// letters.
func (t *Thesaurus) isShouting(query search.Node) bool {
	others := false
	for _, text := range textsOf(query) {
		end := 0 // of the word before
		for _, w := range wordsOf(text) {
			_, known := t.acronym(w)
			others = others || w.capitals && !known && utf8.RuneCountInString(text[w.start:w.end]) >= search.LongWord
			if !analysis.IsAmbiguous(w.term) {
				continue
			}
			if strings.ContainsFunc(text[end:w.start], unicode.IsLower) {
				return false
			}
			end = w.end
		}
		if strings.ContainsFunc(text[end:], unicode.IsLower) {
			return false
		}
	}
	return others
}

// textsOf returns the texts of the words, phrases and patterns of a query.
func textsOf(n search.Node) []string {
	switch n := n.(type) {
	case search.Word:
		return []string{n.Text}
	case search.Phrase:
		return []string{n.Text}
	case search.Wildcard:
		return []string{n.Text}
	case search.Fuzzy:
		return []string{n.Text}
	case search.Not:
		return textsOf(n.Child)
	case search.Inside:
		return textsOf(n.Child)
	case search.Near:
		return append(textsOf(n.Left), textsOf(n.Right)...)
	case search.And:
		return textsOfAll(n.Children)
	case search.Or:
		return textsOfAll(n.Children)
	}
	return nil
}

func textsOfAll(nodes []search.Node) []string {
	var texts []string
	for _, n := range nodes {
		texts = append(texts, textsOf(n)...)
	}
	return texts
}
