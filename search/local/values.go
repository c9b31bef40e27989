package local

import (
	"fmt"
	"slices"
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
		slices.Sort(values)
		return values, nil
	case known: // which no document has
		return []string{named}, nil
	case f.Unknown && wanted[corpus.UnknownValue]: // which no document has either
		return []string{corpus.UnknownValue}, nil
	}
	return nil, v.unknownValue(names, field, text)
}
