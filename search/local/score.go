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

func (t *title) name(l *leaf, words int) {
	t.words += words
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
		lengths := s.lengthsOf(field)
		err := s.eachFrequency(ctx, field, l, docs, func(doc uint32, frequency, width int) {
			even := 1 - lengthImportance + lengthImportance*float64(lengths[doc])/average
			frequencies[doc] += weight * float64(frequency) / even
			if field == titleField {
				t.titles[doc].name(l, frequency*width)
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

// lengthsOf returns the lengths of a text field in words, by document.
func (c *columns) lengthsOf(field string) []int32 {
	if field == titleField {
		return c.titleLength
	}
	return c.bodyLength
}

// eachFrequency visits those of the documents that have the leaf in the field,
// with how often it occurs and of how many words an occurrence is. A document can
// come several times, with parts of the frequency.
func (s *segmentView) eachFrequency(ctx context.Context, field string, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	if l.inside != nil {
		return s.eachFrequencyInside(ctx, l, docs, visit)
	}
	return s.eachPatternFrequency(ctx, field, l.pattern, docs, visit)
}

func (s *segmentView) eachPatternFrequency(ctx context.Context, field string, p pattern, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	if any, ok := p.(alternatives); ok {
		for _, child := range any {
			if err := s.eachPatternFrequency(ctx, field, child, docs, visit); err != nil {
				return err
			}
		}
		return nil
	}
	if word, ok := p.(*slot); ok && word.plain {
		return s.eachSlotFrequency(ctx, field, word, docs, visit)
	}
	candidates, err := s.candidates(ctx, field, p, docs)
	if err != nil || candidates.IsEmpty() {
		return err
	}
	r, err := s.read(ctx, field, p, candidates)
	if err != nil {
		return err
	}
	width := widthOf(p)
	return eachOf(ctx, candidates, func(doc uint32) error {
		found, err := showing(r, doc)
		if len(found) > 0 {
			visit(doc, frequencyOf(p, found), width)
		}
		return err
	})
}

// frequencyOf returns how often a pattern occurs, given what is shown of it: of
// nearness that is both sides.
func frequencyOf(p pattern, found []occurrence) int {
	if _, ok := p.(*near); ok {
		return (len(found) + 1) / 2
	}
	return len(found)
}

// widthOf returns of how many words an occurrence of the pattern is, as written.
func widthOf(p pattern) int {
	switch p := p.(type) {
	case sequence:
		words := 0
		for _, child := range p {
			words += widthOf(child)
		}
		return words
	case alternatives:
		return widthOf(p[0])
	case *near:
		return widthOf(p.left) + widthOf(p.right)
	}
	return 1
}

func (s *segmentView) eachFrequencyInside(ctx context.Context, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	parts, err := s.readParts(ctx, *l.inside, docs)
	if err != nil {
		return err
	}
	r, err := s.read(ctx, bodyField, l.pattern, docs)
	if err != nil {
		return err
	}
	return eachOf(ctx, docs, func(doc uint32) error {
		found, err := showing(r, doc)
		if err != nil {
			return err
		}
		pieces, err := parts.at(doc)
		inside := 0
		for _, p := range pieces {
			inside += len(p.of(found))
		}
		if inside > 0 {
			visit(doc, inside, widthOf(l.pattern))
		}
		return err
	})
}

// eachOf visits documents in order until there is an error or ctx is done.
func eachOf(ctx context.Context, docs *roaring.Bitmap, visit func(doc uint32) error) error {
	for it, n := docs.Iterator(), 0; it.HasNext(); n++ {
		if n%16 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := visit(it.Next()); err != nil {
			return err
		}
	}
	return nil
}

func (s *segmentView) eachSlotFrequency(ctx context.Context, field string, p *slot, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	for _, v := range p.variants {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := eachPosting(ctx, dictionary, v.term, s.within(docs, v.languages), func(doc uint32, frequency int) { visit(doc, frequency, 1) })
		if err != nil {
			return err
		}
	}
	return nil
}

func eachPosting(ctx context.Context, dictionary segment.TermDictionary, term string, docs *roaring.Bitmap, visit func(doc uint32, frequency int)) error {
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
		visit(uint32(posting.Number()), int(posting.Frequency()))
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
