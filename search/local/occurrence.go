package local

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// place is where a word stands: its text (0 for a title, else the passage) and
// which word of that text it is, from 1. It sorts in reading order.
type place uint64

func newPlace(text, position uint64) place { return place(text<<32 | position) }

func (p place) text() int     { return int(p >> 32) }
func (p place) position() int { return int(p & math.MaxUint32) }

// occurrence is the words of a text that meet a pattern once.
type occurrence struct {
	first, last place // of one text
	// firstSentence and lastSentence are the sentences of these words.
	firstSentence, lastSentence uint32
	// words are the runs of words of nearness, ascending; nil when all words
	// from first to last belong to it.
	words []run
}

// run is words in a row.
type run struct{ first, last place }

func (o occurrence) runs() []run {
	if o.words == nil {
		return []run{{o.first, o.last}}
	}
	return o.words
}

func compareOccurrences(a, b occurrence) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), slices.CompareFunc(a.words, b.words, compareRuns))
}

func compareRuns(a, b run) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last))
}

// sortOccurrences sorts occurrences and drops those that come again.
func sortOccurrences(all []occurrence) []occurrence {
	if !slices.IsSortedFunc(all, compareOccurrences) {
		slices.SortFunc(all, compareOccurrences)
	}
	return slices.CompactFunc(all, func(a, b occurrence) bool { return compareOccurrences(a, b) == 0 })
}

// reader reads the occurrences of a pattern, document by document in ascending
// order. What at returns is sorted, each once, and good until the next call.
type reader interface {
	at(doc uint32) ([]occurrence, error)
}

// read opens a pattern in a field, of the given documents alone.
func (s *segmentView) read(ctx context.Context, field string, p pattern, docs *roaring.Bitmap) (reader, error) {
	switch p := p.(type) {
	case *slot:
		return s.readSlot(ctx, field, p, docs)
	case sequence:
		children, err := s.readAll(ctx, field, p, docs)
		return &sequenceReader{children: children}, err
	case alternatives:
		children, err := s.readAll(ctx, field, p, docs)
		return &alternativesReader{children: children}, err
	case *near:
		children, err := s.readAll(ctx, field, []pattern{p.left, p.right}, docs)
		return &nearReader{near: p, sides: children, ctx: ctx}, err
	}
	return nil, fmt.Errorf("pattern %T cannot be read", p)
}

func (s *segmentView) readAll(ctx context.Context, field string, patterns []pattern, docs *roaring.Bitmap) ([]reader, error) {
	readers := make([]reader, len(patterns))
	for i, p := range patterns {
		var err error
		if readers[i], err = s.read(ctx, field, p, docs); err != nil {
			return nil, err
		}
	}
	return readers, nil
}

// slotReader reads the words of a slot.
type slotReader struct {
	terms []termReader
	found []occurrence
}

type termReader struct {
	postings segment.PostingsIterator
	next     segment.Posting // nil at the end
	written  mark
}

func (s *segmentView) readSlot(ctx context.Context, field string, p *slot, docs *roaring.Bitmap) (*slotReader, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	r := &slotReader{}
	for _, v := range p.variants {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		postings, err := openPostings(dictionary, v.term, s.within(docs, v.languages), true)
		if err != nil {
			return nil, err
		}
		if postings == nil {
			continue
		}
		next, err := postings.Next()
		if err != nil {
			return nil, fmt.Errorf("reading the postings of %s: %w", v.term, err)
		}
		r.terms = append(r.terms, termReader{postings, next, v.written})
	}
	return r, nil
}

// within returns those of the documents that are in one of the languages.
func (s *segmentView) within(docs *roaring.Bitmap, wanted languages) *roaring.Bitmap {
	if in := s.inLanguages(wanted); in != nil {
		return roaring.And(docs, in)
	}
	return docs
}

func (r *slotReader) at(doc uint32) ([]occurrence, error) {
	r.found = r.found[:0]
	for i := range r.terms {
		if err := r.terms[i].appendTo(&r.found, doc); err != nil {
			return nil, err
		}
	}
	r.found = sortOccurrences(r.found)
	return r.found, nil
}

// advanceTo moves on to the document, or to the next one that has the term.
func (t *termReader) advanceTo(doc uint32) (err error) {
	for t.next != nil && t.next.Number() < uint64(doc) {
		if t.next, err = t.postings.Next(); err != nil {
			return fmt.Errorf("reading postings: %w", err)
		}
	}
	return nil
}

func (t *termReader) appendTo(found *[]occurrence, doc uint32) error {
	if err := t.advanceTo(doc); err != nil || t.next == nil || t.next.Number() != uint64(doc) {
		return err
	}
	for _, l := range t.next.Locations() {
		m := mark(l.End())
		if m&t.written != t.written {
			continue
		}
		p := newPlace(l.Start(), l.Pos())
		*found = append(*found, occurrence{first: p, last: p, firstSentence: m.sentence(), lastSentence: m.sentence()})
	}
	return nil
}

// alternativesReader reads what any of several patterns meet.
type alternativesReader struct {
	children []reader
	found    []occurrence
}

func (r *alternativesReader) at(doc uint32) ([]occurrence, error) {
	r.found = r.found[:0]
	for _, child := range r.children {
		more, err := child.at(doc)
		if err != nil {
			return nil, err
		}
		r.found = append(r.found, more...)
	}
	r.found = sortOccurrences(r.found)
	return r.found, nil
}

// sequenceReader reads patterns that follow each other.
type sequenceReader struct {
	children []reader
	found    []occurrence
	longer   []occurrence
}

func (r *sequenceReader) at(doc uint32) ([]occurrence, error) {
	first, err := r.children[0].at(doc)
	if err != nil {
		return nil, err
	}
	r.found = append(r.found[:0], first...)
	for _, child := range r.children[1:] {
		if len(r.found) == 0 {
			break // the others read on where they are asked next
		}
		next, err := child.at(doc)
		if err != nil {
			return nil, err
		}
		r.longer = followedBy(r.longer[:0], r.found, next)
		r.found, r.longer = r.longer, r.found
	}
	r.found = sortOccurrences(r.found)
	return r.found, nil
}

// followedBy appends to joined each of the occurrences joined to each of the next
// ones that begins right after it. The next ones are sorted.
func followedBy(joined, found, next []occurrence) []occurrence {
	if !slices.IsSortedFunc(found, byLast) {
		slices.SortFunc(found, byLast)
	}
	j := 0
	for _, o := range found {
		for j < len(next) && next[j].first <= o.last {
			j++
		}
		for k := j; k < len(next) && next[k].first == o.last+1; k++ {
			joined = append(joined, occurrence{first: o.first, last: next[k].last,
				firstSentence: o.firstSentence, lastSentence: next[k].lastSentence})
		}
	}
	return joined
}

func byLast(a, b occurrence) int { return cmp.Compare(a.last, b.last) }
