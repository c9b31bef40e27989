package enginetest

import (
	"fmt"
	"slices"
	"strings"

	"entente/corpus"
	"entente/search"
)

// Short names for the nodes of the examples.

func plain(text string) search.Node   { return search.Word{Text: text} }
func exact(text string) search.Node   { return search.Word{Text: text, Exact: true} }
func inTitle(text string) search.Node { return search.Word{Field: "title", Text: text} }
func inBody(text string) search.Node  { return search.Word{Field: "body", Text: text} }
func phrase(text string) search.Node  { return search.Phrase{Text: text} }
func pattern(text string) search.Node { return search.Wildcard{Text: text} }
func and(nodes ...search.Node) search.Node {
	return search.And{Children: nodes}
}
func or(nodes ...search.Node) search.Node { return search.Or{Children: nodes} }
func not(node search.Node) search.Node    { return search.Not{Child: node} }

func fuzzy(text string, edits int) search.Node { return search.Fuzzy{Text: text, Edits: edits} }

func article(number string, child search.Node) search.Node {
	return search.Inside{Part: "article", Number: number, Child: child}
}

func page(number string, child search.Node) search.Node {
	return search.Inside{Part: "page", Number: number, Child: child}
}

// near sets operands beside each other with an operator as it is written: /5, +s.
func near(left search.Node, operator string, right search.Node) search.Node {
	reach := search.Reach{Ordered: operator[0] == '+'}
	switch operator[1] {
	case 's':
		reach.Unit = search.BySentence
	case 'p':
		reach.Unit = search.ByPassage
	default:
		fmt.Sscan(operator[1:], &reach.Words)
	}
	return search.Near{Left: left, Right: right, Reach: reach}
}

// example writes a document in one line: the title, then its passages, apart by
// bars. A passage begins with its article in brackets, where it is one; a heading
// ends with ":: ", and a page begins with its number in braces.
func example(language, written string) *corpus.Document {
	parts := strings.Split(written, " | ")
	d := &corpus.Document{ID: "example", Title: parts[0], Type: "treaty", Language: language}
	d.Date, _ = corpus.ParseDate("1949-04")
	d.Organizations = tags(corpus.Declared, "NATO")
	current := 0
	for _, written := range parts[1:] {
		p := corpus.Passage{Kind: corpus.Section, Page: current}
		if rest, ok := strings.CutPrefix(written, "["); ok {
			p.Kind = corpus.Article
			p.Number, written, _ = strings.Cut(rest, "] ")
		}
		if heading, rest, ok := strings.Cut(written, ":: "); ok {
			p.Heading, written = heading, rest
		}
		for i, piece := range strings.Split(written, "{") {
			if number, rest, ok := strings.Cut(piece, "}"); ok {
				fmt.Sscan(number, &current)
				if len(p.Text) == 0 && i == 1 {
					p.Page = current
				} else {
					p.Breaks = append(p.Breaks, corpus.PageBreak{Offset: len(p.Text), Page: current})
				}
				piece = rest
			}
			p.Text += piece
		}
		d.Passages = append(d.Passages, p)
	}
	return d
}

// show lists the matched runs of words as they are written, each once and in
// the order of the document.
func show(all []matched) []string {
	type found struct {
		passage, first, last int
		written              string
	}
	var runs []found
	for _, m := range all {
		for _, run := range m.runs {
			runs = append(runs, found{m.text.passage, run.first, run.last, fmt.Sprintf("%s@%d", m.text.written(run.first, run.last), m.text.words[run.first].position)})
		}
	}
	slices.SortFunc(runs, func(a, b found) int {
		return 1_000_000*(a.passage-b.passage) + 1000*(a.first-b.first) + a.last - b.last
	})
	var list []string
	for _, run := range slices.Compact(runs) {
		list = append(list, run.written)
	}
	return list
}
