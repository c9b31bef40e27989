package local

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

func (c *compiler) value(n search.Value) (clause, error) {
	values, err := c.view.resolve(c.engine.names, n.Field, n.Text)
	if err == nil {
		return c.keep(n, valueClause{n.Field, values}), nil
	}
	syntax := &search.SyntaxError{Column: n.Column, Length: n.Length, Message: err.Message}
	if err.Nearest != "" {
		syntax.Suggestion = fmt.Sprintf("did you mean %s?", search.Value{Field: n.Field, Text: err.Nearest})
	}
	return nil, syntax
}

// resolve returns the values of a keyword field that text stands for, sorted:
// those that documents have which differ from it, or from the value that it is
// another name of, by no more than case and accents.
func (v *view) resolve(names Names, field, text string) ([]string, *search.InvalidError) {
	wanted := map[string]bool{analysis.Fold(strings.TrimSpace(text)): true}
	named, known := names.Resolve(field, text)
	if known {
		wanted[analysis.Fold(named)] = true
	}
	f, _ := corpus.FieldNamed(field)
	var values []string
	for folded := range wanted {
		values = append(values, v.writings(field, folded)...)
	}
	switch {
	case len(values) > 0:
		sort.Strings(values)
		return values, nil
	case known: // which no document has
		return []string{named}, nil
	case f.Unknown && wanted[corpus.UnknownValue]: // which no document has either
		return []string{corpus.UnknownValue}, nil
	}
	return nil, unknownValue(names, field, text, v.values(field))
}

// maxListed is how many values the refusal of another one lists.
const maxListed = 12

// unknownValue names the value that is most like the text itself or by one of
// its names: Jpan is Japan, which is JP. It lists those with a name in which the
// words of the text begin words (cyber: cyber-defence, cyber crime), or all
// values where none of them has and they are no more than maxListed.
func unknownValue(names Names, field, text string, known []string) *search.InvalidError {
	values := map[string]string{}
	var candidates []string
	for _, value := range known {
		for _, name := range append(names.NamesOf(field, value), names.Label(field, value), value) {
			if _, ok := values[name]; !ok {
				values[name] = value
				candidates = append(candidates, name)
			}
		}
	}
	unknown := search.NewUnknownValue(field, text, candidates)
	unknown.Nearest = values[unknown.Nearest] // "" is none of them
	picked := facetText{field: field, words: termsIn(text)}
	begun := slices.DeleteFunc(slices.Clone(known), func(value string) bool { return !picked.picks(names, field, value) })
	switch {
	case len(begun) == 1 && unknown.Nearest == "":
		unknown.Nearest = begun[0]
	case len(begun) > 0:
		unknown.Message += "; values with that word are " + labelled(names, field, begun)
	case len(known) > 0 && len(known) <= maxListed:
		unknown.Message += "; its values are " + labelled(names, field, known)
	}
	return unknown
}

// labelled writes values down with their labels, no more than maxListed of them.
func labelled(names Names, field string, values []string) string {
	values = slices.Sorted(slices.Values(values))
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
