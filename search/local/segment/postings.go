package segment

import (
	"encoding/binary"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// The postings of a term are where it stands in the documents that have it, unless
// it is a value, and then which documents these are.
//
// Places are written in blocks of blockDocuments documents: first how often each of
// these has the term, then the places in each.
//
// Of the documents, it is written how many there are; then, of fewer than
// bitmapDocuments, the distance of each from the one before, and of more a roaring
// bitmap (its portable format) after its length; and then where each block of places
// but the last ends, in eight bytes (little endian).
//
// A place of a word is its distance from the one before in the document, counted
// from 0, times two; plus one where the word is written in a way that is told,
// which a byte after it says. A place of a span is three numbers: the distance of
// its text from the one before, its first word, and how many words it has.
const (
	bitmapDocuments = 256
	blockDocuments  = 128
)

// Word is where a word stands.
type Word struct {
	// Position counts the words of the document from 1, with gaps; see Texts.
	Position uint32
	Written  uint8 // see WordBuilder.Add
}

// Span is a run of words of a text.
type Span struct {
	Text uint32
	// First and Last are positions in the text, Last less than First when there are none.
	First, Last uint32
}

// Postings are the documents that have a term, and where they have it. The zero
// value is that of a term that no document has.
type Postings struct {
	kind    Kind
	count   int
	places  []byte // as written
	docs    []byte // likewise
	ends    []byte // of the blocks of places
	damaged bool
}

// newPostings reads how the documents are written.
func newPostings(kind Kind, places, documents []byte) Postings {
	in := input{rest: documents}
	p := Postings{kind: kind, places: places, count: int(in.number() & math.MaxUint32)}
	if p.count >= bitmapDocuments {
		p.docs = in.text()
	} else {
		p.docs = in.rest
		for range p.count {
			in.number()
		}
		p.docs = p.docs[:len(p.docs)-len(in.rest)]
	}
	ends := 0
	if kind != ValueField {
		ends = (p.count - 1) / blockDocuments
	}
	p.ends, p.damaged = in.rest, in.damaged || len(in.rest) != endBytes*ends
	return p
}

// endBytes is the size of where a block ends.
const endBytes = 8

// block returns a block of places, and whether it is where it can be.
func (p Postings) block(n int) ([]byte, bool) {
	start, end := uint64(0), uint64(len(p.places))
	if endBytes*n > len(p.ends) {
		return nil, false // values have no places
	}
	if n > 0 {
		start = binary.LittleEndian.Uint64(p.ends[endBytes*(n-1):])
	}
	if endBytes*n < len(p.ends) {
		end = binary.LittleEndian.Uint64(p.ends[endBytes*n:])
	}
	if start > end || end > uint64(len(p.places)) {
		return nil, false
	}
	return p.places[start:end], true
}

// Count returns how many documents have the term.
func (p Postings) Count() int { return p.count }

// Documents returns the documents that have the term. It may be a window on the
// segment, good only while that is open, and must not be changed.
func (p Postings) Documents() (*roaring.Bitmap, error) {
	docs := roaring.New()
	if p.damaged {
		return docs, ErrDamaged
	}
	if p.count < bitmapDocuments {
		var list [bitmapDocuments]uint32
		docs.AddMany(p.list(list[:0]))
		return docs, nil
	}
	if _, err := docs.FromBuffer(p.docs); err != nil {
		return roaring.New(), ErrDamaged
	}
	return docs, nil
}

// list appends the documents to a slice.
func (p Postings) list(docs []uint32) []uint32 {
	in, doc := input{rest: p.docs}, uint32(0)
	for range p.count {
		doc += uint32(in.number())
		docs = append(docs, doc)
	}
	return docs
}

// appendDocuments appends the documents to a slice.
func (p Postings) appendDocuments(docs []uint32) ([]uint32, error) {
	if p.count < bitmapDocuments && !p.damaged {
		return p.list(docs), nil
	}
	bitmap, err := p.Documents()
	if err != nil {
		return docs, err
	}
	start := len(docs)
	docs = append(docs, make([]uint32, bitmap.GetCardinality())...)
	bitmap.ManyIterator().NextMany(docs[start:])
	return docs, nil
}
