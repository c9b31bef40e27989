package enginetest

import (
	"slices"

	"entente/search"
)

// pairs lists the occurrences of a Near: each pair of one of left and one of
// right in the same text that share no word and are within reach.
func pairs(left, right []occurrence, reach search.Reach) []occurrence {
	var found []occurrence
	for _, l := range left {
		for _, r := range right {
			if l.text.passage == r.text.passage && !shareWord(l, r) && within(l, r, reach) {
				found = append(found, together(l, r))
			}
		}
	}
	return distinct(found)
}

func shareWord(a, b occurrence) bool {
	for _, r := range a.runs {
		for _, s := range b.runs {
			if r.first <= s.last && s.first <= r.last {
				return true
			}
		}
	}
	return false
}

func within(left, right occurrence, reach search.Reach) bool {
	if reach.Ordered && left.last().position >= right.first().position {
		return false
	}
	switch reach.Unit {
	case search.BySentence:
		sentence := left.first().sentence
		return !slices.ContainsFunc(together(left, right).words(), func(w word) bool { return w.sentence != sentence })
	case search.ByPassage:
		return true
	}
	return distance(left, right) <= reach.Words
}

// distance counts from the last word of the one to the first of the other,
// neighbours being 1; it is 0 when the bounds overlap.
func distance(a, b occurrence) int {
	switch {
	case a.last().position < b.first().position:
		return b.first().position - a.last().position
	case b.last().position < a.first().position:
		return a.first().position - b.last().position
	}
	return 0
}

func together(a, b occurrence) occurrence {
	runs := append(slices.Clone(a.runs), b.runs...)
	slices.SortFunc(runs, func(a, b run) int { return a.first - b.first })
	return occurrence{a.text, runs}
}
