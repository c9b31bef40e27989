package enginetest

import (
	"entente/search"
	"entente/search/analysis"
)

// Thesaurus is what the engine under test must be given to know other names by:
// NATO is also OTAN and "the allies"; a treaty is also an
// agreement, and "the forces"; nothing else has another name.
type Thesaurus struct{}

// Expand sets the other names beside the words NATO and treaty.
func (t Thesaurus) Expand(node search.Node, _ search.Match) (search.Node, []search.NameExpansion) {
	return t.expand(node)
}

func (t Thesaurus) expand(node search.Node) (search.Node, []search.NameExpansion) {
	switch n := node.(type) {
	case search.And:
		children, put := t.expandAll(n.Children)
		return search.And{Span: n.Span, Children: children}, put
	case search.Or:
		children, put := t.expandAll(n.Children)
		return search.Or{Span: n.Span, Children: children}, put
	case search.Not:
		child, put := t.expand(n.Child)
		return search.Not{Span: n.Span, Child: child}, put
	case search.Near:
		operands, put := t.expandAll([]search.Node{n.Left, n.Right})
		return search.Near{Span: n.Span, Left: operands[0], Right: operands[1], Reach: n.Reach}, put
	case search.Inside:
		if n.Child == nil {
			return n, nil
		}
		child, put := t.expand(n.Child)
		return search.Inside{Span: n.Span, Part: n.Part, Number: n.Number, Child: child}, put
	case search.Word:
		return t.expandWord(n)
	}
	return node, nil
}

func (t Thesaurus) expandAll(nodes []search.Node) ([]search.Node, []search.NameExpansion) {
	var all []search.NameExpansion
	expanded := make([]search.Node, len(nodes))
	for i, n := range nodes {
		var put []search.NameExpansion
		expanded[i], put = t.expand(n)
		all = append(all, put...)
	}
	return expanded, all
}

func (t Thesaurus) expandWord(n search.Word) (search.Node, []search.NameExpansion) {
	if n.Exact {
		return n, nil
	}
	name := search.Word{Span: n.Span, Field: n.Field}
	long := search.Phrase{Span: n.Span, Field: n.Field}
	switch analysis.Fold(n.Text) {
	case "nato":
		name.Text, long.Text = "OTAN", "the allies"
	case "treaty":
		name.Text, long.Text = "agreement", "the forces"
	default:
		return n, nil
	}
	put := search.NameExpansion{Column: n.Column, Length: n.Length, Text: n.String(), Also: []string{name.Text, long.Text}}
	return search.Synonyms{Span: n.Span, Written: n, Names: []search.Node{name, long}}, []search.NameExpansion{put}
}
