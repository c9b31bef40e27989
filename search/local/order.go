package local

import (
	"cmp"
	"strings"

	"entente/search"
)

// hit is a document that a request matches.
type hit struct {
	segment *segmentView
	match   *match
	doc     uint32
	score   float64
	// nearness is the part of the score that addNearness has added.
	nearness float64
}

func (h hit) id() string { return h.segment.ids[h.doc] }

// order returns the comparison of hits for an order, ties by id. Where nothing
// ranks them, relevance is the order of titles.
func order(by search.Sort, ranked bool) func(a, b hit) int {
	compare := compareTitle
	switch {
	case by == search.ByDate:
		compare = compareDate
	case by == search.ByDateDesc:
		compare = compareDateDesc
	case by == search.ByRelevance && ranked:
		compare = compareScore
	}
	return func(a, b hit) int {
		if c := compare(a, b); c != 0 {
			return c
		}
		return strings.Compare(a.id(), b.id())
	}
}

func compareScore(a, b hit) int { return cmp.Compare(b.score, a.score) }

func compareTitle(a, b hit) int {
	return strings.Compare(a.segment.titleOrder[a.doc], b.segment.titleOrder[b.doc])
}

func compareDate(a, b hit) int {
	return compareDays(a.segment.firstDay[a.doc], b.segment.firstDay[b.doc], false)
}

func compareDateDesc(a, b hit) int {
	return compareDays(a.segment.firstDay[a.doc], b.segment.firstDay[b.doc], true)
}

// compareDays orders days, with 0, the unknown day, last in both directions.
func compareDays(a, b int32, descending bool) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	case descending:
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}
