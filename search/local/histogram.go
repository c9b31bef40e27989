package local

import (
	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// years counts documents by the year of the first day that their date can mean;
// the undated stand at 0.
type years [10000]int

// histogram counts what was found by year or decade, whatever dates were asked
// for; nil when no interval is given.
func (a *answer) histogram(v *view, by search.Interval) *search.Histogram {
	if by == search.NoHistogram {
		return nil
	}
	var counts years
	for i, s := range v.segments {
		counts.add(s, a.found[i].without(dateChoice))
	}
	return counts.histogram(by)
}

func (y *years) add(s *segmentView, docs *roaring.Bitmap) {
	eachRun(docs, func(run []uint32) {
		for _, doc := range run {
			y[s.firstDay[doc]/10000]++
		}
	})
}

func (y *years) histogram(by search.Interval) *search.Histogram {
	width := 1
	if by == search.ByDecade {
		width = 10
	}
	h := &search.Histogram{Interval: by, Buckets: []search.Bucket{}, Undated: y[0]}
	for first := 0; first < len(y); first += width {
		n := 0
		for year := max(first, 1); year < first+width; year++ {
			n += y[year]
		}
		if n > 0 {
			h.Buckets = append(h.Buckets, search.Bucket{Year: first, Count: n})
		}
	}
	return h
}
