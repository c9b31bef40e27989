// Package compoundtest writes compound files for tests: as little of MS-CFB as its
// readers need, with all siblings in a row instead of a balanced tree.
package compoundtest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// Storage is a folder to be written.
type Storage struct {
	Name     string
	Streams  []Stream
	Storages []Storage
}

// Stream is a stream to be written.
type Stream struct{ Name, Content string }

const (
	sector, mini, cutoff  = 512, 64, 4096
	free, end, fat        = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	none                  = 0xFFFFFFFF
	isStorage             = 1
	isStream, isOutermost = 2, 5
)

type entry struct {
	name         string
	kind         byte
	right, child uint32
	start        uint32
	size         int
	content      string
}

// Pack returns the compound file with the storage as its outermost.
func Pack(root Storage) []byte {
	w := writer{entries: []entry{{name: "Root Entry", kind: isOutermost, right: none}}}
	w.entries[0].child = w.add(root)
	return w.file()
}

type writer struct {
	entries []entry
	sectors bytes.Buffer
	table   []uint32 // the next sector of each
}

// add writes the entries below a storage and returns the first.
func (w *writer) add(s Storage) uint32 {
	var places []int
	for _, stream := range s.Streams {
		places = append(places, len(w.entries))
		w.entries = append(w.entries, entry{name: stream.Name, kind: isStream, right: none, child: none, content: stream.Content, size: len(stream.Content)})
	}
	for _, child := range s.Storages {
		places = append(places, len(w.entries))
		w.entries = append(w.entries, entry{name: child.Name, kind: isStorage, right: none})
		first := w.add(child)
		w.entries[places[len(places)-1]].child = first
	}
	if len(places) == 0 {
		return none
	}
	for i, at := range places[1:] {
		w.entries[places[i]].right = uint32(at)
	}
	return uint32(places[0])
}

// chain writes sectors in a row and returns the first.
func (w *writer) chain(data []byte) uint32 {
	if len(data) == 0 {
		return end
	}
	first := len(w.table)
	for at := 0; at < len(data); at += sector {
		w.sectors.Write(padded(data[at:min(at+sector, len(data))], sector))
		w.table = append(w.table, uint32(len(w.table)+1))
	}
	w.table[len(w.table)-1] = end
	return uint32(first)
}

func padded(data []byte, length int) []byte {
	return append(slices.Clone(data), make([]byte, (length-len(data)%length)%length)...)
}

func (w *writer) file() []byte {
	small, smallTable := w.place()
	w.entries[0].start, w.entries[0].size = w.chain(small), len(small)
	smallTableAt := w.chain(words(smallTable))
	smallSectors := (len(smallTable)*4 + sector - 1) / sector
	directoryAt := w.chain(w.directory())
	tables := 0
	for tables*sector/4 < len(w.table)+tables {
		tables++
	}
	tableAt := len(w.table)
	for range tables {
		w.table = append(w.table, fat)
	}
	for len(w.table)%(sector/4) != 0 {
		w.table = append(w.table, free)
	}
	w.sectors.Write(words(w.table))
	header := make([]byte, sector)
	binary.LittleEndian.PutUint64(header, 0xE11AB1A1E011CFD0)
	for at, value := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(header[at:], value)
	}
	for at, value := range map[int]uint32{44: uint32(tables), 48: directoryAt, 56: cutoff, 60: smallTableAt, 64: uint32(smallSectors), 68: end} {
		binary.LittleEndian.PutUint32(header[at:], value)
	}
	for i := range 109 {
		value := uint32(free)
		if i < tables {
			value = uint32(tableAt + i)
		}
		binary.LittleEndian.PutUint32(header[76+4*i:], value)
	}
	return append(header, w.sectors.Bytes()...)
}

// place writes the streams and returns those that are too small for sectors of
// their own, and the table of their parts.
func (w *writer) place() (small []byte, table []uint32) {
	for i := range w.entries {
		e := &w.entries[i]
		if e.kind != isStream {
			continue
		}
		if e.size >= cutoff {
			e.start = w.chain([]byte(e.content))
			continue
		}
		if e.size == 0 {
			e.start = end
			continue
		}
		e.start = uint32(len(table))
		data := padded([]byte(e.content), mini)
		small = append(small, data...)
		for range len(data) / mini {
			table = append(table, uint32(len(table)+1))
		}
		table[len(table)-1] = end
	}
	return small, table
}

func (w *writer) directory() []byte {
	var b bytes.Buffer
	for _, e := range w.entries {
		one := make([]byte, 128)
		for i, unit := range utf16.Encode([]rune(e.name)) {
			binary.LittleEndian.PutUint16(one[2*i:], unit)
		}
		binary.LittleEndian.PutUint16(one[64:], uint16(2*len(e.name)+2))
		one[66] = e.kind
		for at, value := range map[int]uint32{68: none, 72: e.right, 76: e.child, 116: e.start, 120: uint32(e.size)} {
			binary.LittleEndian.PutUint32(one[at:], value)
		}
		b.Write(one)
	}
	for b.Len()%sector != 0 {
		unused := make([]byte, 128)
		for _, at := range []int{68, 72, 76} {
			binary.LittleEndian.PutUint32(unused[at:], none)
		}
		b.Write(unused)
	}
	return b.Bytes()
}

// words returns the numbers as bytes, filled up to whole sectors.
func words(numbers []uint32) []byte {
	data := make([]byte, 4*len(numbers))
	for i, n := range numbers {
		binary.LittleEndian.PutUint32(data[4*i:], n)
	}
	return padded(data, sector)
}
