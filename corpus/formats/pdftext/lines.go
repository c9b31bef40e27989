package pdftext

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// line is a line of text, in the view of its reader.
type line struct {
	pieces     []piece
	start, end float64
	base, size float64
	column     int    // counted from the left, -1 for a line across several
	text       string // in logical order
	length     int    // of the text, in characters
}

// The limits of looking for the line of a piece that is drawn out of order.
const (
	lookedBack   = 16    // lines at the same height
	searchedLine = 1_000 // pieces of a line that is still searched for a hole
)

// assemble puts pieces on lines. A line takes a piece that follows in the
// content at any distance, and one drawn later where it stands right beside what
// is there; pieces in different columns never share a line.
func assemble(list []piece, columns columns) []line {
	var lines []line
	rows := map[int][]int{} // lines by their height
	for i := range list {
		p := &list[i]
		column := columns.of(p.start, p.end)
		if n := len(lines); n > 0 && lines[n-1].follows(p, column) {
			lines[n-1].add(p)
			continue
		}
		row := int(p.base / p.size)
		if at := findLine(lines, rows, row, p, column); at >= 0 {
			lines[at].add(p)
			continue
		}
		rows[row] = append(rows[row], len(lines))
		lines = append(lines, line{pieces: []piece{*p}, start: p.start, end: p.end, base: p.base, size: p.size, column: column})
	}
	for i := range lines {
		lines[i].finish()
	}
	return lines
}

func findLine(lines []line, rows map[int][]int, row int, p *piece, column int) int {
	for _, r := range [...]int{row, row - 1, row + 1} {
		known := rows[r]
		for i := len(known) - 1; i >= max(0, len(known)-lookedBack); i-- {
			if lines[known[i]].takes(p, column) {
				return known[i]
			}
		}
	}
	return -1
}

func (l *line) sameHeight(p *piece, column int) bool {
	return column == l.column && math.Abs(p.base-l.base) < 0.3*min(p.size, l.size)
}

// follows reports whether the piece next in the content continues the line.
func (l *line) follows(p *piece, column int) bool {
	return l.sameHeight(p, column) && p.start > l.end-backward*l.size
}

// takes reports whether the piece stands right beside the line, or in a hole of it.
func (l *line) takes(p *piece, column int) bool {
	const beside = 0.6
	if !l.sameHeight(p, column) || len(l.pieces) > searchedLine {
		return false
	}
	near := false
	for i := range l.pieces {
		other := &l.pieces[i]
		if p.start < other.end-0.3*p.size && other.start < p.end-0.3*p.size {
			return false
		}
		gap := max(p.start-other.end, other.start-p.end)
		near = near || gap < beside*p.size
	}
	return near
}

func (l *line) add(p *piece) {
	l.pieces = append(l.pieces, *p)
	l.start, l.end = min(l.start, p.start), max(l.end, p.end)
	if p.size > l.size {
		l.size = p.size
	}
}

// finish sets the text of the line, with single blanks.
func (l *line) finish() {
	slices.SortStableFunc(l.pieces, func(a, b piece) int { return cmp.Compare(a.start, b.start) })
	var text strings.Builder
	for i := range l.pieces {
		if i > 0 && l.pieces[i].start-l.pieces[i-1].end > wordGap*l.pieces[i].size {
			text.WriteByte(' ')
		}
		text.Write(l.pieces[i].text)
	}
	l.text = logicalOrder(strings.Join(strings.Fields(text.String()), " "))
	l.length = utf8.RuneCountInString(l.text)
}

// inReadingOrder brings lines into the order of reading. The order of the
// content is kept where it runs down the page, or down one column after the other.
func inReadingOrder(lines []line, columns columns) []line {
	switch {
	case len(columns) > 0 && !columns.inOrder(lines):
		return columns.sort(lines)
	case len(columns) == 0 && runsUp(lines):
		sort.SliceStable(lines, func(i, j int) bool { return lines[i].base > lines[j].base })
	}
	return lines
}

// runsUp reports whether the content goes up the page so often that its order
// cannot be that of reading.
func runsUp(lines []line) bool {
	up := 0
	for i := 1; i < len(lines); i++ {
		if lines[i].base > lines[i-1].base+0.5*lines[i].size {
			up++
		}
	}
	return up > 3 && 5*up > 2*len(lines)
}
