package local

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/corpus"
)

// errStop ends an iteration early; it never leaves the package.
var errStop = errors.New("stop")

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
	eachDoc(s.live, func(doc uint32) {
		if first := s.firstDay[doc]; first != 0 && first <= c.to && s.lastDay[doc] >= c.from {
			docs.Add(doc)
		}
	})
	return docs
}

// newDateClause returns the clause for inclusive bounds, of which the unknown
// ones are open. Undated documents are in no range.
func newDateClause(from, to corpus.Date) dateClause {
	c := dateClause{from: 0, to: math.MaxInt32}
	if first, _, ok := from.Span(); ok {
		c.from = int32(first.Year()*10000 + int(first.Month())*100 + first.Day())
	}
	if _, last, ok := to.Span(); ok {
		c.to = int32(last.Year()*10000 + int(last.Month())*100 + last.Day())
	}
	return c
}

func (s *segmentView) leafDocs(ctx context.Context, l *leaf) (*roaring.Bitmap, error) {
	docs := roaring.New()
	for _, field := range l.fields {
		found, err := s.fieldDocs(ctx, field, l)
		if err != nil {
			return nil, err
		}
		docs.Or(found)
	}
	return docs, nil
}

// fieldDocs finds the documents that have the leaf in one field.
func (s *segmentView) fieldDocs(ctx context.Context, field string, l *leaf) (*roaring.Bitmap, error) {
	candidates, err := s.candidates(ctx, field, l)
	if err != nil || len(l.slots) == 1 || candidates.IsEmpty() {
		return candidates, err
	}
	docs := roaring.New()
	err = s.eachOccurrence(ctx, field, l, candidates, func(doc uint32, _ int, _ []place) {
		docs.Add(doc)
	})
	return docs, err
}

// candidates returns the documents with at least one term of each slot in the field.
func (s *segmentView) candidates(ctx context.Context, field string, l *leaf) (*roaring.Bitmap, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	docs := s.live
	for _, terms := range l.slots {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		with := roaring.New()
		for _, term := range terms {
			postings, err := dictionary.PostingsList([]byte(term), nil, nil)
			if err != nil {
				return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
			}
			with.Or(docsOf(postings))
		}
		docs = roaring.And(docs, with)
		if docs.IsEmpty() {
			return docs, nil
		}
	}
	return docs, nil
}

// place is where a word stands: its text (0 for a title, else the passage) and
// which word of that text it is, from 1. It sorts in reading order.
type place uint64

func newPlace(text, position uint64) place { return place(text<<32 | position) }

func (p place) text() int     { return int(p >> 32) }
func (p place) position() int { return int(p & math.MaxUint32) }

// eachOccurrence visits those of the given documents in which the leaf occurs
// in the field, in order, with the length of the field in words and the places
// of the first word of each occurrence, ascending. The places are only good
// during the call.
func (s *segmentView) eachOccurrence(ctx context.Context, field string, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, length int, places []place)) error {
	if docs.IsEmpty() {
		return nil
	}
	readers := make([]*slotReader, len(l.slots))
	for i, terms := range l.slots {
		err := ctx.Err()
		if err != nil {
			return err
		}
		if readers[i], err = s.readSlot(field, terms, docs); err != nil {
			return err
		}
	}
	var places []place
	for it, n := docs.Iterator(), 0; it.HasNext(); n++ {
		if n%16 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		doc := it.Next()
		first, err := readers[0].at(doc)
		if err != nil {
			return err
		}
		places = append(places[:0], first...)
		for i, r := range readers[1:] {
			if len(places) == 0 {
				break // at reads on where it is asked next
			}
			next, err := r.at(doc)
			if err != nil {
				return err
			}
			places = followedBy(places, next, place(i+1))
		}
		if len(places) > 0 {
			visit(doc, readers[0].length, places)
		}
	}
	return nil
}

// followedBy keeps those of the places, in place, at which the word that many
// positions on is among next. Both are ascending.
func followedBy(places, next []place, distance place) []place {
	kept := places[:0]
	j := 0
	for _, p := range places {
		for j < len(next) && next[j] < p+distance {
			j++
		}
		if j < len(next) && next[j] == p+distance {
			kept = append(kept, p)
		}
	}
	return kept
}

// slotReader reads the places of a slot's terms, document by document in
// ascending order.
type slotReader struct {
	terms  []termReader
	places []place
	length int // words of the field in the document read last
}

type termReader struct {
	postings segment.PostingsIterator
	next     segment.Posting // nil at the end
}

// readSlot opens the postings of the terms, of the given documents alone.
func (s *segmentView) readSlot(field string, terms slot, docs *roaring.Bitmap) (*slotReader, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	r := &slotReader{}
	for _, term := range terms {
		postings, err := openPostings(dictionary, term, docs, true)
		if err != nil {
			return nil, err
		}
		if postings == nil {
			continue
		}
		next, err := postings.Next()
		if err != nil {
			return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
		}
		r.terms = append(r.terms, termReader{postings, next})
	}
	return r, nil
}

// at returns the places of the slot in the document, ascending, good until the
// next call.
func (r *slotReader) at(doc uint32) ([]place, error) {
	r.places, r.length = r.places[:0], 0
	lists := 0
	for i := range r.terms {
		t := &r.terms[i]
		for t.next != nil && t.next.Number() < uint64(doc) {
			if err := t.advance(); err != nil {
				return nil, err
			}
		}
		if t.next == nil || t.next.Number() != uint64(doc) {
			continue
		}
		lists++
		r.length = lengthOf(t.next)
		for _, l := range t.next.Locations() {
			r.places = append(r.places, newPlace(l.Start(), l.Pos()))
		}
	}
	if lists > 1 {
		slices.Sort(r.places)
	}
	return r.places, nil
}

func (t *termReader) advance() (err error) {
	if t.next, err = t.postings.Next(); err != nil {
		return fmt.Errorf("reading postings: %w", err)
	}
	return nil
}

// lengthOf returns the length in words of the field that a posting is of, from
// the norm, which is 1/√length in single precision: exact below four million.
func lengthOf(p segment.Posting) int {
	norm := p.Norm()
	return int(math.Round(1 / (norm * norm)))
}
