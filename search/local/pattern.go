package local

import (
	"entente/search"
	"entente/search/analysis"
)

// pattern is what may occur in a text: a word in its forms, words that follow
// each other, any of several patterns, or two near each other. It is one of
// *slot, sequence, alternatives and *near.
type pattern any

// slot is a word: any of the variants stands there.
type slot struct {
	term     string    // as in the query
	variants []variant // sorted by term
	plain    bool      // none of them asks for how the word is written
}

// variant is a term of the index that a query word stands for.
type variant struct {
	term      string
	languages languages // of the documents in which it counts
	written   mark      // inCapitals, afterHyphen: only words written so count
}

// sequence is patterns that follow each other, word upon word.
type sequence []pattern

// alternatives is patterns any of which may occur.
type alternatives []pattern

// near is two patterns within reach of each other.
type near struct {
	left, right pattern
	reach       search.Reach
	at          search.Span // in the query
}

// languages is a set of analysis.Language.
type languages uint8

const everyLanguage languages = 1<<8 - 1

func newLanguages(l analysis.Language) languages { return 1 << l }

// newAlternatives returns one pattern for several.
func newAlternatives(patterns []pattern) pattern {
	if len(patterns) == 1 {
		return patterns[0]
	}
	return alternatives(patterns)
}

// newSequence returns one pattern for several in a row.
func newSequence(patterns []pattern) pattern {
	if len(patterns) == 1 {
		return patterns[0]
	}
	return sequence(patterns)
}

// eachSlot visits the slots of a pattern in order.
func eachSlot(p pattern, visit func(*slot)) {
	switch p := p.(type) {
	case *slot:
		visit(p)
	case sequence:
		for _, child := range p {
			eachSlot(child, visit)
		}
	case alternatives:
		for _, child := range p {
			eachSlot(child, visit)
		}
	case *near:
		eachSlot(p.left, visit)
		eachSlot(p.right, visit)
	}
}
