package search

import (
	"strings"
	"unicode"
)

type tokenKind int

const (
	endToken    tokenKind = iota
	openToken             // (
	closeToken            // )
	minusToken            // - before an operand
	fieldToken            // name: with the name as text
	wordToken             // anything up to the next blank, bracket or quotation mark
	phraseToken           // "…" or ="…" with the inside as text
)

type token struct {
	kind tokenKind
	text string
	Span
	exact bool // a phrase with = before it
	// glued says that the token stands right after the one before it.
	glued bool
}

// scanner cuts a query into tokens. Positions count code points.
type scanner struct {
	text     []rune
	position int
}

func (s *scanner) next() (token, error) {
	start := s.position
	for s.position < len(s.text) && unicode.IsSpace(s.text[s.position]) {
		s.position++
	}
	t, err := s.scan()
	t.glued = t.Column-1 == start && start > 0
	return t, err
}

func (s *scanner) scan() (token, error) {
	start := s.position
	if start == len(s.text) {
		return token{kind: endToken, Span: s.since(start)}, nil
	}
	switch r := s.text[start]; {
	case r == '(':
		s.position++
		return token{kind: openToken, Span: s.since(start)}, nil
	case r == ')':
		s.position++
		return token{kind: closeToken, Span: s.since(start)}, nil
	case isQuote(r), r == '=' && start+1 < len(s.text) && isQuote(s.text[start+1]):
		return s.scanPhrase()
	case r == '-' && s.startsOperand(start+1):
		s.position++
		return token{kind: minusToken, Span: s.since(start)}, nil
	}
	return s.scanWord()
}

func (s *scanner) scanPhrase() (token, error) {
	start := s.position
	exact := s.text[start] == '='
	if exact {
		s.position++
	}
	s.position++
	first := s.position
	for s.position < len(s.text) {
		if isQuote(s.text[s.position]) {
			inside := strings.Fields(string(s.text[first:s.position]))
			s.position++
			return token{kind: phraseToken, text: strings.Join(inside, " "), Span: s.since(start), exact: exact}, nil
		}
		s.position++
	}
	return token{}, &SyntaxError{Column: start + 1, Length: len(s.text) - start,
		Message: "this quotation mark is never closed", Suggestion: `write a closing "`}
}

func (s *scanner) scanWord() (token, error) {
	start := s.position
	letters := true
	for s.position < len(s.text) && !s.endsWord(s.position) {
		r := s.text[s.position]
		if r == ':' && letters && s.position > start {
			name := strings.ToLower(string(s.text[start:s.position]))
			s.position++
			return token{kind: fieldToken, text: name, Span: s.since(start)}, nil
		}
		letters = letters && (unicode.IsLetter(r) || r == '_' || r == '-')
		s.position++
	}
	return token{kind: wordToken, text: string(s.text[start:s.position]), Span: s.since(start)}, nil
}

func (s *scanner) startsOperand(i int) bool {
	return i < len(s.text) && !unicode.IsSpace(s.text[i]) && s.text[i] != ')'
}

func (s *scanner) endsWord(i int) bool {
	r := s.text[i]
	return unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r)
}

func (s *scanner) since(start int) Span {
	return Span{Column: start + 1, Length: s.position - start}
}

// isQuote reports whether r begins or ends a phrase; any of them ends any.
func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟«»", r) }
