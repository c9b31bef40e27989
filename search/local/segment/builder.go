package segment

import "strings"

// Builder inverts documents: it is given them one by one, each with its words,
// values and numbers, and has for each term the documents with it. What it holds
// takes some four times as much memory as their texts. It is not for use by several
// goroutines.
//
// A name stands for one kind of field or column only. A document has up to 2^30
// words and gaps in a field.
type Builder struct {
	count   int
	fields  map[string]*inversion
	words   map[string]*WordBuilder
	strings map[string]*stringsBuilder
	numbers map[string]*[]int32
}

// NewBuilder returns a builder without documents.
func NewBuilder() *Builder {
	return &Builder{fields: map[string]*inversion{}, words: map[string]*WordBuilder{},
		strings: map[string]*stringsBuilder{}, numbers: map[string]*[]int32{}}
}

// reset takes the documents out again, and keeps the room that they took.
func (b *Builder) reset() {
	b.count = 0
	for _, f := range b.fields {
		clear(f.numbers)
		clear(f.terms) // lets go of their memory
		f.terms, f.counts, f.rows, f.spans = f.terms[:0], f.counts[:0], f.rows[:0], f.spans[:0]
	}
	for _, c := range b.strings {
		c.ends, c.all = c.ends[:0], c.all[:0]
	}
	for _, c := range b.numbers {
		*c = (*c)[:0]
	}
}

// Begin begins the next document.
func (b *Builder) Begin(id string) {
	b.finish()
	b.count++
	b.column(idColumn).add([]byte(id))
}

// finish ends the document that was begun last.
func (b *Builder) finish() {
	for _, w := range b.words {
		w.texts.column.fill(b.count - 1)
		if len(w.texts.column.ends) < b.count {
			w.texts.endDocument()
		}
		w.before = 0
	}
}

func (b *Builder) column(name string) *stringsBuilder {
	if b.strings[name] == nil {
		b.strings[name] = &stringsBuilder{}
	}
	return b.strings[name]
}

// String sets the string of the document in a column; it is set once.
func (b *Builder) String(column, value string) {
	c := b.column(column)
	c.fill(b.count - 1)
	c.add([]byte(value))
}

// Number sets the number of the document in a column; it is set once.
func (b *Builder) Number(column string, value int32) {
	c := b.numbers[column]
	if c == nil {
		c = new([]int32)
		b.numbers[column] = c
	}
	*c = append(append(*c, make([]int32, b.count-1-len(*c))...), value)
}

// inversion is the terms of a field and where they are.
type inversion struct {
	builder *Builder
	kind    Kind
	numbers map[string]uint32 // of the terms, in the order they came first
	terms   []string
	counts  []uint32 // rows of each term
	rows    []row
	grouped []row // what rows are put in order in
	spans   []Span
}

// row is a place of a term in a document: of a word its position and how it is
// written, of a span its number among spans.
type row struct{ term, doc, place uint32 }

func (b *Builder) field(name string, kind Kind) *inversion {
	f := b.fields[name]
	if f == nil {
		f = &inversion{builder: b, kind: kind, numbers: map[string]uint32{}}
		b.fields[name] = f
	}
	return f
}

func (f *inversion) add(term string, place uint32) {
	number, known := f.numbers[term]
	if !known {
		term = strings.Clone(term) // it may be a piece of a long text
		number = uint32(len(f.terms))
		f.numbers[term] = number
		f.terms, f.counts = append(f.terms, term), append(f.counts, 0)
	}
	f.counts[number]++
	f.rows = append(f.rows, row{number, uint32(f.builder.count - 1), place})
}

// Value adds a value of the document to a field.
func (b *Builder) Value(field, value string) { b.field(field, ValueField).add(value, 0) }

// Span adds a named part of the document to a field; in the order of their texts.
func (b *Builder) Span(field, name string, span Span) {
	f := b.field(field, SpanField)
	f.spans = append(f.spans, span)
	f.add(name, uint32(len(f.spans)-1))
}

// WordBuilder is a field of words. A document has texts in it, one after the other.
type WordBuilder struct {
	*inversion
	texts  textsWriter
	before uint32 // positions of the texts before in the document
}

// writtenBits is how many bits say how a word is written.
const writtenBits = 2

// Words returns a field of words.
func (b *Builder) Words(field string) *WordBuilder {
	w := b.words[field]
	if w == nil {
		w = &WordBuilder{inversion: b.field(field, WordField)}
		b.words[field], b.strings[textsColumn(field)] = w, &w.texts.column
	}
	return w
}

// Add adds the next word of a text. A sentence begins with it, or not; written
// says how it is written, in two bits that are given back with its place.
func (w *WordBuilder) Add(term string, sentence bool, written uint8) {
	w.texts.positions++
	if sentence {
		w.texts.sentences = append(w.texts.sentences, w.texts.positions)
	}
	w.add(term, (w.before+w.texts.positions)<<writtenBits|uint32(written))
}

// Gap leaves a position free, over which no words follow each other.
func (w *WordBuilder) Gap() { w.texts.positions++ }

// EndText ends a text, an empty one too.
func (w *WordBuilder) EndText() {
	w.before += w.texts.positions
	w.texts.end()
}
