package local

import (
	"context"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Parameters of BM25F (S. Robertson and H. Zaragoza, "The Probabilistic
// Relevance Framework: BM25 and Beyond", 2009, section 3.6): saturation of a
// word's frequency, how far a field's length counts, and the weight of a word
// in the title against one in the text.
const (
	saturation       = 1.2
	lengthImportance = 0.75
	titleWeight      = 2.0
	textWeight       = 1.0
)

// A title that the query names as a whole is worth as much again as the words
// can be worth at most; one that it names in part, that much less by the square
// of the part. BM25F alone would put notes about a treaty before the treaty.

// weigh sets the inverse document frequency of every leaf that ranks, from the
// documents it occurs in over all segments: ln(1 + (N − n + ½) / (n + ½)).
func (v *view) weigh(p *plan, matches []*match) {
	frequencies := map[*leaf]float64{}
	for _, m := range matches {
		m.eachLeaf(func(l *leaf, docs *roaring.Bitmap) {
			frequencies[l] += float64(docs.GetCardinality())
		})
	}
	for _, l := range p.leaves {
		n := frequencies[l]
		l.weight = math.Log(1 + (float64(v.documents)-n+0.5)/(n+0.5))
		l.everyday = n > float64(v.documents)/2
	}
}

// eachLeaf visits the leaves of a match with the documents that they match.
func (m *match) eachLeaf(visit func(l *leaf, docs *roaring.Bitmap)) {
	if l, ok := m.clause.(*leaf); ok {
		visit(l, m.docs)
	}
	for _, child := range m.children {
		child.eachLeaf(visit)
	}
}

// scores returns the relevance of the given documents of the segment, by
// document number; those of other documents mean nothing.
func (v *view) scores(ctx context.Context, s *segmentView, m *match, docs *roaring.Bitmap) ([]float64, error) {
	t := tally{scores: make([]float64, s.segment.Count()), titles: make([]title, s.segment.Count())}
	if err := v.addScores(ctx, s, m, docs, t); err != nil {
		return nil, err
	}
	eachDoc(docs, func(doc uint32) {
		if length := s.titleLength[doc]; length > 0 {
			named := min(float64(t.titles[doc].words)/float64(length), 1)
			t.scores[doc] += t.titles[doc].weight * named * named
		}
	})
	return t.scores, nil
}

// tally is what is added up for the documents of a segment, by number.
type tally struct {
	scores []float64
	titles []title
}

// title is what the query names of a title: how many of its words, and what
// these are worth, each leaf once.
type title struct {
	words  int
	weight float64
	last   *leaf
}

func (t *title) name(l *leaf, frequency int) {
	t.words += frequency * len(l.slots)
	if t.last != l {
		t.weight += l.weight
		t.last = l
	}
}

// addScores adds what the leaves below m say about the documents. Words of an
// alternative that a document does not meet as a whole do not count.
func (v *view) addScores(ctx context.Context, s *segmentView, m *match, docs *roaring.Bitmap, t tally) error {
	within := roaring.And(docs, m.docs)
	if within.IsEmpty() {
		return nil
	}
	if l, ok := m.clause.(*leaf); ok {
		return v.addLeafScores(ctx, s, l, within, t)
	}
	for _, child := range m.children {
		if err := v.addScores(ctx, s, child, within, t); err != nil {
			return err
		}
	}
	return nil
}

func (v *view) addLeafScores(ctx context.Context, s *segmentView, l *leaf, docs *roaring.Bitmap, t tally) error {
	frequencies := make([]float64, len(t.scores)) // weighted over fields, lengths evened out
	for _, field := range l.fields {
		weight, average := textWeight, v.averageBody
		if field == titleField {
			weight, average = titleWeight, v.averageTitle
		}
		err := s.eachFrequency(ctx, field, l, docs, func(doc uint32, length, frequency int) {
			even := 1 - lengthImportance + lengthImportance*float64(length)/average
			frequencies[doc] += weight * float64(frequency) / even
			if field == titleField {
				t.titles[doc].name(l, frequency)
			}
		})
		if err != nil {
			return err
		}
	}
	eachDoc(docs, func(doc uint32) {
		t.scores[doc] += l.weight * frequencies[doc] / (saturation + frequencies[doc])
	})
	return nil
}

// eachFrequency visits those of the documents that have the leaf in the field,
// with the length of the field and how often the leaf occurs. A document can
// come several times, with parts of the frequency.
func (s *segmentView) eachFrequency(ctx context.Context, field string, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, length, frequency int)) error {
	if len(l.slots) > 1 {
		candidates, err := s.candidates(ctx, field, l)
		if err != nil {
			return err
		}
		return s.eachOccurrence(ctx, field, l, roaring.And(candidates, docs), func(doc uint32, length int, places []place) {
			visit(doc, length, len(places))
		})
	}
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	for _, term := range l.slots[0] {
		if err := eachPosting(ctx, dictionary, term, docs, visit); err != nil {
			return err
		}
	}
	return nil
}

func eachPosting(ctx context.Context, dictionary segment.TermDictionary, term string, docs *roaring.Bitmap, visit func(doc uint32, length, frequency int)) error {
	postings, err := openPostings(dictionary, term, docs, false)
	if err != nil || postings == nil {
		return err
	}
	for n := 1; ; n++ {
		posting, err := postings.Next()
		if err != nil {
			return fmt.Errorf("reading the postings of %s: %w", term, err)
		}
		if posting == nil {
			return nil
		}
		visit(uint32(posting.Number()), lengthOf(posting), int(posting.Frequency()))
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// openPostings opens the postings of a term in the given documents alone, nil
// when there are none.
func openPostings(dictionary segment.TermDictionary, term string, docs *roaring.Bitmap, locations bool) (segment.PostingsIterator, error) {
	postings, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	wanted := roaring.And(docsOf(postings), docs)
	if wanted.IsEmpty() {
		return nil, nil
	}
	iterator := postings.Iterator(true, true, locations, nil)
	if narrow, ok := iterator.(segment.OptimizablePostingsIterator); ok {
		if _, single := narrow.DocNum1Hit(); !single {
			narrow.ReplaceActual(wanted)
		}
	}
	return iterator, nil
}
