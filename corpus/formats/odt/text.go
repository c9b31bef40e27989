package odt

import (
	"encoding/xml"
	"strings"

	"entente/corpus/formats/office"
)

const maxLevel = 6

// text reads the elements that hold text, in order.
type text struct {
	elements   *office.Elements
	styles     *styles
	lists      *lists
	flow       office.Flow
	paragraphs []paragraph // open ones: a note has its own within another
	spans      []bool      // open spans, whether the style of each hides it
	mark       string      // of a note that begins
	pictures   int
}

type paragraph struct {
	level  int
	marker string
	hidden bool
	spans  int // open spans around it
}

// left are elements that hold no text of the final document.
var left = map[string]bool{
	"text:tracked-changes": true, "office:annotation": true, "office:forms": true, "office:event-listeners": true,
	"office:scripts": true, "office:font-face-decls": true, "svg-compatible:title": true, "svg-compatible:desc": true,
	"draw:object": true, "draw:object-ole": true, "text:ruby-text": true, "text:sequence-decls": true, "text:variable-decls": true,
	"text:user-field-decls": true,
}

// Start begins what an element stands for.
func (t *text) Start(element xml.StartElement) error {
	name := qualified(element.Name)
	if left[name] || strings.HasPrefix(name, "text:") && strings.HasSuffix(name, "-source") || isHidden(name, element) {
		return t.elements.Skip()
	}
	if isStyle, err := t.styles.add(t.elements, element); isStyle || err != nil {
		return err
	}
	switch name {
	case "text:p":
		t.beginParagraph(element, 0)
	case "text:h":
		t.beginParagraph(element, max(1, number(office.Attribute(element.Attr, "outline-level"), 1)))
	case "text:span":
		t.spans = append(t.spans, t.styles.hidden("text", office.Attribute(element.Attr, "style-name")))
	case "text:note-citation":
		return t.noteMark(element)
	case "text:list":
		t.lists.begin(element)
	case "text:list-item":
		t.lists.item(element)
	case "text:list-header":
		t.lists.header()
	case "table:table":
		t.flow.BeginTable()
	case "table:table-cell", "table:covered-table-cell":
		t.flow.BeginCell()
	default:
		t.sign(name, element)
	}
	return nil
}

// isHidden reports whether an element with its content is not seen.
func isHidden(name string, element xml.StartElement) bool {
	attribute := func(name string) string { return office.Attribute(element.Attr, name) }
	switch name {
	case "text:section":
		return attribute("display") == "none" || attribute("is-hidden") == "true"
	case "text:hidden-text":
		return attribute("is-hidden") == "true"
	case "table:table-row":
		return attribute("visibility") == "collapse"
	}
	return false
}

// sign reads the elements that stand for characters or pictures.
func (t *text) sign(name string, element xml.StartElement) {
	switch name {
	case "text:s":
		t.write(" ")
	case "text:tab":
		t.write("\t")
	case "text:line-break":
		t.write("\n")
	case "draw:image":
		t.pictures++
	case "text:hidden-paragraph":
		if n := len(t.paragraphs); n > 0 && office.Attribute(element.Attr, "is-hidden") == "true" {
			t.paragraphs[n-1].hidden = true
		}
	}
}

// End closes what began with an element.
func (t *text) End(name xml.Name) {
	switch qualified(name) {
	case "text:p", "text:h":
		t.endParagraph()
	case "text:span":
		if n := len(t.spans); n > 0 {
			t.spans = t.spans[:n-1]
		}
	case "text:list":
		t.lists.end()
	case "table:table":
		t.flow.EndTable()
	case "table:table-row":
		t.flow.EndRow()
	case "table:table-cell", "table:covered-table-cell":
		t.flow.EndCell()
	}
}

// Text adds characters, of which a new line is a blank.
func (t *text) Text(s string) { t.write(strings.ReplaceAll(s, "\n", " ")) }

// write adds text that is seen. Outside of paragraphs there are only the blanks
// between elements.
func (t *text) write(s string) {
	n := len(t.paragraphs)
	if n == 0 {
		return
	}
	for _, hidden := range t.spans[t.paragraphs[n-1].spans:] {
		if hidden {
			return
		}
	}
	t.flow.Write(s)
}

func (t *text) beginParagraph(element xml.StartElement, level int) {
	style := office.Attribute(element.Attr, "style-name")
	p := paragraph{level: min(level, maxLevel), hidden: t.styles.hidden("paragraph", style), spans: len(t.spans)}
	if level == 0 && t.styles.isTitle(style) {
		p.level = 1
	}
	p.marker = t.lists.paragraph(t.styles, t.styles.list(style))
	if level > 0 {
		// Counted in any case: a heading in a list has the number of the list.
		if own := t.lists.heading(t.styles, element, level); p.marker == "" {
			p.marker = own
		}
	}
	if t.mark != "" {
		p.level, p.marker, t.mark = 0, strings.TrimSpace(t.mark+" "+p.marker), ""
	}
	t.paragraphs = append(t.paragraphs, p)
	t.flow.BeginParagraph()
}

func (t *text) endParagraph() {
	n := len(t.paragraphs)
	if n == 0 {
		return
	}
	p := t.paragraphs[n-1]
	t.paragraphs = t.paragraphs[:n-1]
	if p.hidden {
		t.flow.DropParagraph()
		return
	}
	t.flow.EndParagraph(p.level, p.marker)
}

// noteMark keeps the mark of a note for its first paragraph. It is not put into
// the sentence, where it would part the words of a phrase.
func (t *text) noteMark(element xml.StartElement) error {
	citation, err := t.elements.Tree(element)
	if err != nil {
		return err
	}
	t.mark = "[" + strings.TrimSpace(citation.Text) + "]"
	return nil
}
