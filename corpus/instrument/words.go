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
			if r, size = utf8.DecodeRuneInString(text[i:]); !inWord(r) {
				break
			}
			i += size
		}
		w := word{text: strings.ToLower(text[start:i]), start: start, end: i}
		if len(words) > 0 {
			w.joined = joins(text[words[len(words)-1].end:start])
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
	return !strings.Contains(gap, "\n\n") && len(gap) < 8 && strings.Trim(gap, " \u00a0\t\n,.-–") == ""
}
