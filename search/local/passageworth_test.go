package local

import (
	"math"
	"testing"
)

func TestPassageWorth(t *testing.T) {
	const rare, common = 4.0, 1.0
	word := func(what int, weight float64, at int) mention { return mention{what, weight, at, at} }
	once := 1 / (saturation + 1)
	for _, test := range []struct {
		name     string
		mentions []mention
		want     float64
	}{
		{"nothing", nil, 0},
		{"one word", []mention{word(0, rare, 7)}, rare * once},
		{"one word twice", []mention{word(0, rare, 7), word(0, rare, 8)}, rare * 2 / (saturation + 2)},
		{"neighbours", []mention{word(0, rare, 7), word(1, common, 8)}, (rare+common)*once + 2*common},
		{"five words apart", []mention{word(1, common, 7), word(0, rare, 12)}, (rare+common)*once + 2*common/5},
		{"the nearest counts", []mention{word(0, rare, 1), word(1, rare, 21), word(0, rare, 23)}, rare*once + rare*2/(saturation+2) + 2*rare/2},
		{"the dearer neighbour counts", []mention{word(0, rare, 1), word(1, rare, 3), word(2, common, 4)},
			(2*rare+common)*once + rare/2 + rare/2 + common},
		{"phrases by their ends", []mention{{0, rare, 1, 3}, {1, rare, 5, 6}}, 2*rare*once + 2*rare/2},
		{"overlapping", []mention{{0, rare, 1, 3}, {1, common, 2, 2}}, (rare+common)*once + 2*common},
		{"a number left out", []mention{word(3, rare, 7)}, rare * once},
	} {
		if got := passageWorth(test.mentions); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: worth %g, want %g", test.name, got, test.want)
		}
	}
}
