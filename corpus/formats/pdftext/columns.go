package pdftext

import (
	"math"
	"sort"
	"unicode/utf8"
)

// columns holds the middles of the gutters between columns of prose, from left
// to right; it is empty for a page of one column.
type columns []float64

// What a gutter between columns of prose must look like.
const (
	maxBins         = 2_000 // over the width of the page
	crossingShare   = 0.08  // of the pieces may run across: headings, page numbers
	minColumnPieces = 8
	minColumnText   = 18  // characters in the mean piece; the cells of tables are shorter
	minColumnFill   = 0.5 // of the width of the column by the median piece
)

// of returns the column between start and end, counted from the left, or -1 where
// it runs across a gutter.
func (c columns) of(start, end float64) int {
	left := sort.SearchFloat64s(c, start)
	if right := sort.SearchFloat64s(c, end); right != left {
		return -1
	}
	return left
}

// findColumns looks for strips that almost no text crosses and that have prose on
// both sides.
func findColumns(list []piece) columns {
	var prose []piece
	for i := range list {
		if utf8.RuneCount(list[i].text) > 2 {
			prose = append(prose, list[i])
		}
	}
	if len(prose) < 2*minColumnPieces {
		return nil
	}
	var found columns
	for _, gutter := range emptyStrips(prose) {
		if isGutter(prose, gutter, found) {
			found = append(found, gutter)
		}
	}
	return found
}

// emptyStrips returns the middles of the strips that hardly any piece covers.
func emptyStrips(list []piece) []float64 {
	left, right, size := extent(list)
	bin := max(size/2, (right-left)/maxBins)
	if !(bin > 0) || (right-left)/bin < 4 {
		return nil
	}
	changes := make([]int, int((right-left)/bin)+2)
	for i := range list {
		changes[int((list[i].start-left)/bin)]++
		changes[int((list[i].end-left)/bin)+1]--
	}
	allowed := max(2, int(crossingShare*float64(len(list))))
	var strips []float64
	covered, begun := 0, -1
	for i, change := range changes[:len(changes)-1] {
		covered += change
		switch {
		case covered <= allowed && begun < 0:
			begun = i
		case covered > allowed && begun >= 0:
			if begun > 0 {
				strips = append(strips, left+bin*float64(begun+i)/2)
			}
			begun = -1
		}
	}
	return strips
}

// extent returns how far the pieces reach, and their median size.
func extent(list []piece) (left, right, size float64) {
	left, right = math.Inf(1), math.Inf(-1)
	sizes := make([]float64, len(list))
	for i := range list {
		left, right = min(left, list[i].start), max(right, list[i].end)
		sizes[i] = list[i].size
	}
	sort.Float64s(sizes)
	return left, right, sizes[len(sizes)/2]
}

// isGutter reports whether there is prose on both sides of the strip, side by side.
func isGutter(list []piece, gutter float64, before columns) bool {
	from := math.Inf(-1)
	if len(before) > 0 {
		from = before[len(before)-1]
	}
	var left, right side
	for i := range list {
		switch p := &list[i]; {
		case p.start >= from && p.end <= gutter:
			left.add(p)
		case p.start >= gutter:
			right.add(p)
		}
	}
	return left.isProse() && right.isProse() &&
		min(left.top, right.top)-max(left.bottom, right.bottom) > 0.5*min(left.top-left.bottom, right.top-right.bottom)
}

// side is what stands on one side of a strip.
type side struct {
	starts, widths []float64
	right          float64
	top, bottom    float64
	characters     int
}

func (s *side) add(p *piece) {
	if len(s.widths) == 0 {
		s.top, s.bottom, s.right = p.base, p.base, p.end
	}
	s.top, s.bottom, s.right = max(s.top, p.base), min(s.bottom, p.base), max(s.right, p.end)
	s.starts, s.widths = append(s.starts, p.start), append(s.widths, p.end-p.start)
	s.characters += utf8.RuneCount(p.text)
}

func (s *side) isProse() bool {
	n := len(s.widths)
	if n < minColumnPieces || s.characters < minColumnText*n {
		return false
	}
	sort.Float64s(s.widths)
	return s.widths[n/2] > minColumnFill*s.widths[n-1-n/20]
}

// inOrder reports whether the content goes through one column after the other:
// it changes the column far less often than the line.
func (c columns) inOrder(lines []line) bool {
	changes := 0
	for i := 1; i < len(lines); i++ {
		if lines[i].column >= 0 && lines[i-1].column >= 0 && lines[i].column != lines[i-1].column {
			changes++
		}
	}
	return 5*changes < len(lines)
}

// sort puts the lines between two lines that run across all columns in the order
// of their columns.
func (c columns) sort(lines []line) []line {
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].base > lines[j].base })
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && lines[to].column >= 0 {
			to++
		}
		band := lines[from:to]
		sort.SliceStable(band, func(i, j int) bool { return band[i].column < band[j].column })
		from = to + 1
	}
	return lines
}
