package ocr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text is what was recognised on a page.
type Text struct {
	// Lines is the text with "\n" between its lines and an empty line between
	// paragraphs.
	Lines string
	// Confidence is how sure tesseract is of the words, from 0 to 1: the mean over
	// their letters. It is 0 where there are none.
	Confidence float64
}

// columnsOfTSV is the number of columns in the output of tesseract; each line is
// for a part of the page, and those of level wordLevel for a word.
const (
	columnsOfTSV = 12
	wordLevel    = "5"
)

// parse reads the output of tesseract in the format TSV: level, page, block,
// paragraph, line and word by their numbers, left, top, width, height,
// confidence in percent, and text.
func parse(output string) (Text, error) {
	var lines strings.Builder
	letters, sure := 0, 0.0
	paragraph, line := "", ""
	for row := range strings.Lines(output) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(cells) != columnsOfTSV || cells[0] != wordLevel {
			continue
		}
		word := strings.TrimSpace(cells[11])
		if word == "" {
			continue
		}
		confidence, err := strconv.ParseFloat(cells[10], 64)
		if err != nil || math.IsNaN(confidence) {
			return Text{}, fmt.Errorf("tesseract gives a confidence that is no number: %q", cells[10])
		}
		n := utf8.RuneCountInString(word)
		letters, sure = letters+n, sure+float64(n)*min(max(confidence, 0), 100)/100
		inParagraph, inLine := strings.Join(cells[1:4], " "), strings.Join(cells[1:5], " ")
		switch {
		case lines.Len() == 0:
		case inParagraph != paragraph:
			lines.WriteString("\n\n")
		case inLine != line:
			lines.WriteByte('\n')
		default:
			lines.WriteByte(' ')
		}
		paragraph, line = inParagraph, inLine
		lines.WriteString(word)
	}
	if letters == 0 {
		return Text{}, nil
	}
	return Text{Lines: lines.String(), Confidence: sure / float64(letters)}, nil
}
