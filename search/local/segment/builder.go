package segment

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Builder inverts documents: it is given them one by one, each with its words,
// values and numbers, and has for each term the documents with it. What it holds
// takes some four times as much memory as their texts.
//
// A field or column is got once (Words, Values, Spans, Strings, Numbers) and used
// for all documents. A name stands for one kind only.
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

// build writes the documents of builders as one segment.
func build(builders []*Builder) ([]byte, error) {
	out := newOutput(nil)
	for _, b := range builders {
		b.finish()
		out.documents += b.count
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*inversion { return b.fields }) {
		if err := buildField(out, name, builders); err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*stringsBuilder { return b.strings }) {
		out.stringColumn(name, joinStrings(name, builders))
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*[]int32 { return b.numbers }) {
		out.numberColumn(name, joinNumbers(name, builders))
	}
	return out.finish()
}

// namesOf returns the names that any of several builders or segments has, in order.
func namesOf[S, T any](all []S, named func(S) map[string]T) []string {
	names := map[string]bool{}
	for _, one := range all {
		for name := range named(one) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func joinStrings(name string, builders []*Builder) *stringsBuilder {
	joined, count := &stringsBuilder{}, 0
	for _, b := range builders {
		if c := b.strings[name]; c != nil {
			start := uint32(0)
			for _, end := range c.ends {
				joined.add(c.all[start:end])
				start = end
			}
		}
		count += b.count
		joined.fill(count)
	}
	return joined
}

func joinNumbers(name string, builders []*Builder) []int32 {
	var joined []int32
	count := 0
	for _, b := range builders {
		if c := b.numbers[name]; c != nil {
			joined = append(joined, *c...)
		}
		count += b.count
		joined = append(joined, make([]int32, count-len(joined))...)
	}
	return joined
}

// builtTerm is a term of one of the builders; beginning is its first eight bytes,
// by which most terms are put in order.
type builtTerm struct {
	beginning       uint64
	builder, number uint32
}

func buildField(out *output, name string, builders []*Builder) error {
	inversions := make([]*inversion, len(builders))
	var kind Kind
	var terms []builtTerm
	for i, b := range builders {
		f := b.fields[name]
		if f == nil {
			f = &inversion{builder: b}
		} else {
			kind = f.kind
		}
		f.group()
		inversions[i] = f
		for number, term := range f.terms {
			terms = append(terms, builtTerm{beginning(term), uint32(i), uint32(number)})
		}
	}
	text := func(t builtTerm) string { return inversions[t.builder].terms[t.number] }
	slices.SortFunc(terms, func(a, b builtTerm) int {
		if a.beginning != b.beginning {
			return cmp.Compare(a.beginning, b.beginning)
		}
		return cmp.Or(strings.Compare(text(a), text(b)), cmp.Compare(a.builder, b.builder))
	})
	w := out.field(name, kind)
	for i, t := range terms {
		if i == 0 || text(terms[i-1]) != text(t) {
			w.begin([]byte(text(t)))
		}
		w.addRows(inversions[t.builder], t.number, documentsBefore(builders, t.builder))
	}
	return w.finish()
}

func documentsBefore(builders []*Builder, n uint32) uint32 {
	before := 0
	for _, b := range builders[:n] {
		before += b.count
	}
	return uint32(before)
}

func beginning(term string) uint64 {
	var bytes [8]byte
	copy(bytes[:], term)
	return binary.BigEndian.Uint64(bytes[:])
}

// group puts the rows of each term together, keeping their order, and makes of
// counts where those of each term end.
func (f *inversion) group() {
	next := make([]uint32, len(f.counts))
	total := uint32(0)
	for number, count := range f.counts {
		next[number] = total
		total += count
		f.counts[number] = total
	}
	f.grouped = slices.Grow(f.grouped[:0], len(f.rows))[:len(f.rows)]
	for _, r := range f.rows {
		f.grouped[next[r.term]] = r
		next[r.term]++
	}
	f.rows, f.grouped = f.grouped, f.rows
}

// rowsOf returns the rows of a term, after they have been grouped.
func (f *inversion) rowsOf(number uint32) []row {
	start := uint32(0)
	if number > 0 {
		start = f.counts[number-1]
	}
	return f.rows[start:f.counts[number]]
}
