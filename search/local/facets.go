package local

import (
	"cmp"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// dateField is the date that From and To of a request and the histogram are about.
const dateField = "date"

// dateChoice is the name under which a selection knows the dates asked for.
const dateChoice = dateField

// selection is what a request asks for beside its query.
type selection struct {
	values map[string][]string // of facets by field name, as the collection has them
	dates  *dateClause         // nil for any date or none
}

// choose finds what the filters and dates of a request stand for.
func (v *view) choose(names Names, r search.Request) (selection, error) {
	chosen := selection{values: map[string][]string{}}
	for field, texts := range r.Filters {
		for _, text := range texts {
			values, err := v.resolve(names, field, text)
			if err != nil {
				return selection{}, err
			}
			for _, value := range values {
				if !slices.Contains(chosen.values[field], value) {
					chosen.values[field] = append(chosen.values[field], value)
				}
			}
		}
	}
	if !r.From.IsZero() || !r.To.IsZero() {
		dates := newDateClause(dateField, r.From, r.To)
		chosen.dates = &dates
	}
	return chosen, nil
}

// sets returns the documents of a segment that meet each choice.
func (c selection) sets(s *segmentView) map[string]*roaring.Bitmap {
	sets := map[string]*roaring.Bitmap{}
	for field, values := range c.values {
		sets[field] = s.withAny(field, values)
	}
	if c.dates != nil {
		sets[dateChoice] = s.dateDocs(*c.dates)
	}
	return sets
}

// narrowed is those documents of a segment that match a query and meet choices.
type narrowed struct {
	all    *roaring.Bitmap            // every choice
	others map[string]*roaring.Bitmap // for a choice, every other choice
}

// narrow returns what of the documents meets the choices.
func (c selection) narrow(s *segmentView, docs *roaring.Bitmap) narrowed {
	sets := c.sets(s)
	n := narrowed{all: docs, others: map[string]*roaring.Bitmap{}}
	for choice, set := range sets {
		n.all = roaring.And(n.all, set)
		others := docs
		for other, set := range sets {
			if other != choice {
				others = roaring.And(others, set)
			}
		}
		n.others[choice] = others
	}
	return n
}

// without returns the documents that meet every choice but the named one, if
// that was made at all.
func (n narrowed) without(choice string) *roaring.Bitmap {
	if docs, ok := n.others[choice]; ok {
		return docs
	}
	return n.all
}

// count is how many documents have a value, and how many of them carry it as
// a detected tag.
type count struct{ all, detected int }

// facetCounts counts, for each facet, the documents of each folded value: over the
// documents that match the query and meet the choices of the other facets.
type facetCounts map[string]map[string]*count

// countFacets counts every facet of what was found in the view.
func (a *answer) countFacets(v *view) facetCounts {
	counts := facetCounts{}
	for _, f := range corpus.Facets() {
		counts[f.Name] = map[string]*count{}
	}
	for i, s := range v.segments {
		counts.add(s, a.found[i])
	}
	return counts
}

// add counts the documents of one segment. Facets without a choice of their own
// share their documents and are counted together.
func (f facetCounts) add(s *segmentView, found narrowed) {
	fields := map[*roaring.Bitmap][]string{}
	for field := range f {
		docs := found.without(field)
		fields[docs] = append(fields[docs], field)
	}
	for docs, names := range fields {
		columns := make([]*valueColumn, len(names))
		for i, name := range names {
			columns[i] = s.facets[name]
		}
		for i, t := range countDocs(columns, docs, s.segment.Count()) {
			f.sum(names[i], columns[i].values, t)
		}
	}
}

// sum adds what was counted in a segment to the counts of a field.
func (f facetCounts) sum(field string, values []string, t codeCounts) {
	counts := f[field]
	for ordinal, value := range values {
		n := t.of(ordinal)
		switch c := counts[value]; {
		case n.all == 0:
		case c == nil:
			counts[value] = &count{n.all, n.detected}
		default:
			c.all += n.all
			c.detected += n.detected
		}
	}
}

// list returns the values of every facet as a result shows them, and for the
// facets with more values than that, how many are left out.
func (f facetCounts) list(v *view, names Names, chosen selection, r search.Request) (values map[string][]search.FacetValue, omitted map[string]int) {
	values, omitted = map[string][]search.FacetValue{}, map[string]int{}
	text := newFacetText(r)
	for _, field := range corpus.Facets() {
		list := f.values(v, names, field, chosen.values[field.Name], text)
		list, more := firstValues(list, r.FacetSize)
		values[field.Name] = list
		if more > 0 {
			omitted[field.Name] = more
		}
	}
	return values, omitted
}

// values returns the values of a facet that are chosen or that the text picks,
// in their own order or the most frequent first. Each stands for all ways to
// write it, as a choice of it does.
func (f facetCounts) values(v *view, names Names, field corpus.Field, chosen []string, text facetText) []search.FacetValue {
	values := []search.FacetValue{}
	add := func(value string, c count, selected bool) {
		values = append(values, search.FacetValue{
			Value: value, Label: names.Label(field.Name, value), Count: c.all, Detected: c.detected, Selected: selected,
		})
	}
	selected := map[string]bool{}
	for _, value := range chosen {
		folded := analysis.Fold(value)
		if f[field.Name][folded] == nil && !selected[folded] {
			if written := v.written(field.Name, folded); written != "" {
				value = written
			}
			add(value, count{}, true)
		}
		selected[folded] = true
	}
	for folded, c := range f[field.Name] {
		value := v.written(field.Name, folded)
		if selected[folded] || text.picks(names, field.Name, value) {
			add(value, *c, selected[folded])
		}
	}
	slices.SortFunc(values, func(a, b search.FacetValue) int {
		if field.Ordered {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Label, b.Label), strings.Compare(a.Value, b.Value))
	})
	return values
}

// firstValues cuts a list to its first values and those chosen, and tells how
// many are left out.
func firstValues(values []search.FacetValue, size int) (kept []search.FacetValue, omitted int) {
	kept = values[:0]
	for i, v := range values {
		if i < size || v.Selected {
			kept = append(kept, v)
		} else {
			omitted++
		}
	}
	return kept, omitted
}
