package search

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct{ older, newer, added, gone, moved string }{
		{"", "", "", "", ""},
		{"a b c", "a b c", "", "", ""},
		{"", "b a", "b a", "", ""},
		{"b a", "", "", "b a", ""},
		{"a b c", "x a y c", "x y", "b", ""},
		{"a b c d", "d a b c", "", "", "d"},
		{"a b c d", "b c d a", "", "", "a"},
		{"a b", "b a", "", "", "b"}, // either explains it: a comes earlier in the old answer
		{"a b c d", "b a d c", "", "", "b d"},
		{"a b c d e", "c x e d b", "x", "a", "e b"},
	} {
		want := Difference{New: strings.Fields(c.added), Gone: strings.Fields(c.gone), Moved: strings.Fields(c.moved)}
		got := Compare(strings.Fields(c.older), strings.Fields(c.newer))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s → %s: %s", c.older, c.newer, diff)
		}
		if got.None() != (c.older == c.newer) {
			t.Errorf("%s → %s: no difference: %v", c.older, c.newer, got.None())
		}
	}
}

// What stays in place is, among all subsequences that do, the longest, and of
// those the one that Difference promises. Every permutation of six is tried.
func TestMovedIsAsFewAsPossible(t *testing.T) {
	numbers := []int{0, 1, 2, 3, 4, 5}
	permute(numbers, 0, func() {
		var best []int
		for set := range 1 << len(numbers) {
			var chosen []int
			for i, n := range numbers {
				if set>>i&1 == 1 {
					chosen = append(chosen, n)
				}
			}
			if slices.IsSorted(chosen) && (len(chosen) > len(best) || len(chosen) == len(best) && earlier(chosen, best)) {
				best = chosen
			}
		}
		var got []int
		for i, stays := range increasing(numbers) {
			if stays {
				got = append(got, numbers[i])
			}
		}
		if !slices.Equal(got, best) {
			t.Errorf("%v: %v stay, want %v", numbers, got, best)
		}
	})
}

// earlier compares subsequences of one length from the end.
func earlier(a, b []int) bool {
	for i := len(a) - 1; i >= 0; i-- {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

func permute(numbers []int, from int, visit func()) {
	if from == len(numbers) {
		visit()
		return
	}
	for i := from; i < len(numbers); i++ {
		numbers[from], numbers[i] = numbers[i], numbers[from]
		permute(numbers, from+1, visit)
		numbers[from], numbers[i] = numbers[i], numbers[from]
	}
}

// BenchmarkCompare compares two answers of 60,000 documents in quite another order.
func BenchmarkCompare(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	older := make([]string, 60_000)
	for i := range older {
		older[i] = "document-" + strconv.Itoa(i)
	}
	newer := slices.Clone(older[1000:])
	random.Shuffle(len(newer), func(i, j int) { newer[i], newer[j] = newer[j], newer[i] })
	for b.Loop() {
		if d := Compare(older, newer); len(d.Gone) != 1000 {
			b.Fatal(len(d.Gone))
		}
	}
}
