package formats

import (
	"encoding/xml"
	"slices"
	"strings"
	"unicode/utf8"
)

// xmlWalker makes blocks of the elements of a file.
type xmlWalker struct {
	vocabulary xmlVocabulary
	blocks     []Block

	root     string
	open     []xmlElement
	skipping int // elements around that are no text
	depth    int // divisions around

	captures []*strings.Builder // the text read now goes to the last
	title    []string           // number and headings of a division that are not yet written
	titleOf  string             // what that division is
	given    bool               // the title begins with a number that an attribute gives
	number   string             // before the next paragraph
	level    int                // of the paragraph that is being read, by its style
	beside   []string           // notes to the paragraph that is being read
	boundary bool               // where no vocabulary tells: a paragraph ends, unless text goes on here

	facts      map[string]xmlFound
	entities   bool
	encoded    int
	uncounted  int // numbers that the program of the file counts
	attributes int // bytes of them, where no vocabulary tells
}

type xmlElement struct {
	name    string
	role    xmlRole
	hasText bool // directly in it
	cells   []string
	fact    *xmlFact // that its text is
}

// xmlFound is a value of metadata, and which of the facts it is by.
type xmlFound struct {
	rank  int
	value string
}

func newXMLWalker(v xmlVocabulary) *xmlWalker {
	return &xmlWalker{vocabulary: v, facts: map[string]xmlFound{}, captures: []*strings.Builder{{}}}
}

// free reports whether no vocabulary tells what elements are.
func (w *xmlWalker) free() bool { return w.vocabulary.name == "" }

func (w *xmlWalker) start(token xml.StartElement) {
	e := xmlElement{name: token.Name.Local, role: w.vocabulary.role(token.Name.Local, token.Attr)}
	if len(w.open) == 0 {
		w.root = e.name
	}
	e.fact = w.learn(e.name, token.Attr)
	w.note(e.name, token.Attr)
	if level := w.vocabulary.styleLevel(e.name, token.Attr); level > 0 && w.skipping == 0 {
		w.level = level
	}
	if w.free() && !w.inText() {
		w.flush()
	}
	w.open = append(w.open, e)
	switch {
	case e.role == xmlSkipped || e.fact != nil:
		w.skipping++
	case w.skipping > 0:
	default:
		w.begin(e, token.Attr)
	}
	if e.fact != nil {
		w.capture()
	}
}

// note counts what of an element is not read.
func (w *xmlWalker) note(name string, attributes []xml.Attr) {
	if w.vocabulary.counted[name] && w.skipping == 0 {
		w.uncounted++
	}
	if !w.free() {
		return
	}
	for _, a := range attributes {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			w.attributes += len(a.Value)
		}
	}
}

// inText reports whether the element around has text of its own.
func (w *xmlWalker) inText() bool { return len(w.open) > 0 && w.open[len(w.open)-1].hasText }

func (w *xmlWalker) begin(e xmlElement, attributes []xml.Attr) {
	switch e.role {
	case xmlDivision:
		w.flush()
		w.writeTitle()
		w.depth++
		w.beginArticle(attributes)
	case xmlHeading, xmlNumber:
		if len(w.captures) == 1 {
			w.flush()
		}
		w.capture()
	case xmlNote, xmlCell:
		w.capture()
	case xmlParagraph, xmlRow:
		w.flush()
	case xmlBreak:
		w.write(hardBreak)
	case xmlGap:
		if attribute(attributes, "break") != "no" { // TEI: within a word
			w.write(" ")
		}
	case xmlQuote:
		w.write(quoteMark(attributes))
	}
}

func (w *xmlWalker) end() {
	if len(w.open) == 0 {
		return
	}
	e := w.open[len(w.open)-1]
	w.open = w.open[:len(w.open)-1]
	if e.fact != nil {
		w.found(e.fact, w.captured())
	}
	switch {
	case e.role == xmlSkipped || e.fact != nil:
		w.skipping--
	case w.skipping > 0:
	case w.free():
		w.boundary = w.boundary || !w.inText()
	default:
		w.close(e)
	}
}

func (w *xmlWalker) close(e xmlElement) {
	switch e.role {
	case xmlDivision:
		w.flush()
		w.writeTitle()
		w.depth--
	case xmlHeading:
		w.closeHeading(e.name)
	case xmlNumber:
		w.closeNumber()
	case xmlNote:
		if text := w.captured(); text != "" {
			w.beside = append(w.beside, text)
		}
	case xmlCell:
		w.closeCell(w.captured())
	case xmlRow:
		if row := strings.Join(e.cells, cellMark); row != "" {
			w.write(row)
		}
		w.flush()
	case xmlParagraph:
		w.flush()
	}
}

func (w *xmlWalker) closeCell(text string) {
	for i := range slices.Backward(w.open) {
		if w.open[i].role == xmlRow {
			if text != "" {
				w.open[i].cells = append(w.open[i].cells, text)
			}
			return
		}
	}
	w.write(" " + text + " ")
}

func (w *xmlWalker) text(text string) {
	if w.skipping > 0 && !w.learning() || len(w.open) == 0 {
		return
	}
	if texts := w.vocabulary.texts; texts != nil && !texts[w.open[len(w.open)-1].name] {
		return
	}
	text = normalizeLines(text)
	if strings.TrimSpace(text) == "" {
		w.write(strings.ReplaceAll(text, "\n", " "))
		return
	}
	if w.boundary && (strings.Contains(text[:strings.Index(text, strings.TrimSpace(text))], "\n") || !w.inText()) {
		w.flush()
	}
	w.boundary = false
	w.open[len(w.open)-1].hasText = true
	w.write(strings.ReplaceAll(text, "\n", " "))
}

// learning reports whether the text is that of a fact.
func (w *xmlWalker) learning() bool {
	return slices.ContainsFunc(w.open, func(e xmlElement) bool { return e.fact != nil })
}

func (w *xmlWalker) write(text string) { w.captures[len(w.captures)-1].WriteString(text) }

func (w *xmlWalker) capture() { w.captures = append(w.captures, &strings.Builder{}) }

// captured ends the innermost capture and returns its text.
func (w *xmlWalker) captured() string {
	last := w.captures[len(w.captures)-1]
	w.captures = w.captures[:len(w.captures)-1]
	return oneLine(last.String())
}

// flush ends a paragraph. In a heading, note or cell it is only a blank.
func (w *xmlWalker) flush() {
	w.boundary = false
	if len(w.captures) > 1 {
		w.write(" ")
		return
	}
	text := cleanText(w.captures[0].String())
	w.captures[0].Reset()
	switch {
	case isEncodedData(text):
		w.encoded++
	case text != "":
		w.writeTitle()
		w.blocks = append(w.blocks, w.block(cleanText(w.number+" "+text)))
		w.number = ""
	}
	w.level = 0
	if text == "" {
		return
	}
	for _, note := range w.beside {
		w.blocks = append(w.blocks, Block{Text: note})
	}
	w.beside = nil
}

func (w *xmlWalker) block(text string) Block {
	if w.level == 0 || utf8.RuneCountInString(text) > maxHeading {
		return Block{Text: text}
	}
	return Block{Level: w.level, Text: strings.ReplaceAll(text, "\n", " ")}
}

func (w *xmlWalker) finish() {
	for len(w.captures) > 1 { // what is open where the file breaks off
		text := w.captured()
		if w.skipping == 0 {
			w.write(" " + text)
		}
	}
	w.flush()
	w.writeTitle()
	for _, text := range append([]string{w.number}, w.beside...) {
		if text != "" {
			w.blocks = append(w.blocks, Block{Text: text})
		}
	}
}

// isEncodedData reports whether a text is no words but bytes written as
// letters: many of them, with no blank but at the ends of long lines.
func isEncodedData(text string) bool {
	const shortest, line = 200, 40
	if len(text) < shortest || !isASCII([]byte(text)) {
		return false
	}
	words := strings.Fields(text)
	for _, word := range words[:max(1, len(words)-1)] {
		if len(word) < line {
			return false
		}
	}
	return true
}
