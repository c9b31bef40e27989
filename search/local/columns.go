package local

import (
	"fmt"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/corpus"
	"entente/search/analysis"
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

func newColumns(s segment.Segment) (*columns, error) {
	n := s.Count()
	c := &columns{ids: make([]string, n), titleOrder: make([]string, n),
		values: map[string]map[string]*roaring.Bitmap{}, keywords: map[string]map[string]keyword{}, facets: map[string]*valueColumn{}}
	for name, column := range map[string][]string{"_id": c.ids, titleOrderField: c.titleOrder} {
		err := eachTerm(s, name, func(term string, docs *roaring.Bitmap) error {
			eachDoc(docs, func(doc uint32) { column[doc] = term })
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for name, column := range map[string]*[]int32{
		titleLengthField: &c.titleLength, bodyLengthField: &c.bodyLength,
	} {
		var err error
		if *column, err = newNumberColumn(s, name); err != nil {
			return nil, err
		}
	}
	if err := c.readDays(s); err != nil {
		return nil, err
	}
	c.undated = without(c.firstDay)
	c.titleTotal, c.bodyTotal = total(c.titleLength), total(c.bodyLength)
	if err := c.readLanguages(s); err != nil {
		return nil, err
	}
	return c, c.readValues(s)
}

func (c *columns) readDays(s segment.Segment) error {
	c.days = map[string]dayColumn{}
	for _, f := range corpus.Fields() {
		if f.Kind != corpus.DateField {
			continue
		}
		first, err := newNumberColumn(s, firstDayField(f.Name))
		if err != nil {
			return err
		}
		last, err := newNumberColumn(s, lastDayField(f.Name))
		if err != nil {
			return err
		}
		c.days[f.Name] = dayColumn{first, last}
	}
	c.firstDay = c.days[dateField].first
	return nil
}

func (c *columns) readLanguages(s segment.Segment) error {
	other := roaring.New()
	other.AddRange(0, s.Count())
	c.languages = map[analysis.Language]*roaring.Bitmap{analysis.Other: other}
	return eachTerm(s, "lang", func(code string, docs *roaring.Bitmap) error {
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

func newNumberColumn(s segment.Segment, name string) ([]int32, error) {
	column := make([]int32, s.Count())
	err := eachTerm(s, name, func(term string, docs *roaring.Bitmap) error {
		n, err := strconv.ParseInt(term, 10, 32)
		if err != nil {
			return fmt.Errorf("%w: %s is no number", errIndexDamaged, strconv.Quote(term))
		}
		eachDoc(docs, func(doc uint32) { column[doc] = int32(n) })
		return nil
	})
	return column, err
}

func (c *columns) readValues(s segment.Segment) error {
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
func readField(s segment.Segment, name string) (map[string]*roaring.Bitmap, error) {
	values := map[string]*roaring.Bitmap{}
	err := eachTerm(s, name, func(term string, docs *roaring.Bitmap) error {
		// A copy: the postings are a window on a mapped file.
		values[term] = roaring.BitmapOf(docs.ToArray()...)
		return nil
	})
	return values, err
}

// eachTerm visits the terms of a field in a segment in order, with the
// documents of each, deleted ones included. The bitmap is only good during the call.
func eachTerm(s segment.Segment, field string, visit func(term string, docs *roaring.Bitmap) error) error {
	dictionary, err := s.Dictionary(field)
	if err != nil {
		return fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	return termsFrom(dictionary, "", func(term string) error {
		postings, err := dictionary.PostingsList([]byte(term), nil, nil)
		if err != nil {
			return fmt.Errorf("reading the postings of %s: %w", field, err)
		}
		return visit(term, docsOf(postings))
	})
}

// termsFrom visits, in order, the terms of a dictionary that have the prefix.
func termsFrom(dictionary segment.TermDictionary, prefix string, visit func(term string) error) error {
	return acceptedFrom(dictionary, prefix, nil, visit)
}

// acceptedFrom visits, in order, the terms of a dictionary that have the prefix
// and that the automaton accepts; nil accepts all.
func acceptedFrom(dictionary segment.TermDictionary, prefix string, automaton segment.Automaton, visit func(term string) error) error {
	var start, end []byte
	if prefix != "" {
		start, end = []byte(prefix), prefixEnd(prefix)
	}
	iterator := dictionary.AutomatonIterator(automaton, start, end)
	if fast, ok := dictionary.(countlessDictionary); ok {
		iterator = fast.AutomatonIteratorOmitCount(automaton, start, end)
	}
	for {
		entry, err := iterator.Next()
		if err != nil {
			return fmt.Errorf("reading a dictionary: %w", err)
		}
		if entry == nil {
			return nil
		}
		if err := visit(entry.Term); err != nil {
			return err
		}
	}
}

// countlessDictionary is a dictionary that can leave out how many documents
// each term has, which costs it a look at every postings list.
type countlessDictionary interface {
	AutomatonIteratorOmitCount(a segment.Automaton, start, end []byte) segment.DictionaryIterator
}

// prefixEnd returns the first string after all that begin with the prefix, nil
// when there is none.
func prefixEnd(prefix string) []byte {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}

// docsOf returns the documents of a postings list. It may be a window on a
// mapped file, good only while the segment is open, and must not be changed.
func docsOf(postings segment.PostingsList) *roaring.Bitmap {
	iterator, ok := postings.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return roaring.New()
	}
	if doc, ok := iterator.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(doc))
	}
	if docs := iterator.ActualBitmap(); docs != nil {
		return docs
	}
	return roaring.New()
}

func eachDoc(docs *roaring.Bitmap, visit func(doc uint32)) {
	for it := docs.Iterator(); it.HasNext(); {
		visit(it.Next())
	}
}
