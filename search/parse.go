package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads a query. What it cannot honour it refuses with a *SyntaxError;
// nothing is dropped or loosened. An empty query is All. With MatchAny, text
// conditions that stand side by side are alternatives; all else is as ever, and
// what stands in brackets means the same either way.
func Parse(query string, match Match) (Node, error) {
	node, err := parse(query, match)
	if err != nil {
		return nil, err
	}
	return calmed(node), nil
}

// parse reads a query as it is written.
func parse(query string, match Match) (Node, error) {
	if err := checkText(query); err != nil {
		return nil, err
	}
	p := &parser{scanner: scanner{text: []rune(query)}, match: match}
	if match == MatchAny {
		p.depth = 1 // printing may need the brackets of an Or
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.token.kind == endToken {
		return All{}, nil
	}
	node, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.token.kind == closeToken {
		return nil, p.refuse(p.token.Span, "this bracket closes nothing", "remove it, or open one with (")
	}
	return node, nil
}

func checkText(query string) error {
	if !utf8.ValidString(query) {
		return &SyntaxError{Column: 1, Message: "the query is not valid UTF-8", Suggestion: "send it as UTF-8"}
	}
	column := 0
	for _, r := range query {
		column++
		if column > MaxQueryLength {
			return &SyntaxError{Column: column, Message: "the query is longer than 4,096 characters", Suggestion: "shorten it"}
		}
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == utf8.RuneError {
			return &SyntaxError{Column: column, Length: 1, Message: "there is a control or replacement character here", Suggestion: "remove it"}
		}
	}
	return nil
}

// parser is a recursive-descent parser with one token of look-ahead. Each
// method leaves the token after what it has read.
type parser struct {
	scanner
	match    Match
	token    token
	before   tokenKind // of the token before
	field    string    // of the enclosing field:( … ), or ""
	part     string    // the enclosing article:5 ( … ), as written, or ""
	brackets int       // that are open
	depth    int       // brackets and negations that are open
	clauses  int
}

func (p *parser) advance() error {
	t, err := p.scanner.next()
	p.before, p.token = p.token.kind, t
	return err
}

func (p *parser) refuse(at Span, message, suggestion string) error {
	return &SyntaxError{Column: at.Column, Length: at.Length, Message: message, Suggestion: suggestion}
}

func (p *parser) isOperator(name string) bool {
	return p.token.kind == wordToken && p.token.text == name
}

// or = and { "OR" and }
func (p *parser) or() (Node, error) {
	first, err := p.and()
	if err != nil {
		return nil, err
	}
	children := []Node{first}
	for p.isOperator("OR") {
		if err := p.operand(); err != nil {
			return nil, err
		}
		next, err := p.and()
		if err != nil {
			return nil, err
		}
		children = append(children, next)
	}
	return newOr(children), nil
}

// and = not { [ "AND" ] not }
func (p *parser) and() (Node, error) {
	first, err := p.not()
	if err != nil {
		return nil, err
	}
	sides := [][]Node{{first}} // what stands side by side, divided by AND
	for p.token.kind != endToken && p.token.kind != closeToken && !p.isOperator("OR") {
		if p.isOperator("AND") {
			if err := p.operand(); err != nil {
				return nil, err
			}
			sides = append(sides, nil)
		} else if err := p.checkGlue(); err != nil {
			return nil, err
		}
		next, err := p.not()
		if err != nil {
			return nil, err
		}
		sides[len(sides)-1] = append(sides[len(sides)-1], next)
	}
	var children []Node
	for _, side := range sides {
		if p.match == MatchAny && p.brackets == 0 {
			side = alternatives(side)
		}
		children = append(children, side...)
	}
	return newAnd(children), nil
}

// checkGlue refuses a word or phrase that begins right where a phrase ends, and
// a phrase that begins right where a word ends.
func (p *parser) checkGlue() error {
	if !p.token.glued || p.token.kind != phraseToken && (p.token.kind != wordToken || p.before != phraseToken) {
		return nil
	}
	if strings.HasPrefix(p.token.text, "~") && p.token.kind == wordToken {
		return p.refuse(p.token.Span, "~ stands after a single word, not after a phrase", "for words near each other write armed /5 attack")
	}
	return p.refuse(p.token.Span, "a quotation mark stands inside a word", "put a blank between word and phrase")
}

// operand steps over an operator and checks that something follows it.
func (p *parser) operand() error {
	operator := p.token
	if err := p.advance(); err != nil {
		return err
	}
	if p.token.kind == endToken || p.token.kind == closeToken {
		return p.refuse(operator.Span, operator.text+" has nothing after it",
			"write what should follow, or put the word in quotation marks to search for it")
	}
	return nil
}

// not = { "NOT" | "-" } near
func (p *parser) not() (Node, error) {
	if !p.isNegation() {
		return p.near()
	}
	at := p.token.Span
	if p.token.kind == minusToken {
		p.token.text = "-"
	}
	if err := p.operand(); err != nil {
		return nil, err
	}
	if err := p.descend(at); err != nil {
		return nil, err
	}
	defer p.ascend()
	child, err := p.not()
	if err != nil {
		return nil, err
	}
	return Not{Span: join(at, child.Position()), Child: child}, nil
}

func (p *parser) isNegation() bool { return p.isOperator("NOT") || p.token.kind == minusToken }

// primary = "(" or ")" | field primary | part | phrase | word
func (p *parser) primary() (Node, error) {
	switch p.token.kind {
	case openToken:
		return p.group()
	case fieldToken:
		return p.fielded()
	case closeToken:
		return nil, p.refuse(p.token.Span, "there is nothing in front of this bracket", "write something between the brackets")
	}
	if p.isOperator("AND") || p.isOperator("OR") || p.isReach() {
		return nil, p.refuse(p.token.Span, p.token.text+" has nothing in front of it",
			"write what should precede it, or put the word in quotation marks to search for it")
	}
	return p.leaf(p.token.Span)
}

func (p *parser) group() (Node, error) {
	open := p.token.Span
	if err := p.descend(open); err != nil {
		return nil, err
	}
	defer p.ascend()
	p.brackets++
	defer func() { p.brackets-- }()
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.token.kind == endToken {
		return nil, p.refuse(open, "there is nothing behind this bracket", "write what belongs in brackets, and a closing )")
	}
	node, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.token.kind != closeToken {
		return nil, p.refuse(open, "this bracket is never closed", "write a closing )")
	}
	return node, p.advance()
}

func (p *parser) count(at Span) error {
	if p.clauses++; p.clauses > MaxQueryClauses {
		return p.refuse(at, "the query has more than 256 words and conditions", "shorten it")
	}
	return nil
}

func (p *parser) descend(at Span) error {
	if p.depth++; p.depth > MaxQueryDepth {
		return p.refuse(at, "brackets and negations are nested more than 32 deep", "simplify the query")
	}
	return nil
}

func (p *parser) ascend() { p.depth-- }

// join returns the span from the beginning of a to the end of b.
func join(a, b Span) Span {
	return Span{Column: a.Column, Length: b.Column + b.Length - a.Column}
}

func newAnd(children []Node) Node {
	var flat []Node
	for _, c := range children {
		if and, ok := c.(And); ok {
			flat = append(flat, and.Children...)
		} else {
			flat = append(flat, c)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return And{Span: join(flat[0].Position(), flat[len(flat)-1].Position()), Children: flat}
}

func newOr(children []Node) Node {
	var flat []Node
	for _, c := range children {
		if or, ok := c.(Or); ok {
			flat = append(flat, or.Children...)
		} else {
			flat = append(flat, c)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return Or{Span: join(flat[0].Position(), flat[len(flat)-1].Position()), Children: flat}
}
