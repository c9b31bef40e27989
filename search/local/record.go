package local

import (
	"iter"
	"sort"
	"strconv"
	"time"

	index "github.com/blevesearch/bleve_index_api"

	"entente/corpus"
	"entente/search/analysis"
	"entente/search/local/segment"
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
const indexLayout = "7"

// record is a document as the index takes it.
type record struct{ document *corpus.Document }

// AddTo adds title and body with the position of every word, the keyword fields of
// the field table as whole values, and what the columns need.
func (r *record) AddTo(b *segment.Builder) {
	d := r.document
	b.Begin(d.ID)
	title, body := newTextField(b, titleField), newTextField(b, bodyField)
	title.addText(d.Title)
	body.sketch = &sketch{}
	for i, p := range d.Passages {
		words := body.addText(p.Heading, p.Text)
		if p.Kind == corpus.Article {
			addArticle(b, i, p, words)
		}
		addPages(b, i, p, words)
	}
	for _, f := range corpus.Fields() {
		addField(b, f, d)
	}
	b.String(nearField, string(body.sketch.bands()))
	b.String(titleOrderField, titleOrder(d.Title))
	b.Number(titleLengthField, int32(title.length))
	b.Number(bodyLengthField, int32(body.length))
}

// addField adds what a document has in a field of the field table.
func addField(b *segment.Builder, f corpus.Field, d *corpus.Document) {
	if f.Kind != corpus.TextField {
		addValues(b, f.Name, f.Values(d))
	}
	if f.Kind == corpus.DateField {
		addDate(b, f.Name, f.Date(d))
	}
	if f.Tags != nil {
		addValues(b, detectedField(f.Name), detectedNames(f.Tags(d)))
	}
}

func addValues(b *segment.Builder, field string, values []string) {
	for _, value := range values {
		b.Value(field, value)
	}
}

// addDate adds the days that a date can mean, none where it is unknown.
func addDate(b *segment.Builder, name string, date corpus.Date) {
	if first, last, ok := date.Span(); ok {
		b.Number(firstDayField(name), dayNumber(first))
		b.Number(lastDayField(name), dayNumber(last))
	}
}

// dayNumber writes a day as YYYYMMDD.
func dayNumber(day time.Time) int32 {
	return int32(day.Year()*10000 + int(day.Month())*100 + day.Day())
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

// The methods of index.Document. The words and values of a record are asked for by
// segment.Source; scorch itself needs the id alone.

func (r *record) ID() string                                 { return r.document.ID }
func (r *record) Size() int                                  { return 0 }
func (r *record) HasComposite() bool                         { return false }
func (r *record) VisitComposite(index.CompositeFieldVisitor) {}
func (r *record) VisitFields(index.FieldVisitor)             {}
func (r *record) AddIDField()                                {}
func (r *record) NumPlainTextBytes() uint64                  { return 0 }
func (r *record) StoredFieldsBytes() uint64                  { return 0 }
func (r *record) Indexed() bool                              { return false }

// textField is a field of words of one document.
type textField struct {
	words  *segment.WordBuilder
	length int           // words
	starts []startOfWord // of the text added last
	sketch *sketch       // of the texts; nil where none is wanted
}

func newTextField(b *segment.Builder, name string) *textField {
	return &textField{words: b.Words(name)}
}

// startOfWord is where a word of a part of a text stands.
type startOfWord struct{ part, offset, position int }

// textWord is a word of a text that comes in parts.
type textWord struct {
	startOfWord
	term     string
	begins   bool   // a sentence
	sentence uint32 // its number in the text, from 1
	mark     mark
}

// wordsOf yields the words of a text that comes in parts. A word's position says
// which word it is, counted from 1, with one position left free between parts so
// that no phrase runs over from one to the next.
func wordsOf(parts ...string) iter.Seq[textWord] {
	return func(yield func(textWord) bool) {
		position, sentence := 0, uint32(0)
		for part, text := range parts {
			for token := range analysis.Tokens(text) {
				position++
				if token.Sentence {
					sentence++
				}
				if !yield(textWord{startOfWord{part, token.Start, position}, token.Term, token.Sentence, sentence, newMark(token)}) {
					return
				}
			}
			position++
		}
	}
}

// addText adds the words of a text that comes in parts, and returns where they
// start, which is good until the next call. Byte offsets are not kept, since the
// text is at hand where they are needed (see spansIn).
func (f *textField) addText(parts ...string) []startOfWord {
	f.starts = f.starts[:0]
	position := 0
	for word := range wordsOf(parts...) {
		for position++; position < word.position; position++ {
			f.words.Gap()
		}
		f.words.Add(word.term, word.begins, uint8(word.mark))
		f.length++
		if f.sketch != nil {
			f.sketch.add(word.term)
		}
		f.starts = append(f.starts, word.startOfWord)
	}
	f.words.EndText()
	return f.starts
}

// addPart adds to a part field the part of the text with that number, from the
// first to the last of the given positions. It has no words when last is before first.
func addPart(b *segment.Builder, part, number string, text, first, last int) {
	b.Span(partField(part), number, segment.Span{Text: uint32(text), First: uint32(first), Last: uint32(last)})
}

// addArticle adds an article and its paragraphs.
func addArticle(b *segment.Builder, text int, p corpus.Passage, words []startOfWord) {
	addPart(b, "article", corpus.FoldNumber(p.Number), text, 1, last(words))
	for _, paragraph := range p.Paragraphs() {
		in := wordsBetween(words, false, paragraph.Start, paragraph.End)
		if len(in) > 0 {
			addPart(b, "article", corpus.FoldNumber(p.Number+paragraph.Number), text, in[0].position, last(in))
		}
	}
}

// addPages adds the pages that a passage stands on.
func addPages(b *segment.Builder, text int, p corpus.Passage, words []startOfWord) {
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
			addPart(b, "page", strconv.Itoa(page), text, on[0].position, last(on))
		} else if page > 0 {
			addPart(b, "page", strconv.Itoa(page), text, 1, 0)
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

// mark is what the index says of how a word is written.
type mark uint8

const (
	inCapitals  mark = 1 << iota // see analysis.Token.Capitals
	afterHyphen                  // see analysis.Token.Hyphen
)

func newMark(token analysis.Token) mark {
	m := mark(0)
	if token.Capitals {
		m |= inCapitals
	}
	if token.Hyphen {
		m |= afterHyphen
	}
	return m
}
