package pdftext

import (
	"bytes"
	"strings"
)

// marked follows the marked content that a page's text stands in. Where it says
// what the text is (ActualText), that is taken instead of the glyphs.
type marked struct {
	depth  int
	actual []byte // nil outside of such content
	begun  int    // depth at which it began
	place  piece  // the space that the glyphs take
	any    bool   // some glyph was shown
}

func (in *interpreter) beginMarked(operands []token) {
	m := &in.marked
	m.depth++
	if m.actual != nil {
		return
	}
	for i := 0; i+1 < len(operands); i++ {
		if operands[i].kind == nameToken && string(operands[i].text) == "ActualText" && operands[i+1].kind == stringToken {
			m.actual = append([]byte{}, textString(operands[i+1].text)...)
			m.begun, m.any = m.depth, false
			return
		}
	}
}

func (in *interpreter) endMarked() {
	m := &in.marked
	if m.actual != nil && m.depth == m.begun {
		if m.any && len(m.actual) > 0 {
			m.place.text = m.actual
			in.add(m.place)
		}
		m.actual = nil
	}
	m.depth = max(m.depth-1, 0)
}

// take reports whether the text of the piece is replaced by the marked content
// it stands in.
func (m *marked) take(p piece) bool {
	if m.actual == nil {
		return false
	}
	if !m.any {
		m.place, m.any = p, true
	} else {
		m.place.end = max(m.place.end, p.end)
	}
	return true
}

// textString reads a text string as PDF writes it outside of content: UTF-16
// with a byte order mark, UTF-8 with one, or a superset of Latin-1.
func textString(s []byte) string {
	var text strings.Builder
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		text.WriteString(string(decodeUTF16(s[2:])))
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		text.Write(bytes.ToValidUTF8(s[3:], []byte(unreadable)))
	default:
		e := documentEncoding()
		for _, c := range s {
			text.WriteString(e[c])
		}
	}
	return cleanGlyph(text.String(), false)
}
