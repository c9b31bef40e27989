package rtf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"entente/corpus/formats/office"
)

// letters are bytes on their way to being text.
type letters struct {
	page    int    // code page of the file
	pending []byte // not decoded yet: a letter may have two bytes
	of      int    // code page of the pending bytes
	skip    int    // characters that stand for the one before, for old programs
	high    rune   // first half of a pair
}

// char reads one byte of text.
func (r *reader) char(c byte) {
	if r.letters.skip > 0 {
		r.letters.skip--
		return
	}
	page := r.letters.page
	if r.state.to == body {
		f := r.fonts[r.state.font]
		if f.symbol {
			return
		}
		if f.page != 0 {
			page = f.page
		}
	}
	if page != r.letters.of {
		r.flush()
		r.letters.of = page
	}
	r.letters.pending = append(r.letters.pending, c)
}

// flush decodes the bytes read so far.
func (r *reader) flush() {
	if len(r.letters.pending) == 0 {
		return
	}
	r.letters.high = 0
	decoded, err := office.CodePage(r.letters.of).NewDecoder().Bytes(r.letters.pending)
	r.letters.pending = r.letters.pending[:0]
	if err != nil {
		decoded = []byte(string(utf8.RuneError))
	}
	r.write(string(decoded))
}

// write puts text where the open group has it go.
func (r *reader) write(text string) {
	switch r.state.to {
	case body:
		r.writeBody(text)
	case fontTable:
		r.nameFont(text)
	case styleSheet:
		r.style.name.WriteString(text)
	case titleText:
		r.title.WriteString(text)
	case propertyName:
		r.name.WriteString(text)
	case propertyValue:
		r.value.WriteString(text)
	}
}

// isSeen reports whether what stands in the open group is part of the final text.
func (r *reader) isSeen() bool {
	return r.state.to == body && !r.state.hidden && !r.state.deleted && !r.state.markup
}

func (r *reader) writeBody(text string) {
	if !r.isSeen() || text == "" {
		return
	}
	r.undecoded += strings.Count(text, string(utf8.RuneError))
	if r.state.raised && isDigit(text[0]) {
		text = " " + text // the mark of a note, not a part of the word before it
	}
	r.story().text.WriteString(text)
}

// sign adds a character that a control stands for.
func (r *reader) sign(text string) {
	if r.letters.skip > 0 {
		r.letters.skip--
		return
	}
	r.flush()
	r.write(text)
}

// unicode reads a character by its number, which is that of 16 bits, signed or
// not, and may be half of a pair.
func (r *reader) unicode(n int) {
	r.flush()
	high := r.letters.high
	r.letters.high, r.letters.skip = 0, r.state.skip
	c := rune(uint16(n))
	switch {
	case c >= 0xD800 && c < 0xDC00:
		r.letters.high = c
	case utf16.IsSurrogate(c):
		r.write(string(utf16.DecodeRune(high, c)))
	case c >= 0xE000 && c < 0xF900: // of a symbol font
	default:
		r.write(string(c))
	}
}

// nameFont reads the names in the font table, each of which ends with ";".
func (r *reader) nameFont(text string) {
	for _, c := range text {
		if c != ';' {
			r.fontName.WriteRune(c)
			continue
		}
		f := r.fonts[r.font]
		f.symbol = isSymbolFont(r.fontName.String())
		r.fonts[r.font] = f
		r.fontName.Reset()
	}
}
