package local

import (
	"iter"
	"sort"
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
)

// firstDayField and lastDayField are the index fields that hold the first and
// the last day, YYYYMMDD, that the date in a date field can mean.
func firstDayField(name string) string { return name + ".first" }
func lastDayField(name string) string  { return name + ".last" }

// partField is the index field that holds, for the parts of a document that a
// query can name (search.Parts), where they are by their numbers.
func partField(part string) string { return "part." + part }

// detectedField is the index field that holds those values of a field made of
// tags which were detected.
func detectedField(name string) string { return name + ".detected" }

// indexLayout changes whenever a document is indexed in another way than
// before; an index of another layout is made again.
const indexLayout = "6"

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
	body.sketch = &sketch{}
	articles, pages := newTextField(partField("article")), newTextField(partField("page"))
	for i, p := range d.Passages {
		words := body.addText(i, p.Heading, p.Text)
		if p.Kind == corpus.Article {
			articles.addArticle(i, p, words)
		}
		pages.addPages(i, p, words)
	}
	r.fields = append(r.fields, title, body, articles, pages)
	for _, f := range corpus.Fields() {
		if f.Kind != corpus.TextField {
			r.addKeyword(f.Name, f.Values(d)...)
		}
		if f.Kind == corpus.DateField {
			r.addDate(f.Name, f.Date(d))
		}
		if f.Tags != nil {
			r.addKeyword(detectedField(f.Name), detectedNames(f.Tags(d))...)
		}
	}
	r.addKeyword(nearField, body.sketch.bands()...)
	r.addKeyword(titleLengthField, strconv.Itoa(title.length))
	r.addKeyword(bodyLengthField, strconv.Itoa(body.length))
	r.addKeyword(titleOrderField, titleOrder(d.Title))
	return r
}

// addDate adds the days that a date can mean, none where it is unknown.
func (r *record) addDate(name string, date corpus.Date) {
	if first, last, ok := date.Span(); ok {
		r.addKeyword(firstDayField(name), first.Format("20060102"))
		r.addKeyword(lastDayField(name), last.Format("20060102"))
	}
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
	starts      []startOfWord // of the text added last
	sketch      *sketch       // of the texts; nil where none is wanted
}

// newTextField indexes texts by their words.
func newTextField(name string) *field {
	return &field{name: name, options: index.IndexField | index.IncludeTermVectors, frequencies: index.TokenFrequencies{}}
}

// startOfWord is where a word of a part of a text stands.
type startOfWord struct{ part, offset, position int }

// textWord is a word of a text that comes in parts.
type textWord struct {
	startOfWord
	term string
	mark mark
}

// wordsOf yields the words of a text that comes in parts. A word's position says
// which word it is, counted from 1, with one position left free between parts so
// that no phrase runs over from one to the next.
func wordsOf(parts ...string) iter.Seq[textWord] {
	return func(yield func(textWord) bool) {
		position, sentence := 0, 0
		for part, text := range parts {
			for token := range analysis.Tokens(text) {
				position++
				if token.Sentence {
					sentence++
				}
				if !yield(textWord{startOfWord{part, token.Start, position}, token.Term, newMark(sentence, token)}) {
					return
				}
			}
			position++
		}
	}
}

// addText adds the words of a text that comes in parts, and returns where they
// start, which is good until the next call. Byte offsets are not kept, since the
// text is at hand where they are needed (see spansIn). The place for the first of
// them holds the number given to the text, that for the last what newMark says of
// the word.
func (f *field) addText(number int, parts ...string) []startOfWord {
	f.starts = f.starts[:0]
	for word := range wordsOf(parts...) {
		f.length++
		if f.sketch != nil {
			f.sketch.add(word.term)
		}
		f.add(word.term, &index.TokenLocation{Start: number, End: int(word.mark), Position: word.position})
		f.starts = append(f.starts, word.startOfWord)
	}
	return f.starts
}

// addPart adds a part of the text with that number, from the first to the last
// of the given positions. It has no words when last is before first.
func (f *field) addPart(number string, text, first, last int) {
	f.add(number, &index.TokenLocation{Start: text, Position: first, End: last})
}

// addArticle adds an article and its paragraphs.
func (f *field) addArticle(text int, p corpus.Passage, words []startOfWord) {
	f.addPart(corpus.FoldNumber(p.Number), text, 1, last(words))
	for _, paragraph := range p.Paragraphs() {
		in := wordsBetween(words, false, paragraph.Start, paragraph.End)
		if len(in) > 0 {
			f.addPart(corpus.FoldNumber(p.Number+paragraph.Number), text, in[0].position, last(in))
		}
	}
}

// addPages adds the pages that a passage stands on.
func (f *field) addPages(text int, p corpus.Passage, words []startOfWord) {
	for n := -1; n < len(p.Breaks); n++ {
		page, from, to := p.Page, 0, len(p.Text)+1
		if n >= 0 {
			page, from = p.Breaks[n].Page, p.Breaks[n].Offset
		}
		if n+1 < len(p.Breaks) {
			to = p.Breaks[n+1].Offset
		}
		on := wordsBetween(words, n < 0, from, to)
		if page > 0 && len(on) > 0 {
			f.addPart(strconv.Itoa(page), text, on[0].position, last(on))
		} else if page > 0 {
			f.addPart(strconv.Itoa(page), text, 1, 0)
		}
	}
}

// wordsBetween returns the words of the text, the second part, that begin from
// one byte up to before another; with the heading, the first part, if asked for.
func wordsBetween(words []startOfWord, heading bool, from, to int) []startOfWord {
	first := sort.Search(len(words), func(i int) bool { return words[i].part == 1 && words[i].offset >= from })
	end := sort.Search(len(words), func(i int) bool { return words[i].part == 1 && words[i].offset >= to })
	if heading {
		first = 0
	}
	return words[min(first, end):end]
}

// last returns the position of the last word, 0 when there is none.
func last(words []startOfWord) int {
	if len(words) == 0 {
		return 0
	}
	return words[len(words)-1].position
}

// mark is what the index says of a word beside its place: the number of its
// sentence in the text, from 1, and how it is written.
type mark uint32

const (
	inCapitals  mark = 1 << iota // see analysis.Token.Capitals
	afterHyphen                  // see analysis.Token.Hyphen
	markBits    = iota
)

func newMark(sentence int, token analysis.Token) mark {
	m := mark(sentence) << markBits
	if token.Capitals {
		m |= inCapitals
	}
	if token.Hyphen {
		m |= afterHyphen
	}
	return m
}

func (m mark) sentence() uint32 { return uint32(m >> markBits) }

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
