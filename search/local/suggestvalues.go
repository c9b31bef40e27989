package local

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/search"
	"entente/search/analysis"
)

// valueCandidate is a value with a name that has the typed words.
type valueCandidate struct {
	field, value, label string
	documents           int // that have the value, however it is written
}

// values suggests the values of keyword fields with a name in which each word
// that was typed begins a word, those first that most documents have. Where no
// field is named, and none has all the words that stand side by side, the last
// of them counts alone. Where a field is named and nothing is typed yet, all
// values count.
func (s *suggester) values(ctx context.Context, fields []string) ([]search.Suggestion, error) {
	last, run := termsIn(s.typed.Last()), termsIn(s.typed.Run())
	if s.typed.Field != "" || s.typed.Quoted {
		run = last
	}
	if len(last) == 0 && (s.typed.Field == "" || s.typed.Last() != "") {
		return []search.Suggestion{}, nil
	}
	candidates := s.valuesWith(fields, run, s.typed.Run())
	replace := s.typed.InsteadOfRun
	if len(candidates) == 0 || s.typed.Field != "" {
		replace = s.typed.InsteadOfLast
	}
	if len(candidates) == 0 && len(run) > len(last) {
		candidates = s.valuesWith(fields, last, s.typed.Last())
	}
	slices.SortFunc(candidates, func(a, b valueCandidate) int {
		return cmp.Or(cmp.Compare(b.documents, a.documents), strings.Compare(a.label, b.label),
			strings.Compare(a.field, b.field), strings.Compare(a.value, b.value))
	})
	list := []search.Suggestion{}
	for _, c := range candidates {
		if len(list) == s.limit {
			break
		}
		condition := search.Value{Field: c.field, Text: c.value}
		written := condition
		if s.typed.Field != "" {
			written.Field = "" // it stands there already
		}
		var err error
		list, err = s.add(ctx, list, search.Suggestion{Kind: c.field, Text: c.label, Query: replace(written.String())}, condition)
		if err != nil {
			return nil, err
		}
	}
	sortByCount(list)
	return list, nil
}

// valuesWith finds the values of live documents with a name that has the typed
// words, or that the typed text is another name of.
func (s *suggester) valuesWith(fields, typed []string, text string) []valueCandidate {
	var candidates []valueCandidate
	for _, field := range fields {
		named, known := s.engine.names.Resolve(field, strings.TrimLeft(text, `="“”„‟«»`))
		picked := map[string]bool{} // by folded value
		for i := range s.view.segments {
			for value, words := range s.vocabularies[i].names[field] {
				if known && value == named || beginAll(typed, words) {
					picked[analysis.Fold(value)] = true
				}
			}
		}
		for folded := range picked {
			if n := s.view.documentsOf(field, folded); n > 0 {
				value := s.view.written(field, folded)
				candidates = append(candidates, valueCandidate{field, value, s.engine.names.Label(field, value), n})
			}
		}
	}
	return candidates
}

// sortByCount puts the suggestions first that find most, ties by text and query.
func sortByCount(list []search.Suggestion) {
	slices.SortStableFunc(list, func(a, b search.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text), strings.Compare(a.Query, b.Query))
	})
}
