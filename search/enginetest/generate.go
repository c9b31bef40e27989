package enginetest

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"entente/search"
)

// generator makes queries out of the words of documents, so that many of them
// have hits. Every query that it makes can be written.
type generator struct {
	*rand.Rand
	readings []*reading // at least one has a passage with two words
	terms    []string   // of the documents, each once
}

// kind is a kind of condition that queries are made of.
type kind struct {
	weight int // how often it comes, against the others
	make   func(g *generator, field string) search.Node
}

// wordKinds are the kinds of condition that one run of words meets. A Near can
// have them as operands.
func wordKinds() []kind {
	return []kind{
		{6, (*generator).word},
		{3, (*generator).phrase},
		{2, (*generator).prefix},
		{1, (*generator).wildcard},
		{1, (*generator).fuzzy},
		{2, (*generator).exact},
	}
}

// textKinds are the kinds of condition that the words of a text meet.
func textKinds() []kind {
	return append(wordKinds(), kind{6, (*generator).near})
}

// kinds are all kinds of condition.
func kinds() []kind {
	return append(textKinds(),
		kind{3, (*generator).inside},
		kind{1, (*generator).value},
		kind{1, (*generator).date},
	)
}

// query makes a query of conditions of the kinds, with brackets nested no deeper
// than depth.
func (g *generator) query(depth int) search.Node { return g.boolean(depth, kinds(), g.field) }

// field draws where a text condition is to be met.
func (g *generator) field() string {
	switch g.IntN(10) {
	case 0:
		return "title"
	case 1:
		return "body"
	}
	return ""
}

func (g *generator) boolean(depth int, from []kind, field func() string) search.Node {
	several := func() []search.Node {
		nodes := make([]search.Node, 2+g.IntN(2))
		for i := range nodes {
			nodes[i] = g.boolean(depth-1, from, field)
		}
		return nodes
	}
	switch n := g.IntN(12); {
	case depth > 0 && n < 3:
		return newAnd(several())
	case depth > 0 && n < 5:
		return newOr(several())
	case depth > 0 && n < 6:
		return search.Not{Child: g.boolean(depth-1, from, field)}
	}
	return g.one(from, field())
}

// newAnd makes an And as the parser does: none has an And below it.
func newAnd(nodes []search.Node) search.Node {
	var flat []search.Node
	for _, n := range nodes {
		if and, ok := n.(search.And); ok {
			flat = append(flat, and.Children...)
		} else {
			flat = append(flat, n)
		}
	}
	return search.And{Children: flat}
}

// newOr makes an Or as the parser does: none has an Or below it.
func newOr(nodes []search.Node) search.Node {
	var flat []search.Node
	for _, n := range nodes {
		if or, ok := n.(search.Or); ok {
			flat = append(flat, or.Children...)
		} else {
			flat = append(flat, n)
		}
	}
	return search.Or{Children: flat}
}

// one makes a condition of one of the kinds.
func (g *generator) one(from []kind, field string) search.Node {
	total := 0
	for _, k := range from {
		total += k.weight
	}
	at := g.IntN(total)
	for _, k := range from {
		if at -= k.weight; at < 0 {
			return k.make(g, field)
		}
	}
	panic("no kind drawn")
}

// place draws a word of a text: often a frequent one.
func (g *generator) place() (t text, at int) {
	for {
		r := g.readings[g.IntN(len(g.readings))]
		if t = r.texts[g.IntN(len(r.texts))]; len(t.words) > 1 {
			return t, g.IntN(len(t.words))
		}
	}
}

// term draws a folded word: as often a frequent one as a rare one.
func (g *generator) term() string {
	if g.IntN(2) == 0 {
		return g.terms[g.IntN(len(g.terms))]
	}
	t, at := g.place()
	return t.words[at].Term
}

// latinTerm draws a term of at least so many letters a to z, and no others.
func (g *generator) latinTerm(least int) string {
	for {
		term := g.term()
		if len(term) >= least && strings.Trim(term, "abcdefghijklmnopqrstuvwxyz") == "" {
			return term
		}
	}
}

// writable returns how words of one part of a text stand there, or their terms
// where that cannot be written in a query.
func writable(t text, first, last int) string {
	written := strings.Join(strings.Fields(t.written(first, last)), " ")
	if !isOperator(written) && !strings.ContainsFunc(written, isUnwritable) {
		return written
	}
	var terms []string
	for _, w := range t.words[first : last+1] {
		terms = append(terms, w.Term)
	}
	return strings.Join(terms, " ")
}

func isUnwritable(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -.,;'’", r)
}

func isOperator(word string) bool {
	switch word {
	case "AND", "OR", "NOT", "NEAR", "ONEAR", "ADJ":
		return true
	}
	return false
}
