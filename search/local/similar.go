package local

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"
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
	for _, s := range v.segments {
		for _, field := range fields {
			err := s.eachLiveTerm(ctx, field, "", automaton, func(term string) error {
				if found[term] = true; len(found) > limit {
					return errTooManyTerms
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

// eachLiveTerm visits, in order, the terms of an index field that have the
// prefix, that the automaton accepts when there is one, and that live documents
// of the segment have.
func (s *segmentView) eachLiveTerm(ctx context.Context, field, prefix string, automaton segment.Automaton, visit func(term string) error) error {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	if automaton != nil {
		automaton = &untilDone{Automaton: automaton, ctx: ctx}
	}
	start, end := []byte(prefix), prefixEnd(prefix)
	iterator := dictionary.AutomatonIterator(automaton, start, end)
	if fast, ok := dictionary.(countlessDictionary); ok {
		iterator = fast.AutomatonIteratorOmitCount(automaton, start, end)
	}
	for {
		entry, err := iterator.Next()
		if err != nil {
			return fmt.Errorf("reading the dictionary of %s: %w", field, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if entry == nil {
			return nil
		}
		alive, err := s.has(dictionary, entry.Term)
		if err != nil {
			return err
		}
		if !alive {
			continue
		}
		if err := visit(entry.Term); err != nil {
			return err
		}
	}
}

// documentsWithAny counts the live documents that have one of the terms in one
// of the index fields.
func (v *view) documentsWithAny(ctx context.Context, fields, terms []string) (int, error) {
	total := 0
	for _, s := range v.segments {
		docs, err := s.docsWithAny(ctx, fields, terms)
		if err != nil {
			return 0, err
		}
		total += int(docs.GetCardinality())
	}
	return total, nil
}

// docsWithAny returns the live documents of the segment that have one of the
// terms in one of the index fields.
func (s *segmentView) docsWithAny(ctx context.Context, fields, terms []string) (*roaring.Bitmap, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	with := roaring.New()
	for _, field := range fields {
		dictionary, err := s.segment.Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
		}
		for _, term := range terms {
			postings, err := dictionary.PostingsList([]byte(term), nil, nil)
			if err != nil {
				return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
			}
			with.Or(docsOf(postings))
		}
	}
	with.And(s.live)
	return with, nil
}

// untilDone is an automaton that accepts nothing more once ctx is done: between
// two terms that it accepts there can be a long way through the dictionary.
type untilDone struct {
	segment.Automaton
	ctx   context.Context
	steps int
	done  bool
}

// CanMatch reports whether a match can be reached from the state.
func (a *untilDone) CanMatch(state int) bool {
	if a.steps++; a.steps%4096 == 0 {
		a.done = a.done || a.ctx.Err() != nil
	}
	return !a.done && a.Automaton.CanMatch(state)
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
