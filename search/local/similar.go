package local

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/blevesearch/vellum/levenshtein"

	"entente/search/local/segment"
)

// maxEdits is the greatest number of edits that similar words are looked for
// within.
const maxEdits = 2

// errTooManyTerms says that a word stands for more terms than it may.
var errTooManyTerms = errors.New("too many terms")

// fuzzyTerms returns, sorted, the terms that live documents have in one of the
// index fields within so many edits of a folded term, itself included. An edit
// is the insertion, removal or replacement of a code point or the exchange of
// two neighbours, and no code point is edited twice (optimal string alignment).
// Edits are 1 or 2. When there are more terms than limit the error is
// errTooManyTerms; other errors are those of ctx and of reading the index.
func (v *view) fuzzyTerms(ctx context.Context, fields []string, term string, edits, limit int) ([]string, error) {
	automaton, err := editAutomaton(term, edits)
	if err != nil {
		return nil, fmt.Errorf("looking for words like %s: %w", term, err)
	}
	found := map[string]bool{}
	err = v.eachTerm(ctx, fields, wanted{automaton: automaton}, func(term string) error {
		if found[term] = true; len(found) > limit {
			return errTooManyTerms
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// editAutomaton returns an automaton that accepts the UTF-8 of what is within
// so many edits of the term.
func editAutomaton(term string, edits int) (segment.Automaton, error) {
	if edits < 1 || edits > maxEdits {
		return nil, fmt.Errorf("%d edits are not between 1 and %d", edits, maxEdits)
	}
	tables, err := editTables()
	if err != nil {
		return nil, err
	}
	return tables[edits-1].BuildDfa(term, uint8(edits))
}

// editTables makes what all automata for 1 and for 2 edits have in common, once.
var editTables = sync.OnceValues(func() ([maxEdits]*levenshtein.LevenshteinAutomatonBuilder, error) {
	var tables [maxEdits]*levenshtein.LevenshteinAutomatonBuilder
	for i := range tables {
		var err error
		if tables[i], err = levenshtein.NewLevenshteinAutomatonBuilder(uint8(i+1), true); err != nil {
			return tables, fmt.Errorf("preparing %d edits: %w", i+1, err)
		}
	}
	return tables, nil
})
