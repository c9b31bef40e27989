package rtf

import (
	"strings"
	"unicode"

	"entente/corpus/formats/office"
)

// story is a run of paragraphs: the text, a note, a text box or a number.
type story struct {
	blocks []office.Block
	text   strings.Builder // of the open paragraph
	marker string          // its visible number
	after  []office.Block  // what stands after it
	cell   []office.Block  // of the open cell
	row    [][]office.Block
}

// endParagraph ends the open paragraph; inTable says that it stands in a cell.
func (s *story) endParagraph(level int, inTable bool) {
	var blocks []office.Block
	if text := strings.TrimSpace(s.marker + " " + s.text.String()); text != "" {
		blocks = append(blocks, office.Block{Level: level, Text: text})
	}
	blocks = append(blocks, s.after...)
	s.text.Reset()
	s.marker, s.after = "", nil
	if inTable {
		s.cell = append(s.cell, blocks...)
		return
	}
	s.endRow()
	s.blocks = append(s.blocks, blocks...)
}

func (s *story) endCell(level int) {
	s.endParagraph(level, true)
	s.row = append(s.row, s.cell)
	s.cell = nil
}

func (s *story) endRow() {
	if len(s.cell) > 0 {
		s.row = append(s.row, s.cell)
		s.cell = nil
	}
	s.blocks = append(s.blocks, office.Row(s.row)...)
	s.row = nil
}

// end ends what is open.
func (s *story) end() {
	s.endParagraph(0, len(s.row)+len(s.cell) > 0)
	s.endRow()
}

// setMarker keeps a visible number; bullets are none.
func (s *story) setMarker(text string) {
	text = strings.TrimSpace(text)
	isWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if strings.IndexFunc(text, isWord) >= 0 && text != "o" {
		s.marker = text
	}
}
