package search

import (
	"regexp"
	"strings"
	"sync"
)

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

// Ways to write nearness that are read as words.
var (
	signForm  = whenUsed(`^[/%](\p{L}*)(\d{0,3})$`)                // /w /w5 /sent %5
	gluedForm = whenUsed(`^(\p{L}{3,})?/(\d{1,3})(\p{L}*)$`)       // armed/5 /5attack armed/5attack
	namedForm = regexp.MustCompile(`^(near|adj|within)(\d{0,3})$`) // near adj5, and within before a number
	digits    = regexp.MustCompile(`^\d{1,3}$`)
)

// whenUsed is a regular expression that is compiled when it is first used: one with
// classes of Unicode takes long, and most processes need no hint.
func whenUsed(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// nearnessAsWord finds nearness that is not written as such: armed within 5 attack.
func (h *hinter) nearnessAsWord() (Hint, bool) {
	for i, t := range h.tokens {
		if t.kind != wordToken || h.isValue(i) || isOperatorText(t.text) {
			continue
		}
		at, with := h.nearnessAt(i)
		if with == "" {
			continue
		}
		written := h.written(at)
		hint, ok := h.offer(Hint{Column: at.Column, Length: at.Length, Message: quote(written) + " is searched as words",
			Suggestion: "did you mean nearness? Write " + with + "; /5 is within five words, /s in one sentence, /p in one passage"}, change{at, with})
		if ok {
			return hint, true
		}
	}
	return Hint{}, false
}

// nearnessAt reads token i, and what belongs to it, as another way to write
// nearness. It returns where that stands and what to write there, or "".
func (h *hinter) nearnessAt(i int) (at Span, with string) {
	t := h.tokens[i]
	if m := gluedForm().FindStringSubmatch(t.text); m != nil && (m[1] != "" || h.endsOperand(i-1)) && (m[3] != "" || h.beginsOperand(i+1)) {
		return t.Span, strings.TrimSpace(m[1] + " /" + m[2] + " " + m[3])
	}
	if !h.endsOperand(i-1) || !h.beginsOperand(i+1) {
		return t.Span, ""
	}
	if m := signForm().FindStringSubmatch(t.text); m != nil {
		return t.Span, reachNamed(m[1], m[2])
	}
	m := namedForm.FindStringSubmatch(strings.ToLower(t.text))
	if m == nil {
		return t.Span, ""
	}
	if next := h.tokens[i+1]; m[2] == "" && next.kind == wordToken && digits.MatchString(next.text) {
		last := i + 1
		for h.tokens[last+1].kind == wordToken && isWordsOf(h.tokens[last+1].text) {
			last++
		}
		if !h.beginsOperand(last + 1) {
			return t.Span, ""
		}
		return join(t.Span, h.tokens[last].Span), "/" + next.text
	}
	if m[1] == "within" && m[2] == "" {
		return t.Span, ""
	}
	return t.Span, reachNamed("", m[2])
}

// isWordsOf reports whether a word goes with the number of nearness: within 5
// words of.
func isWordsOf(word string) bool {
	switch strings.ToLower(word) {
	case "word", "words", "of", "mots", "de":
		return true
	}
	return false
}

// reachNamed returns the operator that a name and number after a / mean in other
// systems, "" for none.
func reachNamed(name, words string) string {
	switch strings.ToLower(name) {
	case "s", "sent", "sentence", "phrase":
		return "/s"
	case "p", "para", "paragraph", "paragraphe", "passage":
		return "/p"
	case "", "w", "n", "near", "within", "adj", "pre":
		if words == "" {
			words = "5"
		}
		return "/" + words
	}
	return ""
}

// endingForm matches a word with a sign at its end that stands for further letters
// in other systems.
var endingForm = whenUsed(`^(\p{L}{3,})[$#%]+$`)

// endingAsWord finds words with such a sign: attack$.
func (h *hinter) endingAsWord() (Hint, bool) {
	for i, t := range h.tokens {
		m := endingForm().FindStringSubmatch(t.text)
		if t.kind != wordToken || h.values[i] || m == nil {
			continue
		}
		return h.offer(Hint{Column: t.Column, Length: t.Length, Message: quote(t.text) + " is searched as the word " + m[1],
			Suggestion: "write " + m[1] + "* for words that begin so"}, change{t.Span, m[1] + "*"})
	}
	return Hint{}, false
}
