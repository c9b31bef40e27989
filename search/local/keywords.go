package local

import (
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/analysis"
)

// keyword is a value of a keyword field in a segment: all that is written so but
// for case and accents, which no search tells apart.
type keyword struct {
	written []string        // the ways it is written, sorted
	docs    *roaring.Bitmap // that have it in any of them
}

// keywords joins values that differ by no more than case and accents, by what
// they are folded. A bitmap of one written way alone is shared.
func keywords(values map[string]*roaring.Bitmap) map[string]keyword {
	joined := make(map[string]keyword, len(values))
	for _, value := range slices.Sorted(maps.Keys(values)) {
		folded := analysis.Fold(value)
		k, docs := joined[folded], values[value]
		if k.docs != nil {
			docs = roaring.Or(k.docs, docs)
		}
		joined[folded] = keyword{append(k.written, value), docs}
	}
	return joined
}

// writings returns, sorted, the ways in which live documents write a folded value
// of a keyword field.
func (v *view) writings(field, folded string) []string {
	return slices.Sorted(maps.Keys(v.countWritings(field, folded)))
}

// countWritings counts the live documents by the way they write a folded value.
func (v *view) countWritings(field, folded string) map[string]int {
	counts := map[string]int{}
	for _, s := range v.segments {
		for _, value := range s.keywords[field][folded].written {
			if n := int(s.values[field][value].AndCardinality(s.live)); n > 0 {
				counts[value] += n
			}
		}
	}
	return counts
}

// written returns a folded value as most of the live documents that have it write
// it, the first by alphabet of equals; "" where none has it.
func (v *view) written(field, folded string) string {
	if only, ok := v.onlyWriting(field, folded); ok {
		return only
	}
	best, most := "", 0
	for value, n := range v.countWritings(field, folded) {
		if n > most || n == most && value < best {
			best, most = value, n
		}
	}
	return best
}

// onlyWriting returns the one way in which every segment writes a folded value,
// if there is one and a live document has it. It spares counting documents for
// nearly all values.
func (v *view) onlyWriting(field, folded string) (string, bool) {
	only, alive := "", false
	for _, s := range v.segments {
		k, ok := s.keywords[field][folded]
		if !ok {
			continue
		}
		if len(k.written) > 1 || only != "" && k.written[0] != only {
			return "", false
		}
		only = k.written[0]
		alive = alive || k.docs.Intersects(s.live)
	}
	return only, alive
}

// documentsOf counts the live documents that have a folded value.
func (v *view) documentsOf(field, folded string) int {
	total := 0
	for _, s := range v.segments {
		if k, ok := s.keywords[field][folded]; ok {
			total += int(k.docs.AndCardinality(s.live))
		}
	}
	return total
}

// values returns the values that live documents have in a keyword field, each in
// one way to write it, sorted.
func (v *view) values(field string) []string {
	known := map[string]bool{}
	for _, s := range v.segments {
		for folded := range s.keywords[field] {
			known[folded] = true
		}
	}
	var values []string
	for folded := range known {
		if value := v.written(field, folded); value != "" {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	return values
}
