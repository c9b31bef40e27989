package local

import (
	"strconv"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"entente/corpus"
	"entente/search/analysis"
)

// Names of index fields beside those of the field table. They hold one value
// for a document each, from which the columns of a segment are made.
const (
	titleField       = "title"
	bodyField        = "body"
	titleLengthField = "title.length" // words of the title
	bodyLengthField  = "body.length"  // words of all passages
	titleOrderField  = "title.order"  // the folded title, to sort by
	firstDayField    = "date.first"   // first day the date can mean, YYYYMMDD
	lastDayField     = "date.last"    // last day the date can mean, YYYYMMDD
)

// detectedField is the index field that holds those values of a field made of
// tags which were detected.
func detectedField(name string) string { return name + ".detected" }

// indexLayout changes whenever a document is indexed in another way than
// before; an index of another layout is made again.
const indexLayout = "1"

// record is a document as the index takes it.
type record struct {
	id     string
	fields []index.Field
}

// newRecord makes the index fields of a document: title and body with the
// position of every word, the keyword fields of the field table as whole
// values, and what the columns need.
func newRecord(d *corpus.Document) *record {
	r := &record{id: d.ID}
	title := newTextField(titleField)
	title.addText(0, d.Title)
	body := newTextField(bodyField)
	for i, p := range d.Passages {
		body.addText(i, p.Heading, p.Text)
	}
	r.fields = append(r.fields, title, body)
	for _, f := range corpus.Fields() {
		if f.Kind == corpus.KeywordField {
			r.addKeyword(f.Name, f.Values(d)...)
		}
		if f.Tags != nil {
			r.addKeyword(detectedField(f.Name), detectedNames(f.Tags(d))...)
		}
	}
	r.addKeyword(titleLengthField, strconv.Itoa(title.length))
	r.addKeyword(bodyLengthField, strconv.Itoa(body.length))
	r.addKeyword(titleOrderField, titleOrder(d.Title))
	if first, last, ok := d.Date.Span(); ok {
		r.addKeyword(firstDayField, first.Format("20060102"))
		r.addKeyword(lastDayField, last.Format("20060102"))
	}
	return r
}

// maxTitleOrder keeps sort keys short: titles that agree so far sort by id.
const maxTitleOrder = 120

func titleOrder(title string) string {
	var key []byte
	for token := range analysis.Tokens(title) {
		key = append(append(key, token.Term...), ' ')
		if len(key) >= maxTitleOrder {
			break
		}
	}
	return string(key)
}

func detectedNames(tags []corpus.Tag) []string {
	var names []string
	for _, t := range tags {
		if t.Origin == corpus.Detected {
			names = append(names, t.Name)
		}
	}
	return names
}

func (r *record) addKeyword(name string, values ...string) {
	if len(values) > 0 {
		r.fields = append(r.fields, newKeywordField(name, values))
	}
}

// The methods of index.Document.

func (r *record) ID() string                                 { return r.id }
func (r *record) Size() int                                  { return 0 }
func (r *record) HasComposite() bool                         { return false }
func (r *record) VisitComposite(index.CompositeFieldVisitor) {}
func (r *record) NumPlainTextBytes() uint64                  { return 0 }
func (r *record) StoredFieldsBytes() uint64                  { return 0 }
func (r *record) Indexed() bool                              { return false }

func (r *record) VisitFields(visit index.FieldVisitor) {
	for _, f := range r.fields {
		visit(f)
	}
}

// AddIDField adds the field by which scorch knows the document.
func (r *record) AddIDField() {
	r.fields = append(r.fields, document.NewTextFieldCustom("_id", nil, []byte(r.id), index.IndexField|index.StoreField, nil))
}

// field is an index field whose words are known when it is made.
type field struct {
	name        string
	options     index.FieldIndexingOptions
	length      int // words
	frequencies index.TokenFrequencies
}

// newTextField indexes texts by their words.
func newTextField(name string) *field {
	return &field{name: name, options: index.IndexField | index.IncludeTermVectors, frequencies: index.TokenFrequencies{}}
}

// addText adds the words of a text that comes in parts. A word's position says
// which word it is, counted from 1, with one position left free between parts
// so that no phrase runs over from one to the next. Byte offsets are not kept,
// since the text is at hand where they are needed (see spansIn); the place for
// the first of them holds the number given to the text.
func (f *field) addText(number int, parts ...string) {
	position := 0
	for _, part := range parts {
		for token := range analysis.Tokens(part) {
			position++
			f.length++
			f.add(token.Term, &index.TokenLocation{Start: number, Position: position})
		}
		position++
	}
}

func newKeywordField(name string, values []string) *field {
	f := &field{name: name, options: index.IndexField | index.SkipFreqNorm, length: len(values), frequencies: index.TokenFrequencies{}}
	for _, v := range values {
		if f.frequencies[v] == nil {
			f.add(v, nil)
		}
	}
	return f
}

func (f *field) add(term string, location *index.TokenLocation) {
	frequency := f.frequencies[term]
	if frequency == nil {
		frequency = &index.TokenFreq{Term: []byte(term)}
		f.frequencies[term] = frequency
	}
	frequency.SetFrequency(frequency.Frequency() + 1)
	if location != nil {
		frequency.Locations = append(frequency.Locations, location)
	}
}

// The methods of index.Field.

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return nil }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
