package local

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search"
	"entente/search/analysis"
)

// maxListed is how many values the refusal of another one lists.
const maxListed = 12

// unknownValue names the value that is most like the text itself or by one of
// its names: Jpan is Japan, which is JP; else the one that the text begins with:
// Washington, D.C. is Washington. It lists those with a word that the words of the
// text begin (cyber: cyber-defence, cyber crime), or the most frequent ones where
// there is neither. Of a text longer than search.MaxFacetText it says nothing more:
// nobody mistypes that, and the comparison would be slow.
func (v *view) unknownValue(names Names, field, text string) *search.InvalidError {
	if utf8.RuneCountInString(text) > search.MaxFacetText {
		return search.NewUnknownValue(field, text, nil)
	}
	known := v.values(field)
	values := map[string]string{}
	var candidates []string
	for _, value := range known {
		for _, name := range append(names.NamesOf(field, value), names.Label(field, value), value) {
			if _, ok := values[name]; !ok && isAlike(text, name) {
				candidates = append(candidates, name)
			}
			values[name] = value
		}
	}
	unknown := search.NewUnknownValue(field, text, candidates)
	unknown.Nearest = values[unknown.Nearest] // "" is none of them
	if unknown.Nearest == "" {
		unknown.Nearest = begunBy(text, values)
	}
	picked := facetText{field: field, words: termsIn(text)}
	begun := slices.DeleteFunc(slices.Clone(known), func(value string) bool {
		return !picked.begins(value) && !picked.begins(names.Label(field, value))
	})
	switch {
	case len(begun) == 1 && unknown.Nearest == "":
		unknown.Nearest = begun[0]
	case len(begun) > 0 && !slices.Equal(begun, []string{unknown.Nearest}):
		unknown.Message += "; values with that word are " + labelled(names, field, begun)
	case len(known) > 0 && len(known) <= maxListed:
		unknown.Message += "; its values are " + labelled(names, field, known)
	case len(known) > 0 && unknown.Nearest == "":
		slices.SortStableFunc(known, func(a, b string) int {
			return cmp.Compare(v.documentsOf(field, analysis.Fold(b)), v.documentsOf(field, analysis.Fold(a)))
		})
		unknown.Message += "; its values, the most frequent first, are " + labelled(names, field, known)
	}
	return unknown
}

// isAlike reports whether a name can be meant by a text. Another number is another
// thing (34 UNTS 243, 374 UNTS 245), and the words that both begin and end with say
// nothing of how like the others are (Washington, D.C. and Washington City).
func isAlike(text, name string) bool {
	if digitsIn(text) != digitsIn(name) {
		return false
	}
	a, b := termsIn(text), termsIn(name)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) == 0 || len(b) == 0 || search.Nearest(strings.Join(a, " "), []string{strings.Join(b, " ")}) != ""
}

// digitsIn returns the numbers of a text, with a blank after each.
func digitsIn(text string) string {
	var b strings.Builder
	for _, number := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		b.WriteString(number + " ")
	}
	return b.String()
}

// begunBy returns the value with the longest name that a text begins with, in whole
// words, "" for none. Values are given by their names.
func begunBy(text string, values map[string]string) string {
	best, longest := "", 0
	terms := termsIn(text)
	for name, value := range values {
		words := termsIn(name)
		n := len(words)
		if n == 0 || n >= len(terms) || !slices.Equal(words, terms[:n]) {
			continue
		}
		if n > longest || n == longest && value < best {
			best, longest = value, n
		}
	}
	return best
}

// labelled writes values down with their labels, no more than maxListed of them.
func labelled(names Names, field string, values []string) string {
	var texts []string
	for _, value := range values[:min(len(values), maxListed)] {
		if label := names.Label(field, value); label != value {
			value += " (" + label + ")"
		}
		texts = append(texts, value)
	}
	if more := len(values) - len(texts); more > 0 {
		texts = append(texts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(texts, ", ")
}
