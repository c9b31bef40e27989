package pdftext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// plainParagraphs parts text without places into paragraphs: at empty lines, and
// where a line ends though the first word of the next one had room.
func plainParagraphs(text string) []Paragraph {
	lines := strings.Split(text, "\n")
	width := usualWidth(lines)
	var list []Paragraph
	var joined []byte
	count := 0
	flush := func() {
		if clean := cleanText(joined); clean != "" {
			list = append(list, Paragraph{Text: clean, lines: count})
		}
		joined, count = nil, 0
	}
	for i, l := range lines {
		l = cleanLine(l)
		joined = appendLine(joined, l, false)
		count++
		if i+1 == len(lines) || l == "" || hadRoom(l, lines[i+1], width) {
			flush()
		}
	}
	if n := len(list); n > 0 {
		list[0].edge, list[n-1].edge = list[0].lines == 1, list[n-1].lines == 1
	}
	return list
}

// hadRoom reports whether the first word of the next line would have stood on a
// line of the usual width behind this one.
func hadRoom(line, next string, width int) bool {
	const ragged = 0.9 // of the width, from which on a line is as good as full
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return float64(utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word)) < ragged*float64(width)
}

// usualWidth is the length in characters that one line in ten exceeds.
func usualWidth(lines []string) int {
	var lengths []int
	for _, l := range lines {
		if n := utf8.RuneCountInString(l); n > 0 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) == 0 {
		return 0
	}
	slices.Sort(lengths)
	return lengths[len(lengths)*9/10]
}

// cleanLine brings a line into the form of the text read here. Its letters are in
// the order of reading already.
func cleanLine(line string) string {
	var clean strings.Builder
	for _, r := range line {
		clean.WriteString(cleanRune(r, false))
	}
	return strings.Join(strings.Fields(clean.String()), " ")
}
