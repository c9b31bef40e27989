package segment

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// build writes the documents of builders as one segment.
func build(builders []*Builder) ([]byte, error) {
	out := newOutput(nil)
	for _, b := range builders {
		b.finish()
		out.documents += b.count
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*inversion { return b.fields }) {
		if err := buildField(out, name, builders); err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*stringsBuilder { return b.strings }) {
		out.stringColumn(name, joinStrings(name, builders))
	}
	for _, name := range namesOf(builders, func(b *Builder) map[string]*[]int32 { return b.numbers }) {
		out.numberColumn(name, joinNumbers(name, builders))
	}
	return out.finish()
}

// namesOf returns the names that any of several builders or segments has, in order.
func namesOf[S, T any](all []S, named func(S) map[string]T) []string {
	names := map[string]bool{}
	for _, one := range all {
		for name := range named(one) {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func joinStrings(name string, builders []*Builder) *stringsBuilder {
	joined, count := &stringsBuilder{}, 0
	for _, b := range builders {
		if c := b.strings[name]; c != nil {
			start := uint32(0)
			for _, end := range c.ends {
				joined.add(c.all[start:end])
				start = end
			}
		}
		count += b.count
		joined.fill(count)
	}
	return joined
}

func joinNumbers(name string, builders []*Builder) []int32 {
	var joined []int32
	count := 0
	for _, b := range builders {
		if c := b.numbers[name]; c != nil {
			joined = append(joined, *c...)
		}
		count += b.count
		joined = append(joined, make([]int32, count-len(joined))...)
	}
	return joined
}

// builtTerm is a term of one of the builders; beginning is its first eight bytes,
// by which most terms are put in order.
type builtTerm struct {
	beginning       uint64
	builder, number uint32
}

func buildField(out *output, name string, builders []*Builder) error {
	inversions := make([]*inversion, len(builders))
	var kind Kind
	for i, b := range builders {
		inversions[i] = &inversion{}
		if f := b.fields[name]; f != nil {
			inversions[i], kind = f, f.kind
		}
		inversions[i].group()
	}
	terms, before := termsInOrder(inversions), documentsBefore(builders)
	w := out.field(name, kind)
	for i, t := range terms {
		f := inversions[t.builder]
		if term := f.terms[t.number]; i == 0 || term != inversions[terms[i-1].builder].terms[terms[i-1].number] {
			w.begin([]byte(term))
		}
		w.addRows(f, t.number, before[t.builder])
	}
	return w.finish()
}

// termsInOrder returns the terms of all, equal ones in the order of the builders.
func termsInOrder(inversions []*inversion) []builtTerm {
	var terms []builtTerm
	for i, f := range inversions {
		for number, term := range f.terms {
			terms = append(terms, builtTerm{beginning(term), uint32(i), uint32(number)})
		}
	}
	slices.SortFunc(terms, func(a, b builtTerm) int {
		if a.beginning != b.beginning {
			return cmp.Compare(a.beginning, b.beginning)
		}
		order := strings.Compare(inversions[a.builder].terms[a.number], inversions[b.builder].terms[b.number])
		return cmp.Or(order, cmp.Compare(a.builder, b.builder))
	})
	return terms
}

// documentsBefore returns how many documents come before those of each builder.
func documentsBefore(builders []*Builder) []uint32 {
	before, count := make([]uint32, len(builders)), 0
	for i, b := range builders {
		before[i] = uint32(count)
		count += b.count
	}
	return before
}

func beginning(term string) uint64 {
	var bytes [8]byte
	copy(bytes[:], term)
	return binary.BigEndian.Uint64(bytes[:])
}

// group puts the rows of each term together, keeping their order, and makes of
// counts where those of each term end.
func (f *inversion) group() {
	next := make([]uint32, len(f.counts))
	total := uint32(0)
	for number, count := range f.counts {
		next[number] = total
		total += count
		f.counts[number] = total
	}
	f.grouped = slices.Grow(f.grouped[:0], len(f.rows))[:len(f.rows)]
	for _, r := range f.rows {
		f.grouped[next[r.term]] = r
		next[r.term]++
	}
	f.rows, f.grouped = f.grouped, f.rows
}

// rowsOf returns the rows of a term, after they have been grouped.
func (f *inversion) rowsOf(number uint32) []row {
	start := uint32(0)
	if number > 0 {
		start = f.counts[number-1]
	}
	return f.rows[start:f.counts[number]]
}
