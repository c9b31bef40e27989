package pdftext

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// firstLeftward is where the scripts written to the left begin: Hebrew.
const firstLeftward = 0x590

// logicalOrder turns a line whose letters stand from left to right as they are
// seen into the order in which they are read, for Hebrew, Arabic and the like.
func logicalOrder(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= firstLeftward && isLeftward(r) }) {
		return text
	}
	var classes []bidi.Class
	toLeft, toRight := 0, 0
	for _, r := range text {
		class := bidi.L
		if r >= 0x80 || !unicode.IsLetter(r) {
			properties, _ := bidi.LookupRune(r)
			class = properties.Class()
		}
		switch class {
		case bidi.R, bidi.AL:
			toLeft++
		case bidi.L:
			toRight++
		}
		classes = append(classes, class)
	}
	runes := []rune(text)
	if toLeft > toRight {
		slices.Reverse(runes)
		slices.Reverse(classes)
		return turnRuns(runes, classes, false)
	}
	return turnRuns(runes, classes, true)
}

// turnRuns reverses the runs of text to the left, or those of all other letters
// and numbers, in place. Marks and blanks between belong to the run around them.
func turnRuns(runes []rune, classes []bidi.Class, leftward bool) string {
	begun, last := -1, -1
	flush := func() {
		if begun >= 0 {
			slices.Reverse(runes[begun : last+1])
		}
		begun = -1
	}
	for i, class := range classes {
		strongLeft := class == bidi.R || class == bidi.AL
		strongRight := class == bidi.L || class == bidi.EN || class == bidi.AN
		switch {
		case strongLeft && leftward, strongRight && !leftward:
			if begun < 0 {
				begun = i
			}
			last = i
		case strongLeft, strongRight:
			flush()
		}
	}
	flush()
	return parted(runes)
}

// parted returns the text with a blank wherever letters of both directions meet:
// the gap between them is often too narrow to be seen as one.
func parted(runes []rune) string {
	var text strings.Builder
	for i, r := range runes {
		if i > 0 && unicode.IsLetter(r) && unicode.IsLetter(runes[i-1]) && isLeftward(r) != isLeftward(runes[i-1]) {
			text.WriteByte(' ')
		}
		text.WriteRune(r)
	}
	return text.String()
}

func isLeftward(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	return properties.Class() == bidi.R || properties.Class() == bidi.AL
}
