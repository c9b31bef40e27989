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
// in the title against one in the text. How they were chosen, and what others
// give, is in search/relevance/EXPERIMENTS.md.
const (
	saturation       = 1.9
	lengthImportance = 0.55
	titleWeight      = 1.5
	textWeight       = 1.0
)

// titleBonus is what a title that the query names as a whole is worth, against
// the most that the words can be worth. One that it names in part is worth less
// by the square of the part. BM25F alone would put notes about a treaty before
// the treaty.
const titleBonus = 0.5

// kinWeight is what a word of one root with a query word counts against the
// word itself, where a document matches: in a text about ratifying, that
// speaks of ratification, too, is evidence.
const kinWeight = 0.7

// functionWeight is what a function word counts against another word as rare.
// Few texts of some collections ask how or why.
const functionWeight = 0.1

// weigh sets what every leaf that ranks is worth: its inverse document frequency
// ln(1 + (N − n + ½) / (n + ½)), from the documents it occurs in over all
// segments, with those that have words of its kin alone counted in part.
func (v *view) weigh(ctx context.Context, p *plan, matches []*match) error {
	frequencies, withKin := map[*leaf]float64{}, map[*leaf]float64{}
	for i, m := range matches {
		err := m.eachLeaf(func(l *leaf, docs *roaring.Bitmap) error {
			n, err := v.segments[i].withKin(ctx, l, docs)
			frequencies[l] += float64(docs.GetCardinality())
			withKin[l] += float64(n)
			return err
		})
		if err != nil {
			return err
		}
	}
	equal := map[string]*leaf{}
	for _, l := range p.leaves {
		n := frequencies[l]
		l.everyday = n > float64(v.documents)/2
		n += kinWeight * (withKin[l] - n)
		l.weight = math.Log(1 + (float64(v.documents)-n+0.5)/(n+0.5))
		if l.function {
			l.weight *= functionWeight
		}
		key := fmt.Sprint(l.fields, l.slots)
		if equal[key] == nil {
			equal[key] = l
		}
		l.first = equal[key]
	}
	return nil
}

// eachLeaf visits the leaves of a match with the documents that they match.
func (m *match) eachLeaf(visit func(l *leaf, docs *roaring.Bitmap) error) error {
	if l, ok := m.clause.(*leaf); ok {
		return visit(l, m.docs)
	}
	for _, child := range m.children {
		if err := child.eachLeaf(visit); err != nil {
			return err
		}
	}
	return nil
}

// scores returns the relevance of the given documents of the segment, by
// document number; those of other documents mean nothing.
func (v *view) scores(ctx context.Context, s *segmentView, m *match, docs *roaring.Bitmap) ([]float64, error) {
	t := tally{scores: make([]float64, s.segment.Count()), titles: make([]title, s.segment.Count()), named: map[*leaf]*roaring.Bitmap{}}
	if err := v.addScores(ctx, s, m, docs, t); err != nil {
		return nil, err
	}
	eachDoc(docs, func(doc uint32) {
		if length := s.titleLength[doc]; length > 0 {
			named := min(float64(t.titles[doc].words)/float64(length), 1)
			t.scores[doc] += titleBonus * t.titles[doc].weight * named * named
		}
	})
	return t.scores, nil
}

// tally is what is added up for the documents of a segment, by number.
type tally struct {
	scores []float64
	titles []title
	// named holds, by the first of equal leaves, the documents whose titles
	// have been counted for it.
	named map[*leaf]*roaring.Bitmap
}

// title is what the query names of a title: how many of its words, and what
// these are worth. A word that the query repeats names no more, and is worth more.
type title struct {
	words  int
	weight float64
}

// addScores adds what the leaves below m say about the documents. Words of an
// alternative that a document does not meet as a whole do not count.
func (v *view) addScores(ctx context.Context, s *segmentView, m *match, docs *roaring.Bitmap, t tally) error {
	if l, ok := m.clause.(*leaf); ok {
		return v.addLeafScores(ctx, s, l, m.docs, docs, t)
	}
	within := roaring.And(docs, m.docs)
	if within.IsEmpty() {
		return nil
	}
	for _, child := range m.children {
		if err := v.addScores(ctx, s, child, within, t); err != nil {
			return err
		}
	}
	return nil
}

// addLeafScores adds what a leaf says about those of the documents that have it,
// and what its kin says about all of them.
func (v *view) addLeafScores(ctx context.Context, s *segmentView, l *leaf, with, docs *roaring.Bitmap, t tally) error {
	frequencies := make([]float64, len(t.scores)) // weighted over fields, lengths evened out
	scored := roaring.And(with, docs)
	named := roaring.New()
	for _, field := range l.fields {
		weight, average := textWeight, v.averageBody
		if field == titleField {
			weight, average = titleWeight, v.averageTitle
		}
		even := func(length int) float64 { return 1 - lengthImportance + lengthImportance*float64(length)/average }
		err := s.eachFrequency(ctx, field, l, scored, func(doc uint32, length, frequency int) {
			frequencies[doc] += weight * float64(frequency) / even(length)
			if field == titleField {
				t.name(l, doc, frequency)
				named.Add(doc)
			}
		})
		if err != nil {
			return err
		}
		err = s.eachOf(ctx, field, l.kin, docs, func(doc uint32, length, frequency int) {
			frequencies[doc] += kinWeight * weight * float64(frequency) / even(length)
		})
		if err != nil {
			return err
		}
	}
	t.count(l, named)
	if len(l.kin) > 0 {
		scored = docs
	}
	eachDoc(scored, func(doc uint32) {
		t.scores[doc] += l.weight * frequencies[doc] / (saturation + frequencies[doc])
	})
	return nil
}

// name counts words of a title for the leaf, unless an equal leaf has.
func (t tally) name(l *leaf, doc uint32, frequency int) {
	if counted := t.named[l.first]; counted == nil || !counted.Contains(doc) {
		t.titles[doc].words += frequency * len(l.slots)
	}
}

// count adds the worth of the leaf for the documents whose titles it is in.
func (t tally) count(l *leaf, titles *roaring.Bitmap) {
	if titles.IsEmpty() {
		return
	}
	eachDoc(titles, func(doc uint32) { t.titles[doc].weight += l.weight })
	if t.named[l.first] == nil {
		t.named[l.first] = titles
		return
	}
	t.named[l.first].Or(titles)
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
	return s.eachOf(ctx, field, l.slots[0], docs, visit)
}

// eachOf visits those of the documents that have one of the terms in the field,
// as eachFrequency does.
func (s *segmentView) eachOf(ctx context.Context, field string, terms slot, docs *roaring.Bitmap, visit func(doc uint32, length, frequency int)) error {
	if len(terms) == 0 {
		return nil
	}
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	for _, term := range terms {
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
