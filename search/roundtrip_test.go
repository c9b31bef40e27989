package search

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"entente/corpus"
)

// TestPrintedTreesParseToThemselves makes trees of every kind of node and
// compares them with what is read from their text, whichever way to match.
func TestPrintedTreesParseToThemselves(t *testing.T) {
	m := treeMaker{rand.New(rand.NewPCG(3, 1949))}
	for range 5000 {
		tree := m.tree(4)
		for _, match := range Matches() {
			got, err := Parse(tree.String(), match)
			if err != nil {
				t.Fatalf("%s to match %s: %v", tree, match, err)
			}
			if got = withoutPositions(got); !reflect.DeepEqual(tree, got) {
				t.Fatalf("%s to match %s parses differently:\n%#v\n%#v", tree, match, tree, got)
			}
		}
	}
}

// treeMaker makes random trees as a parser can make them.
type treeMaker struct{ *rand.Rand }

func (m treeMaker) pick(words ...string) string { return words[m.IntN(len(words))] }

// tree returns a tree with at most depth levels of And, Or and Not.
func (m treeMaker) tree(depth int) Node {
	return m.branch(depth, func() Node {
		switch m.IntN(7) {
		case 0:
			return Value{Field: m.pick("org", "topic", "lang"), Text: m.pick("NATO", "Arab League", "AND", "a:b", "x*")}
		case 1:
			return m.dates()
		case 2:
			return Like{ID: m.pick("rio", "north-atlantic-treaty", "sample:rio", "1.x_y")}
		case 3:
			return m.inside()
		case 4:
			return m.near(m.pick("", "title", "body"), 3)
		}
		return m.text(m.pick("", "title", "body"))
	})
}

func (m treeMaker) branch(depth int, leaf func() Node) Node {
	if depth == 0 {
		return leaf()
	}
	var children []Node
	for range 2 + m.IntN(2) {
		children = append(children, m.branch(depth-1, leaf))
	}
	switch m.IntN(4) {
	case 0:
		return Not{Child: children[0]}
	case 1:
		return newAnd(children)
	case 2:
		return newOr(children)
	}
	return leaf()
}

func (m treeMaker) text(field string) Node {
	switch m.IntN(4) {
	case 0:
		return Phrase{Field: field, Text: m.pick("armed attack", "a AND b", "/5", "don't – x:y (z)", "(a) ~1 what?"), Exact: m.IntN(3) == 0}
	case 1:
		return Wildcard{Field: field, Text: m.pick("att*", "def?nce", "a*b?c*", "é?", "9*")}
	case 2:
		return Fuzzy{Field: field, Text: m.pick("atack", "été", "AND", "377"), Edits: 1 + m.IntN(2)}
	}
	if m.IntN(3) == 0 {
		return Word{Field: field, Text: m.pick("forces", "AND", "A/RES/377", "10:30", "5"), Exact: true}
	}
	return Word{Field: field, Text: m.pick("armed", "U.S.", "co-operation", "A/RES/377", "10:30", "don't", "and", "/x", "条約")}
}

func (m treeMaker) near(field string, depth int) Node {
	operand := func() Node {
		switch n := m.IntN(4); {
		case depth > 0 && n == 0:
			return m.near(field, depth-1)
		case depth > 0 && n == 1:
			return newOr([]Node{m.text(field), m.near(field, depth-1), m.text(field)})
		case n == 2:
			return newOr([]Node{m.text(field), m.text(field)})
		}
		return m.text(field)
	}
	reach := Reach{Unit: []Unit{ByWords, BySentence, ByPassage}[m.IntN(3)], Ordered: m.IntN(2) == 0}
	if reach.Unit == ByWords {
		reach.Words = 1 + m.IntN(2)*254
	}
	return Near{Left: operand(), Right: operand(), Reach: reach}
}

func (m treeMaker) inside() Node {
	n := Inside{Part: "article", Number: m.pick("5", "V", "5 bis", "2.1", "premier")}
	if m.IntN(2) == 0 {
		n = Inside{Part: "page", Number: strconv.Itoa(1 + m.IntN(30))}
	}
	if m.IntN(3) > 0 {
		n.Child = m.branch(2, func() Node {
			if m.IntN(3) == 0 {
				return m.near("", 1)
			}
			return m.text("")
		})
	}
	return n
}

func (m treeMaker) dates() Node {
	date := func() corpus.Date {
		d, err := corpus.ParseDate(strconv.Itoa(1940+m.IntN(20)) + m.pick("", "-04", "-04-12"))
		if err != nil {
			panic(err)
		}
		return d
	}
	switch d := date(); m.IntN(3) {
	case 0:
		return DateRange{Field: "date", From: d}
	case 1:
		return DateRange{Field: "date", To: d}
	default:
		return DateRange{Field: "date", From: d, To: d}
	}
}

// FuzzParse holds that any text is read or refused with a SyntaxError that
// points into it, and that what was read is printed so that it is read again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a b OR -c", `title:("x y" OR z*) date:1949..1960`, "((", "NOT NOT a", "org:“A B”", "date:>1949",
		`="a b" /5 (c~1 OR d?e) /5 =f`, `article:"5 bis" (a NOT b +s c) page:2 like:x`, "a /5 b /3 c", "title:(a /p b) c",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, query string, anyWord bool) {
		match := MatchAll
		if anyWord {
			match = MatchAny
		}
		node, err := Parse(query, match)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Parse(%q): %v is no SyntaxError", query, err)
			}
			if n := len([]rune(query)); syntax.Column < 1 || syntax.Column+syntax.Length > n+1 && syntax.Column > 1 {
				t.Fatalf("Parse(%q): %v points to %d, %d outside of the query", query, err, syntax.Column, syntax.Length)
			}
			return
		}
		printed := node.String()
		if len([]rune(printed)) > MaxQueryLength {
			return // printing writes operators out, which can pass the limit
		}
		again, err := Parse(printed, match)
		if err != nil {
			t.Fatalf("%q prints %q, which is refused: %v", query, printed, err)
		}
		if first, second := withoutPositions(node), withoutPositions(again); !reflect.DeepEqual(first, second) {
			t.Fatalf("%q prints %q, which parses differently:\n%#v\n%#v", query, printed, first, second)
		}
	})
}

// withoutPositions returns the tree with all spans zero. (To compare deep trees
// cmp takes time that doubles with each level.)
func withoutPositions(node Node) Node {
	list := func(nodes []Node) []Node {
		var bare []Node
		for _, n := range nodes {
			bare = append(bare, withoutPositions(n))
		}
		return bare
	}
	switch n := node.(type) {
	case Word:
		n.Span = Span{}
		return n
	case Phrase:
		n.Span = Span{}
		return n
	case Wildcard:
		n.Span = Span{}
		return n
	case Fuzzy:
		n.Span = Span{}
		return n
	case Value:
		n.Span = Span{}
		return n
	case DateRange:
		n.Span = Span{}
		return n
	case Like:
		n.Span = Span{}
		return n
	case Inside:
		n.Span = Span{}
		if n.Child != nil {
			n.Child = withoutPositions(n.Child)
		}
		return n
	case Near:
		return Near{Left: withoutPositions(n.Left), Right: withoutPositions(n.Right), Reach: n.Reach}
	case Not:
		return Not{Child: withoutPositions(n.Child)}
	case And:
		return And{Children: list(n.Children)}
	case Or:
		return Or{Children: list(n.Children)}
	}
	return node
}
