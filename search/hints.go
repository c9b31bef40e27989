package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/corpus"
)

// Hints says of a query that Parse accepts where it may mean something else
// than its writer thinks, and how it is read where that is not plain. It changes
// nothing: the query means what it says. There is one hint of a kind at most. The
// names are those that are searched beside what the query says.
func Hints(query string, names []NameExpansion) []Hint {
	h, err := newHinter(query)
	if err != nil {
		return nil
	}
	h.names = names
	var hints []Hint
	for _, found := range []func() (Hint, bool){
		h.operatorAsWord, h.nearnessAsWord, h.endingAsWord, h.paragraphAsWord, h.partWithoutBrackets, h.exclusionFromDocument, h.bracketsBeforePart, h.fieldOfOneWord,
		h.askedInCapitals, h.allInCapitals, h.dotsInSmall, h.questionMark,
	} {
		if hint, ok := found(); ok {
			hints = append(hints, hint)
		}
	}
	slices.SortStableFunc(hints, func(a, b Hint) int { return a.Column - b.Column })
	return hints
}

// hinter looks at the tokens of a query, of which the last is an endToken.
type hinter struct {
	text   []rune
	tokens []token
	// values tells of each token whether it is compared as a whole, or is a number:
	// org:NATO, and all in org:(NATO OR EU).
	values []bool
	tree   Node // as written
	names  []NameExpansion
}

func newHinter(query string) (*hinter, error) {
	tree, err := parse(query, MatchAll)
	if err != nil {
		return nil, err
	}
	s := scanner{text: []rune(query)}
	h := &hinter{text: s.text, tree: tree}
	value, group, depth := false, 0, 0 // group is how deep the brackets of a field are, 0 for none
	for {
		t, err := s.next()
		if err != nil {
			return nil, err
		}
		if n := len(h.tokens); n > 0 && h.tokens[n-1].kind == fieldToken && h.tokens[n-1].text == "article" {
			t = s.withParagraph(t)
		}
		switch t.kind {
		case openToken:
			if depth++; value {
				group = depth
			}
		case closeToken:
			if depth--; depth < group {
				group = 0
			}
		}
		h.tokens = append(h.tokens, t)
		h.values = append(h.values, value || group > 0)
		value = t.kind == fieldToken && !isTextField(t.text)
		if t.kind == endToken {
			return h, nil
		}
	}
}

func isTextField(name string) bool {
	f, ok := corpus.FieldNamed(name)
	return ok && f.Kind == corpus.TextField
}

// change is a part of the query and what to write in its place.
type change struct {
	at   Span
	with string
}

// offer completes a hint by the query with the changes, which are in order. It
// is no hint when that query is refused.
func (h *hinter) offer(hint Hint, changes ...change) (Hint, bool) {
	var b strings.Builder
	done := 0
	for _, c := range changes {
		b.WriteString(string(h.text[done:c.at.Column-1]) + c.with)
		done = c.at.Column - 1 + c.at.Length
	}
	b.WriteString(string(h.text[done:]))
	hint.Query = b.String()
	_, err := Parse(hint.Query, MatchAll)
	return hint, err == nil
}

// written returns a part of the query as it stands there.
func (h *hinter) written(at Span) string { return string(h.text[at.Column-1 : at.Column-1+at.Length]) }

// isValue reports whether the token is what stands after the colon of a field.
func (h *hinter) isValue(i int) bool {
	return h.values[i] || i > 0 && h.tokens[i-1].kind == fieldToken
}

// isText reports whether the token is a word or phrase to search for.
func (h *hinter) isText(i int) bool {
	t := h.tokens[i]
	return !h.values[i] && (t.kind == phraseToken || t.kind == wordToken && !isOperatorText(t.text))
}

func (h *hinter) beginsOperand(i int) bool {
	switch t := h.tokens[i]; t.kind {
	case wordToken:
		return !isOperatorText(t.text) || t.text == "NOT"
	case endToken, closeToken:
		return false
	}
	return true
}

// endsOperand reports whether an operator can stand after the token, -1 for none.
func (h *hinter) endsOperand(i int) bool {
	if i < 0 {
		return false
	}
	t := h.tokens[i]
	return t.kind == phraseToken || t.kind == closeToken || t.kind == wordToken && !isOperatorText(t.text)
}

func isOperatorText(text string) bool {
	return text == "AND" || text == "OR" || text == "NOT" || isReachText(text)
}

// questionMark finds a query that ends like a question: the mark is a wildcard.
func (h *hinter) questionMark() (Hint, bool) {
	if len(h.tokens) < 3 {
		return Hint{}, false
	}
	t := h.tokens[len(h.tokens)-2]
	word, ok := strings.CutSuffix(t.text, "?")
	if t.kind != wordToken || !ok || strings.ContainsAny(word, "*?") {
		return Hint{}, false
	}
	at := Span{Column: t.Column + utf8.RuneCountInString(word), Length: 1}
	return h.offer(Hint{Column: at.Column, Length: at.Length,
		Message: "? stands for one more letter", Suggestion: "leave it out if it ends a question"}, change{at, ""})
}
