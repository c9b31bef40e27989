package language

// wordTable gives words a number, as a map does, but mostly by a single comparison:
// every word of a text is looked up. It is a hash table with open addressing, at
// most a quarter full.
type wordTable struct {
	slots []slot
	shift int // of a hash to the index of its slot
}

type slot struct {
	key    key // zero for none
	number int32
}

// newWordTable returns a table of these words, none of them empty.
func newWordTable(numbers map[key]int32) wordTable {
	size, shift := 2, 63
	for size < 4*len(numbers) {
		size, shift = 2*size, shift-1
	}
	t := wordTable{make([]slot, size), shift}
	for k, n := range numbers {
		t.slots[t.place(k)] = slot{k, n}
	}
	return t
}

// find returns the number of a word, 0 where it has none.
func (t wordTable) find(k key) int32 { return t.slots[t.place(k)].number }

// place returns the slot that a word is in, or would be.
func (t wordTable) place(k key) int {
	const golden = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio (Knuth, volume 3, 6.4)
	at := int((k.low ^ k.high*31) * golden >> t.shift)
	for t.slots[at].key != k && t.slots[at].key != (key{}) {
		at = (at + 1) & (len(t.slots) - 1)
	}
	return at
}
