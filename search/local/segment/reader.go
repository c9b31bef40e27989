package segment

import (
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
)

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

// Reader returns a reader, given the Documents of the postings, that will be asked
// about so many of them.
func (p Postings) Reader(documents *roaring.Bitmap, wanted int) *Reader {
	return &Reader{postings: p, block: -1, ranks: newRanks(documents, p.count, wanted)}
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

func newRanks(documents *roaring.Bitmap, count, wanted int) ranks {
	if count >= bitmapDocuments && wanted < count/rankCost {
		return ranks{bitmap: documents}
	}
	return ranks{list: documents.ToArray()}
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
