package docx

import (
	"encoding/xml"
	"errors"
	"strconv"
	"unicode"

	"entente/corpus/formats/office"
)

// text reads the elements of a part that hold text, in order.
type text struct {
	*reader
	elements   *office.Elements
	flow       office.Flow
	paragraphs []paragraph // open ones: a text box has its own within another
	runs       []run       // open ones
	fields     []bool      // open fields, whether each has come to its result
	choices    []bool      // open alternatives, whether one was taken
	open       int         // open elements whose characters are text
	plain      bool        // what stands in a field before its result is read, too
	pictures   int
	notes      struct{ foot, end int } // cited so far
	cited      map[string]bool         // notes by element and id: each is placed once
}

// paragraph is what its properties say.
type paragraph struct {
	level  int
	marker string
	hidden bool
	joined bool // its end was deleted
}

// run is what the properties of a run of characters say.
type run struct{ hidden, raised bool }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// readText reads the main text.
func (r *reader) readText(part string) *text {
	t := r.walk(part, false)
	if t.inInstruction() {
		// A field that is not closed must not swallow the rest of the text.
		r.lists.reset()
		return r.walk(part, true)
	}
	return t
}

func (r *reader) walk(part string, plain bool) *text {
	t := &text{reader: r, plain: plain}
	if r.failed != nil {
		return t
	}
	t.elements, r.failed = r.container.Elements(r.ctx, part)
	if r.failed != nil {
		return t
	}
	err := t.elements.Read(t)
	switch {
	case errors.Is(err, office.ErrMalformed) && len(t.flow.Blocks()) > 0:
		r.note("the text breaks off: " + detail(err))
	case err != nil:
		r.failed = err
	}
	return t
}

// left are elements that hold no text of the final document, or none that is
// read where they stand.
var left = map[string]bool{
	"del": true, "moveFrom": true, "delText": true, "instrText": true, "delInstrText": true, "rt": true, "sectPr": true,
	"tblPr": true, "tblGrid": true, "trPr": true, "tcPr": true, "sdtPr": true, "sdtEndPr": true, "docPr": true, "binData": true,
}

// Start begins what an element stands for.
func (t *text) Start(element xml.StartElement) error {
	name := element.Name.Local
	if left[name] {
		return t.elements.Skip()
	}
	switch name {
	case "p":
		t.paragraphs = append(t.paragraphs, paragraph{})
		t.flow.BeginParagraph()
	case "pPr":
		return t.paragraphProperties(element)
	case "r":
		t.runs = append(t.runs, run{hidden: t.hiddenByStyle()})
	case "rPr":
		return t.runProperties(element)
	case "t":
		t.open++
	case "tbl":
		t.flow.BeginTable()
	case "tc":
		t.flow.BeginCell()
	case "fldChar":
		t.field(office.Attribute(element.Attr, "fldCharType"))
	case "AlternateContent":
		t.choices = append(t.choices, false)
	case "Choice", "Fallback":
		return t.alternative()
	default:
		t.sign(name, element)
	}
	return nil
}

// End closes what began with an element.
func (t *text) End(name xml.Name) {
	switch name.Local {
	case "p":
		t.endParagraph()
	case "r":
		if n := len(t.runs); n > 0 {
			t.runs = t.runs[:n-1]
		}
	case "t":
		t.open--
	case "tbl":
		t.flow.EndTable()
	case "tr":
		t.flow.EndRow()
	case "tc":
		t.flow.EndCell()
	case "AlternateContent":
		if n := len(t.choices); n > 0 {
			t.choices = t.choices[:n-1]
		}
	}
}

// alternative reads the first of several forms of the same content, such as a
// text box for new and for old programs.
func (t *text) alternative() error {
	n := len(t.choices)
	if n == 0 {
		return nil
	}
	if t.choices[n-1] {
		return t.elements.Skip()
	}
	t.choices[n-1] = true
	return nil
}

// sign reads the elements that stand for characters, notes or other content.
func (t *text) sign(name string, element xml.StartElement) {
	switch name {
	case "tab", "ptab":
		t.write("\t")
	case "br", "cr":
		t.write("\n")
	case "noBreakHyphen":
		t.write("-")
	case "sym":
		t.write(symbol(office.Attribute(element.Attr, "char")))
	case "footnoteReference":
		t.notes.foot++
		t.cite(t.footnotes, element, office.Decimal.Write(t.notes.foot))
	case "endnoteReference":
		t.notes.end++
		t.cite(t.endnotes, element, office.LowerRoman.Write(t.notes.end))
	case "num", "den", "deg", "sub", "sup", "lim", "e": // of a formula
		t.write(" ")
	case "blip", "imagedata":
		t.pictures++
	case "altChunk":
		t.note("a part that was inserted from another file is not read")
	case "subDoc":
		t.note("a sub-document, which is a file of its own, is not read")
	}
}

// Text adds the characters of the elements that hold text.
func (t *text) Text(s string) {
	if t.open > 0 {
		t.write(s)
	}
}

// write adds text that is seen.
func (t *text) write(s string) {
	hidden := t.inInstruction() && !t.plain
	var r run
	if n := len(t.runs); n > 0 {
		r = t.runs[n-1]
	}
	if s == "" || hidden || r.hidden {
		return
	}
	if r.raised && s[0] >= '0' && s[0] <= '9' {
		s = " " + s // the mark of a note, not a part of the word before it
	}
	t.flow.Write(s)
}

// symbol returns the character of a symbol font, "" for one that only that font has.
func symbol(code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil || n == 0 || unicode.Is(unicode.Co, rune(n)) || !unicode.IsPrint(rune(n)) {
		return ""
	}
	return string(rune(n))
}

// field follows the marks of a field: its instruction, between begin and
// separate, is not seen.
func (t *text) field(mark string) {
	n := len(t.fields)
	switch {
	case mark == "begin":
		t.fields = append(t.fields, false)
	case mark == "separate" && n > 0:
		t.fields[n-1] = true
	case mark == "end" && n > 0:
		t.fields = t.fields[:n-1]
	}
}

func (t *text) inInstruction() bool {
	for _, result := range t.fields {
		if !result {
			return true
		}
	}
	return false
}

func (t *text) runProperties(element xml.StartElement) error {
	properties, err := t.elements.Tree(element)
	n := len(t.runs)
	if err != nil || n == 0 {
		return err
	}
	hidden := t.hiddenByStyle() || t.styles.hidden(properties.Child("rStyle").Value("val"))
	if own := toggle(properties.Child("vanish")); own != nil {
		hidden = *own
	}
	t.runs[n-1] = run{hidden: hidden, raised: properties.Child("vertAlign").Value("val") == "superscript"}
	return nil
}

// hiddenByStyle reports whether the style of the open paragraph hides its text.
func (t *text) hiddenByStyle() bool {
	n := len(t.paragraphs)
	return n > 0 && t.paragraphs[n-1].hidden
}

func (t *text) paragraphProperties(element xml.StartElement) error {
	properties, err := t.elements.Tree(element)
	n := len(t.paragraphs)
	if err != nil || n == 0 {
		return err
	}
	p := &t.paragraphs[n-1]
	mark := properties.Child("rPr")
	p.joined = mark.Child("del") != nil || mark.Child("moveFrom") != nil
	style := properties.Child("pStyle").Value("val")
	if style == "" {
		style = t.styles.defaultParagraph
	}
	p.hidden = t.styles.hidden(style)
	p.level = t.styles.level(style)
	if own := outlineLevel(properties); own != nil {
		p.level = *own
	}
	if vanish := toggle(mark.Child("vanish")); vanish != nil && *vanish && len(properties.Children) == 1 {
		return nil // an empty paragraph that is not seen
	}
	if p.joined {
		return nil
	}
	p.marker = t.marker(readListRef(properties.Child("numPr")), style)
	return nil
}

// marker counts a paragraph in the list in which it or its style puts it.
func (t *text) marker(own listRef, style string) string {
	ref, from := t.styles.list(style)
	if own.level != nil {
		ref.level = own.level
	}
	if own.id != "" {
		ref.id, from = own.id, ""
	}
	if own.level != nil {
		from = ""
	}
	if ref.id == "" || ref.id == "0" {
		return ""
	}
	return t.lists.next(ref, from, t.styles)
}

func (t *text) endParagraph() {
	n := len(t.paragraphs)
	if n == 0 {
		return
	}
	p := t.paragraphs[n-1]
	t.paragraphs = t.paragraphs[:n-1]
	if p.joined {
		t.flow.JoinParagraph()
		return
	}
	t.flow.EndParagraph(p.level, p.marker)
}
