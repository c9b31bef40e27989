package local

import (
	"cmp"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/corpus"
	"entente/search"
)

// selection is the facet values that a request asks for, by field name, as the
// collection has them.
type selection map[string][]string

// resolveFilters finds the values that the filters of a request stand for.
func (v *view) resolveFilters(names Names, filters map[string][]string) (selection, error) {
	chosen := selection{}
	for field, texts := range filters {
		for _, text := range texts {
			values, err := v.resolve(names, field, text)
			if err != nil {
				return nil, err
			}
			for _, value := range values {
				if !slices.Contains(chosen[field], value) {
					chosen[field] = append(chosen[field], value)
				}
			}
		}
	}
	return chosen, nil
}

// narrow returns those of the documents that meet the choices of every facet
// but the one left out.
func (c selection) narrow(s *segmentView, docs *roaring.Bitmap, leftOut string) *roaring.Bitmap {
	for field, values := range c {
		if field != leftOut {
			docs = roaring.And(docs, s.withAny(field, values))
		}
	}
	return docs
}

// count is how many documents have a value, and how many of them carry it as
// a detected tag.
type count struct{ all, detected int }

// facetCounts counts, for each facet, the documents of each value: over the
// documents that match the query and meet the choices of the other facets.
type facetCounts map[string]map[string]count

// add counts the documents of one segment that match the query.
func (f facetCounts) add(s *segmentView, matched *roaring.Bitmap, chosen selection) {
	hits := chosen.narrow(s, matched, "")
	for _, field := range facetFields() {
		docs := hits
		if len(chosen[field.Name]) > 0 {
			docs = chosen.narrow(s, matched, field.Name)
		}
		f.addField(s, field, docs)
	}
}

func (f facetCounts) addField(s *segmentView, field corpus.Field, docs *roaring.Bitmap) {
	counts := f[field.Name]
	if counts == nil {
		counts = map[string]count{}
		f[field.Name] = counts
	}
	detected := s.values[detectedField(field.Name)]
	for value, with := range s.values[field.Name] {
		n := int(docs.AndCardinality(with))
		if n == 0 {
			continue
		}
		c := counts[value]
		c.all += n
		if with := detected[value]; with != nil {
			c.detected += int(docs.AndCardinality(with))
		}
		counts[value] = c
	}
}

// list returns the values of a facet as a result shows them, in their own order
// or the most frequent first, and how many values over size are left out. Chosen
// values are always in.
func (f facetCounts) list(names Names, field corpus.Field, chosen []string, size int) (values []search.FacetValue, omitted int) {
	values = []search.FacetValue{}
	for value, c := range f[field.Name] {
		values = append(values, search.FacetValue{
			Value: value, Label: names.Label(field.Name, value), Count: c.all, Detected: c.detected,
			Selected: slices.Contains(chosen, value),
		})
	}
	for _, value := range chosen {
		if _, counted := f[field.Name][value]; !counted {
			values = append(values, search.FacetValue{Value: value, Label: names.Label(field.Name, value), Selected: true})
		}
	}
	slices.SortFunc(values, func(a, b search.FacetValue) int {
		if field.Ordered {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Label, b.Label), strings.Compare(a.Value, b.Value))
	})
	kept := values[:0]
	for i, v := range values {
		if i < size || v.Selected {
			kept = append(kept, v)
		} else {
			omitted++
		}
	}
	return kept, omitted
}
