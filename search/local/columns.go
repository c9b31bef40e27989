package local

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/corpus"
	"entente/search/analysis"
	"entente/search/local/segment"
)

// columns is what is kept in memory of a segment: by document number in the
// segment, what ordering and filtering need, and for each facet value the
// documents that have it. Segments never change, so columns are made once;
// documents deleted since are masked by whoever reads.
type columns struct {
	vocabulary  lazyVocabulary
	ids         []string
	titleOrder  []string
	days        map[string]dayColumn // of each date field
	firstDay    []int32              // of the field date
	undated     *roaring.Bitmap      // of the field date
	titleLength []int32              // words
	bodyLength  []int32
	titleTotal  int64 // words in all titles, those of deleted documents included
	bodyTotal   int64
	// languages holds the documents of each language that words are compared by.
	languages map[analysis.Language]*roaring.Bitmap
	// values holds the documents of each value of each keyword field as it is
	// written, by which filters narrow; keywords, the same by folded value; facets,
	// the folded values by document, by which values are counted.
	values   map[string]map[string]*roaring.Bitmap
	keywords map[string]map[string]keyword
	facets   map[string]*valueColumn
}

// dayColumn holds the first and the last day that a date can mean, YYYYMMDD, 0
// for no date.
type dayColumn struct{ first, last []int32 }

func newColumns(s *segment.Segment) (*columns, error) {
	n := s.Count()
	c := &columns{ids: make([]string, n), titleOrder: make([]string, n),
		values: map[string]map[string]*roaring.Bitmap{}, keywords: map[string]map[string]keyword{}, facets: map[string]*valueColumn{}}
	order := s.Strings(titleOrderField)
	for doc := range c.ids {
		c.ids[doc], c.titleOrder[doc] = s.ID(uint32(doc)), order.At(uint32(doc))
	}
	c.titleLength, c.bodyLength = newNumberColumn(s, titleLengthField), newNumberColumn(s, bodyLengthField)
	c.readDays(s)
	c.undated = without(c.firstDay)
	c.titleTotal, c.bodyTotal = total(c.titleLength), total(c.bodyLength)
	if err := c.readLanguages(s); err != nil {
		return nil, err
	}
	return c, c.readValues(s)
}

func (c *columns) readDays(s *segment.Segment) {
	c.days = map[string]dayColumn{}
	for _, f := range corpus.Fields() {
		if f.Kind == corpus.DateField {
			c.days[f.Name] = dayColumn{newNumberColumn(s, firstDayField(f.Name)), newNumberColumn(s, lastDayField(f.Name))}
		}
	}
	c.firstDay = c.days[dateField].first
}

func (c *columns) readLanguages(s *segment.Segment) error {
	other := roaring.New()
	other.AddRange(0, s.Count())
	c.languages = map[analysis.Language]*roaring.Bitmap{analysis.Other: other}
	return eachTerm(s, "lang", func(code string, docs *roaring.Bitmap) error {
		docs.CloneCopyOnWriteContainers() // which are a window on a mapped file
		language := analysis.LanguageOf(code)
		if language == analysis.Other {
			return nil
		}
		if c.languages[language] == nil {
			c.languages[language] = roaring.New()
		}
		c.languages[language].Or(docs)
		other.AndNot(docs)
		return nil
	})
}

// inLanguages returns the documents in one of the languages, nil for all.
func (c *columns) inLanguages(wanted languages) *roaring.Bitmap {
	if wanted == everyLanguage {
		return nil
	}
	docs := roaring.New()
	for language, with := range c.languages {
		if wanted&newLanguages(language) != 0 {
			docs.Or(with)
		}
	}
	return docs
}

// without returns the documents for which a column of numbers has none.
func without(column []int32) *roaring.Bitmap {
	docs := roaring.New()
	for doc, n := range column {
		if n == 0 {
			docs.Add(uint32(doc))
		}
	}
	return docs
}

func total(column []int32) int64 {
	var sum int64
	for _, n := range column {
		sum += int64(n)
	}
	return sum
}

func newNumberColumn(s *segment.Segment, name string) []int32 {
	column, numbers := make([]int32, s.Count()), s.Numbers(name)
	for doc := range column {
		column[doc] = numbers.At(uint32(doc))
	}
	return column
}

func (c *columns) readValues(s *segment.Segment) error {
	for _, f := range corpus.Fields() {
		if f.Kind == corpus.TextField {
			continue
		}
		values, err := readField(s, f.Name)
		if err != nil {
			return err
		}
		c.values[f.Name], c.keywords[f.Name] = values, keywords(values)
		if !f.Facet {
			continue
		}
		var detected map[string]*roaring.Bitmap
		if f.Tags != nil {
			if detected, err = readField(s, detectedField(f.Name)); err != nil {
				return err
			}
		}
		c.facets[f.Name] = newValueColumn(int(s.Count()), c.keywords[f.Name], keywords(detected))
	}
	return nil
}

// readField returns the documents of each value of an index field.
func readField(s *segment.Segment, name string) (map[string]*roaring.Bitmap, error) {
	values := map[string]*roaring.Bitmap{}
	err := eachTerm(s, name, func(term string, docs *roaring.Bitmap) error {
		docs.CloneCopyOnWriteContainers() // which are a window on a mapped file
		values[term] = docs
		return nil
	})
	return values, err
}

// eachTerm visits the terms of a field in a segment in order, with the
// documents of each, deleted ones included. The bitmap is only good during the call.
func eachTerm(s *segment.Segment, field string, visit func(term string, docs *roaring.Bitmap) error) error {
	err := s.Field(field).Each("", nil, func(term string, postings segment.Postings) error {
		docs, err := postings.Documents()
		if err != nil {
			return err
		}
		// What is made of them is indexed by document, and made where a panic would
		// end the program.
		if docs.Validate() != nil || !docs.IsEmpty() && uint64(docs.Maximum()) >= s.Count() {
			return segment.ErrDamaged
		}
		return visit(term, docs)
	})
	if err != nil {
		return fmt.Errorf("reading the terms of %s: %w", field, err)
	}
	return nil
}

func eachDoc(docs *roaring.Bitmap, visit func(doc uint32)) {
	for it := docs.Iterator(); it.HasNext(); {
		visit(it.Next())
	}
}
