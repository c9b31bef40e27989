package office

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Block is a paragraph or heading. Its text is as the file has it: blanks and
// control characters are not yet cleaned.
type Block struct {
	Level int // 0 for a paragraph, 1 to 6 for a heading
	Text  string
}

// MaxRow is the length in characters up to which a table row is written on one
// line; longer rows are page layout.
const MaxRow = 400

// Flow puts the paragraphs, tables and notes of a document in the order in which
// they are read. What begins within a paragraph, such as a text box, stands
// after it. The zero value is an empty document.
type Flow struct {
	done   []Block
	frames []*frame
	joined string // text of a paragraph that goes on in the next
}

// frame is an open paragraph, table or cell.
type frame struct {
	kind   frameKind
	text   strings.Builder // of a paragraph
	blocks []Block         // of a cell, the rows of a table, or what stands after a paragraph
	cells  [][]Block       // of the open row of a table
}

type frameKind int

const (
	paragraphFrame frameKind = iota
	tableFrame
	cellFrame
)

// BeginParagraph begins a paragraph.
func (f *Flow) BeginParagraph() {
	f.push(paragraphFrame).text.WriteString(f.joined)
	f.joined = ""
}

// Write adds text to the open paragraph. Outside of one it begins one.
func (f *Flow) Write(text string) {
	if f.top(paragraphFrame) == nil {
		f.BeginParagraph()
	}
	f.top(paragraphFrame).text.WriteString(text)
}

// EndParagraph ends the paragraph begun last. The marker is the visible number
// of a list item or heading, or empty.
func (f *Flow) EndParagraph(level int, marker string) {
	p := f.pop(paragraphFrame)
	if p == nil {
		return
	}
	if text := strings.TrimSpace(marker + " " + strings.TrimLeftFunc(p.text.String(), unicode.IsSpace)); text != "" {
		f.Place(Block{Level: level, Text: text})
	}
	f.Place(p.blocks...)
}

// JoinParagraph ends the paragraph begun last so that the next goes on with its
// text: the mark between them was deleted.
func (f *Flow) JoinParagraph() {
	if p := f.pop(paragraphFrame); p != nil {
		f.joined = p.text.String()
		f.Place(p.blocks...)
	}
}

// DropParagraph ends the paragraph begun last without its text, which is not
// seen. What stands after it stays.
func (f *Flow) DropParagraph() {
	if p := f.pop(paragraphFrame); p != nil {
		f.Place(p.blocks...)
	}
}

// Place puts finished blocks, such as a note, where reading stands: after the
// open paragraph, into the open cell, or next.
func (f *Flow) Place(blocks ...Block) {
	if n := len(f.frames); n > 0 {
		f.frames[n-1].blocks = append(f.frames[n-1].blocks, blocks...)
		return
	}
	f.done = append(f.done, blocks...)
}

// BeginTable begins a table.
func (f *Flow) BeginTable() { f.push(tableFrame) }

// BeginCell begins a cell of the open row.
func (f *Flow) BeginCell() { f.push(cellFrame) }

// EndCell ends the open cell.
func (f *Flow) EndCell() {
	cell := f.pop(cellFrame)
	if cell == nil {
		return
	}
	if table := f.top(tableFrame); table != nil {
		table.cells = append(table.cells, cell.blocks)
		return
	}
	f.Place(cell.blocks...)
}

// EndRow ends the open row of a table.
func (f *Flow) EndRow() {
	if table := f.top(tableFrame); table != nil {
		table.blocks = append(table.blocks, Row(table.cells)...)
		table.cells = nil
	}
}

// EndTable ends the open table.
func (f *Flow) EndTable() {
	f.EndRow()
	if table := f.pop(tableFrame); table != nil {
		f.Place(table.blocks...)
	}
}

// Blocks ends what is open and returns all.
func (f *Flow) Blocks() []Block {
	f.closeAbove(0)
	if text := strings.TrimSpace(f.joined); text != "" {
		f.done = append(f.done, Block{Text: text})
	}
	f.joined = ""
	return f.done
}

func (f *Flow) push(kind frameKind) *frame {
	f.frames = append(f.frames, &frame{kind: kind})
	return f.frames[len(f.frames)-1]
}

// top returns the innermost frame when it is of the kind, else nil.
func (f *Flow) top(kind frameKind) *frame {
	if n := len(f.frames); n > 0 && f.frames[n-1].kind == kind {
		return f.frames[n-1]
	}
	return nil
}

// pop takes the innermost frame of the kind away and closes what is open within
// it; nil where there is none.
func (f *Flow) pop(kind frameKind) *frame {
	for i := len(f.frames) - 1; i >= 0; i-- {
		if f.frames[i].kind == kind {
			f.closeAbove(i + 1)
			popped := f.frames[i]
			f.frames = f.frames[:i]
			return popped
		}
	}
	return nil
}

// closeAbove ends frames until count are left.
func (f *Flow) closeAbove(count int) {
	for len(f.frames) > count {
		switch f.frames[len(f.frames)-1].kind {
		case paragraphFrame:
			f.EndParagraph(0, "")
		case cellFrame:
			f.EndCell()
		case tableFrame:
			f.EndTable()
		}
	}
}

// Row returns the blocks of a table row: one line when it is short and each cell
// has one paragraph, else cell by cell.
func Row(cells [][]Block) []Block {
	var all []Block
	length, simple := 0, true
	for _, cell := range cells {
		simple = simple && len(cell) <= 1
		for _, b := range cell {
			length += utf8.RuneCountInString(b.Text)
			simple = simple && b.Level == 0
			all = append(all, b)
		}
	}
	if !simple || length > MaxRow || len(all) < 2 {
		return all
	}
	texts := make([]string, len(all))
	for i, b := range all {
		texts[i] = strings.ReplaceAll(b.Text, "\n", " ")
	}
	separator := " | "
	if len(texts) == 2 && IsItemNumber(texts[0]) {
		separator = " " // a list laid out in columns
	}
	return []Block{{Text: strings.Join(texts, separator)}}
}

// IsItemNumber reports whether a text is the number or sign of an item of a list alone.
func IsItemNumber(text string) bool { return itemNumber.MatchString(text) }

var itemNumber = regexp.MustCompile(`^(?:\(?[0-9A-Za-z]{1,4}[.)]|[-–—•*])$`)

// Note returns the blocks of a note with the mark by which it is cited before
// the first of them.
func Note(mark string, blocks []Block) []Block {
	note := make([]Block, len(blocks))
	for i, b := range blocks {
		note[i] = Block{Text: b.Text}
	}
	if len(note) > 0 {
		note[0].Text = "[" + mark + "] " + note[0].Text
	}
	return note
}
