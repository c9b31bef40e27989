package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/search"
)

const (
	// maxOccurrences is how many places of one document are read together from the
	// index: those of a word, or of the words of a phrase, of nearness or of a part
	// and of what they make up. A place costs 48 bytes where it is used and 160
	// while it is read (zapx doubles its room), so that this many take 13 MB. What
	// has more is read from its texts; see opener.eachText.
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
	dictionary segment.TermDictionary
	term       string
	docs       *roaring.Bitmap     // wanted that have the term
	coming     roaring.IntPeekable // of these
	next       int64               // the first of them not below the document asked for last, -1 at the end
	postings   segment.PostingsIterator
	written    mark // only words written so count
}

// newTermReader returns the reader of a term in the given documents alone, nil
// when none of them has it.
func newTermReader(dictionary segment.TermDictionary, term string, docs *roaring.Bitmap) (*termReader, error) {
	postings, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	wanted := roaring.And(docsOf(postings), docs)
	if wanted.IsEmpty() {
		return nil, nil
	}
	return &termReader{dictionary: dictionary, term: term, docs: wanted, coming: wanted.Iterator(), next: int64(wanted.Minimum())}, nil
}

// at returns where the term stands in the document, nil for nowhere. It is good
// until the next call.
func (t *termReader) at(doc uint32, room *room) (segment.Posting, error) {
	if t.next >= 0 && t.next < int64(doc) {
		t.coming.AdvanceIfNeeded(doc)
		t.next = -1
		if t.coming.HasNext() {
			t.next = int64(t.coming.PeekNext())
		}
	}
	if t.next != int64(doc) {
		return nil, nil
	}
	if err := t.checkFrequency(doc, room); err != nil {
		return nil, err
	}
	if t.postings == nil {
		var err error
		if t.postings, err = openPostings(t.dictionary, t.term, t.docs, true); err != nil || t.postings == nil {
			return nil, err
		}
	}
	posting, err := t.postings.Advance(uint64(doc))
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", t.term, err)
	}
	if posting != nil && posting.Frequency() > largePosting {
		t.postings = nil
	}
	return posting, nil
}

// checkFrequency refuses, before they are read, more places than can be held.
func (t *termReader) checkFrequency(doc uint32, room *room) error {
	left := room.left(doc)
	if int(room.lengths[doc]) <= left {
		return nil
	}
	postings, err := openPostings(t.dictionary, t.term, roaring.BitmapOf(doc), false)
	if err != nil || postings == nil {
		return err
	}
	posting, err := postings.Next()
	if err != nil {
		return fmt.Errorf("reading the postings of %s: %w", t.term, err)
	}
	if posting != nil && posting.Frequency() > uint64(left) {
		return room.tooMany(doc)
	}
	return nil
}
