package analysis

import (
	"unicode"
	"unicode/utf8"
)

// class is a set of kinds of characters. Most of a text is ASCII, where a table
// tells the kind of a byte; what kinds a word and what is beside it have then
// tells which rules need not be tried on it.
type class uint8

const (
	lowerCase   class = 1 << iota // a to z
	upperCase                     // A to Z
	digit                         // 0 to 9
	dot                           // .
	endMark                       // ! and ?
	lineBreak                     // \n
	joint                         // - and '
	beyondASCII                   // a byte of any other character

	inWord = lowerCase | upperCase | digit
)

// classOf gives the kind of each byte, 0 for the white space and punctuation
// that no rule asks for.
var classOf = classes()

func classes() (of [256]class) {
	for c := range of {
		switch {
		case c >= 'a' && c <= 'z':
			of[c] = lowerCase
		case c >= 'A' && c <= 'Z':
			of[c] = upperCase
		case c >= '0' && c <= '9':
			of[c] = digit
		case c >= utf8.RuneSelf:
			of[c] = beyondASCII
		}
	}
	of['.'], of['!'], of['?'], of['\n'], of['-'], of['\''] = dot, endMark, endMark, lineBreak, joint, joint
	return of
}

// classesOf returns the kinds of all bytes of a text.
func classesOf(text string) (all class) {
	for i := range len(text) {
		all |= classOf[text[i]]
	}
	return all
}

func isDigit(c byte) bool { return classOf[c] == digit }

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return classOf[r]&inWord != 0
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 'ʼ' // an apostrophe, though Unicode calls it a letter
}

// isFormat reports whether r is a character without a shape of its own, such as
// a soft hyphen or a zero-width space, which stands in words unseen.
func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func isCapitals(word string, in class) bool {
	if in&lowerCase != 0 || in&(upperCase|beyondASCII) == 0 {
		return false
	}
	letters := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 1
}
