package formats

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanText returns text as a Block holds it: valid UTF-8 in NFC, every kind
// of blank a single space, no control or invisible characters, no blanks
// around line ends, no empty lines. Bytes that are no UTF-8 become U+FFFD.
func cleanText(text string) string {
	if isClean(text) {
		return text
	}
	return cleaned(text)
}

// isClean reports whether a text in ASCII is as cleanText has to make it, which
// is told in a fraction of the time of making it so. Any other text is not.
func isClean(text string) bool {
	last := byte('\n')
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ' ' || c == '\n':
			if last == ' ' || last == '\n' {
				return false
			}
		case c < ' ' || c > '~':
			return false
		}
		last = c
	}
	return text == "" || last != ' ' && last != '\n'
}

func cleaned(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(text))
	blank := false // a blank is due before the next visible character
	line := false  // a line end is due before the next visible character
	for _, r := range text {
		switch {
		case isLineEnd(r):
			line = true
		case isBlank(r):
			blank = true
		case isInvisible(r):
		default:
			if b.Len() > 0 && line {
				b.WriteByte('\n')
			} else if b.Len() > 0 && blank {
				b.WriteByte(' ')
			}
			blank, line = false, false
			b.WriteRune(r)
		}
	}
	// Dropping an invisible character can bring two together that compose.
	return norm.NFC.String(b.String())
}

// oneLine returns the text cleaned and with line ends turned into blanks.
func oneLine(text string) string {
	return strings.ReplaceAll(cleanText(text), "\n", " ")
}

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func isBlank(r rune) bool {
	return r == '\t' || unicode.Is(unicode.Zs, r)
}

// isInvisible reports whether r is a control or format character. The zero
// width joiners stay: they change the letters of Persian and Indic words.
func isInvisible(r rune) bool {
	if r == '\u200C' || r == '\u200D' {
		return false
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

// normalizeLines turns every line end into "\n" and leaves form feeds alone.
func normalizeLines(text string) string {
	return lineEnds.Replace(text)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
