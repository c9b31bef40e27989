package segment

import "encoding/binary"

// Texts tells where the texts of documents begin, and their sentences, in a field
// of words. A document's texts are written one after the other: how many positions
// a text has, how many sentences, and the distance of each sentence's first word
// from that of the one before (of the first, from the position before the text).
// It is not for use by several goroutines.
type Texts struct {
	column    Strings
	doc       int64    // that was read, plus one; 0 for none
	starts    []uint32 // the position before each text
	sentences []uint32 // the position of the first word of each sentence
}

// Place is where a word stands in a document.
type Place struct {
	Text     uint32 // its number, from 0
	Position uint32 // in the text, from 1
	Sentence uint32 // in the document, from 1
}

// Read reads where the texts of a document begin.
func (t *Texts) Read(doc uint32) error {
	if t.doc == int64(doc)+1 {
		return nil
	}
	t.doc, t.starts, t.sentences = 0, t.starts[:0], t.sentences[:0]
	in, start := input{rest: t.column.Bytes(doc)}, uint32(0)
	for len(in.rest) > 0 {
		t.starts = append(t.starts, start)
		positions, sentence := uint32(in.number()), start
		for range min(in.number(), uint64(positions)) {
			sentence += uint32(in.number())
			t.sentences = append(t.sentences, sentence)
		}
		start += positions
	}
	t.doc = int64(doc) + 1
	return in.err()
}

// Places appends the places of words of the document that was read, in the order
// of the words, which ascend.
func (t *Texts) Places(words []Word, to []Place) []Place {
	text, sentence := 0, 0
	for _, w := range words {
		text = advance(t.starts, text, w.Position)
		sentence = advance(t.sentences, sentence, w.Position+1)
		place := Place{Position: w.Position, Sentence: uint32(sentence)}
		if text > 0 {
			place.Text, place.Position = uint32(text-1), w.Position-t.starts[text-1]
		}
		to = append(to, place)
	}
	return to
}

// textsWriter collects where the texts of the documents of a field begin.
type textsWriter struct {
	column    stringsBuilder
	document  []byte
	positions uint32 // of the text that is added
	sentences []uint32
}

// end ends a text.
func (w *textsWriter) end() {
	w.document = binary.AppendUvarint(w.document, uint64(w.positions))
	w.document = binary.AppendUvarint(w.document, uint64(len(w.sentences)))
	before := uint32(0)
	for _, s := range w.sentences {
		w.document = binary.AppendUvarint(w.document, uint64(s-before))
		before = s
	}
	w.positions, w.sentences = 0, w.sentences[:0]
}

// endDocument ends a document.
func (w *textsWriter) endDocument() {
	w.column.add(w.document)
	w.document = w.document[:0]
}
