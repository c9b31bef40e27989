package office

import (
	"strconv"
	"strings"
)

// Numerals are the figures in which a list counts.
type Numerals int

// The numerals that are written. Others, such as those of Chinese lists, are
// written in Decimal.
const (
	Decimal Numerals = iota
	DecimalZero
	UpperRoman
	LowerRoman
	UpperLetter
	LowerLetter
	None // a bullet or nothing at all
)

// Write returns the number n in the numerals.
func (numerals Numerals) Write(n int) string {
	switch {
	case numerals == None:
		return ""
	case numerals == DecimalZero && n == 0:
		return "00"
	case n < 1 || n > maxNumeral:
		return strconv.Itoa(n)
	}
	switch numerals {
	case DecimalZero:
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case UpperRoman:
		return roman(n)
	case LowerRoman:
		return strings.ToLower(roman(n))
	case UpperLetter:
		return letters(n)
	case LowerLetter:
		return strings.ToLower(letters(n))
	}
	return strconv.Itoa(n)
}

// maxNumeral is up to which number Roman figures and letters are written.
const maxNumeral = 3999

func roman(n int) string {
	var b strings.Builder
	for _, figure := range []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= figure.value; n -= figure.value {
			b.WriteString(figure.text)
		}
	}
	return b.String()
}

// letters counts A to Z, then AA, BB and so on, as word processors do.
func letters(n int) string {
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}
