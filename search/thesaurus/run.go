package thesaurus

import (
	"slices"
	"strings"

	"entente/search"
)

// children rewrites nodes that are joined, and words that are a name together.
func (e *expander) children(children []search.Node, join func(search.Span, []search.Node) search.Node) []search.Node {
	var written []search.Node
	for i := 0; i < len(children); {
		m, length := e.run(children[i:])
		if length < 2 {
			written = append(written, e.node(children[i]))
			i++
			continue
		}
		words := slices.Clone(children[i : i+length])
		at := spanOf(words)
		written = append(written, e.synonyms(join(at, words), fieldOf(words), textOf(words), m))
		i += length
	}
	return written
}

// run returns the longest name that the first children are together, and how
// many of them.
func (e *expander) run(children []search.Node) (m match, length int) {
	var words []word
	var ends []int // for each child, the words up to its end
	for _, child := range children {
		w, ok := child.(search.Word)
		if !ok || w.Exact || w.Field != fieldOf(children) || len(words) >= e.index.longest {
			break
		}
		words = append(words, unitOf(w.Text)...)
		ends = append(ends, len(words))
	}
	if len(words) == 0 {
		return match{}, 0
	}
	m, ok := e.longestAt(words, 0)
	if !ok {
		return match{}, 0
	}
	return m, slices.Index(ends, m.end) + 1
}

// fieldOf returns the field of the first of the nodes, which is a word.
func fieldOf(nodes []search.Node) string { return nodes[0].(search.Word).Field }

// unitOf cuts a query word into words; a name can end with the last one alone.
func unitOf(text string) []word {
	words := wordsOf(text)
	for i := range words {
		words[i].last = i == len(words)-1
	}
	return words
}

func spanOf(words []search.Node) search.Span {
	first, last := words[0].Position(), words[len(words)-1].Position()
	return search.Span{Column: first.Column, Length: last.Column + last.Length - first.Column}
}

func textOf(words []search.Node) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.(search.Word).Text
	}
	return strings.Join(texts, " ")
}
