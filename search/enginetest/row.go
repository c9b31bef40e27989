package enginetest

import (
	"slices"
	"strings"
	"unicode"

	"entente/search/analysis"
)

// place is what one word of a query, or several that are one when written
// together, matches: any of the ways.
type place []way

// way is words that have to follow each other.
type way []func(word) bool

// elements returns what the words of a query match in documents of the
// reading's languages.
func (r *reading) elements(written string) []place {
	var places []place
	for _, element := range analysis.Elements(written) {
		if word := written[element.Start:element.End]; asksForCapitals(word) {
			places = append(places, exactly(word)...)
			continue
		}
		var p place
		for _, w := range element.Ways {
			p = append(p, r.way(w))
		}
		places = append(places, p)
	}
	return places
}

// asksForCapitals reports whether a word of a query is in capitals and has dots
// within, or is an everyday word in small letters.
func asksForCapitals(word string) bool {
	capitals := 0
	for _, r := range word {
		if unicode.IsLetter(r) && !unicode.IsUpper(r) {
			return false
		}
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals > 1 && (strings.Contains(word, ".") || analysis.IsAmbiguous(analysis.Fold(word)))
}

func (r *reading) way(w analysis.Way) way {
	var tests way
	for i, term := range w.Terms {
		last, stems := i == len(w.Terms)-1, r.stems(term)
		hyphen := w.Hyphens && i > 0
		tests = append(tests, func(w word) bool {
			return (w.Term == term || last && w.sharesStem(stems)) && (w.Hyphen || !hyphen)
		})
	}
	return tests
}

// sharesStem reports whether the word has the stem in one of the languages.
func (w word) sharesStem(stems []string) bool {
	for i, stem := range stems {
		if w.stems[i] == stem {
			return true
		}
	}
	return false
}

// exactly returns what words match that stand for themselves alone.
func exactly(written string) []place {
	var places []place
	for token := range analysis.Tokens(written) {
		capitals := asksForCapitals(written[token.Start:token.End])
		places = append(places, place{way{func(w word) bool {
			return w.Term == token.Term && (w.Capitals || !capitals)
		}}})
	}
	return places
}

// rows lists where the places are filled by words that follow each other in one
// part of a text of the field.
func (r *reading) rows(field string, places []place) []occurrence {
	var found []occurrence
	for _, t := range r.texts {
		if !t.in(field) || len(places) == 0 {
			continue
		}
		for first := range t.words {
			ends := ends(t.words, first, places)
			slices.Sort(ends)
			for _, end := range slices.Compact(ends) {
				found = append(found, occurrence{t, []run{{first, end - 1}}})
			}
		}
	}
	return found
}

// ends lists the ends of the rows of words that begin at first: the index after
// the last word of each.
func ends(words []word, first int, places []place) []int {
	if len(places) == 0 {
		return []int{first}
	}
	var all []int
	for _, w := range places[0] {
		if !follows(words, first, w) {
			continue
		}
		next := first + len(w)
		if len(places) > 1 && (next == len(words) || words[next].part != words[first].part) {
			continue
		}
		all = append(all, ends(words, next, places[1:])...)
	}
	return all
}

// follows reports whether the words from first on, in one part, are those of the way.
func follows(words []word, first int, w way) bool {
	for i, holds := range w {
		at := first + i
		if at >= len(words) || words[at].part != words[first].part || !holds(words[at]) {
			return false
		}
	}
	return true
}

// single lists the words of the field whose term passes the test.
func (r *reading) single(field string, holds func(term string) bool) []occurrence {
	return r.rows(field, []place{{way{func(w word) bool { return holds(w.Term) }}}})
}
