package segment

import (
	"bytes"
	"encoding/binary"
	"sort"
)

// Terms stand in blocks of blockTerms. The first of a block is written whole, with
// where its postings begin; each other one as how many bytes it has in common with
// the one before it, and its others. With each stands how many bytes its places and
// its documents are. Where each block begins is an array of four bytes each (little
// endian).
const blockTerms = 16

// Field is a field of a segment. The zero value is that of a field without terms.
type Field struct {
	kind     Kind
	terms    int    // how many
	blocks   []byte // of the dictionary
	starts   []byte // of the blocks
	postings []byte // of all terms
}

// Kind says what is kept of a field beside the documents of each term.
type Kind byte

const (
	// ValueField holds whole values.
	ValueField Kind = iota + 1
	// WordField holds words and where they stand.
	WordField
	// SpanField holds names of parts and from which word to which they reach.
	SpanField
)

// Find returns the postings of a term, empty ones when no document has it.
func (f *Field) Find(term string) (Postings, error) {
	c := f.from([]byte(term))
	if !c.next() || string(c.term) != term {
		return Postings{}, c.err()
	}
	return c.found(), nil
}

// Automaton accepts terms byte by byte (see vellum).
type Automaton interface {
	Start() int
	IsMatch(state int) bool
	CanMatch(state int) bool
	Accept(state int, b byte) int
}

// Each visits in order the terms that begin with the prefix and that the automaton
// accepts (nil accepts all), until visit returns an error, which it returns.
func (f *Field) Each(prefix string, automaton Automaton, visit func(term string, postings Postings) error) error {
	start := []byte(prefix)
	c := f.from(start)
	states := acceptance{automaton: automaton}
	for c.next() && bytes.HasPrefix(c.term, start) {
		accepted, dead := states.accept(c.term, c.shared)
		if dead > 0 {
			c.leave(dead)
		}
		if !accepted {
			continue
		}
		if err := visit(string(c.term), c.found()); err != nil {
			return err
		}
	}
	return c.err()
}

// acceptance is the way of an automaton through terms in order.
type acceptance struct {
	automaton Automaton
	states    []int // after each byte of the last term, up to the first after which it cannot match
}

// accept reports whether the automaton accepts the term, which has its first bytes
// in common with the term before. Of the first term of those that it cannot accept for
// how they begin, dead is of how many bytes this beginning is, else 0.
func (a *acceptance) accept(term []byte, shared int) (accepted bool, dead int) {
	if a.automaton == nil {
		return true, 0
	}
	if len(a.states) == 0 {
		a.states = append(a.states, a.automaton.Start())
		shared = 0
	}
	if shared+1 < len(a.states) {
		a.states = a.states[:shared+1]
	}
	known := len(a.states) - 1
	state := a.states[known]
	for i, b := range term[known:] {
		if !a.automaton.CanMatch(state) {
			if i == 0 && shared > 0 {
				return false, 0 // as the term before
			}
			return false, known + i
		}
		state = a.automaton.Accept(state, b)
		a.states = append(a.states, state)
	}
	return a.automaton.IsMatch(state), 0
}

// cursor goes through the terms of a field.
type cursor struct {
	field  *Field
	in     input
	block  int    // the next one
	inside int    // terms read of the block
	term   []byte // the current one, good until the next
	shared int    // bytes that it has in common with the one before
	offset uint64 // of its postings
	places uint64 // their length
	docs   uint64 // likewise
	again  bool   // next gives the current term
}

// all returns a cursor before the first term.
func (f *Field) all() cursor { return cursor{field: f, in: input{rest: f.blocks}} }

// from returns a cursor before the first term that is not less than the given one.
func (f *Field) from(term []byte) cursor {
	after := sort.Search(len(f.starts)/4, func(i int) bool { return bytes.Compare(f.first(i), term) > 0 })
	c := cursor{field: f}
	c.enter(max(after-1, 0))
	if len(c.in.rest) == 0 && f.terms > 0 {
		c.in.fail()
	}
	for c.next() {
		if bytes.Compare(c.term, term) >= 0 {
			c.again, c.shared = true, 0
			break
		}
	}
	return c
}

// enter goes before the first term of a block.
func (c *cursor) enter(block int) {
	c.in, c.block, c.inside = input{rest: c.field.block(block)}, block, 0
}

// leave goes on to the last block whose first term has so many bytes at its beginning
// in common with the current term, if that is not in it: it finds it by doubling
// steps, since most often the next block is another.
func (c *cursor) leave(beginning int) {
	begins := func(block int) bool {
		return block < len(c.field.starts)/4 && bytes.HasPrefix(c.field.first(block), c.term[:beginning])
	}
	step := 1
	for begins(c.block + step - 1) {
		step *= 2
	}
	if step == 1 {
		return
	}
	last := c.block + step/2 - 1
	c.enter(last + sort.Search(step/2-1, func(i int) bool { return !begins(last + 1 + i) }))
}

// block returns the dictionary from a block on.
func (f *Field) block(i int) []byte {
	if 4*i+4 > len(f.starts) {
		return nil
	}
	start := binary.LittleEndian.Uint32(f.starts[4*i:])
	if int(start) > len(f.blocks) {
		return nil
	}
	return f.blocks[start:]
}

// first returns the first term of a block.
func (f *Field) first(i int) []byte {
	in := input{rest: f.block(i)}
	return in.text()
}

// next goes to the next term, and reports whether there is one.
func (c *cursor) next() bool {
	if c.again {
		c.again = false
		return true
	}
	if len(c.in.rest) == 0 || c.in.damaged {
		return false
	}
	c.offset += c.places + c.docs
	if c.inside == 0 {
		c.term, c.shared = append(c.term[:0], c.in.text()...), 0
		c.offset = c.in.number()
		c.block++
	} else {
		c.shared = int(min(c.in.number(), uint64(len(c.term))))
		c.term = append(c.term[:c.shared], c.in.text()...)
	}
	c.places, c.docs = c.in.number(), c.in.number()
	c.inside = (c.inside + 1) % blockTerms
	return !c.in.damaged
}

// found returns the postings of the current term.
func (c *cursor) found() Postings {
	in := input{rest: c.field.postings}
	in.bytes(c.offset)
	places, documents := in.bytes(c.places), in.bytes(c.docs)
	if in.damaged {
		return Postings{damaged: true}
	}
	return newPostings(c.field.kind, places, documents)
}

func (c *cursor) err() error { return c.in.err() }

// dictionaryWriter writes terms, given in order.
type dictionaryWriter struct {
	blocks []byte
	starts []byte
	terms  int
	last   []byte
}

// add adds the next term, with where its postings begin and their lengths.
func (w *dictionaryWriter) add(term []byte, from, places, documents uint64) {
	if w.terms%blockTerms == 0 {
		w.starts = binary.LittleEndian.AppendUint32(w.starts, uint32(len(w.blocks)))
		w.blocks = appendText(w.blocks, term)
		w.blocks = binary.AppendUvarint(w.blocks, from)
	} else {
		shared := commonPrefix(w.last, term)
		w.blocks = binary.AppendUvarint(w.blocks, uint64(shared))
		w.blocks = appendText(w.blocks, term[shared:])
	}
	w.blocks = binary.AppendUvarint(w.blocks, places)
	w.blocks = binary.AppendUvarint(w.blocks, documents)
	w.last = append(w.last[:0], term...)
	w.terms++
}

func (w *dictionaryWriter) reset() {
	w.blocks, w.starts, w.terms = w.blocks[:0], w.starts[:0], 0
}

func appendText(to, text []byte) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
