// Package segment is the file format of the index: the segments that scorch
// holds together, made for what Entente asks of them. It takes words, values and
// numbers of documents and gives them back; what they mean is search/local's
// affair, and which segments make up an index, scorch's.
//
// A segment never changes. It is a run of sections, told apart by a table at the
// end, and a checksum:
//
//	sections | table | offset of the table (8 bytes) | CRC-32 of all before (4 bytes)
//
// A field has a dictionary (dictionary.go), its terms in order, and for each term
// the documents that have it and where (postings.go). A column has one string or
// number for each document (column.go). Documents are numbered from 0 in the order
// they came. Numbers are variable-length (encoding/binary) where nothing else is said.
package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/mmap-go"
	scorch "github.com/blevesearch/scorch_segment_api/v2"
)

// ErrDamaged says that a segment is not as it was written.
var ErrDamaged = errors.New("the segment is damaged")

// errNotAsked is what scorch gets for what Entente reads by other ways.
var errNotAsked = errors.New("a segment of Entente does not tell this to scorch")

// Segment is a segment that can be read, by any number of goroutines at once.
type Segment struct {
	data       []byte
	count      uint32
	fields     map[string]*Field
	strings    map[string]Strings
	numbers    map[string]Numbers
	references atomic.Int64
	mapped     mmap.MMap // nil when data is in memory
}

// file is a segment on disk. scorch tells by its Path method that it need not be
// written any more.
type file struct {
	*Segment
	path string
}

// Path returns where the file is.
func (f *file) Path() string { return f.path }

// Of returns the segment of Entente that scorch holds as s.
func Of(s scorch.Segment) (*Segment, error) {
	switch s := s.(type) {
	case *Segment:
		return s, nil
	case *file:
		return s.Segment, nil
	}
	return nil, fmt.Errorf("the index has a segment of type %T", s)
}

// openFile opens the segment at path. Its checksum is not compared; that takes
// reading all of it, and is asked for once when an index is opened.
func openFile(path string) (*file, error) {
	opened, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	mapped, err := mmap.Map(opened, mmap.RDONLY, 0)
	if err != nil {
		return nil, fmt.Errorf("mapping %s: %w", path, err)
	}
	s, err := parse(mapped)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), mapped.Unmap())
	}
	s.mapped = mapped
	return &file{s, path}, nil
}

// check compares the segment with its checksum.
func (s *Segment) check() error {
	end := len(s.data) - checksumBytes
	if crc32.ChecksumIEEE(s.data[:end]) != binary.BigEndian.Uint32(s.data[end:]) {
		return fmt.Errorf("%w: it does not agree with its checksum", ErrDamaged)
	}
	return nil
}

// Field returns a field, empty when no document has it.
func (s *Segment) Field(name string) *Field {
	if f := s.fields[name]; f != nil {
		return f
	}
	return &Field{}
}

// Strings returns a column of strings, empty ones when no document has any.
func (s *Segment) Strings(name string) Strings { return s.strings[name] }

// Numbers returns a column of numbers, 0 for each document when none has any.
func (s *Segment) Numbers(name string) Numbers { return s.numbers[name] }

// Texts returns the reader of where the texts of a field of words begin.
func (s *Segment) Texts(field string) *Texts { return &Texts{column: s.strings[textsColumn(field)]} }

// ID returns the id of a document.
func (s *Segment) ID(doc uint32) string { return s.strings[idColumn].At(doc) }

// The methods of the segment API of scorch. What scorch does not need to keep
// segments together, it is refused: nothing but this program reads an index.

// Count returns how many documents there are, deleted ones included.
func (s *Segment) Count() uint64 { return uint64(s.count) }

// DocNumbers returns the documents with the ids; those that are not there are left out.
func (s *Segment) DocNumbers(ids []string) (*roaring.Bitmap, error) {
	docs := roaring.New()
	column, index := s.strings[idColumn], s.numbers[idOrderColumn]
	for _, id := range ids {
		if doc, ok := findID(column, index, id); ok {
			docs.Add(doc)
		}
	}
	return docs, nil
}

// DocID returns the id of a document.
func (s *Segment) DocID(doc uint64) ([]byte, error) {
	if doc >= uint64(s.count) {
		return nil, fmt.Errorf("document %d of a segment of %d", doc, s.count)
	}
	return []byte(s.ID(uint32(doc))), nil
}

// VisitStoredFields visits the id alone.
func (s *Segment) VisitStoredFields(doc uint64, visit scorch.StoredFieldValueVisitor) error {
	id, err := s.DocID(doc)
	if err == nil {
		visit("_id", 't', id, nil)
	}
	return err
}

// Dictionary is refused; see Field.
func (s *Segment) Dictionary(string) (scorch.TermDictionary, error) { return nil, errNotAsked }

// Fields returns the names of the fields.
func (s *Segment) Fields() []string {
	names := make([]string, 0, len(s.fields))
	for name := range s.fields {
		names = append(names, name)
	}
	return names
}

// Size returns the bytes of the segment.
func (s *Segment) Size() int { return len(s.data) }

// BytesRead is part of statistics that are not kept.
func (s *Segment) BytesRead() uint64 { return 0 }

// ResetBytesRead is part of statistics that are not kept.
func (s *Segment) ResetBytesRead(uint64) {}

// BytesWritten returns the bytes of the segment.
func (s *Segment) BytesWritten() uint64 { return uint64(len(s.data)) }

// AddRef counts one more user.
func (s *Segment) AddRef() { s.references.Add(1) }

// DecRef counts one user less, and closes the file after the last.
func (s *Segment) DecRef() error {
	if s.references.Add(-1) > 0 || s.mapped == nil {
		return nil
	}
	return s.mapped.Unmap()
}

// Close gives up the reference of whoever made the segment.
func (s *Segment) Close() error { return s.DecRef() }

// Persist writes the segment to a new file.
func (s *Segment) Persist(path string) error {
	_, err := writeFile(path, func(out *output) { out.write(s.data) })
	return err
}
