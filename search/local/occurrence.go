package local

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/local/segment"
)

// place is where a word stands: its text (0 for a title, else the passage) and
// which word of that text it is, from 1. It sorts in reading order.
type place uint64

func newPlace(text, position uint32) place { return place(uint64(text)<<32 | uint64(position)) }

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

// opener opens the readers of one or several patterns that are read together:
// a slot that comes in them more than once is read once.
type opener struct {
	segment *segmentView
	field   string
	docs    *roaring.Bitmap
	room    *room
	texts   *segment.Texts
	slots   map[*slot]*slotReader
}

func (s *segmentView) opener(ctx context.Context, field string, docs *roaring.Bitmap) *opener {
	return &opener{segment: s, field: field, docs: docs, room: s.newRoom(ctx, field, s.large.small),
		texts: s.segment.Texts(field), slots: map[*slot]*slotReader{}}
}

func (o *opener) open(p pattern) (reader, error) {
	switch p := p.(type) {
	case *slot:
		return o.openSlot(p)
	case sequence:
		children, err := o.openAll(p)
		return &sequenceReader{children: children, room: o.room}, err
	case alternatives:
		children, err := o.openAll(p)
		return &alternativesReader{children: distinct(children), room: o.room}, err
	case *near:
		children, err := o.openAll([]pattern{p.left, p.right})
		return &nearReader{near: p, sides: children, room: o.room}, err
	}
	return nil, fmt.Errorf("pattern %T cannot be read", p)
}

func (o *opener) openAll(patterns []pattern) ([]reader, error) {
	readers := make([]reader, len(patterns))
	for i, p := range patterns {
		var err error
		if readers[i], err = o.open(p); err != nil {
			return nil, err
		}
	}
	return readers, nil
}

// distinct drops readers that come again.
func distinct(readers []reader) []reader {
	seen := map[reader]bool{}
	return slices.DeleteFunc(readers, func(r reader) bool {
		again := seen[r]
		seen[r] = true
		return again
	})
}

// slotReader reads the words of a slot.
type slotReader struct {
	terms  []*termReader
	room   *room
	texts  *segment.Texts
	words  []segment.Word  // of one term in one document
	places []segment.Place // of these
	found  []occurrence
	doc    int64 // that found is of, -1 for none
}

func (o *opener) openSlot(p *slot) (*slotReader, error) {
	if r := o.slots[p]; r != nil {
		return r, nil
	}
	r := &slotReader{room: o.room, texts: o.texts, doc: -1}
	for _, v := range p.variants {
		if err := o.room.ctx.Err(); err != nil {
			return nil, err
		}
		t, err := o.segment.newTermReader(o.field, v.term, o.segment.within(o.docs, v.languages))
		if err != nil {
			return nil, err
		}
		if t == nil {
			continue
		}
		t.written = v.written
		r.terms = append(r.terms, t)
	}
	o.slots[p] = r
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
	if r.doc == int64(doc) {
		return r.found, nil
	}
	r.found, r.doc = emptied(r.found), -1 // until all of it is read
	for _, t := range r.terms {
		has, err := t.seek(doc, r.room)
		if err != nil {
			return nil, err
		}
		if !has {
			continue
		}
		if err := r.room.hold(doc, t.reader.Frequency()); err != nil {
			return nil, err
		}
		if err := r.read(t, doc); err != nil {
			return nil, err
		}
	}
	r.found, r.doc = sortOccurrences(r.found), int64(doc)
	return r.found, nil
}

// read adds what a term has in the document, if it is written as it must be.
func (r *slotReader) read(t *termReader, doc uint32) error {
	words, err := t.appendWords(r.words[:0])
	if err != nil {
		return err
	}
	if t.written != 0 {
		words = slices.DeleteFunc(words, func(w segment.Word) bool { return mark(w.Written)&t.written != t.written })
	}
	if err := r.texts.Read(doc); err != nil {
		return fmt.Errorf("reading where the texts of %s begin: %w", r.room.ids[doc], err)
	}
	r.words, r.places = words, r.texts.Places(words, r.places[:0])
	r.found = slices.Grow(r.found, len(r.places))
	for _, p := range r.places {
		r.found = append(r.found, newOccurrence(newPlace(p.Text, p.Position), p.Sentence))
	}
	return nil
}

// newOccurrence returns that of one word.
func newOccurrence(p place, sentence uint32) occurrence {
	return occurrence{first: p, last: p, firstSentence: sentence, lastSentence: sentence}
}

// alternativesReader reads what any of several patterns meet.
type alternativesReader struct {
	children []reader
	room     *room
	found    []occurrence
}

func (r *alternativesReader) at(doc uint32) ([]occurrence, error) {
	r.found = emptied(r.found)
	each := 0 // of what was found, up to here once
	for _, child := range r.children {
		more, err := child.at(doc)
		if err != nil {
			return nil, err
		}
		r.found = append(r.found, more...)
		if len(r.found) > 2*each+largePosting {
			r.found = sortOccurrences(r.found)
			each = len(r.found)
			if err := r.room.ctx.Err(); err != nil {
				return nil, err
			}
		}
	}
	r.found = sortOccurrences(r.found)
	return r.found, r.room.hold(doc, len(r.found))
}

// sequenceReader reads patterns that follow each other.
type sequenceReader struct {
	children []reader
	room     *room
	found    []occurrence
	longer   []occurrence
}

func (r *sequenceReader) at(doc uint32) ([]occurrence, error) {
	first, err := r.children[0].at(doc)
	if err != nil {
		return nil, err
	}
	if err := r.room.hold(doc, len(first)); err != nil {
		return nil, err
	}
	r.found, r.longer = append(emptied(r.found), first...), emptied(r.longer)
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
		if len(r.found) > largePosting && r.room.ctx.Err() != nil {
			return nil, r.room.ctx.Err()
		}
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
