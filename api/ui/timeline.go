package ui

import (
	"entente/corpus"
	"entente/search"
)

// Sizes of the timeline, in the units of its drawing.
const (
	timelineWidth  = 240
	timelineHeight = 48
	maxBars        = 40
	minBarHeight   = 2 // so that one document among thousands is seen
)

// timelineView is the number of documents over time, as bars and as a table.
// Each bar leads to the documents of its years.
type timelineView struct {
	Width, Height int
	Bars          []barView
	First, Last   string // years at the ends
	Undated       string
}

type barView struct {
	X, Y, Width, Height int
	Years, Count, Path  string
	Chosen              bool
}

// timeline returns nil where there are not two years to choose from.
func (t tongue) timeline(r search.Request, h *search.Histogram) *timelineView {
	if h == nil || len(h.Buckets) < 2 {
		return nil
	}
	first, last := h.Buckets[0].Year, h.Buckets[len(h.Buckets)-1].Year
	step := barYears(first, last)
	if h.Interval == search.ByDecade {
		step = max(step, 10)
	}
	first = first / step * step
	counts := make([]int, (last-first)/step+1)
	highest := 0
	for _, b := range h.Buckets {
		i := (b.Year - first) / step
		counts[i] += b.Count
		highest = max(highest, counts[i])
	}
	view := &timelineView{Width: timelineWidth, Height: timelineHeight, First: year(max(first, 1)).String(), Last: year(last).String()}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		bar := barOf(r, max(first+i*step, 1), min(first+(i+1)*step-1, last))
		bar.X = i * timelineWidth / len(counts)
		bar.Width = max((i+1)*timelineWidth/len(counts)-bar.X-1, 1)
		bar.Height = max(n*timelineHeight/highest, minBarHeight)
		bar.Y = timelineHeight - bar.Height
		bar.Count = t.number(n)
		view.Bars = append(view.Bars, bar)
	}
	if h.Undated > 0 {
		view.Undated = t.say("%s without a date", t.number(h.Undated))
	}
	return view
}

// barYears returns how many years a bar stands for: 1, 2 or 5 times a power of
// ten, so many that maxBars are enough.
func barYears(first, last int) int {
	for power := 1; ; power *= 10 {
		for _, step := range []int{power, 2 * power, 5 * power} {
			if last/step-first/step < maxBars {
				return step
			}
		}
	}
}

// barOf returns the bar of the years from first to last.
func barOf(r search.Request, first, last int) barView {
	r = onPage(r, 0)
	from, _, dated := r.From.Span()
	_, to, bounded := r.To.Span()
	bar := barView{Chosen: (dated || bounded) && (!dated || from.Year() <= last) && (!bounded || to.Year() >= first)}
	r.From, r.To = year(first), year(last)
	bar.Path, bar.Years = searchPath(r), r.From.String()
	if last > first {
		bar.Years += "–" + r.To.String()
	}
	return bar
}

// year returns the date of a year that a document can be dated to.
func year(n int) corpus.Date {
	date, _ := corpus.NewDate(n, 0, 0) // fails outside 1 to 9999 alone
	return date
}
