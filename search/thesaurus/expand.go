package thesaurus

import (
	"strings"

	"entente/search"
	"entente/search/analysis"
)

// expander rewrites one query.
type expander struct {
	*Thesaurus
	match    search.Match
	shouting bool
	made     []search.NameExpansion
}

func (e *expander) node(n search.Node) search.Node {
	switch n := n.(type) {
	case search.Word:
		if n.Exact {
			return n
		}
		return e.text(n, n.Field, n.Text)
	case search.Phrase:
		if n.Exact {
			return n
		}
		return e.text(n, n.Field, n.Text)
	case search.Near:
		n.Left = e.operand(n.Left)
		n.Right = e.operand(n.Right)
		return n
	case search.Inside:
		if n.Child != nil {
			n.Child = e.node(n.Child)
		}
		return n
	case search.Not:
		n.Child = e.node(n.Child)
		return n
	case search.And:
		n.Children = e.children(n.Children, and)
		return onlyOr(n, n.Children)
	case search.Or:
		if e.match == search.MatchAny {
			n.Children = e.children(n.Children, or)
			return onlyOr(n, n.Children)
		}
		n.Children = e.each(n.Children)
		return n
	}
	return n
}

// each rewrites nodes that are no name together.
func (e *expander) each(nodes []search.Node) []search.Node {
	rewritten := make([]search.Node, len(nodes))
	for i, n := range nodes {
		rewritten[i] = e.node(n)
	}
	return rewritten
}

func and(at search.Span, children []search.Node) search.Node {
	return search.And{Span: at, Children: children}
}

func or(at search.Span, children []search.Node) search.Node {
	return search.Or{Span: at, Children: children}
}

// onlyOr returns the one child that is left of a node, or the node.
func onlyOr(n search.Node, children []search.Node) search.Node {
	if len(children) == 1 {
		return children[0]
	}
	return n
}

// operand rewrites an operand of a Near, in which words do not stand side by side.
func (e *expander) operand(n search.Node) search.Node {
	or, ok := n.(search.Or)
	if !ok {
		return e.node(n)
	}
	or.Children = e.each(or.Children)
	return or
}

// text rewrites a word or phrase.
func (e *expander) text(written search.Node, field, text string) search.Node {
	words := wordsOf(text)
	matches := e.find(words)
	switch {
	case len(matches) == 0:
		return written
	case matches[0].first == 0 && matches[0].end == len(words):
		return e.synonyms(written, field, text, matches[0])
	}
	phrases, fit := e.phrases(text, words, matches)
	if !fit {
		e.report(written, text, nil)
		return written
	}
	var names []search.Node
	for _, phrase := range phrases {
		names = append(names, search.Phrase{Span: written.Position(), Field: field, Text: phrase})
	}
	return e.with(written, text, names, phrases)
}

// synonyms puts the other names of what is written beside it.
func (e *expander) synonyms(written search.Node, field, text string, m match) search.Node {
	var names []search.Node
	var texts []string
	for _, n := range e.others(m, text) {
		names = append(names, n.node(written.Position(), field))
		texts = append(texts, n.text)
	}
	return e.with(written, text, names, texts)
}

// others returns the names of an entry that can be searched for beside the one
// that is written. One with dots, which is found in capitals alone, is not the
// acronym without them.
func (e *expander) others(m match, written string) []name {
	spellings := map[analysis.Language]string{}
	for _, language := range analysis.Languages() {
		spellings[language] = spellingOf(written, language)
	}
	dots := strings.Contains(written, ".")
	var names []name
	for _, n := range e.entries[m.entry].names {
		same := n.spelling == spellings[n.language] && !(dots && n.acronym && !analysis.IsAmbiguous(n.spelling))
		if !n.weak && !same {
			names = append(names, n)
		}
	}
	return names
}

func (e *expander) with(written search.Node, text string, names []search.Node, texts []string) search.Node {
	if len(names) == 0 {
		return written
	}
	e.report(written, text, texts)
	return search.Synonyms{Span: written.Position(), Written: written, Names: names}
}

// report says what was put beside what is written; nothing for a phrase with
// too many names.
func (e *expander) report(written search.Node, text string, also []string) {
	at := written.Position()
	e.made = append(e.made, search.NameExpansion{Column: at.Column, Length: at.Length, Text: text, Also: also, TooMany: also == nil})
}

// node returns the query for a name.
func (n name) node(at search.Span, field string) search.Node {
	if n.words > 1 {
		return search.Phrase{Span: at, Field: field, Text: n.text}
	}
	return search.Word{Span: at, Field: field, Text: n.text}
}
