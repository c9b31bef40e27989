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

// What a query means is said with these words. A title is a text, and so is
// every passage, with two parts: heading and text. The words of a text
// (analysis.Tokens) are numbered from 1, with one number left free between
// heading and text. A text condition is met where it occurs: in the title or
// the passages as its Field says, and in either when that is empty. An
// occurrence is the words that meet a condition once; all of them stand in one
// text.
//
// A query word matches a word of a document when both are equal after folding,
// or when the stems are equal by the rules of the document's language
// (analysis.Language). In the same way it matches its other spellings in one
// word or several (analysis.Elements). An acronym that is another word in small
// letters, or has dots (US, U.S.; analysis.Acronym), is matched in no other forms,
// and by words in capitals alone; in a text that is all in capitals every word is
// one. This holds of words and phrases, also of exact ones, but not of a query all
// in capitals (see calmed).

// All matches every document: the empty query.
type All struct{ Span }

// Word is one word, matched after folding and, unless it is Exact, in its other
// forms, spellings and names. Field is "" for title and body together. What the
// analyzer makes several words of (A/RES/377) is matched as a Phrase of them.
type Word struct {
	Span
	Field, Text string
	Exact       bool // =word: the word itself alone
}

// Phrase is words that follow each other in one part of a text; stop words count.
type Phrase struct {
	Span
	Field, Text string // Text without the quotes
	Exact       bool   // ="…": the words themselves alone
}

// Wildcard is a pattern for one word: * stands for any letters or none, ? for
// exactly one, and letters are compared after folding. It begins with neither. A
// prefix is a Wildcard that ends in *. Where the letters before the first of them
// are also written as several words (analysis.Compounds), it is met by these, too,
// with the pattern going on in the last: cooperat* by co-operation.
type Wildcard struct {
	Span
	Field, Text string
}

// Fuzzy is the words within so many edits of one after folding, each the
// insertion, removal or replacement of a letter or the exchange of two
// neighbours (no letter is edited twice).
type Fuzzy struct {
	Span
	Field, Text string
	Edits       int // 1 or 2
}

// Near matches where Left and Right occur in one text within reach of each
// other. Its operands are words, phrases, wildcards, fuzzy words, other Nears,
// and Or of any of these, all in the same field. Each pair of an occurrence of Left
// and one of Right that share no word and are within Reach is an occurrence,
// which has the words of both; its first and last word bound it.
type Near struct {
	Span
	Left, Right Node
	Reach       Reach
}

// Reach is how far the operands of a Near may stand from each other.
type Reach struct {
	Unit Unit
	// Words is the greatest distance, ByWords alone. The distance is from the
	// last word of the one to the first word of the other, neighbours being 1,
	// and 0 when the bounds of the two overlap.
	Words   int
	Ordered bool // the last word of Left is before the first of Right
}

// Synonyms is what was written together with other names of it. A query has
// none; a thesaurus makes them. It matches what Written or one of the Names
// matches, and prints as Written.
type Synonyms struct {
	Span
	Written Node
	Names   []Node // words and phrases
}

// Unit is what a Reach is counted in.
type Unit int

// The units of nearness.
const (
	ByWords    Unit = iota // /5: within so many words
	BySentence             // /s: all words in one sentence (analysis.Token.Sentence)
	ByPassage              // /p: in one text
)

// Inside matches documents in which one part with the number satisfies Child as
// a whole; without a Child, documents that have such a part. Article 5 is each
// passage of that kind and number, compared after corpus.FoldNumber; its paragraph
// 5(2) is that of corpus.Passage.Paragraphs, without the heading; page 12 is
// what stands on the page of that number in any passages. An occurrence counts
// when all its words are in the part. A Not within Child excludes
// what stands in that part.
type Inside struct {
	Span
	Part   string // a name of Parts
	Number string
	Child  Node // of text conditions on the body alone, with And, Or and Not, or nil
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

// DateRange is a condition on a date field; an unknown bound is open. A single date
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
