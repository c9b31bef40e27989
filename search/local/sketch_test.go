package local

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestHashesOfTerms counts, over terms that differ little, those with the same
// hash and how often each bit is set.
func TestHashesOfTerms(t *testing.T) {
	const terms = 200_000
	seen := map[uint64]string{}
	var set [64]int
	for i := range terms {
		term := fmt.Sprint([]string{"", "a", "ministers", "inter-governmental"}[i%4], i/4)
		hash := hashOfTerm(term)
		if other, ok := seen[hash]; ok {
			t.Fatalf("%q and %q have the same hash", term, other)
		}
		seen[hash] = term
		for bit := range set {
			set[bit] += int(hash >> bit & 1)
		}
	}
	for bit, count := range set {
		if count < terms*49/100 || count > terms*51/100 {
			t.Errorf("bit %d is set in %d of %d hashes", bit, count, terms)
		}
	}
}

// TestHashesOfShingles makes runs of few words in every order: each has a hash
// of its own, and these are spread over the bins.
func TestHashesOfShingles(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	runs := map[uint64][shingleWords]int{}
	var last [shingleWords]int
	var s shingles
	for range 300_000 {
		word := random.IntN(12)
		last = [shingleWords]int{last[1], last[2], last[3], word}
		hash, ok := s.next(string(rune('a' + word)))
		if !ok {
			continue
		}
		if run, ok := runs[hash]; ok && run != last {
			t.Fatalf("the runs %v and %v have the same hash", last, run)
		}
		runs[hash] = last
	}
	if len(runs) < 20_000 || len(runs) > 12*12*12*12 {
		t.Errorf("%d runs have a hash, want nearly all of %d", len(runs), 12*12*12*12)
	}
	var bins [sketchBins]int
	for hash := range runs {
		bin, _ := bits.Mul64(hash, sketchBins)
		bins[bin]++
	}
	for bin, count := range bins {
		if mean := len(runs) / sketchBins; count < mean*3/4 || count > mean*5/4 {
			t.Errorf("bin %d has %d runs, the mean is %d", bin, count, mean)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	random := rand.New(rand.NewPCG(7, 8))
	words := make([]string, 10_000)
	for i := range words {
		words[i] = "interdependence"[:1+min(random.IntN(9), random.IntN(15))]
	}
	for b.Loop() {
		var s sketch
		for _, word := range words {
			s.add(word)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}
