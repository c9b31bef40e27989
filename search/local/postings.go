package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
	"entente/search/local/segment"
)

const (
	// maxOccurrences is how many places of one document are read together from the
	// index: those of a word, or of the words of a phrase, of nearness or of a part
	// and of what they make up. A place costs 68 bytes while it is read, so that this
	// many take 4.5 MB. What has more is read from its texts; see opener.eachText.
	maxOccurrences = 1 << 16
	// maxTextOccurrences is the same for one text of a document, or the texts of one
	// part, at 48 bytes each. What has more is refused, since a part of them would
	// be a wrong answer.
	maxTextOccurrences = 1 << 20
	// maxParts is how many parts of one number a document may have.
	maxParts = 1 << 18
	// largePosting is from how many places in one document on what was needed to
	// read them is given back at once.
	largePosting = 512
)

// room counts the places of one document that are looked at together.
type room struct {
	ctx     context.Context
	ids     []string // of the documents of the segment
	lengths []int32  // of the field that is read, in words
	limit   int      // how many there may be
	doc     uint32
	held    int
}

func (s *segmentView) newRoom(ctx context.Context, field string, limit int) *room {
	return &room{ctx: ctx, ids: s.ids, lengths: s.lengthsOf(field), limit: limit}
}

// hold counts n places more. The error is a *placesError when that is too many, or
// that of ctx.
func (r *room) hold(doc uint32, n int) error {
	if r.doc != doc {
		r.doc, r.held = doc, 0
	}
	if r.held += n; r.held > r.limit {
		return r.tooMany(doc)
	}
	if n > largePosting {
		return r.ctx.Err()
	}
	return nil
}

// empty forgets what is held.
func (r *room) empty() { r.held = 0 }

// left returns how many places more can be held of the document.
func (r *room) left(doc uint32) int {
	if r.doc != doc {
		return r.limit
	}
	return r.limit - r.held
}

// placesError says that there are more places than can be looked at together.
type placesError struct{ invalid *search.InvalidError }

func (e *placesError) Error() string { return e.invalid.Error() }
func (e *placesError) Unwrap() error { return e.invalid }

func (r *room) tooMany(doc uint32) error {
	return &placesError{&search.InvalidError{Parameter: "q", Message: fmt.Sprintf(
		"its words stand at more than %d places of one passage of the document %s; leave out the most frequent of them", r.limit, r.ids[doc])}}
}

// emptied returns room for what is read next, not more than is often needed.
func emptied(found []occurrence) []occurrence {
	if cap(found) > 16*largePosting {
		return nil
	}
	return found[:0]
}

// termReader reads where a term stands, document by document in ascending order.
type termReader struct {
	term    string
	docs    *roaring.Bitmap     // wanted that have the term
	coming  roaring.IntPeekable // of these
	next    int64               // the first of them not below the document asked for last, -1 at the end
	reader  *segment.Reader     // at the document asked for last, if that has the term
	written mark                // only words written so count
}

// newTermReader returns the reader of a term in the given documents alone, nil
// when none of them has it.
func (s *segmentView) newTermReader(field, term string, docs *roaring.Bitmap) (*termReader, error) {
	postings, err := s.segment.Field(field).Find(term)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	with, err := postings.Documents()
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	wanted := roaring.And(with, docs)
	if wanted.IsEmpty() {
		return nil, nil
	}
	reader := postings.Reader(with, int(wanted.GetCardinality()))
	return &termReader{term: term, docs: wanted, coming: wanted.Iterator(), next: int64(wanted.Minimum()), reader: reader}, nil
}

// seek goes to the document and reports whether it is wanted and has the term.
// More places than can be held are refused before they are read.
func (t *termReader) seek(doc uint32, room *room) (bool, error) {
	if t.next >= 0 && t.next < int64(doc) {
		t.coming.AdvanceIfNeeded(doc)
		t.next = -1
		if t.coming.HasNext() {
			t.next = int64(t.coming.PeekNext())
		}
	}
	if t.next != int64(doc) {
		return false, nil
	}
	has, err := t.reader.Seek(doc)
	if err != nil {
		return false, fmt.Errorf("reading the postings of %s: %w", t.term, err)
	}
	if has && t.reader.Frequency() > room.left(doc) {
		return false, room.tooMany(doc)
	}
	return has, nil
}

// appendWords appends the places of the term in the document that was sought.
func (t *termReader) appendWords(words []segment.Word) ([]segment.Word, error) {
	words, err := t.reader.Words(words)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", t.term, err)
	}
	return words, nil
}
