package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/analysis"
	"entente/search/local/segment"
)

// wanted says which terms of a dictionary are looked for. The zero value wants all.
type wanted struct {
	prefix    string
	automaton segment.Automaton      // accepts the UTF-8 of a term; nil for any
	test      func(term string) bool // nil for any
}

// eachTerm visits the wanted terms that live documents have in one of the
// fields, segment by segment, until visit returns an error, which it returns. A
// term can come several times.
func (v *view) eachTerm(ctx context.Context, fields []string, w wanted, visit func(term string) error) error {
	for _, s := range v.segments {
		for _, field := range fields {
			if err := s.eachTerm(ctx, field, w, visit); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *segmentView) eachTerm(ctx context.Context, field string, w wanted, visit func(term string) error) error {
	automaton := w.automaton
	if automaton != nil {
		automaton = &untilDone{Automaton: automaton, ctx: ctx}
	}
	err := s.segment.Field(field).Each(w.prefix, automaton, func(term string, postings segment.Postings) error {
		if err := ctx.Err(); err != nil || w.test != nil && !w.test(term) {
			return err
		}
		if alive, err := s.has(postings); err != nil || !alive {
			return err
		}
		return visit(term)
	})
	if err == nil {
		err = ctx.Err() // an automaton that was stopped has not seen all
	}
	return err
}

// has reports whether a live document of the segment is among the postings.
func (s *segmentView) has(postings segment.Postings) (bool, error) {
	if s.live.GetCardinality() == s.segment.Count() {
		return true, nil
	}
	docs, err := postings.Documents()
	return docs.Intersects(s.live), err
}

// documentsOf returns the documents of the segment, deleted ones included, that
// have a term in a field. It must not be changed.
func (s *segmentView) documentsOf(field, term string) (*roaring.Bitmap, error) {
	postings, err := s.segment.Field(field).Find(term)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	docs, err := postings.Documents()
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	return docs, nil
}

// addForms adds to found, for the language, the terms in the fields that have the
// stem of a term, and its irregular forms.
func (v *view) addForms(ctx context.Context, fields []string, term string, language analysis.Language, found map[string]languages) error {
	stem := language.Stem(term)
	prefixes, exceptions := language.Beginnings(stem)
	for _, exception := range exceptions {
		found[exception] |= newLanguages(language)
	}
	hasStem := func(candidate string) bool { return language.Stem(candidate) == stem }
	for _, prefix := range prefixes {
		err := v.eachTerm(ctx, fields, wanted{prefix: prefix, test: hasStem}, func(form string) error {
			found[form] |= newLanguages(language)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// hasLanguage reports whether a live document is in the language.
func (v *view) hasLanguage(language analysis.Language) bool {
	for _, s := range v.segments {
		if docs := s.languages[language]; docs != nil && docs.Intersects(s.live) {
			return true
		}
	}
	return false
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
	any := map[string]languages{}
	for _, term := range terms {
		any[term] = everyLanguage
	}
	word := newSlot("", any)
	with := roaring.New()
	for _, field := range fields {
		docs, err := s.slotDocs(ctx, field, word, s.live)
		if err != nil {
			return nil, err
		}
		with.Or(docs)
	}
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
