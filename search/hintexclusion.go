package search

// exclusionFromDocument finds a NOT right after an article or page, which excludes
// more than what stands in that: article:5 NOT (attack).
func (h *hinter) exclusionFromDocument() (Hint, bool) {
	for i, t := range h.tokens {
		if !isPartToken(t) {
			continue
		}
		not := i + 2 // after the number
		if next := h.tokens[not]; next.kind == wordToken && next.text == "AND" {
			not++
		}
		if !h.isNegation(not) {
			continue
		}
		last := h.endOfOperand(not + 1)
		if last < 0 {
			continue
		}
		operand := h.written(join(h.tokens[not+1].Span, h.tokens[last].Span))
		if h.tokens[not+1].kind == openToken && last == not+3 {
			operand = h.written(h.tokens[not+2].Span) // one word needs no brackets of its own
		}
		at := join(h.tokens[not].Span, h.tokens[last].Span)
		whole := join(h.tokens[i+2].Span, at)
		hint, ok := h.offer(Hint{Column: at.Column, Length: at.Length,
			Message:    "this excludes documents that have it anywhere, not only within the " + t.text,
			Suggestion: "put NOT in brackets to exclude it within the " + t.text + " alone"}, change{whole, "(NOT " + operand + ")"})
		if ok {
			return hint, true
		}
	}
	return Hint{}, false
}

func (h *hinter) isNegation(i int) bool {
	t := h.tokens[i]
	return t.kind == minusToken || t.kind == wordToken && t.text == "NOT"
}

// endOfOperand returns the last token of the words or brackets that begin at token
// i, with nearness among them, -1 for none.
func (h *hinter) endOfOperand(i int) int {
	if h.tokens[i].kind == openToken {
		return h.closing(i)
	}
	if !h.isText(i) {
		return -1
	}
	for h.tokens[i+1].kind == wordToken && isReachText(h.tokens[i+1].text) && h.isText(i+2) {
		i += 2
	}
	return i
}

// closing returns which token closes the bracket that token i opens; every
// bracket of a query that parses is closed.
func (h *hinter) closing(i int) int {
	for last := i + 1; ; last++ {
		if h.opening(last) == i {
			return last
		}
	}
}
