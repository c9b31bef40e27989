package instrument

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters and digits of a text, in lower case.
type word struct {
	text       string
	start, end int // byte offsets
	// joined says that nothing but blanks, a comma or a hyphen, and no
	// paragraph's end, stands between it and the word before.
	joined bool
	// hyphened says that a hyphen alone does (see hyphens).
	hyphened bool
}

// wordsOf returns the words of a text.
func wordsOf(text string) []word {
	var words []word
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			i += size
			continue
		}
		start := i
		for i < len(text) {
			if r, size = utf8.DecodeRuneInString(text[i:]); !inWord(r) || unicode.IsUpper(r) && isYearText(text[start:i]) {
				break
			}
			i += size
		}
		w := word{text: strings.ToLower(text[start:i]), start: start, end: i}
		if len(words) > 0 {
			gap := text[words[len(words)-1].end:start]
			w.joined, w.hyphened = joins(gap), gap != "" && strings.Trim(gap, hyphens) == ""
		}
		words = append(words, w)
	}
	return words
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joins reports whether a gap may stand within a date. A full stop may, as in
// A.D. 1846 and Sept. 4, but no end of a paragraph.
func joins(gap string) bool {
	return !strings.Contains(gap, "\n\n") && len(gap) < 8 && strings.Trim(gap, " \u00a0\t\n,.–"+hyphens) == ""
}

// hyphens are the marks that join two words, or that a line's end leaves in one:
// OCR writes the soft hyphen as a sign of negation.
const hyphens = "-\u00ad\u2010\u2011¬"

// isYearText reports whether a text is the digits of a year. What follows one
// without a blank (8 May 1950Excellency) is another word.
func isYearText(text string) bool {
	n, ok := digits(text)
	return ok && isYear(n)
}
