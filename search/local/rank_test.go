package local

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLeadersAreTheFirst compares the hits that leaders keep with the first of
// all hits, sorted.
func TestLeadersAreTheFirst(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1949))
	compare := func(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc)) }
	for _, n := range []int{0, 1, 2, 9, 10, 11, 500} {
		for _, limit := range []int{1, 2, 10, 499, 1000} {
			t.Run(fmt.Sprintf("%dOf%d", limit, n), func(t *testing.T) {
				l := &leaders{limit: limit, compare: compare}
				var all []hit
				for doc := range n {
					h := hit{doc: uint32(doc), score: float64(random.IntN(20))}
					all = append(all, h)
					l.add(h)
				}
				slices.SortFunc(all, compare)
				if got, want := l.sorted(), all[:min(limit, n)]; !slices.Equal(got, want) {
					t.Errorf("leaders %v, want %v", got, want)
				}
			})
		}
	}
}
