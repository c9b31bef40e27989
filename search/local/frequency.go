package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/local/segment"
)

// eachFrequency visits those of the documents that have the leaf in the field,
// with how often it occurs and of how many words an occurrence is. A document can
// come several times, with parts of the frequency.
func (s *segmentView) eachFrequency(ctx context.Context, field string, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	if l.inside != nil {
		return s.eachFrequencyInside(ctx, l, docs, visit)
	}
	return s.eachPatternFrequency(ctx, field, l.pattern, docs, visit)
}

func (s *segmentView) eachPatternFrequency(ctx context.Context, field string, p pattern, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	if any, ok := p.(alternatives); ok {
		for _, child := range any {
			if err := s.eachPatternFrequency(ctx, field, child, docs, visit); err != nil {
				return err
			}
		}
		return nil
	}
	if word, ok := p.(*slot); ok && word.plain {
		return s.eachSlotFrequency(ctx, field, word, docs, visit)
	}
	candidates, err := s.candidates(ctx, field, p, docs)
	if err != nil || candidates.IsEmpty() {
		return err
	}
	opened := s.opener(ctx, field, candidates)
	r, err := opened.open(p)
	if err != nil {
		return err
	}
	width := widthOf(p)
	return eachOf(ctx, candidates, func(doc uint32) error {
		shown := 0
		err := opened.eachText(doc, func() (more bool, err error) {
			found, err := showing(r, doc)
			shown += len(found)
			return true, err
		})
		if shown > 0 && err == nil {
			visit(doc, frequencyOf(p, shown), width)
		}
		return err
	})
}

// frequencyOf returns how often a pattern occurs, given how much is shown of it:
// of nearness that is both sides.
func frequencyOf(p pattern, shown int) int {
	if _, ok := p.(*near); ok {
		return (shown + 1) / 2
	}
	return shown
}

// widthOf returns of how many words an occurrence of the pattern is, as written.
func widthOf(p pattern) int {
	switch p := p.(type) {
	case sequence:
		words := 0
		for _, child := range p {
			words += widthOf(child)
		}
		return words
	case alternatives:
		return widthOf(p[0])
	case *near:
		return widthOf(p.left) + widthOf(p.right)
	}
	return 1
}

func (s *segmentView) eachFrequencyInside(ctx context.Context, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	parts, err := s.readParts(ctx, *l.inside, docs)
	if err != nil {
		return err
	}
	opened := s.opener(ctx, bodyField, docs)
	r, err := opened.open(l.pattern)
	if err != nil {
		return err
	}
	return eachOf(ctx, docs, func(doc uint32) error {
		inside, err := parts.at(doc)
		if err != nil || len(inside) == 0 {
			return err
		}
		shown := 0
		err = opened.eachText(doc, func() (more bool, err error) {
			n, err := shownInside(r, doc, inside)
			shown += n
			return true, err
		})
		if shown > 0 && err == nil {
			visit(doc, frequencyOf(l.pattern, shown), widthOf(l.pattern))
		}
		return err
	})
}

// shownInside counts what is shown of a pattern in parts of the document.
func shownInside(r reader, doc uint32, parts []foundPart) (int, error) {
	found, err := readingOf(r, doc)
	if err != nil {
		return 0, err
	}
	shown := 0
	for _, p := range parts {
		here, err := found.within(p.words).showing()
		if err != nil {
			return 0, err
		}
		shown += len(here)
	}
	return shown, nil
}

// eachOf visits documents in order until there is an error or ctx is done.
func eachOf(ctx context.Context, docs *roaring.Bitmap, visit func(doc uint32) error) error {
	for it, n := docs.Iterator(), 0; it.HasNext(); n++ {
		if n%16 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := visit(it.Next()); err != nil {
			return err
		}
	}
	return nil
}

func (s *segmentView) eachSlotFrequency(ctx context.Context, field string, p *slot, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	for _, v := range p.variants {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.eachPosting(ctx, field, v.term, s.within(docs, v.languages), func(doc uint32, frequency int) { visit(doc, frequency, 1) })
		if err != nil {
			return err
		}
	}
	return nil
}

// eachPosting visits those of the documents that have a term in a field.
func (s *segmentView) eachPosting(ctx context.Context, field, term string, docs *roaring.Bitmap, visit func(doc uint32, frequency int)) error {
	t, err := s.newTermReader(field, term, docs)
	if err != nil || t == nil {
		return err
	}
	for it, n := t.docs.Iterator(), 1; it.HasNext(); n++ {
		doc := it.Next()
		has, err := t.reader.Seek(doc)
		if err == nil && !has {
			err = segment.ErrDamaged
		}
		if err != nil {
			return fmt.Errorf("reading the postings of %s: %w", term, err)
		}
		visit(doc, t.reader.Frequency())
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}
