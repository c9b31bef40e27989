package enginetest

import (
	"slices"
	"strconv"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// The naive evaluator decides what a query means by reading the whole of every
// document, straight from the words of search.Node's types. It shares nothing
// with an engine but the analysis of text, and is as simple as can be.

// where says which occurrences stand in a part of a document.
type where func(occurrence) bool

// whole is the part that is all of the document.
func whole(occurrence) bool { return true }

// part is an article or page of a document.
type part struct {
	passages []int // that it stands in
	holds    where
}

// matches reports whether the part of the document satisfies the node.
func (r *reading) matches(node search.Node, in where) bool {
	switch n := node.(type) {
	case search.All:
		return true
	case search.Not:
		return !r.matches(n.Child, in)
	case search.And:
		for _, child := range n.Children {
			if !r.matches(child, in) {
				return false
			}
		}
		return true
	case search.Or:
		for _, child := range n.Children {
			if r.matches(child, in) {
				return true
			}
		}
		return false
	case search.Inside:
		return len(r.satisfying(n)) > 0
	case search.Value:
		return hasValue(r.document, n)
	case search.DateRange:
		return isDated(r.document, n)
	}
	return len(r.occurrencesIn(node, in)) > 0
}

// occurrencesIn lists the occurrences of a text condition that stand in the part.
func (r *reading) occurrencesIn(node search.Node, in where) []occurrence {
	var found []occurrence
	for _, o := range r.occurrences(node) {
		if in(o) {
			found = append(found, o)
		}
	}
	return found
}

func hasValue(d *corpus.Document, n search.Value) bool {
	f, _ := corpus.FieldNamed(n.Field)
	for _, value := range f.Values(d) {
		if analysis.Fold(value) == analysis.Fold(n.Text) {
			return true
		}
	}
	return false
}

func isDated(d *corpus.Document, n search.DateRange) bool {
	f, _ := corpus.FieldNamed(n.Field)
	first, last, dated := f.Date(d).Span()
	from, _, bounded := n.From.Span()
	if !dated || bounded && last.Before(from) {
		return false
	}
	_, to, bounded := n.To.Span()
	return !bounded || !first.After(to)
}

// satisfying lists the parts with the number of an Inside that satisfy its
// child, if it has one.
func (r *reading) satisfying(n search.Inside) []part {
	parts := r.articles(n.Number)
	if n.Part == "page" {
		parts = r.pages(n.Number)
	}
	var all []part
	for _, in := range parts {
		if n.Child == nil || r.matches(n.Child, in.holds) {
			all = append(all, in)
		}
	}
	return all
}

// articles lists the articles with the number and the paragraphs of articles that
// have it, each by itself.
func (r *reading) articles(number string) []part {
	var parts []part
	for n, p := range r.document.Passages {
		if p.Kind == corpus.Article && corpus.FoldNumber(p.Number) == corpus.FoldNumber(number) {
			parts = append(parts, part{[]int{n}, func(o occurrence) bool { return o.text.passage == n }})
		}
		for _, paragraph := range p.Paragraphs() {
			if corpus.FoldNumber(p.Number+paragraph.Number) == corpus.FoldNumber(number) {
				parts = append(parts, part{[]int{n}, func(o occurrence) bool {
					return o.text.passage == n && !slices.ContainsFunc(o.words(), func(w word) bool { return !w.standsIn(paragraph) })
				}})
			}
		}
	}
	return parts
}

// standsIn reports whether a word of an article stands in one of its paragraphs.
func (w word) standsIn(p corpus.Paragraph) bool {
	return w.part == 1 && p.Start <= w.Start && w.Start < p.End
}

// pages returns the page with the number, if the document has it.
func (r *reading) pages(number string) []part {
	page, err := strconv.Atoi(corpus.FoldNumber(number))
	if err != nil || page < 1 {
		return nil
	}
	var passages []int
	for n, p := range r.document.Passages {
		if p.Page == page || slices.ContainsFunc(p.Breaks, func(b corpus.PageBreak) bool { return b.Page == page }) {
			passages = append(passages, n)
		}
	}
	if passages == nil {
		return nil
	}
	return []part{{passages, func(o occurrence) bool {
		for _, w := range o.words() {
			if w.page != page {
				return false
			}
		}
		return true
	}}}
}
