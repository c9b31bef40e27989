package pdftext

import (
	"bytes"
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// finish lays out what was collected and returns the page without its number.
func (in *interpreter) finish() Page {
	page := Page{Problem: in.problem, painted: in.painted, partial: in.partial, skipped: ratio(in.skipped, in.glyphsShown)}
	for _, group := range byQuarter(in.pieces.list) {
		columns := findColumns(group)
		lines := inReadingOrder(assemble(group, columns), columns)
		page.Paragraphs = append(page.Paragraphs, paragraphs(lines)...)
	}
	page.judge()
	return page
}

// byQuarter parts the pieces by the direction in which they run, the direction
// with the most text first.
func byQuarter(list []piece) [][]piece {
	groups := make([][]piece, quarters)
	lengths := map[quarter]int{}
	for _, p := range list {
		groups[p.quarter] = append(groups[p.quarter], p)
		lengths[p.quarter] += len(p.text)
	}
	sort.SliceStable(groups, func(i, j int) bool {
		if len(groups[i]) == 0 || len(groups[j]) == 0 {
			return len(groups[i]) > len(groups[j])
		}
		return lengths[groups[i][0].quarter] > lengths[groups[j][0].quarter]
	})
	for len(groups) > 0 && len(groups[len(groups)-1]) == 0 {
		groups = groups[:len(groups)-1]
	}
	return groups
}

// paragraphs joins lines into paragraphs.
func paragraphs(lines []line) []Paragraph {
	leading, top, bottom := usualLeading(lines), math.Inf(-1), math.Inf(1)
	for i := range lines {
		top, bottom = max(top, lines[i].base), min(bottom, lines[i].base)
	}
	var list []Paragraph
	first := 0 // line of the paragraph
	for i := range lines {
		if i+1 < len(lines) && !begins(&lines[i], &lines[i+1], &lines[first], leading) {
			continue
		}
		if p := paragraph(lines, first, i+1); p.Text != "" {
			near, base := p.size/2, lines[first].base
			p.edge = p.lines == 1 && (base >= top-near || base <= bottom+near)
			list = append(list, p)
		}
		first = i + 1
	}
	return list
}

// paragraph joins the lines from first up to end.
func paragraph(lines []line, first, end int) Paragraph {
	var text []byte
	for i := first; i < end; i++ {
		text = appendLine(text, lines[i].text, i > first && endsEarly(lines, i-1, lines[i].text))
	}
	return Paragraph{Text: cleanText(text), size: lines[first].size, lines: end - first}
}

// cleanText returns the text of a paragraph without the hyphens that are not seen.
func cleanText(text []byte) string {
	return norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(string(text), softHyphen, "")))
}

// endsEarly reports whether line i ends where the first word of the next one had
// room: then its end was meant, as in a heading, a list or a table.
func endsEarly(lines []line, i int, next string) bool {
	const around = 6 // lines looked at for the margin
	before := &lines[i]
	margin := before.end
	for j := max(0, i-around); j < min(len(lines), i+around); j++ {
		if lines[j].column == before.column {
			margin = max(margin, lines[j].end)
		}
	}
	word, _, _ := strings.Cut(next, " ")
	first, _ := utf8.DecodeRuneInString(word)
	letter := (before.end - before.start) / float64(max(before.length, 1))
	needed := letter*float64(utf8.RuneCountInString(word)+1) + 2*before.size
	return before.end+needed < margin && !isLeftward(first)
}

// usualLeading is the median distance of lines, in units of their size.
func usualLeading(lines []line) float64 {
	const (
		otherwise = 1.2
		fewLines  = 5 // say little about the usual distance
	)
	var distances []float64
	for i := 1; i < len(lines); i++ {
		d := (lines[i-1].base - lines[i].base) / lines[i].size
		if d > 0.8 && d < 3 {
			distances = append(distances, d)
		}
	}
	if len(distances) < fewLines {
		return otherwise
	}
	sort.Float64s(distances)
	return distances[len(distances)/2]
}

// begins reports whether next begins a paragraph after the line before it, in a
// paragraph that first begins.
func begins(before, next, first *line, leading float64) bool {
	down := (before.base - next.base) / next.size
	switch {
	case down < -0.5: // the next column, or back from an aside
		return !runsOn(before, next)
	case down > 1.3*leading:
		return true
	case before.size > 1.15*next.size || next.size > 1.15*before.size:
		return true
	case before.column == next.column && next.start-before.start > next.size && endsSentence(before):
		return true
	case next.start-first.start > 4*next.size && next.start > before.end:
		return true
	}
	return before.end < next.end-6*next.size && endsSentence(before)
}

// runsOn reports whether a sentence goes on from one column to the next.
func runsOn(before, next *line) bool {
	r, _ := utf8.DecodeRuneInString(next.text)
	return unicode.IsLower(r) && before.length > minColumnText && !endsSentence(before)
}

func endsSentence(l *line) bool {
	text := strings.TrimRight(l.text, "”\"’)»")
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ";") ||
		strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!")
}

const softHyphen = "\u00AD"

// appendLine adds a line to a paragraph, after a line end that matters or not. A
// word divided at the end of the line before is made whole when it goes on in
// lower case.
func appendLine(text []byte, next string, newLine bool) []byte {
	if next == "" || len(text) == 0 {
		return append(text, next...)
	}
	stem := bytes.TrimRight(text, "-\u2010\u00AD")
	hyphen := string(text[len(stem):])
	letter, _ := utf8.DecodeLastRune(stem)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case hyphen == softHyphen, utf8.RuneCountInString(hyphen) == 1 && unicode.IsLetter(letter) && unicode.IsLower(first):
		text = stem
	case newLine:
		text = append(text, '\n')
	case hyphen == "", !unicode.IsLetter(letter) && !unicode.IsDigit(letter):
		text = append(text, ' ')
	}
	return append(text, next...)
}

// Headings are lines in letters larger than those of the text by these factors.
const (
	largeHeading    = 1.6
	smallHeading    = 1.2
	maxHeadingRunes = 120
	maxHeadingLines = 2
)

// setLevels marks as headings what is short and in clearly larger letters than
// most of the document.
func (d *Document) setLevels() {
	usual, repeated := d.usualSize(), d.repeated()
	if usual == 0 {
		return
	}
	for i := range d.Pages {
		for j := range d.Pages[i].Paragraphs {
			p := &d.Pages[i].Paragraphs[j]
			switch {
			case !p.canHead(), repeated[withoutFigures(p.Text)] > maxRepeated:
			case p.size >= largeHeading*usual:
				p.Level = 1
			case p.size >= smallHeading*usual:
				p.Level = 2
			}
		}
	}
}

// usualSize is the size of most letters of the document, in half points.
func (d *Document) usualSize() (size float64) {
	lengths := map[int]int{}
	for i := range d.Pages {
		for _, p := range d.Pages[i].Paragraphs {
			lengths[int(2*p.size+0.5)] += len(p.Text)
		}
	}
	most := 0
	for halves, length := range lengths {
		if length > most || length == most && float64(halves)/2 > size {
			size, most = float64(halves)/2, length
		}
	}
	return size
}

// maxRepeated is how often a heading may stand in a document; what comes more
// often, but for the figures in it, is the head or foot of pages.
const maxRepeated = 2

// repeated counts the short paragraphs of the document by their text.
func (d *Document) repeated() map[string]int {
	counts := map[string]int{}
	for i := range d.Pages {
		for j := range d.Pages[i].Paragraphs {
			if p := &d.Pages[i].Paragraphs[j]; p.canHead() {
				counts[withoutFigures(p.Text)]++
			}
		}
	}
	return counts
}

func withoutFigures(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text)
}

func (p *Paragraph) canHead() bool {
	if p.lines > maxHeadingLines || utf8.RuneCountInString(p.Text) > maxHeadingRunes || strings.HasSuffix(p.Text, ".") {
		return false
	}
	letters := 0
	for _, r := range p.Text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3 && 2*letters > utf8.RuneCountInString(p.Text)
}
