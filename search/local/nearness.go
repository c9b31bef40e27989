package local

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// Of two words that are neighbours in the query it counts how often they stand
// near each other, in either order. It is looked at in the first hits alone,
// since positions have to be read for it; a hit below them is not lifted, and
// what is not looked at keeps its place.
const (
	nearnessWeight = 0.3     // of a pair, against the rarity of the less rare word
	nearnessReach  = 3       // words
	nearnessHits   = 100     // the first so many hits are looked at
	nearnessPairs  = 16      // the first so many pairs of the query are looked at
	nearnessLength = 100_000 // words of the longest document that is looked at
)

// addNearness adds to the scores of the first hits what the nearness of the
// query's words is worth, and puts these hits in order again.
func (v *view) addNearness(ctx context.Context, p *plan, hits []hit, compare func(a, b hit) int) error {
	hits = hits[:min(len(hits), nearnessHits)]
	pairs := p.neighbours()
	for _, s := range v.segments {
		docs := roaring.New()
		for _, h := range hits {
			if h.segment == s && s.bodyLength[h.doc] <= nearnessLength {
				docs.Add(h.doc)
			}
		}
		worth, err := s.nearness(ctx, pairs, docs)
		if err != nil {
			return err
		}
		for i, h := range hits {
			if h.segment == s {
				hits[i].nearness = worth[h.doc]
				hits[i].score += worth[h.doc]
			}
		}
	}
	slices.SortFunc(hits, compare)
	return nil
}

// pair is two leaves that are neighbours in the query.
type pair struct{ left, right *leaf }

// neighbours returns the pairs of words that tell of a subject and follow each
// other in the query.
func (p *plan) neighbours() []pair {
	var pairs []pair
	for i := 1; i < len(p.leaves) && len(pairs) < nearnessPairs; i++ {
		left, right := p.leaves[i-1], p.leaves[i]
		if left.subject && right.subject && left.first != right.first && slices.Equal(left.fields, right.fields) {
			pairs = append(pairs, pair{left, right})
		}
	}
	return pairs
}

// nearness returns what the pairs are worth to each of the documents: for a pair
// that occurs n times, weight · n / (saturation + n).
func (s *segmentView) nearness(ctx context.Context, pairs []pair, docs *roaring.Bitmap) (map[uint32]float64, error) {
	worth := map[uint32]float64{}
	for _, one := range pairs {
		pattern := &near{left: one.left.pattern, right: one.right.pattern, reach: search.Reach{Words: nearnessReach}}
		times := map[uint32]int{}
		for _, field := range one.left.fields {
			err := s.eachPatternFrequency(ctx, field, pattern, docs, func(doc uint32, frequency, _ int) { times[doc] += frequency })
			if err != nil {
				return nil, err
			}
		}
		weight := nearnessWeight * min(one.left.weight, one.right.weight)
		for doc, n := range times {
			worth[doc] += weight * float64(n) / (saturation + float64(n))
		}
	}
	return worth, nil
}
