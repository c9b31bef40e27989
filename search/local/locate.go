package local

import (
	"context"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/analysis"
)

// finding is words of one text of a document that make it a hit.
type finding struct {
	leaf  *leaf
	text  int // number of the passage; 0 for the title
	first int // position of its first word
	words int
}

// findings are those of one document, by index field.
type findings map[string][]finding

// locate finds where the clauses that make the document a hit occur in it.
// What stands below a NOT, or in an alternative that the document does not
// meet as a whole, is not among them.
func locate(ctx context.Context, h hit) (findings, error) {
	found := findings{}
	return found, h.match.locate(ctx, h, found)
}

// telling drops the texts in which nothing but everyday words occurs, those
// that more than half of the documents have ("of"), unless nothing else does.
func telling(texts map[int][]finding) map[int][]finding {
	kept := map[int][]finding{}
	for n, found := range texts {
		if slices.ContainsFunc(found, func(f finding) bool { return !f.leaf.everyday }) {
			kept[n] = found
		}
	}
	if len(kept) == 0 {
		return texts
	}
	return kept
}

func (m *match) locate(ctx context.Context, h hit, found findings) error {
	if !m.docs.Contains(h.doc) {
		return nil
	}
	switch c := m.clause.(type) {
	case *leaf:
		return h.segment.locateLeaf(ctx, c, h.doc, found)
	case *insideClause:
		return h.segment.locateInside(ctx, c, h.doc, found)
	}
	for _, child := range m.children {
		if err := child.locate(ctx, h, found); err != nil {
			return err
		}
	}
	return nil
}

func (s *segmentView) locateLeaf(ctx context.Context, l *leaf, doc uint32, found findings) error {
	for _, field := range l.fields {
		r, err := s.read(ctx, field, l.pattern, roaring.BitmapOf(doc))
		if err != nil {
			return fmt.Errorf("locating hits: %w", err)
		}
		occurrences, err := showing(r, doc)
		if err != nil {
			return fmt.Errorf("locating hits: %w", err)
		}
		found.add(field, l, occurrences)
	}
	return nil
}

func (s *segmentView) locateInside(ctx context.Context, c *insideClause, doc uint32, found findings) error {
	if c.child == nil {
		return nil
	}
	r, err := s.readInside(ctx, c, roaring.BitmapOf(doc))
	if err != nil {
		return fmt.Errorf("locating hits: %w", err)
	}
	_, err = r.satisfied(doc, func(l *leaf, occurrences []occurrence) { found.add(bodyField, l, occurrences) })
	return err
}

func (f findings) add(field string, l *leaf, occurrences []occurrence) {
	for _, o := range occurrences {
		for _, r := range o.runs() {
			f[field] = append(f[field], finding{l, r.first.text(), r.first.position(), r.last.position() - r.first.position() + 1})
		}
	}
}

// byText groups findings by the text they stand in, in reading order.
func byText(all []finding) map[int][]finding {
	groups := map[int][]finding{}
	for _, f := range all {
		groups[f.text] = append(groups[f.text], f)
	}
	for _, group := range groups {
		slices.SortFunc(group, func(a, b finding) int { return a.first - b.first })
	}
	return groups
}

// span is a half-open range of bytes of a text, and what occurs there.
type span struct {
	start, end int
	leaf       *leaf // nil where it does not matter
}

// words returns the bytes of each word of a text that comes in parts, by its
// position in the index (counted from 1, see field.addText), part by part.
func words(parts ...string) [][]span {
	bounds := make([][]span, len(parts))
	for i, part := range parts {
		for token := range analysis.Tokens(part) {
			bounds[i] = append(bounds[i], span{start: token.Start, end: token.End})
		}
	}
	return bounds
}

// spansIn returns the bytes of the findings in each of the parts, ascending
// and without overlaps.
func spansIn(found []finding, parts ...string) [][]span {
	bounds := words(parts...)
	spans := make([][]span, len(parts))
	for _, o := range found {
		first := o.first - 1
		for i := range parts {
			if first < len(bounds[i]) {
				last := min(first+o.words, len(bounds[i])) - 1
				spans[i] = append(spans[i], span{bounds[i][first].start, bounds[i][last].end, o.leaf})
				break
			}
			first -= len(bounds[i]) + 1 // one position is free between parts
		}
	}
	for i := range spans {
		spans[i] = joinSpans(spans[i])
	}
	return spans
}

// joinSpans sorts spans and joins those that overlap.
func joinSpans(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.start < joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, s.end)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}
