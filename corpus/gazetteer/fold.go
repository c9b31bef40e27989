package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/corpus/letters"
)

// What a byte of text is to the scanner, a set of one bit.
const (
	lowerByte = 1 << iota
	upperByte
	digitByte
	longByte    // part of a character beyond ASCII
	joiningByte // may stand between two words of a name

	wordBytes = lowerByte | upperByte | digitByte
)

// smallBit makes a capital of ASCII small; small letters and digits have it.
const smallBit = 0x20

// twoBytes is the end of the characters of at most two bytes, which are folded by
// table.
const twoBytes = 0x800

// folder brings letters into the form in which names are compared: lower case
// and without accents.
type folder struct {
	class [256]uint8
	short [twoBytes]string
}

func newFolder() *folder {
	f := &folder{}
	for b := range f.class {
		f.class[b] = classOf(byte(b))
	}
	for r := range rune(twoBytes) {
		f.short[r] = foldRune(r)
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
	case joins(rune(b)):
		return joiningByte
	}
	return 0
}

// fold returns the folded form of r.
func (f *folder) fold(r rune) string {
	if r < twoBytes {
		return f.short[r]
	}
	return foldRune(r)
}

// foldRune returns r in lower case without its accents; nothing for a mark.
func foldRune(r rune) string {
	r = unicode.ToLower(r)
	if plain := letters.Plain(r); plain != "" {
		return plain
	}
	return strings.Map(dropMark, norm.NFD.String(string(r)))
}

func dropMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) || r == softHyphen {
		return -1
	}
	return r
}
