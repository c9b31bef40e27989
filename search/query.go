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

// Word is one word, matched after folding and, unless it is Exact, in its other
// forms, spellings and names. Field is "" for title and body together.
type Word struct {
	Span
	Field, Text string
	Exact       bool // =word: the word itself alone
}

// Phrase is words that follow each other; stop words count.
type Phrase struct {
	Span
	Field, Text string // Text without the quotes
	Exact       bool   // ="…": the words themselves alone
}

// Wildcard is a pattern for one word: * stands for any letters or none, ? for
// exactly one. It begins with neither. A prefix is a Wildcard that ends in *.
type Wildcard struct {
	Span
	Field, Text string
}

// Fuzzy is the words within so many edits of one, each the insertion, removal
// or replacement of a letter or the exchange of two neighbours.
type Fuzzy struct {
	Span
	Field, Text string
	Edits       int // 1 or 2
}

// Near matches where Left and Right occur within reach of each other without
// overlapping. Its operands are words, phrases, wildcards, fuzzy words, Or of
// such, and other Nears, all in the same field.
type Near struct {
	Span
	Left, Right Node
	Reach       Reach
}

// Reach is how far the operands of a Near may stand from each other.
type Reach struct {
	Unit    Unit
	Words   int  // at most that many words on, neighbours being 1; ByWords alone
	Ordered bool // Left before Right
}

// Unit is what a Reach is counted in.
type Unit int

// The units of nearness.
const (
	ByWords    Unit = iota // /5: within one title or passage
	BySentence             // /s: within one sentence
	ByPassage              // /p: within one title or passage
)

// Inside matches documents in which one part with the number satisfies Child as
// a whole; without a Child, documents that have such a part.
type Inside struct {
	Span
	Part   string // a name of Parts
	Number string
	Child  Node // of text conditions on the body alone, or nil
}

// Parts lists the parts of a document that an Inside can name.
func Parts() []string { return []string{"article", "page"} }

// Like matches documents that share characteristic words with another one.
type Like struct {
	Span
	ID string
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
