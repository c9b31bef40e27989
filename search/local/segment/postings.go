package segment

import (
	"encoding/binary"
	"math"
	"sort"

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

// Reader reads where a term stands, in documents in ascending order. It is not for
// use by several goroutines.
type Reader struct {
	postings Postings
	ranks    ranks
	block    int // the current one, -1 for none
	// Of the current block: how often each document has the term, which document of
	// the block is the current one, and the places from those of the document reached
	// on, which it comes after until its own are asked for.
	frequencies [blockDocuments]uint64
	within      int
	reached     int
	rest        []byte
}

// Reader returns a reader that will be asked for about so many documents.
func (p Postings) Reader(wanted int) (*Reader, error) {
	if p.damaged {
		return nil, ErrDamaged
	}
	r := &Reader{postings: p, block: -1}
	var err error
	r.ranks, err = newRanks(p, wanted)
	return r, err
}

// Seek goes to a document, which must not be before the last, and reports whether
// it has the term.
func (r *Reader) Seek(doc uint32) (bool, error) {
	rank, ok := r.ranks.of(doc)
	if !ok {
		return false, nil
	}
	if rank < 0 || rank >= r.postings.count {
		return false, ErrDamaged
	}
	if block := rank / blockDocuments; block != r.block {
		if err := r.open(block); err != nil {
			return false, err
		}
	}
	r.within = rank % blockDocuments
	return true, nil
}

// open reads the frequencies of a block.
func (r *Reader) open(block int) error {
	places, ok := r.postings.block(block)
	if !ok {
		return ErrDamaged
	}
	in := input{rest: places}
	for i := range min(blockDocuments, r.postings.count-block*blockDocuments) {
		r.frequencies[i] = in.number()
	}
	r.block, r.reached, r.rest = block, 0, in.rest
	return in.err()
}

// reach goes to the places of the current document, over those of the documents of
// the block before it. Who asks for frequencies alone does not need it.
func (r *Reader) reach() error {
	for ; r.reached < r.within; r.reached++ {
		n, err := placesLength(r.postings.kind, r.rest, r.frequencies[r.reached])
		if err != nil {
			return err
		}
		r.rest = r.rest[n:]
	}
	return nil
}

// placesLength returns how many bytes the places of a document take.
func placesLength(kind Kind, places []byte, frequency uint64) (int, error) {
	n := 0
	for ; frequency > 0; frequency-- {
		for range numbersOf(kind, places[n:]) {
			for n < len(places) && places[n] >= 0x80 {
				n++
			}
			n++
		}
		if n > len(places) {
			return 0, ErrDamaged
		}
	}
	return n, nil
}

// numbersOf returns of how many numbers the place is that bytes begin with. What
// says how a word is written is below 128, and so like a number.
func numbersOf(kind Kind, places []byte) int {
	if kind == SpanField {
		return 3
	}
	if len(places) > 0 && places[0]&1 == 1 {
		return 2
	}
	return 1
}

// Frequency returns how often the current document has the term.
func (r *Reader) Frequency() int { return int(r.frequencies[r.within]) }

// Words appends where the word stands in the current document, ascending.
func (r *Reader) Words(to []Word) ([]Word, error) {
	if err := r.reach(); err != nil {
		return to, err
	}
	in, position := input{rest: r.rest}, uint32(0)
	for range r.frequencies[r.within] {
		step := in.number()
		position += uint32(step >> 1)
		word := Word{Position: position}
		if step&1 == 1 {
			word.Written = uint8(in.number())
		}
		if in.damaged {
			return to, ErrDamaged
		}
		to = append(to, word)
	}
	return to, nil
}

// Spans appends the spans of the current document, in the order of their texts.
func (r *Reader) Spans(to []Span) ([]Span, error) {
	if err := r.reach(); err != nil {
		return to, err
	}
	in, text := input{rest: r.rest}, uint32(0)
	for range r.frequencies[r.within] {
		text += uint32(in.number())
		first := uint32(in.number())
		last := first + uint32(in.number()) - 1
		if in.damaged {
			return to, ErrDamaged
		}
		to = append(to, Span{text, first, last})
	}
	return to, nil
}

// ranks tells the how-manieth of the documents of a term a document is.
type ranks struct {
	list   []uint32 // nil when too few documents are wanted to make it
	at     int      // in the list: all before are less than the document asked for last
	bitmap *roaring.Bitmap
}

// rankCost is how many documents of a list cost about as much as one rank in a bitmap.
const rankCost = 64

func newRanks(p Postings, wanted int) (ranks, error) {
	if p.count >= bitmapDocuments && wanted < p.count/rankCost {
		bitmap, err := p.Documents()
		return ranks{bitmap: bitmap}, err
	}
	list, err := p.appendDocuments(nil)
	return ranks{list: list}, err
}

func (r *ranks) of(doc uint32) (rank int, ok bool) {
	if r.bitmap != nil {
		return int(r.bitmap.Rank(doc)) - 1, r.bitmap.Contains(doc)
	}
	r.at = advance(r.list, r.at, doc)
	return r.at, r.at < len(r.list) && r.list[r.at] == doc
}

// advance returns the index of the first number of an ascending list, from one on,
// that is not below a bound. It steps by doubling, and so is fast where that is near.
func advance(list []uint32, from int, bound uint32) int {
	step := 1
	for from+step < len(list) && list[from+step] < bound {
		from, step = from+step, 2*step
	}
	rest := list[min(from, len(list)):min(from+step+1, len(list))]
	return from + sort.Search(len(rest), func(i int) bool { return rest[i] >= bound })
}
