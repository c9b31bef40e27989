package pdftext

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
)

// cmap maps character codes to text (a ToUnicode CMap) or to the numbers of
// glyphs in a font (the CMap of a composite font).
type cmap struct {
	spaces []codespace
	texts  map[uint32]string
	ranges []textRange // sorted by low
	glyphs []glyphRange
	cut    bool // at maxMappings entries
}

// codespace says that codes from low to high are length bytes long.
type codespace struct {
	length    int
	low, high uint32
}

// textRange maps low to text, low+1 to text with its last character one higher, …
type textRange struct {
	low, high uint32
	text      []rune
}

// glyphRange maps low to the glyph first, low+1 to the next, …
type glyphRange struct{ low, high, first uint32 }

// parseCMap reads a CMap. Operators it does not know are passed over. With an
// error it returns what was read before it.
func parseCMap(data []byte) (*cmap, error) {
	m := &cmap{texts: map[uint32]string{}}
	l := &lexer{data: data}
	for {
		t := l.next()
		if t.kind == endOfInput {
			break
		}
		if t.kind == operatorToken {
			m.section(l, string(t.text))
		}
		l.release()
		if m.cut || len(m.texts)+len(m.ranges)+len(m.glyphs)+len(m.spaces) > maxMappings {
			m.sort()
			return m, fmt.Errorf("a character map has more than %d entries", maxMappings)
		}
	}
	m.sort()
	return m, nil
}

func (m *cmap) sort() {
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].low < m.ranges[j].low })
	sort.SliceStable(m.glyphs, func(i, j int) bool { return m.glyphs[i].low < m.glyphs[j].low })
}

func (m *cmap) section(l *lexer, operator string) {
	switch operator {
	case "begincodespacerange":
		m.entries(l, 2, func(e []token) {
			m.spaces = append(m.spaces, codespace{len(e[0].text), code(e[0].text), code(e[1].text)})
		})
	case "beginbfchar":
		m.entries(l, 2, func(e []token) { m.setText(code(e[0].text), e[1]) })
	case "beginbfrange":
		m.textRanges(l)
	case "begincidchar":
		m.entries(l, 2, func(e []token) {
			c := code(e[0].text)
			m.glyphs = append(m.glyphs, glyphRange{c, c, uint32(e[1].number)})
		})
	case "begincidrange":
		m.entries(l, 3, func(e []token) {
			m.glyphs = append(m.glyphs, glyphRange{code(e[0].text), code(e[1].text), uint32(e[2].number)})
		})
	}
}

// entries calls add with every size tokens up to the operator that ends the section.
func (m *cmap) entries(l *lexer, size int, add func([]token)) {
	entry := make([]token, 0, 3)
	for count := 0; count <= maxMappings; {
		t := l.next()
		if t.kind == endOfInput || t.kind == operatorToken {
			return
		}
		if entry = append(entry, t); len(entry) == size {
			add(entry)
			entry = entry[:0]
			l.release()
			count++
		}
	}
	m.cut = true
}

func (m *cmap) textRanges(l *lexer) {
	for count := 0; count <= maxMappings; count++ {
		low, high := l.next(), l.next()
		if low.kind != stringToken || high.kind != stringToken {
			return
		}
		first, last := code(low.text), code(high.text)
		switch target := l.next(); target.kind {
		case stringToken:
			if text := decodeUTF16(target.text); len(text) > 0 {
				m.ranges = append(m.ranges, textRange{first, last, text})
			}
		case openArray:
			m.textArray(l, first)
		default:
			return
		}
		l.release()
	}
	m.cut = true
}

func (m *cmap) textArray(l *lexer, code uint32) {
	for count := 0; count <= maxMappings; count++ {
		t := l.next()
		if t.kind != stringToken {
			return
		}
		m.setText(code, t)
		code++
	}
	m.cut = true
}

func (m *cmap) setText(code uint32, t token) {
	if text := withoutZeros(string(decodeUTF16(t.text))); text != "" {
		m.texts[code] = text
	}
}

// text returns what a code means; ok is false where the map does not say.
func (m *cmap) text(code uint32) (text string, ok bool) {
	if text, ok = m.texts[code]; ok {
		return text, true
	}
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].low > code }) - 1
	if i < 0 || code > m.ranges[i].high {
		return m.numberedText(code)
	}
	r := m.ranges[i]
	last := len(r.text) - 1
	text = withoutZeros(string(r.text[:last]) + string(r.text[last]+rune(code-r.low)))
	return text, text != ""
}

// withoutZeros leaves out the characters by which producers write "no text".
func withoutZeros(text string) string { return strings.ReplaceAll(text, "\x00", "") }

// numberedText returns the character whose number a map to characters has where
// it should have the character: some programs write such maps.
func (m *cmap) numberedText(code uint32) (text string, ok bool) {
	if number := m.glyph(code); number > 0 && number <= unicode.MaxRune {
		return string(rune(number)), true
	}
	return "", false
}

// glyph returns the number of the glyph for a code.
func (m *cmap) glyph(code uint32) uint32 {
	i := sort.Search(len(m.glyphs), func(i int) bool { return m.glyphs[i].low > code }) - 1
	if i < 0 || code > m.glyphs[i].high {
		return 0
	}
	return m.glyphs[i].first + code - m.glyphs[i].low
}

// split returns the first code of s and how many bytes it takes, by the
// codespaces of the map; two bytes where none fits.
func (m *cmap) split(s []byte) (c uint32, length int) {
	for n := 1; n <= 4 && n <= len(s); n++ {
		c = code(s[:n])
		for _, space := range m.spaces {
			if space.length == n && within(c, space, n) {
				return c, n
			}
		}
	}
	n := min(2, len(s))
	return code(s[:n]), n
}

// within reports whether every byte of the code lies between the bytes of the bounds.
func within(c uint32, space codespace, length int) bool {
	for shift := 0; shift < 8*length; shift += 8 {
		b := c >> shift & 0xFF
		if b < space.low>>shift&0xFF || b > space.high>>shift&0xFF {
			return false
		}
	}
	return true
}

// code reads up to four bytes as a number, the first being the highest.
func code(s []byte) (c uint32) {
	for _, b := range s[:min(len(s), 4)] {
		c = c<<8 | uint32(b)
	}
	return c
}

// decodeUTF16 reads big-endian UTF-16, or a single byte as a character.
func decodeUTF16(s []byte) []rune {
	if len(s) == 1 {
		s = []byte{0, s[0]}
	}
	units := make([]uint16, 0, len(s)/2)
	for ; len(s) > 1; s = s[2:] {
		units = append(units, uint16(s[0])<<8|uint16(s[1]))
	}
	return utf16.Decode(units)
}
