package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Hints says of a query that Parse accepts where it may mean something else
// than its writer thinks. It changes nothing: the query means what it says.
func Hints(query string) []Hint {
	h, err := newHinter(query)
	if err != nil {
		return nil
	}
	var hints []Hint
	for _, found := range []func() (Hint, bool){h.operatorAsWord, h.partWithoutBrackets, h.questionMark} {
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
}

func newHinter(query string) (*hinter, error) {
	if err := checkText(query); err != nil {
		return nil, err
	}
	s := scanner{text: []rune(query)}
	h := &hinter{text: s.text}
	for {
		t, err := s.next()
		if err != nil {
			return nil, err
		}
		h.tokens = append(h.tokens, t)
		if t.kind == endToken {
			return h, nil
		}
	}
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

// asOperator returns the operator that a word, not in capitals, is in English or
// French, or "".
func asOperator(word string) string {
	switch strings.ToLower(word) {
	case "and", "et":
		return "AND"
	case "or", "ou":
		return "OR"
	case "not", "sauf":
		return "NOT"
	}
	return ""
}

// operatorAsWord finds operators that are not written as such: NATO and EU. One
// hint speaks for all of them.
func (h *hinter) operatorAsWord() (Hint, bool) {
	var changes []change
	var words, operators []string
	operand := false // something stands before that an operator can join
	for i, t := range h.tokens {
		written := t.kind == wordToken && isOperatorText(t.text)
		if t.kind == wordToken && !written && !h.isValue(i) && h.beginsOperand(i+1) {
			operator := asOperator(t.text)
			if operator == "NOT" || operator != "" && operand {
				changes = append(changes, change{t.Span, operator})
				words, operators = append(words, quote(t.text)), append(operators, operator)
				written = true
			}
		}
		operand = !written && (t.kind == wordToken || t.kind == phraseToken || t.kind == closeToken)
	}
	if changes == nil {
		return Hint{}, false
	}
	first := changes[0].at
	return h.offer(Hint{Column: first.Column, Length: first.Length,
		Message:    words[0] + " is searched as a word",
		Suggestion: "did you mean " + operators[0] + "? Operators are written in capitals, in English"}, changes...)
}

// isValue reports whether the token is what stands after the colon of a field.
func (h *hinter) isValue(i int) bool { return i > 0 && h.tokens[i-1].kind == fieldToken }

func (h *hinter) beginsOperand(i int) bool {
	switch t := h.tokens[i]; t.kind {
	case wordToken:
		return !isOperatorText(t.text) || t.text == "NOT"
	case endToken, closeToken:
		return false
	}
	return true
}

func isOperatorText(text string) bool {
	return text == "AND" || text == "OR" || text == "NOT" || isReachText(text)
}

// partWithoutBrackets finds words side by side with an article or page, which
// can stand anywhere in the document: article:5 attack.
func (h *hinter) partWithoutBrackets() (Hint, bool) {
	for i, t := range h.tokens {
		if t.kind != fieldToken || !slices.Contains(Parts(), t.text) {
			continue
		}
		number := h.tokens[i+1] // a field has a value
		first := i + 2
		if first >= len(h.tokens) || !h.isText(first) {
			continue
		}
		if insertion := h.tokens[first]; number.kind == wordToken && isInsertion(insertion.text) {
			at := join(number.Span, insertion.Span)
			return h.offer(Hint{Column: at.Column, Length: at.Length,
				Message:    quote(insertion.text) + " is searched as a word, anywhere in the document",
				Suggestion: "write the whole number in quotation marks"}, change{at, `"` + number.text + " " + insertion.text + `"`})
		}
		last := first
		for h.isText(last+1) || h.tokens[last+1].kind == wordToken && isReachText(h.tokens[last+1].text) {
			last++
		}
		at := join(h.tokens[first].Span, h.tokens[last].Span)
		written := string(h.text[at.Column-1 : at.Column-1+at.Length])
		return h.offer(Hint{Column: at.Column, Length: at.Length,
			Message:    "this can stand anywhere in a document that has the " + t.text,
			Suggestion: "put it in brackets to find it within the " + t.text}, change{at, "(" + written + ")"})
	}
	return Hint{}, false
}

// isText reports whether the token is a word or phrase to search for.
func (h *hinter) isText(i int) bool {
	t := h.tokens[i]
	return t.kind == phraseToken || t.kind == wordToken && !isOperatorText(t.text)
}

// isInsertion reports whether a word is part of the number of an inserted article.
func isInsertion(word string) bool {
	switch strings.ToLower(word) {
	case "bis", "ter", "quater", "quinquies", "sexies":
		return true
	}
	return false
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
