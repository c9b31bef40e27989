package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search/analysis"
)

// LongWord is from how many letters on a word in capitals is taken for one that is
// no acronym.
const LongWord = 6

// calmed returns a query with its ambiguous words (US; see analysis.IsAmbiguous) in
// small letters where all of it is in capitals, and so says nothing by them: it has
// no small letter, and a word of LongWord letters or more (STATUS OF US FORCES).
func calmed(query Node) Node {
	shouting := shout{}
	eachText(query, shouting.hear)
	if !shouting.is() {
		return query
	}
	return eachText(query, lowered)
}

// shout tells whether texts are all in capitals.
type shout struct{ small, long bool }

func (s *shout) is() bool { return s.long && !s.small }

// hear takes a text in, and returns it.
func (s *shout) hear(text string) string {
	s.small = s.small || strings.ContainsFunc(text, unicode.IsLower)
	for token := range analysis.Tokens(text) {
		s.long = s.long || isLong(text, token)
	}
	return text
}

func isLong(text string, token analysis.Token) bool {
	written := text[token.Start:token.End]
	return token.Capitals && !strings.Contains(written, ".") && utf8.RuneCountInString(written) >= LongWord
}

// lowered returns a text with its ambiguous words in small letters, but for those
// with dots.
func lowered(text string) string {
	var b strings.Builder
	done := 0
	for token := range analysis.Tokens(text) {
		written := text[token.Start:token.End]
		if analysis.IsAmbiguous(token.Term) && !strings.Contains(written, ".") {
			b.WriteString(text[done:token.Start] + strings.ToLower(written))
			done = token.End
		}
	}
	return b.String() + text[done:]
}

// eachText returns the query with the texts of its conditions on texts changed.
func eachText(query Node, change func(text string) string) Node {
	switch n := query.(type) {
	case Word:
		n.Text = change(n.Text)
		return n
	case Phrase:
		n.Text = change(n.Text)
		return n
	case Wildcard:
		n.Text = change(n.Text)
		return n
	case Fuzzy:
		n.Text = change(n.Text)
		return n
	case Near:
		n.Left, n.Right = eachText(n.Left, change), eachText(n.Right, change)
		return n
	case Inside:
		if n.Child != nil {
			n.Child = eachText(n.Child, change)
		}
		return n
	case Not:
		n.Child = eachText(n.Child, change)
		return n
	case And:
		n.Children = eachTextOf(n.Children, change)
		return n
	case Or:
		n.Children = eachTextOf(n.Children, change)
		return n
	}
	return query
}

func eachTextOf(nodes []Node, change func(text string) string) []Node {
	changed := make([]Node, len(nodes))
	for i, n := range nodes {
		changed[i] = eachText(n, change)
	}
	return changed
}
