package pdftext

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// inKnownOrder reports whether the glyphs of a TrueType font are numbered as in
// the first fonts of Windows. Word processors write the numbers of these glyphs
// without a map to characters, and the United Nations' documents in Russian are
// full of them. A subset that is numbered anew comes out as garble, which the
// quality check finds.
func inKnownOrder(baseFont string) bool {
	name := strings.ReplaceAll(strings.ToLower(baseFont), " ", "")
	if _, family, subset := strings.Cut(name, "+"); subset {
		name = family
	}
	return strings.HasPrefix(name, "timesnewroman") || strings.HasPrefix(name, "arial") || strings.HasPrefix(name, "couriernew")
}

// orderedGlyph returns the character of a glyph in the known order: ASCII, the
// rest of MacRoman as far as it is certain, and much later the Russian letters.
func orderedGlyph(number uint32) string {
	const (
		blank       = 3   // and the other characters of ASCII up to the tilde
		beyond      = 98  // 0x80 of MacRoman
		fixedBlank  = 172 // is left out: it is the glyph of the blank
		uncertain   = 209
		capitals    = 570 // А to Я, followed by а to я
		capitalYo   = 558
		smallYo     = 634
		narrowBlank = 3031
	)
	switch {
	case number >= blank && number < beyond:
		return string(rune(number - blank + ' '))
	case number >= beyond && number < fixedBlank:
		return string(charmap.Macintosh.DecodeByte(byte(number - beyond + 0x80)))
	case number >= fixedBlank && number < uncertain:
		return string(charmap.Macintosh.DecodeByte(byte(number + 1 - beyond + 0x80)))
	case number == narrowBlank:
		return " "
	case number >= capitals && number < capitals+64:
		return string('А' + rune(number-capitals))
	case number == capitalYo:
		return "Ё"
	case number == smallYo:
		return "ё"
	}
	return unreadable
}
