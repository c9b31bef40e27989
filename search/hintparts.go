package search

import (
	"regexp"
	"slices"
	"strings"
)

// partWithoutBrackets finds words side by side with an article or page, and
// brackets with an AND before them, which can stand anywhere in the document:
// article:5 attack, article:5 AND (attack).
func (h *hinter) partWithoutBrackets() (Hint, bool) {
	for i, t := range h.tokens {
		if !isPartToken(t) {
			continue
		}
		number := h.tokens[i+1] // a field has a value
		first := i + 2
		if next := h.tokens[first]; next.kind == wordToken && next.text == "AND" && h.tokens[first+1].kind == openToken {
			at := h.tokens[first+1].Span
			return h.offer(Hint{Column: at.Column, Length: at.Length,
				Message:    "what is in brackets here can stand anywhere in a document that has the " + t.text,
				Suggestion: "leave AND out to find it within the " + t.text}, change{join(next.Span, at), "("})
		}
		if !h.isText(first) {
			continue
		}
		if insertion := h.tokens[first]; number.kind == wordToken && !strings.Contains(number.text, "(") && isInsertion(insertion.text) {
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
		return h.offer(Hint{Column: at.Column, Length: at.Length,
			Message:    "this can stand anywhere in a document that has the " + t.text,
			Suggestion: "put it in brackets to find it within the " + t.text}, change{at, "(" + h.written(at) + ")"})
	}
	return Hint{}, false
}

// paragraphAsWord finds what is no number of a paragraph but a word to be found in
// the article: one that a blank parts from it, article:5 (2), or that is as deep as
// no paragraph is looked for, article:5(2)(a)(ii).
func (h *hinter) paragraphAsWord() (Hint, bool) {
	for i, t := range h.tokens {
		if t.kind != fieldToken || t.text != "article" || h.tokens[i+2].kind != openToken {
			continue
		}
		number, word := h.tokens[i+1], h.tokens[i+3]
		if word.kind != wordToken || h.tokens[i+4].kind != closeToken {
			continue
		}
		at := join(h.tokens[i+2].Span, h.tokens[i+4].Span)
		whole := h.written(join(t.Span, number.Span))
		paragraph := whole + "(" + word.text + ")"
		hint := Hint{Column: at.Column, Length: at.Length, Message: quote(word.text) + " is searched as a word of the article"}
		switch {
		case paragraphNumber.FindString(h.written(at)) == h.written(at):
			hint.Suggestion = "leave the blank out for its paragraph: " + paragraph
			return h.offer(hint, change{join(t.Span, at), paragraph})
		case at.Column == number.Column+number.Length && romanNumber.MatchString(word.text):
			hint.Suggestion = "paragraphs are numbered in digits and single letters: " + whole
			return h.offer(hint, change{join(t.Span, at), whole})
		}
	}
	return Hint{}, false
}

// romanNumber matches the number of a part of a part, such as ii.
var romanNumber = regexp.MustCompile(`^(?i)[ivx]{2,5}$`)

func isPartToken(t token) bool { return t.kind == fieldToken && slices.Contains(Parts(), t.text) }

// isInsertion reports whether a word is part of the number of an inserted article.
func isInsertion(word string) bool {
	switch strings.ToLower(word) {
	case "bis", "ter", "quater", "quinquies", "sexies":
		return true
	}
	return false
}

// bracketsBeforePart finds brackets that stand before an article or page, and not
// after it: (attack) article:5.
func (h *hinter) bracketsBeforePart() (Hint, bool) {
	for i, t := range h.tokens {
		if !isPartToken(t) || h.tokens[i+2].kind == openToken {
			continue
		}
		last := i - 1
		if last > 0 && h.tokens[last].kind == wordToken && h.tokens[last].text == "AND" {
			last--
		}
		first := h.opening(last)
		if first < 0 || first > 0 && !h.standsAlone(first) {
			continue
		}
		at := join(h.tokens[first].Span, h.tokens[last].Span)
		whole := join(at, h.tokens[i+1].Span)
		part := h.written(join(t.Span, h.tokens[i+1].Span))
		return h.offer(Hint{Column: at.Column, Length: at.Length,
			Message:    "what is in brackets here can stand anywhere in a document that has the " + t.text,
			Suggestion: "put it after the " + t.text + " to find it within"}, change{whole, part + " " + h.written(at)})
	}
	return Hint{}, false
}

// standsAlone reports whether the bracket that token i opens, which is not the first,
// belongs to no field, part or negation.
func (h *hinter) standsAlone(i int) bool {
	before := h.tokens[i-1]
	return before.kind != fieldToken && before.kind != minusToken && (before.kind != wordToken || before.text != "NOT") &&
		(i == 1 || !isPartToken(h.tokens[i-2]))
}

// opening returns which token opens the bracket that token i closes, -1 when it
// closes none.
func (h *hinter) opening(i int) int {
	if i < 0 || h.tokens[i].kind != closeToken {
		return -1
	}
	depth := 0
	for ; i >= 0; i-- {
		switch h.tokens[i].kind {
		case closeToken:
			depth++
		case openToken:
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

// fieldOfOneWord finds words after one in a field that are not in the field:
// title:armed forces, org:NATO OR EU.
func (h *hinter) fieldOfOneWord() (Hint, bool) {
	for i, t := range h.tokens {
		if t.kind != fieldToken || t.text == likeName || slices.Contains(Parts(), t.text) || h.tokens[i+1].kind != wordToken {
			continue
		}
		last := h.wordsAfter(i+1, isTextField(t.text))
		if next := h.tokens[last+1]; last == i+1 || next.kind == wordToken && isReachText(next.text) {
			continue
		}
		value, rest := h.tokens[i+1], join(h.tokens[i+2].Span, h.tokens[last].Span)
		if h.tokens[i+2].text == "OR" {
			rest = join(h.tokens[i+3].Span, h.tokens[last].Span)
		}
		at := join(value.Span, rest)
		return h.offer(Hint{Column: rest.Column, Length: rest.Length,
			Message:    "this is searched in title and text; only " + quote(value.text) + " is asked of the field " + t.text,
			Suggestion: "put all that is asked of the field in brackets"}, change{at, "(" + h.written(at) + ")"})
	}
	return Hint{}, false
}

// wordsAfter returns the last token of the words and phrases that follow token i
// with OR between them, or side by side.
func (h *hinter) wordsAfter(i int, sideBySide bool) int {
	for {
		next := h.tokens[i+1]
		switch {
		case next.kind == wordToken && next.text == "OR" && h.isText(i+2):
			i += 2
		case sideBySide && h.isText(i+1):
			i++
		default:
			return i
		}
	}
}
