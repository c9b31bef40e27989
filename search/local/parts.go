package local

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// part is a part of documents that a query names: article 5.
type part struct{ name, number string }

// isParagraph reports whether the part is a paragraph of an article.
func (p part) isParagraph() bool { return p.name == "article" && strings.Contains(p.number, "(") }

// foundPart is a part of one document.
type foundPart struct {
	words pieces
	// stands is what it has of each of its texts: of an article its passage, of a
	// page what stands on it of each passage; no words where last is before first.
	stands []run
}

// texts returns the numbers of the texts that the part has something of, ascending.
func (p foundPart) texts() []int {
	var numbers []int
	for _, r := range p.stands {
		numbers = append(numbers, r.first.text())
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// pieces are the words of one part, ascending; a part without words has none.
type pieces []run

func (p pieces) contain(o occurrence) bool {
	after := sort.Search(len(p), func(i int) bool { return p[i].first > o.first })
	return after > 0 && o.last <= p[after-1].last
}

// among returns those of the occurrences, which are sorted, that begin between the
// first word of the part and the last.
func (p pieces) among(all []occurrence) []occurrence {
	if len(p) == 0 {
		return nil
	}
	from := sort.Search(len(all), func(i int) bool { return all[i].first >= p[0].first })
	to := sort.Search(len(all), func(i int) bool { return all[i].first > p[len(p)-1].last })
	return all[from:max(from, to)]
}

// of returns those of the occurrences that stand in the part.
func (p pieces) of(all []occurrence) []occurrence {
	var inside []occurrence
	for _, o := range p.among(all) {
		if p.contain(o) {
			inside = append(inside, o)
		}
	}
	return inside
}

// partReader reads where the parts with one number are.
type partReader struct {
	name string
	term *termReader // nil when no document has one
	room *room
}

func (s *segmentView) readParts(ctx context.Context, p part, docs *roaring.Bitmap) (*partReader, error) {
	term, err := s.newTermReader(partField(p.name), p.number, docs)
	return &partReader{name: p.name, term: term, room: s.newRoom(ctx, bodyField, maxParts)}, err
}

// at returns the parts of the document: each article by itself, and all that
// stands on a page together.
func (r *partReader) at(doc uint32) ([]foundPart, error) {
	if r.term == nil {
		return nil, nil
	}
	if has, err := r.term.seek(doc, r.room); err != nil || !has {
		return nil, err
	}
	spans, err := r.term.reader.Spans(nil)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", r.term.term, err)
	}
	var parts []foundPart
	for _, span := range spans {
		if r.name != "page" || len(parts) == 0 {
			parts = append(parts, foundPart{})
		}
		p := &parts[len(parts)-1]
		piece := run{newPlace(span.Text, span.First), newPlace(span.Text, span.Last)}
		p.stands = append(p.stands, piece)
		if piece.first <= piece.last {
			p.words = append(p.words, piece)
		}
	}
	return parts, nil
}
