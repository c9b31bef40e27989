package local

import (
	"context"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// writtenSample is in how many documents of a segment it is looked at how a word
// is written.
const writtenSample = 16

// asWritten returns a term in capitals where most of its occurrences are: an
// acronym is known by its other names only so (NATO). The terms of the index
// have lost what else tells how a word is written.
func (v *view) asWritten(ctx context.Context, field, term string) (string, error) {
	capitals, all := 0, 0
	for _, s := range v.segments {
		for _, field := range textFields(field) {
			some, err := s.firstWith(field, term, writtenSample)
			if err != nil {
				return "", err
			}
			in, of, err := s.inCapitals(ctx, field, term, some)
			if err != nil {
				return "", err
			}
			capitals, all = capitals+in, all+of
		}
	}
	if 2*capitals > all {
		return strings.ToUpper(term), nil
	}
	return term, nil
}

// firstWith returns the first documents with a term in a field, at most limit.
func (s *segmentView) firstWith(field, term string, limit int) (*roaring.Bitmap, error) {
	docs, err := s.docsWith(field, term)
	if err != nil {
		return nil, err
	}
	first := roaring.New()
	for it := docs.Iterator(); it.HasNext() && limit > 0; limit-- {
		first.Add(it.Next())
	}
	return first, nil
}

// inCapitals counts the occurrences of a term in the documents, and those of them
// in capitals. Documents with very many are left out.
func (s *segmentView) inCapitals(ctx context.Context, field, term string, docs *roaring.Bitmap) (capitals, all int, err error) {
	if docs.IsEmpty() {
		return 0, 0, nil
	}
	reader, err := s.newTermReader(field, term, docs)
	if err != nil || reader == nil {
		return 0, 0, err
	}
	room := s.newRoom(ctx, field, s.large.small)
	err = eachOf(ctx, docs, func(doc uint32) error {
		has, err := reader.seek(doc, room)
		if isTooManyPlaces(err) {
			return nil
		}
		if err != nil || !has {
			return err
		}
		words, err := reader.appendWords(nil)
		for _, w := range words {
			if all++; mark(w.Written)&inCapitals != 0 {
				capitals++
			}
		}
		return err
	})
	return capitals, all, err
}
