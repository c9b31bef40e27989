// Package wordtable looks up words by their letters as a number. Every word of
// every document is looked up, which takes a map several times as long. Which
// words a table has, and what their numbers mean, belongs to those who make it.
package wordtable

import (
	"math"
	"unicode/utf8"
)

// Longest is the length in bytes of the longest words that a table can have.
const Longest = 16

// Key is a word of UTF-8 as a number of 128 bits; of a word longer than Longest it
// is the end. No word has a byte of zero.
type Key struct{ high, low uint64 }

// KeyOf returns the key of a word.
func KeyOf(word string) Key {
	var k Key
	for i := range len(word) {
		k = k.With(word[i])
	}
	return k
}

// With appends a byte.
func (k Key) With(b byte) Key { return Key{k.high<<8 | k.low>>56, k.low<<8 | uint64(b)} }

// WithRune appends a character.
func (k Key) WithRune(r rune) Key {
	var buffer [utf8.UTFMax]byte
	for _, b := range buffer[:utf8.EncodeRune(buffer[:], r)] {
		k = k.With(b)
	}
	return k
}

// Table numbers words. It is a hash table with open addressing, at most a quarter
// full, so that most words that it does not have are told by an empty place. The
// places are small, to be near the processor: a text comes to all of them.
type Table struct {
	places  []uint16 // indices of entries, 0 for none
	entries []entry  // from 1
	shift   int      // of a hash to the index of its place
}

type entry struct {
	key    Key
	number uint32
}

// New returns a table of these words, none of them empty or longer than Longest.
// It panics when they are more than 65,535.
func New(numbers map[Key]uint32) *Table {
	if len(numbers) > math.MaxUint16 {
		panic("wordtable: too many words")
	}
	size, shift := 2, 63
	for size < 4*len(numbers) {
		size, shift = 2*size, shift-1
	}
	t := &Table{make([]uint16, size), make([]entry, 1, 1+len(numbers)), shift}
	for k, n := range numbers {
		t.places[t.place(k)] = uint16(len(t.entries))
		t.entries = append(t.entries, entry{k, n})
	}
	return t
}

// Find returns the number of a word, 0 where it has none.
func (t *Table) Find(k Key) uint32 { return t.entries[t.places[t.place(k)]].number }

// place returns the index of the place that a word has, or would have.
func (t *Table) place(k Key) int {
	const golden = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio (Knuth, volume 3, 6.4)
	at := int((k.low ^ k.high*31) * golden >> t.shift)
	for t.places[at] != 0 && t.entries[t.places[at]].key != k {
		at = (at + 1) & (len(t.places) - 1)
	}
	return at
}
