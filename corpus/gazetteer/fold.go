package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What a byte of text is to the scanner.
const (
	otherByte = iota
	lowerByte
	upperByte
	digitByte
	longByte // part of a character beyond ASCII
)

// latinEnd is the end of the Latin letters folded by table.
const latinEnd = 0x250

// folder brings letters into the form in which names are compared: lower case
// and without accents.
type folder struct {
	class [256]uint8
	latin [latinEnd]string
}

func newFolder() *folder {
	f := &folder{}
	for b := range f.class {
		f.class[b] = classOf(byte(b))
	}
	for r := range rune(latinEnd) {
		f.latin[r] = foldRune(r)
	}
	return f
}

func classOf(b byte) uint8 {
	switch {
	case b >= 'a' && b <= 'z':
		return lowerByte
	case b >= 'A' && b <= 'Z':
		return upperByte
	case b >= '0' && b <= '9':
		return digitByte
	case b >= utf8.RuneSelf:
		return longByte
	}
	return otherByte
}

// append adds the folded form of r to buffer.
func (f *folder) append(buffer []byte, r rune) []byte {
	if r < latinEnd {
		return append(buffer, f.latin[r]...)
	}
	return append(buffer, foldRune(r)...)
}

// foldRune returns r in lower case without its accents; nothing for a mark.
func foldRune(r rune) string {
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'þ':
		return "th"
	}
	return strings.Map(dropMark, norm.NFD.String(string(r)))
}

func dropMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) || r == softHyphen {
		return -1
	}
	return r
}
