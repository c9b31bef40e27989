package search

import (
	"cmp"
	"slices"
)

// Difference is what became of the hits of a record when the same was asked again.
type Difference struct {
	New  []string `json:"new"`  // only in the new answer, in its order
	Gone []string `json:"gone"` // only in the old one, in its order
	// Moved are in both, and in another place among those that are in both. As
	// few are named as explain the new order: the others, a longest common
	// subsequence of the two answers, follow each other as before. Of several
	// such subsequences that one counts whose last id comes earliest in the old
	// answer, then its last but one, and so on. In the order of the new answer.
	Moved []string `json:"moved"`
}

// None reports whether the answers are the same.
func (d Difference) None() bool { return len(d.New)+len(d.Gone)+len(d.Moved) == 0 }

// Compare tells how the newer of two answers differs from the older one, in a
// time of n log n for n documents.
func Compare(older, newer []string) Difference {
	d := Difference{New: []string{}, Gone: []string{}, Moved: []string{}}
	before := make(map[string]int, len(older))
	for i, id := range older {
		before[id] = i
	}
	var common []string
	var places []int // of common, in the older answer
	for _, id := range newer {
		place, ok := before[id]
		if !ok {
			d.New = append(d.New, id)
			continue
		}
		common, places = append(common, id), append(places, place)
	}
	kept := make([]bool, len(older))
	for _, place := range places {
		kept[place] = true
	}
	for i, id := range older {
		if !kept[i] {
			d.Gone = append(d.Gone, id)
		}
	}
	still := increasing(places)
	for i, id := range common {
		if !still[i] {
			d.Moved = append(d.Moved, id)
		}
	}
	return d
}

// increasing marks the elements of a longest increasing subsequence of numbers
// (Fredman, On computing the length of longest increasing subsequences, 1975).
func increasing(numbers []int) []bool {
	var ends []int                        // ends[k] is the index of the least last element of a subsequence of k+1 elements
	previous := make([]int, len(numbers)) // index of the element before, -1 for none
	for i, n := range numbers {
		k, _ := slices.BinarySearchFunc(ends, n, func(end, n int) int { return cmp.Compare(numbers[end], n) })
		previous[i] = -1
		if k > 0 {
			previous[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	marked := make([]bool, len(numbers))
	if len(ends) == 0 {
		return marked
	}
	for i := ends[len(ends)-1]; i >= 0; i = previous[i] {
		marked[i] = true
	}
	return marked
}
