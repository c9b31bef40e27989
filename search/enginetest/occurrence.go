package enginetest

import (
	"fmt"
	"slices"

	"entente/search"
)

// occurrence is the words that meet a text condition once. They all stand in
// one text, in one run of words or, where words stand near each other, several.
type occurrence struct {
	text text
	runs []run // ascending; they share no word
}

// run is words that follow each other: those of the text with indices from
// first to last.
type run struct{ first, last int }

func (o occurrence) words() []word {
	var words []word
	for _, r := range o.runs {
		words = append(words, o.text.words[r.first:r.last+1]...)
	}
	return words
}

func (o occurrence) first() word { return o.text.words[o.runs[0].first] }
func (o occurrence) last() word  { return o.text.words[o.runs[len(o.runs)-1].last] }

// key is equal for occurrences of the same words of a document.
func (o occurrence) key() string {
	var positions []int
	for _, w := range o.words() {
		positions = append(positions, w.position)
	}
	return fmt.Sprint(o.text.passage, positions)
}

// occurrences lists where a text condition occurs in the document. Operands of
// a Near that are an Or occur where one of the alternatives does.
func (r *reading) occurrences(node search.Node) []occurrence {
	switch n := node.(type) {
	case search.Word:
		if n.Exact {
			return r.rows(n.Field, exactly(n.Text))
		}
		return r.rows(n.Field, r.elements(n.Text))
	case search.Phrase:
		if n.Exact {
			return r.rows(n.Field, exactly(n.Text))
		}
		return r.rows(n.Field, r.elements(n.Text))
	case search.Wildcard:
		return r.rows(n.Field, []place{patternWays(foldPattern(n.Text))})
	case search.Fuzzy:
		wanted := []rune(foldPattern(n.Text))
		return r.single(n.Field, func(term string) bool { return edits(wanted, []rune(term)) <= n.Edits })
	case search.Near:
		return pairs(r.occurrences(n.Left), r.occurrences(n.Right), n.Reach)
	case search.Or:
		return r.anyOf(n.Children)
	case search.Synonyms:
		return r.anyOf(append([]search.Node{n.Written}, n.Names...))
	}
	panic(fmt.Sprintf("%T is no text condition", node))
}

func (r *reading) anyOf(nodes []search.Node) []occurrence {
	var all []occurrence
	for _, n := range nodes {
		all = append(all, r.occurrences(n)...)
	}
	return distinct(all)
}

// distinct keeps one of the occurrences that are the same words.
func distinct(all []occurrence) []occurrence {
	if len(all) < 2 {
		return all
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(o occurrence) bool {
		key := o.key()
		again := seen[key]
		seen[key] = true
		return again
	})
}
