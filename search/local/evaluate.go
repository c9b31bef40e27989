package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
)

// match is what a clause matches in one segment: the documents, and below it
// the matches of the clauses that it is made of.
type match struct {
	clause   clause
	docs     *roaring.Bitmap // must not be changed
	children []*match
}

// evaluate finds the documents of the segment that a clause matches. Boolean
// operators are set operations on the documents of their operands.
func (s *segmentView) evaluate(ctx context.Context, c clause) (*match, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch c := c.(type) {
	case allClause:
		return &match{clause: c, docs: s.live}, nil
	case *leaf:
		docs, err := s.leafDocs(ctx, c)
		return &match{clause: c, docs: docs}, err
	case *insideClause:
		return s.evaluateInside(ctx, c)
	case atLeastClause:
		return s.evaluateAtLeast(ctx, c)
	case valueClause:
		return &match{clause: c, docs: s.withAny(c.field, c.values)}, nil
	case dateClause:
		return &match{clause: c, docs: s.dateDocs(c)}, nil
	case notClause:
		return s.evaluateNot(ctx, c)
	case andClause:
		return s.evaluateAll(ctx, c, c.children, roaring.FastAnd)
	case orClause:
		return s.evaluateAll(ctx, c, c.children, roaring.FastOr)
	}
	return nil, fmt.Errorf("clause %T cannot be evaluated", c)
}

func (s *segmentView) evaluateNot(ctx context.Context, c notClause) (*match, error) {
	child, err := s.evaluate(ctx, c.child)
	if err != nil {
		return nil, err
	}
	// The child is left out of the tree: what is excluded is not located.
	return &match{clause: c, docs: roaring.AndNot(s.live, child.docs)}, nil
}

func (s *segmentView) evaluateAll(ctx context.Context, c clause, children []clause, combine func(...*roaring.Bitmap) *roaring.Bitmap) (*match, error) {
	m := &match{clause: c}
	var sets []*roaring.Bitmap
	for _, child := range children {
		below, err := s.evaluate(ctx, child)
		if err != nil {
			return nil, err
		}
		m.children = append(m.children, below)
		sets = append(sets, below.docs)
	}
	m.docs = combine(sets...)
	return m, nil
}

func (s *segmentView) evaluateAtLeast(ctx context.Context, c atLeastClause) (*match, error) {
	m, err := s.evaluateAll(ctx, c, c.children, roaring.FastOr)
	if err != nil {
		return nil, err
	}
	met := make(map[uint32]int, m.docs.GetCardinality())
	for _, child := range m.children {
		eachDoc(child.docs, func(doc uint32) { met[doc]++ })
	}
	m.docs = roaring.New()
	for doc, n := range met {
		if n >= c.least && s.ids[doc] != c.leftOut {
			m.docs.Add(doc)
		}
	}
	return m, nil
}

// withAny returns the documents that have one of the values in a keyword field.
func (s *segmentView) withAny(field string, values []string) *roaring.Bitmap {
	docs := roaring.New()
	for _, value := range values {
		if with := s.values[field][value]; with != nil {
			docs.Or(with)
		}
	}
	docs.And(s.live)
	return docs
}

// dateDocs finds the documents whose date can be within the bounds: a date known
// to the year is within every range that touches the year.
func (s *segmentView) dateDocs(c dateClause) *roaring.Bitmap {
	docs := roaring.New()
	days := s.days[c.field]
	eachDoc(s.live, func(doc uint32) {
		if first := days.first[doc]; first != 0 && first <= c.to && days.last[doc] >= c.from {
			docs.Add(doc)
		}
	})
	return docs
}

// leafDocs finds the documents that have the leaf in one of its fields.
func (s *segmentView) leafDocs(ctx context.Context, l *leaf) (*roaring.Bitmap, error) {
	docs := roaring.New()
	for _, field := range l.fields {
		found, err := s.patternDocs(ctx, field, l.pattern, s.live)
		if err != nil {
			return nil, err
		}
		docs.Or(found)
	}
	return docs, nil
}

// patternDocs finds those of the given documents in which the pattern occurs in
// the field. What the dictionary and postings tell is not read word by word.
func (s *segmentView) patternDocs(ctx context.Context, field string, p pattern, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if any, ok := p.(alternatives); ok {
		return s.alternativesDocs(ctx, field, any, docs)
	}
	candidates, err := s.candidates(ctx, field, p, docs)
	if err != nil || candidates.IsEmpty() {
		return candidates, err
	}
	if word, ok := p.(*slot); ok && word.plain {
		return candidates, nil
	}
	return s.readDocs(ctx, field, p, candidates)
}

func (s *segmentView) alternativesDocs(ctx context.Context, field string, any alternatives, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := roaring.New()
	for _, child := range any {
		with, err := s.patternDocs(ctx, field, child, roaring.AndNot(docs, found))
		if err != nil {
			return nil, err
		}
		found.Or(with)
	}
	return found, nil
}

// candidates returns those of the documents that have the words of the pattern,
// wherever they stand.
func (s *segmentView) candidates(ctx context.Context, field string, p pattern, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	switch p := p.(type) {
	case *slot:
		return s.slotDocs(ctx, field, p, docs)
	case sequence:
		return s.allCandidates(ctx, field, p, docs)
	case *near:
		return s.allCandidates(ctx, field, []pattern{p.left, p.right}, docs)
	case alternatives:
		found := roaring.New()
		for _, child := range p {
			with, err := s.candidates(ctx, field, child, docs)
			if err != nil {
				return nil, err
			}
			found.Or(with)
		}
		return found, nil
	}
	return nil, fmt.Errorf("pattern %T cannot be read", p)
}

func (s *segmentView) allCandidates(ctx context.Context, field string, patterns []pattern, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	for _, child := range patterns {
		with, err := s.candidates(ctx, field, child, docs)
		if err != nil || with.IsEmpty() {
			return with, err
		}
		docs = with
	}
	return docs, nil
}

// slotDocs returns those of the documents that have one of the variants.
func (s *segmentView) slotDocs(ctx context.Context, field string, p *slot, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := roaring.New()
	for i, v := range p.variants {
		if i%64 == 63 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		with, err := s.documentsOf(field, v.term)
		if err != nil {
			return nil, err
		}
		found.Or(s.within(with, v.languages))
	}
	found.And(docs)
	return found, nil
}

// readDocs reads which of the documents have an occurrence of the pattern.
func (s *segmentView) readDocs(ctx context.Context, field string, p pattern, docs *roaring.Bitmap) (*roaring.Bitmap, error) {
	opened := s.opener(ctx, field, docs)
	r, err := opened.open(p)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	err = eachOf(ctx, docs, func(doc uint32) error {
		return opened.eachText(doc, func() (more bool, err error) {
			has, err := occursIn(r, doc)
			if has {
				found.Add(doc)
			}
			return !has, err
		})
	})
	return found, err
}
