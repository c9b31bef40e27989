package segment

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
)

// fieldWriter writes the terms of a field, given in order, and their postings. Of a
// segment there is one, which is used for each field again.
type fieldWriter struct {
	out        *output
	name       string
	kind       Kind
	dictionary dictionaryWriter
	start      uint64 // of the postings in the segment

	term        []byte // that was begun; its postings are below
	from        uint64 // where they begin
	docs        []uint32
	frequencies []byte // of the block that is filled
	places      []byte // likewise
	ends        []byte // of the blocks that are written
	record      []byte
	scratch     []byte
}

// field begins a field.
func (out *output) field(name string, kind Kind) *fieldWriter {
	w := &out.writer
	w.out, w.name, w.kind, w.start = out, name, kind, out.at
	w.dictionary.reset()
	return w
}

// begin begins the next term; a term to which no document is added is left out.
func (w *fieldWriter) begin(term []byte) {
	w.end()
	w.term, w.from = append(w.term[:0], term...), w.out.at
}

// add adds the next document of the term.
func (w *fieldWriter) add(doc uint32, frequency uint64, places []byte) {
	if w.kind != ValueField {
		if n := len(w.docs); n > 0 && n%blockDocuments == 0 {
			w.writeBlock()
		}
		w.frequencies = binary.AppendUvarint(w.frequencies, frequency)
		w.places = append(w.places, places...)
	}
	w.docs = append(w.docs, doc)
}

// writeBlock writes the block of places that is full.
func (w *fieldWriter) writeBlock() {
	w.out.write(w.frequencies)
	w.out.write(w.places)
	w.ends = binary.LittleEndian.AppendUint64(w.ends, w.out.at-w.from)
	w.frequencies, w.places = w.frequencies[:0], w.places[:0]
}

// end writes what is not yet written of the term that was begun.
func (w *fieldWriter) end() {
	if len(w.docs) == 0 {
		return
	}
	w.record = append(append(w.record[:0], w.frequencies...), w.places...)
	places := w.out.at - w.from + uint64(len(w.record))
	w.record = binary.AppendUvarint(w.record, uint64(len(w.docs)))
	w.writeDocuments()
	w.record = append(w.record, w.ends...)
	w.out.write(w.record)
	w.dictionary.add(w.term, w.from-w.start, places, w.out.at-w.from-places)
	w.docs, w.frequencies, w.places, w.ends = w.docs[:0], w.frequencies[:0], w.places[:0], w.ends[:0]
}

func (w *fieldWriter) writeDocuments() {
	if len(w.docs) < bitmapDocuments {
		before := uint32(0)
		for _, doc := range w.docs {
			w.record = binary.AppendUvarint(w.record, uint64(doc-before))
			before = doc
		}
		return
	}
	bitmap := roaring.BitmapOf(w.docs...)
	bitmap.RunOptimize()
	encoded, err := bitmap.ToBytes()
	if err != nil {
		w.out.fail(err)
	}
	w.record = appendText(w.record, encoded)
}

// finish ends the field, which is left out when it has no terms. The error is the
// first that there was in the segment.
func (w *fieldWriter) finish() error {
	w.end()
	if w.dictionary.terms == 0 {
		return w.out.failed
	}
	if size := len(w.dictionary.blocks); uint64(size) > math.MaxUint32 {
		w.out.fail(fmt.Errorf("its terms have %d bytes, more than a segment can hold", size))
	}
	w.out.note(sectionField, w.name)
	w.out.table = binary.AppendUvarint(w.out.table, uint64(w.kind))
	w.out.table = binary.AppendUvarint(w.out.table, uint64(w.dictionary.terms))
	w.out.noteSection(w.start, w.out.at-w.start)
	w.out.section(w.dictionary.blocks)
	w.out.section(w.dictionary.starts)
	return w.out.failed
}

// addRows adds the documents of a term of a builder, numbered from a base.
func (w *fieldWriter) addRows(f *inversion, number, base uint32) {
	for rows := f.rowsOf(number); len(rows) > 0; {
		n := 1
		for n < len(rows) && rows[n].doc == rows[0].doc {
			n++
		}
		w.add(base+rows[0].doc, uint64(n), w.placesOf(f, rows[:n]))
		rows = rows[n:]
	}
}

// placesOf writes the places of a term in a document.
func (w *fieldWriter) placesOf(f *inversion, rows []row) []byte {
	w.scratch = w.scratch[:0]
	switch f.kind {
	case WordField:
		before := uint32(0)
		for _, r := range rows {
			position, written := r.place>>writtenBits, r.place&(1<<writtenBits-1)
			step := uint64(position-before) << 1
			if written == 0 {
				w.scratch = binary.AppendUvarint(w.scratch, step)
			} else {
				w.scratch = append(binary.AppendUvarint(w.scratch, step|1), byte(written))
			}
			before = position
		}
	case SpanField:
		text := uint32(0)
		for _, r := range rows {
			s := f.spans[r.place]
			w.scratch = binary.AppendUvarint(w.scratch, uint64(s.Text-text))
			w.scratch = binary.AppendUvarint(w.scratch, uint64(s.First))
			w.scratch = binary.AppendUvarint(w.scratch, uint64(s.Last+1-s.First))
			text = s.Text
		}
	}
	return w.scratch
}
