package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// romanNumber is a number in Roman figures, with the letter or the Latin word
// of an inserted article after it.
var romanNumber = regexp.MustCompile(`^(x{0,3})(ix|iv|v?i{0,3})((?:-.*|bis|ter|qua.*|quin.*|sex.*|sept.*|oct.*|nov.*|dec.*|[a-h])?)$`)

// paragraphNumber is what follows the number of an article for one of its paragraphs.
var paragraphNumber = regexp.MustCompile(`(?:\s*\((?:\d{1,3}|[a-zA-Z])\))+\s*$`)

func withoutBlanks(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

// FoldNumber returns the number of an article in the form in which numbers are
// compared: "5", "V" and "v." are the same, and so are "5 bis" and "5bis". Roman
// figures are read up to XXXIX. The number of a paragraph stays behind that of
// its article: "V (2)(a)" is "5(2)(a)".
func FoldNumber(number string) string {
	if at := paragraphNumber.FindStringIndex(number); at != nil && at[0] > 0 {
		return FoldNumber(number[:at[0]]) + strings.ToLower(strings.Map(withoutBlanks, number[at[0]:]))
	}
	folded := strings.TrimRight(strings.Map(foldNumberRune, number), "-")
	switch folded {
	case "premier", "première", "premiere", "1er", "1ère", "1ere", "first":
		return "1"
	}
	m := romanNumber.FindStringSubmatch(folded)
	if m == nil || m[1]+m[2] == "" {
		return folded
	}
	return strconv.Itoa(10*len(m[1])+romanUnits(m[2])) + m[3]
}

func foldNumberRune(r rune) rune {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return unicode.ToLower(r)
	case r == '.' || r == '-' || r == '‑' || r == '–':
		return '-'
	}
	return -1
}

func romanUnits(s string) int {
	switch s {
	case "iv":
		return 4
	case "ix":
		return 9
	}
	return 5*strings.Count(s, "v") + strings.Count(s, "i")
}
