package local

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// rank returns the first hits in the order asked for, at most limit of them. It
// keeps no more than that in memory at a time, or nearnessHits, beside the scores
// of one segment.
func (a *answer) rank(ctx context.Context, v *view, by search.Sort, limit int) ([]hit, error) {
	ranked := len(a.plan.leaves) > 0
	if by == search.ByAdded {
		hits, err := a.lastCome(ctx, v, limit)
		if err != nil || !ranked {
			return hits, err
		}
		return hits, v.score(ctx, hits)
	}
	compare := order(by, ranked)
	kept := limit
	if ranked && by == search.ByRelevance {
		kept = max(limit, nearnessHits) // whatever page is asked for, the same hits are looked at
	}
	first := &leaders{limit: kept, compare: compare}
	for i, s := range v.segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var scores []float64
		if ranked && by == search.ByRelevance {
			var err error
			if scores, err = v.scores(ctx, s, a.matches[i], a.found[i].all); err != nil {
				return nil, err
			}
		}
		first.addSegment(s, a.matches[i], a.found[i].all, scores)
	}
	hits := first.sorted()
	switch {
	case ranked && by == search.ByRelevance:
		err := v.addNearness(ctx, a.plan, hits, compare)
		return hits[:min(len(hits), limit)], err
	case ranked:
		return hits, v.score(ctx, hits)
	}
	return hits, nil
}

// score gives hits that are in another order their relevance.
func (v *view) score(ctx context.Context, hits []hit) error {
	for _, s := range v.segments {
		docs := roaring.New()
		var m *match
		for _, h := range hits {
			if h.segment == s {
				docs.Add(h.doc)
				m = h.match
			}
		}
		if docs.IsEmpty() {
			continue
		}
		scores, err := v.scores(ctx, s, m, docs)
		if err != nil {
			return err
		}
		for i, h := range hits {
			if h.segment == s {
				hits[i].score = scores[h.doc]
			}
		}
	}
	return nil
}

// leaders are the first hits in an order, of all that were added.
type leaders struct {
	limit   int
	compare func(a, b hit) int
	hits    []hit // once there are limit of them, a heap with the last on top
}

// addSegment adds documents of one segment; without scores they have none.
func (l *leaders) addSegment(s *segmentView, m *match, docs *roaring.Bitmap, scores []float64) {
	h := hit{segment: s, match: m}
	eachRun(docs, func(run []uint32) {
		for _, doc := range run {
			h.doc = doc
			if scores != nil {
				h.score = scores[doc]
			}
			l.add(h)
		}
	})
}

func (l *leaders) add(h hit) {
	switch {
	case len(l.hits) < l.limit:
		l.hits = append(l.hits, h)
		if len(l.hits) == l.limit {
			for i := l.limit/2 - 1; i >= 0; i-- {
				l.sink(i)
			}
		}
	case l.compare(h, l.hits[0]) < 0:
		l.hits[0] = h
		l.sink(0)
	}
}

// sink moves a hit down until no hit below it comes later.
func (l *leaders) sink(i int) {
	for {
		last := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(l.hits); child++ {
			if l.compare(l.hits[child], l.hits[last]) > 0 {
				last = child
			}
		}
		if last == i {
			return
		}
		l.hits[i], l.hits[last] = l.hits[last], l.hits[i]
		i = last
	}
}

// sorted returns the hits in order, and ends the adding.
func (l *leaders) sorted() []hit {
	slices.SortFunc(l.hits, l.compare)
	return l.hits
}
