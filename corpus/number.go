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

// FoldNumber returns the number of an article in the form in which numbers are
// compared: "5", "V" and "v." are the same, and so are "5 bis" and "5bis". Roman
// figures are read up to XXXIX.
func FoldNumber(number string) string {
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
