package segment

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"sort"
)

// Names of columns that every segment has.
const (
	idColumn = "_id"
	// idOrderColumn holds the documents in the order of the hashes of their ids,
	// each hash before its document.
	idOrderColumn = "_id.order"
)

// textsColumn is the column that says where the texts of a field begin.
func textsColumn(field string) string { return field + ".texts" }

// Strings is a column with a string for each document: their ends, of four bytes
// each (little endian), and then the strings.
type Strings struct {
	ends, all []byte
}

// At returns the string of a document, "" where it has none.
func (c Strings) At(doc uint32) string { return string(c.Bytes(doc)) }

// Bytes returns the string of a document as a window on the segment, good only
// while that is open, and not to be changed.
func (c Strings) Bytes(doc uint32) []byte {
	at := 4 * int(doc)
	if at+4 > len(c.ends) {
		return nil
	}
	start, end := uint32(0), binary.LittleEndian.Uint32(c.ends[at:])
	if at > 0 {
		start = binary.LittleEndian.Uint32(c.ends[at-4:])
	}
	if start > end || int(end) > len(c.all) {
		return nil
	}
	return c.all[start:end]
}

// Numbers is a column with a number for each document, of four bytes each (little
// endian).
type Numbers struct{ all []byte }

// At returns the number of a document, 0 where it has none.
func (c Numbers) At(doc uint32) int32 {
	at := 4 * int(doc)
	if at+4 > len(c.all) {
		return 0
	}
	return int32(binary.LittleEndian.Uint32(c.all[at:]))
}

// stringsBuilder collects a column of strings.
type stringsBuilder struct {
	ends []uint32
	all  []byte
}

// add adds the next document's string.
func (b *stringsBuilder) add(value []byte) {
	b.all = append(b.all, value...)
	b.ends = append(b.ends, uint32(len(b.all)))
}

// fill gives documents without a string the empty one, up to a count.
func (b *stringsBuilder) fill(count int) {
	for len(b.ends) < count {
		b.ends = append(b.ends, uint32(len(b.all)))
	}
}

// idHash is what ids are found by.
func idHash(id []byte) uint32 { return crc32.ChecksumIEEE(id) }

// idOrder returns the column by which ids are found.
func idOrder(ids *stringsBuilder) []int32 {
	type entry struct{ hash, doc uint32 }
	entries := make([]entry, len(ids.ends))
	start := uint32(0)
	for doc, end := range ids.ends {
		entries[doc] = entry{idHash(ids.all[start:end]), uint32(doc)}
		start = end
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc)) })
	order := make([]int32, 0, 2*len(entries))
	for _, e := range entries {
		order = append(order, int32(e.hash), int32(e.doc))
	}
	return order
}

// findID returns the document with an id.
func findID(ids Strings, order Numbers, id string) (doc uint32, ok bool) {
	hash, n := idHash([]byte(id)), len(order.all)/8
	at := sort.Search(n, func(i int) bool { return uint32(order.At(uint32(2*i))) >= hash })
	for ; at < n && uint32(order.At(uint32(2*at))) == hash; at++ {
		if doc := uint32(order.At(uint32(2*at + 1))); string(ids.Bytes(doc)) == id {
			return doc, true
		}
	}
	return 0, false
}
