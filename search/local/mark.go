package local

import (
	"context"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// Locate marks a document; see search.Engine.
func (e *Engine) Locate(ctx context.Context, id string, r search.Request) (marks []search.PassageMarks, err error) {
	q, err := e.read(r)
	if err != nil {
		return nil, err
	}
	err = e.onView(ctx, func(v *view) error {
		marks, err = e.mark(ctx, v, id, q.node)
		return err
	})
	return marks, err
}

func (e *Engine) mark(ctx context.Context, v *view, id string, node search.Node) ([]search.PassageMarks, error) {
	d, err := e.store.document(ctx, id, v.sequence)
	if errors.Is(err, search.ErrNotFound) {
		return nil, e.unknownID(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	p, err := e.compile(ctx, v, node)
	if err != nil {
		return nil, err
	}
	h, err := v.find(ctx, p, id)
	if err != nil || h == nil {
		return nil, err
	}
	found, err := locate(ctx, *h)
	if err != nil {
		return nil, err
	}
	if err := v.noteEveryday(ctx, p); err != nil {
		return nil, err
	}
	return passageMarks(d, telling(byText(found[bodyField]))), nil
}

// find returns the document as a hit of the plan, nil when it is none. No other
// document is looked at.
func (v *view) find(ctx context.Context, p *plan, id string) (*hit, error) {
	for _, s := range v.segments {
		numbers, err := s.segment.DocNumbers([]string{id})
		if err != nil {
			return nil, fmt.Errorf("looking up document %s: %w", id, err)
		}
		if numbers.And(s.live); numbers.IsEmpty() {
			continue
		}
		only := *s
		only.live = numbers
		m, err := only.evaluate(ctx, p.root)
		if err != nil || m.docs.IsEmpty() {
			return nil, err
		}
		return &hit{segment: &only, match: m, doc: numbers.Minimum()}, nil
	}
	return nil, nil
}

// noteEveryday notes of the leaves whether more than half of the documents have
// them, as weigh does. Where few have their words at all, no occurrence is read.
// What another document makes too large to count is taken for telling.
func (v *view) noteEveryday(ctx context.Context, p *plan) error {
	for _, l := range p.leaves {
		most, err := v.documentsWith(l, func(s *segmentView, field string) (*roaring.Bitmap, error) {
			return s.candidates(ctx, field, l.pattern, s.live)
		})
		if err != nil {
			return err
		}
		if 2*most <= v.documents {
			continue
		}
		n, err := v.documentsWith(l, func(s *segmentView, field string) (*roaring.Bitmap, error) {
			return s.patternDocs(ctx, field, l.pattern, s.live)
		})
		if tooLarge(err) {
			continue
		}
		if err != nil {
			return err
		}
		l.everyday = 2*n > v.documents
	}
	return nil
}

// documentsWith counts the documents that have a leaf, given those that have it
// in one of its fields.
func (v *view) documentsWith(l *leaf, in func(s *segmentView, field string) (*roaring.Bitmap, error)) (int, error) {
	n := 0
	for _, s := range v.segments {
		with := roaring.New()
		for _, field := range l.fields {
			docs, err := in(s, field)
			if err != nil {
				return 0, err
			}
			with.Or(docs)
		}
		n += int(with.GetCardinality())
	}
	return n, nil
}

// tooLarge reports whether a query was refused for what it comes to in a document.
func tooLarge(err error) bool {
	var places *search.InvalidError
	var ways *search.SyntaxError
	return errors.As(err, &places) || errors.As(err, &ways)
}
