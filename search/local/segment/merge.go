package segment

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	scorch "github.com/blevesearch/scorch_segment_api/v2"
)

// dropped is the new number of a document that a merge leaves out, as scorch has it.
const dropped = math.MaxUint64

// merger joins segments, leaving out deleted documents.
type merger struct {
	segments []*Segment
	numbers  [][]uint64 // the new number of each document, by segment
	stopped  <-chan struct{}
	docs     []uint32 // of the postings that are copied
	steps    int
}

func newMerger(segments []*Segment, drops []*roaring.Bitmap, stopped <-chan struct{}) (m *merger, documents int) {
	m = &merger{segments: segments, stopped: stopped}
	for i, s := range segments {
		numbers := make([]uint64, s.count)
		for doc := range numbers {
			if drops[i] != nil && drops[i].Contains(uint32(doc)) {
				numbers[doc] = dropped
				continue
			}
			numbers[doc] = uint64(documents)
			documents++
		}
		m.numbers = append(m.numbers, numbers)
	}
	return m, documents
}

// write writes the joined segment.
func (m *merger) write(out *output) error {
	for _, name := range namesOf(m.segments, func(s *Segment) map[string]*Field { return s.fields }) {
		if err := m.mergeField(out, name); err != nil {
			return fmt.Errorf("merging field %s: %w", name, err)
		}
	}
	for _, name := range namesOf(m.segments, func(s *Segment) map[string]Strings { return s.strings }) {
		out.stringColumn(name, m.strings(name))
	}
	for _, name := range namesOf(m.segments, func(s *Segment) map[string]Numbers { return s.numbers }) {
		if name != idOrderColumn { // stringColumn makes it
			out.numberColumn(name, m.numbersOf(name))
		}
	}
	_, err := out.finish()
	return err
}

func (m *merger) strings(name string) *stringsBuilder {
	room := 0
	for _, s := range m.segments {
		room += len(s.strings[name].all)
	}
	joined := &stringsBuilder{all: make([]byte, 0, room)}
	m.eachKept(func(s *Segment, doc uint32) { joined.add(s.strings[name].Bytes(doc)) })
	return joined
}

func (m *merger) numbersOf(name string) []int32 {
	var joined []int32
	m.eachKept(func(s *Segment, doc uint32) { joined = append(joined, s.numbers[name].At(doc)) })
	return joined
}

func (m *merger) eachKept(visit func(s *Segment, doc uint32)) {
	for i, s := range m.segments {
		for doc, number := range m.numbers[i] {
			if number != dropped {
				visit(s, uint32(doc))
			}
		}
	}
}

// source is the field of one of the segments.
type source struct {
	cursor
	segment int
}

func (m *merger) mergeField(out *output, name string) error {
	var sources []*source
	var kind Kind
	for i, s := range m.segments {
		if s.fields[name] == nil {
			continue
		}
		kind = s.fields[name].kind
		c := &source{s.fields[name].all(), i}
		if c.next() {
			sources = append(sources, c)
		} else if err := c.err(); err != nil {
			return err
		}
	}
	heap := sourceHeap(sources)
	heap.order()
	w := out.field(name, kind)
	for len(heap) > 0 {
		if err := m.pause(); err != nil {
			return err
		}
		first := heap[0]
		if !bytes.Equal(first.term, w.term) || len(w.docs) == 0 {
			w.begin(first.term)
		}
		if err := m.copyPostings(w, first.found(), m.numbers[first.segment]); err != nil {
			return err
		}
		if !first.next() {
			if err := first.err(); err != nil {
				return err
			}
			heap[0] = heap[len(heap)-1]
			heap = heap[:len(heap)-1]
		}
		heap.sink(0)
	}
	return w.finish()
}

// pause reports, from time to time, that the merge is to stop.
func (m *merger) pause() error {
	if m.steps++; m.steps%1024 != 0 {
		return nil
	}
	select {
	case <-m.stopped:
		return scorch.ErrClosed
	default:
		return nil
	}
}

// copyPostings adds the postings of a term in one of the segments.
func (m *merger) copyPostings(w *fieldWriter, p Postings, numbers []uint64) error {
	var err error
	if m.docs, err = p.appendDocuments(m.docs[:0]); err != nil {
		return err
	}
	if p.kind == ValueField {
		for _, doc := range m.docs {
			if number, err := numberOf(numbers, doc); err != nil {
				return err
			} else if number != dropped {
				w.add(uint32(number), 0, nil)
			}
		}
		return nil
	}
	return p.eachPlaces(m.docs, func(doc uint32, frequency uint64, places []byte) error {
		number, err := numberOf(numbers, doc)
		if err == nil && number != dropped {
			w.add(uint32(number), frequency, places)
		}
		return err
	})
}

func numberOf(numbers []uint64, doc uint32) (uint64, error) {
	if int(doc) >= len(numbers) {
		return 0, ErrDamaged
	}
	return numbers[doc], nil
}

// eachPlaces visits where the term stands in each of its documents, as written.
func (p Postings) eachPlaces(docs []uint32, visit func(doc uint32, frequency uint64, places []byte) error) error {
	in := input{rest: p.places}
	var frequencies [blockDocuments]uint64
	for block := range slices.Chunk(docs, blockDocuments) {
		for i := range block {
			frequencies[i] = in.number()
		}
		for i, doc := range block {
			n, err := placesLength(p.kind, in.rest, frequencies[i])
			if err != nil {
				return err
			}
			if err := visit(doc, frequencies[i], in.rest[:n]); err != nil {
				return err
			}
			in.rest = in.rest[n:]
		}
	}
	return in.err()
}

// sourceHeap has the source with the least term first, of equal ones that of the
// first segment (a binary heap; Williams, CACM 1964).
type sourceHeap []*source

func (h sourceHeap) less(i, j int) bool {
	if order := bytes.Compare(h[i].term, h[j].term); order != 0 {
		return order < 0
	}
	return h[i].segment < h[j].segment
}

// order makes a heap of sources in any order.
func (h sourceHeap) order() {
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.sink(i)
	}
}

// sink moves a source down to where it belongs.
func (h sourceHeap) sink(i int) {
	for {
		least := i
		for _, below := range [...]int{2*i + 1, 2*i + 2} {
			if below < len(h) && h.less(below, least) {
				least = below
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
