package local

import (
	"context"
	"strings"
	"unicode"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// Suggest completes the beginning of a query; see search.Engine. Words come
// first, by the documents that have them, then values of organizations, topics
// and parties, then titles; where there are enough of all, values and titles
// have a quarter of the places each. Behind the name of a field there are words
// and titles, or values, of that field alone.
func (e *Engine) Suggest(ctx context.Context, text string, limit int) (*search.Suggestions, error) {
	limit, err := search.CheckSuggest(text, limit)
	if err != nil {
		return nil, err
	}
	s := &suggester{engine: e, typed: search.ReadTyped(text), limit: limit}
	var list []search.Suggestion
	err = e.onView(ctx, func(v *view) error {
		s.view = v
		if s.vocabularies, err = v.vocabularies(ctx, e.names); err != nil {
			return err
		}
		list, err = s.suggest(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &search.Suggestions{Suggestions: list}, nil
}

// suggester answers one call of Suggest.
type suggester struct {
	engine       *Engine
	view         *view
	vocabularies []*vocabulary // of the segments of view
	typed        search.Typed
	limit        int
}

// valueFields lists the fields whose values are suggested where no field is named.
func valueFields() []string { return []string{"org", "topic", "party"} }

func (s *suggester) suggest(ctx context.Context) ([]search.Suggestion, error) {
	field := s.typed.Field
	if f, _ := corpus.FieldNamed(field); f.Kind == corpus.KeywordField {
		return s.values(ctx, []string{field})
	} else if field != "" && (f.Kind != corpus.TextField || f.Name == "") {
		return []search.Suggestion{}, nil
	}
	words, err := s.words(ctx)
	if err != nil {
		return nil, err
	}
	var values, titles []search.Suggestion
	if field == "" && !s.typed.Quoted {
		if values, err = s.values(ctx, valueFields()); err != nil {
			return nil, err
		}
	}
	if field == titleField || field == "" && !s.typed.Quoted {
		places := max(s.limit/4, s.limit-len(words)-len(values)) // see share
		if titles, err = s.titles(ctx, places); err != nil {
			return nil, err
		}
	}
	return share(s.limit, words, values, titles), nil
}

// share puts the lists one after the other, at most limit in all. The first
// gives way to the others, up to a quarter of the places for each.
func share(limit int, first []search.Suggestion, others ...[]search.Suggestion) []search.Suggestion {
	rest := limit
	for _, other := range others {
		rest -= min(len(other), limit/4)
	}
	all := append([]search.Suggestion{}, first[:min(len(first), rest)]...)
	free := limit - len(all)
	for i, other := range others {
		kept := 0 // places for the lists that follow
		for _, next := range others[i+1:] {
			kept += min(len(next), limit/4)
		}
		taken := min(len(other), free-kept)
		all, free = append(all, other[:taken]...), free-taken
	}
	return all
}

// words completes the last word. In a compound (co-op) what stands before its last
// word belongs to what is suggested and counted.
func (s *suggester) words(ctx context.Context) ([]search.Suggestion, error) {
	last := s.typed.Last()
	piece := strings.LastIndexFunc(last, unicode.IsSpace) + 1
	compound := strings.TrimPrefix(last[piece:], "=")
	var typed analysis.Token
	before := 0 // words of the compound
	for token := range analysis.Tokens(compound) {
		typed = token
		before++
	}
	if typed.Term == "" || typed.End != len(compound) {
		return nil, nil
	}
	terms, err := s.view.completions(ctx, s.vocabularies, s.typed.Field, typed.Term, s.limit)
	if err != nil {
		return nil, err
	}
	exact := strings.HasPrefix(last[piece:], "=")
	var words []search.Suggestion
	for _, term := range terms {
		shown, err := s.view.asWritten(ctx, s.typed.Field, term)
		if err != nil {
			return nil, err
		}
		whole := compound[:typed.Start] + shown
		query := s.typed.Finish(strings.TrimSuffix(last, compound) + whole)
		if before > 1 {
			shown = whole
		}
		words, err = s.add(ctx, words, search.Suggestion{Kind: "word", Text: shown, Query: query},
			search.Word{Field: s.typed.Field, Text: whole, Exact: exact})
		if err != nil {
			return nil, err
		}
	}
	sortByCount(words)
	return words, nil
}

// add appends a suggestion with the number of documents that its condition
// finds. What finds none, or would be refused, is left out.
func (s *suggester) add(ctx context.Context, list []search.Suggestion, one search.Suggestion, condition search.Node) ([]search.Suggestion, error) {
	if _, err := search.Parse(one.Query, search.MatchAll); err != nil {
		return list, nil
	}
	var err error
	one.Count, err = s.engine.countOf(ctx, s.view, condition)
	switch {
	case tooLarge(err):
		return list, nil
	case err != nil || one.Count == 0:
		return list, err
	}
	return append(list, one), nil
}

// countOf returns how many documents of the view a search for the query finds,
// under other names, too.
func (e *Engine) countOf(ctx context.Context, v *view, query search.Node) (int, error) {
	query, _ = e.other.Expand(query, search.MatchAll)
	p, err := e.compile(ctx, v, query)
	if err != nil {
		return 0, err
	}
	matches, err := v.evaluate(ctx, p.root)
	if err != nil {
		return 0, err
	}
	total := 0
	for _, m := range matches {
		total += int(m.docs.GetCardinality())
	}
	return total, nil
}
