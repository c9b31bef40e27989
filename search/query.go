package search

import "entente/corpus"

// Node is a query or a part of one. Its String is canonical: parsing it gives
// the same tree again, but for positions.
type Node interface {
	String() string
	Position() Span
}

// Span is where a node stands in the query text.
type Span struct {
	Column int // counted from 1, in code points
	Length int // in code points
}

// Position returns the span itself, so that nodes get the method by embedding it.
func (s Span) Position() Span { return s }

// All matches every document: the empty query.
type All struct{ Span }

// Word is one word, matched after folding and stemming. Field is "" for title
// and body together.
type Word struct {
	Span
	Field, Text string
}

// Phrase is words that follow each other; stop words count.
type Phrase struct {
	Span
	Field, Text string // Text without the quotes
}

// Prefix is the beginning of a word: Text without the star.
type Prefix struct {
	Span
	Field, Text string
}

// Value is a condition on a keyword field: the whole value, not its words.
type Value struct {
	Span
	Field, Text string
}

// DateRange is a condition on the date; an unknown bound is open. A single date
// has the same bound twice.
type DateRange struct {
	Span
	Field    string
	From, To corpus.Date
}

// Not matches what Child does not.
type Not struct {
	Span
	Child Node
}

// And matches what every child matches. It has two children or more, none of
// them an And.
type And struct {
	Span
	Children []Node
}

// Or matches what at least one child matches. It has two children or more,
// none of them an Or.
type Or struct {
	Span
	Children []Node
}
