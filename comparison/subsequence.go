package comparison

import (
	"context"
	"slices"
)

// pairOfWords is a word that two passages have in common: its index in each.
type pairOfWords struct{ a, b int }

// common returns a longest common subsequence of two runs of words, in order, or
// that it takes more than MaxEdits deletions and insertions to come from one to
// the other (the greedy algorithm of Myers, An O(ND) difference algorithm and its
// variations, 1986). It takes memory by the square of the edits.
func common(ctx context.Context, a, b []string) (kept []pairOfWords, ok bool, err error) {
	if max(len(a)-len(b), len(b)-len(a)) > MaxEdits {
		return nil, false, nil
	}
	// reached[d][d+k] is how many words of a are behind the furthest point on
	// diagonal k, that of a's words less b's, after d edits.
	var reached [][]int32
	for d := 0; d <= min(len(a)+len(b), MaxEdits); d++ {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		row := make([]int32, 2*d+1)
		reached = append(reached, row)
		for k := -d; k <= d; k += 2 {
			x := start(reached, d, k)
			if x > len(a) || x-k > len(b) { // outside: no way leads on from here
				row[d+k] = int32(x)
				continue
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			row[d+k] = int32(x)
			if x == len(a) && x-k == len(b) {
				return walkBack(reached, len(a), len(b)), true, nil
			}
		}
	}
	return nil, false, nil
}

// start returns where on diagonal k edit d leads to: a word of b more, or one of
// a, whichever leads further.
func start(reached [][]int32, d, k int) int {
	if d == 0 {
		return 0
	}
	before := reached[d-1]
	at := func(k int) int { return int(before[d-1+k]) }
	if k == -d || k != d && at(k-1) < at(k+1) {
		return at(k + 1)
	}
	return at(k-1) + 1
}

// walkBack collects the words in common on the way that led to the end.
func walkBack(reached [][]int32, x, y int) []pairOfWords {
	var kept []pairOfWords
	for d := len(reached) - 1; d >= 0; d-- {
		k := x - y
		from := start(reached, d, k)
		for x > from {
			x, y = x-1, y-1
			kept = append(kept, pairOfWords{x, y})
		}
		if d == 0 {
			break
		}
		before := reached[d-1]
		if k == -d || k != d && before[d-1+k-1] < before[d-1+k+1] {
			y-- // a word of b
		} else {
			x-- // a word of a
		}
	}
	slices.Reverse(kept)
	return kept
}
