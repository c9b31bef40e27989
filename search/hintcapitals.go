package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"entente/search/analysis"
)

// writtenWord is a word of the query as it stands there.
type writtenWord struct {
	Span
	text  string
	token analysis.Token
}

// capitals reports whether the word asks for itself in capitals.
func (w writtenWord) capitals() bool {
	at := w.token
	at.Start, at.End = 0, len(w.text)
	return analysis.Acronym(w.text, at)
}

// isUsual reports whether the word is an acronym so usual that nobody means the
// French word that it is in small letters.
func (w writtenWord) isUsual() bool { return w.text == "UN" || w.text == "EU" }

// plain returns the word in small letters and without dots, which is found in any
// letters; an acronym that is no other word without its dots alone.
func (w writtenWord) plain() string {
	if analysis.IsAmbiguous(w.token.Term) {
		return w.token.Term
	}
	return strings.ReplaceAll(w.text, ".", "")
}

// writtenWords returns those words of the texts of the query that pass the test.
func (h *hinter) writtenWords(test func(writtenWord) bool) []writtenWord {
	var words []writtenWord
	for i, t := range h.tokens {
		if t.kind != wordToken && t.kind != phraseToken || h.values[i] || isOperator(t) || t.kind == wordToken && strings.ContainsAny(t.text, "*?~") {
			continue
		}
		written := h.written(t.Span)
		for token := range analysis.Tokens(written) {
			text := written[token.Start:token.End]
			if strings.Contains(text, ".") && strings.HasPrefix(written[token.End:], ".") {
				text += "." // the last one of U.S.
			}
			at := Span{Column: t.Column + utf8.RuneCountInString(written[:token.Start]), Length: utf8.RuneCountInString(text)}
			if w := (writtenWord{at, text, token}); test(w) {
				words = append(words, w)
			}
		}
	}
	return words
}

func isOperator(t token) bool { return t.kind == wordToken && isOperatorText(t.text) }

// askedInCapitals tells that acronyms are found in capitals alone.
func (h *hinter) askedInCapitals() (Hint, bool) {
	shouting := h.shouts()
	words := h.writtenWords(func(w writtenWord) bool {
		return w.capitals() && !w.isUsual() && !h.hasName(w) && (!shouting || strings.Contains(w.text, "."))
	})
	return h.aboutWords(words, "is found in capitals alone", "in any letters", writtenWord.plain)
}

// hasName reports whether the word is searched without dots too, as another name:
// N.A.T.O. is NATO, which is found in any letters.
func (h *hinter) hasName(w writtenWord) bool {
	return slices.ContainsFunc(h.names, func(n NameExpansion) bool {
		covers := n.Column <= w.Column && w.Column+w.Length <= n.Column+n.Length
		return covers && slices.ContainsFunc(n.Also, func(name string) bool { return slices.Contains(strings.Fields(name), w.plain()) })
	})
}

// dotsInSmall tells that what has dots is found as any word is where it is not in
// capitals: u.s. is us.
func (h *hinter) dotsInSmall() (Hint, bool) {
	words := h.writtenWords(func(w writtenWord) bool {
		return !w.token.Capitals && strings.Contains(w.text, ".") && analysis.IsAmbiguous(w.token.Term)
	})
	return h.aboutWords(words, "is found in any letters, dots or not", "in capitals alone", func(w writtenWord) string { return strings.ToUpper(w.text) })
}

// aboutWords says something of words, and what to write in their place to find
// them otherwise.
func (h *hinter) aboutWords(words []writtenWord, message, otherwise string, other func(writtenWord) string) (Hint, bool) {
	if words == nil {
		return Hint{}, false
	}
	var changes []change
	for _, w := range words {
		changes = append(changes, change{w.Span, other(w)})
	}
	first := words[0]
	return h.offer(Hint{Column: first.Column, Length: first.Length, Message: quote(first.text) + " " + message,
		Suggestion: "write " + changes[0].with + " to find it " + otherwise}, changes...)
}

// allInCapitals tells that capitals say nothing in a query that is all in capitals.
func (h *hinter) allInCapitals() (Hint, bool) {
	words := h.writtenWords(func(w writtenWord) bool { return w.capitals() && !strings.Contains(w.text, ".") })
	if words == nil || !h.shouts() {
		return Hint{}, false
	}
	var changes []change
	for _, w := range h.writtenWords(func(w writtenWord) bool { return isLong(w.text, analysis.Token{End: len(w.text), Capitals: true}) }) {
		changes = append(changes, change{w.Span, strings.ToLower(w.text)})
	}
	first := words[0]
	return h.offer(Hint{Column: first.Column, Length: first.Length,
		Message:    quote(first.text) + " is found in any letters, since all of the query is in capitals",
		Suggestion: "write the other words in small letters to find it in capitals alone"}, changes...)
}

// shouts reports whether all of the query is in capitals.
func (h *hinter) shouts() bool {
	var s shout
	eachText(h.tree, s.hear)
	return s.is()
}
