package local

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
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
		key := l.key()
		if equal[key] == nil {
			equal[key] = l
		}
		l.first = equal[key]
	}
	return nil
}

// key is the same for leaves that ask the same, such as two forms of a word.
func (l *leaf) key() string { return fmt.Sprint(l.fields, l.inside, asked(l.pattern)) }

// asked writes down which terms a pattern asks for, and how they must be written.
// The languages are left out: forms of one word have the same terms, and differ in
// which of them counts in every language.
func asked(p pattern) string {
	switch p := p.(type) {
	case *slot:
		terms := make([]string, len(p.variants))
		for i, v := range p.variants {
			terms[i] = fmt.Sprint(v.term, v.written)
		}
		return fmt.Sprint(terms)
	case sequence:
		return "(" + askedOf(p, " ") + ")"
	case alternatives:
		return "(" + askedOf(p, "|") + ")"
	case *near:
		return "(" + askedOf([]pattern{p.left, p.right}, p.reach.String()) + ")"
	}
	return ""
}

func askedOf(patterns []pattern, between string) string {
	all := make([]string, len(patterns))
	for i, p := range patterns {
		all[i] = asked(p)
	}
	return strings.Join(all, between)
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
	t := newTally(s)
	if err := v.addScores(ctx, s, m, docs, t); err != nil {
		return nil, err
	}
	eachDoc(docs, func(doc uint32) { t.scores[doc] += t.bonus(s, doc) })
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

func newTally(s *segmentView) tally {
	return tally{scores: make([]float64, s.segment.Count()), titles: make([]title, s.segment.Count()), named: map[*leaf]*roaring.Bitmap{}}
}

// bonus returns what the title of a document is worth for being named.
func (t tally) bonus(s *segmentView, doc uint32) float64 {
	length := s.titleLength[doc]
	if length == 0 {
		return 0
	}
	named := min(float64(t.titles[doc].words)/float64(length), 1)
	return titleBonus * t.titles[doc].weight * named * named
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
		evened := v.evened(s, field)
		err := s.eachFrequency(ctx, field, l, scored, func(doc uint32, frequency, width int) {
			frequencies[doc] += evened(doc, float64(frequency))
			if field == titleField {
				t.name(l, doc, frequency*width)
				named.Add(doc)
			}
		})
		if err != nil {
			return err
		}
		err = s.eachKinFrequency(ctx, field, l, docs, func(doc uint32, frequency, _ int) {
			frequencies[doc] += kinWeight * evened(doc, float64(frequency))
		})
		if err != nil {
			return err
		}
	}
	t.count(l, named)
	if l.kin != nil {
		scored = docs
	}
	eachDoc(scored, func(doc uint32) { t.scores[doc] += l.score(frequencies[doc]) })
	return nil
}

// evened returns the function that weights how often a word is in the field of a
// document, against the field's length.
func (v *view) evened(s *segmentView, field string) func(doc uint32, frequency float64) float64 {
	weight, average := textWeight, v.averageBody
	if field == titleField {
		weight, average = titleWeight, v.averageTitle
	}
	lengths := s.lengthsOf(field)
	return func(doc uint32, frequency float64) float64 {
		return weight * frequency / (1 - lengthImportance + lengthImportance*float64(lengths[doc])/average)
	}
}

// score returns what a leaf is worth to a document, given the sum of its evened
// frequencies.
func (l *leaf) score(frequency float64) float64 {
	return l.weight * frequency / (saturation + frequency)
}

// name counts words of a title for the leaf, unless an equal leaf has.
func (t tally) name(l *leaf, doc uint32, words int) {
	if counted := t.named[l.first]; counted == nil || !counted.Contains(doc) {
		t.titles[doc].words += words
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

// lengthsOf returns the lengths of a text field in words, by document.
func (c *columns) lengthsOf(field string) []int32 {
	if field == titleField {
		return c.titleLength
	}
	return c.bodyLength
}
