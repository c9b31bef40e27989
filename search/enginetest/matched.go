package enginetest

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/search"
)

// matched is where a text condition that makes a document a hit occurs in it.
type matched struct {
	condition search.Node
	inside    bool // the condition stands below an Inside, and so is one on the body
	occurrence
	// named says that the condition is an Inside which a part of the text satisfies
	// without any words of its own; the occurrence is without words.
	named bool
}

// matched lists what the node matches in the part: nothing when the part does
// not satisfy it, nothing below a Not, and of alternatives those that the part
// satisfies as a whole.
func (r *reading) matched(node search.Node, in where) []matched {
	if !r.matches(node, in) {
		return nil
	}
	var all []matched
	switch n := node.(type) {
	case search.All, search.Not, search.Value, search.DateRange:
		return nil
	case search.And:
		for _, child := range n.Children {
			all = append(all, r.matched(child, in)...)
		}
		return all
	case search.Or:
		for _, child := range n.Children {
			all = append(all, r.matched(child, in)...)
		}
		return all
	case search.Inside:
		for _, satisfying := range r.satisfying(n) {
			all = append(all, r.matchedInside(n, satisfying)...)
		}
		return all
	}
	for _, o := range r.occurrencesIn(node, in) {
		all = append(all, matched{condition: node, occurrence: o})
	}
	return all
}

// matchedInside lists what makes a part satisfy an Inside: what its child matches
// there, or the part itself when that is nothing.
func (r *reading) matchedInside(n search.Inside, satisfying part) []matched {
	var all []matched
	if n.Child != nil {
		all = r.matched(n.Child, satisfying.holds)
	}
	for i := range all {
		all[i].inside = true
	}
	if len(all) > 0 {
		return all
	}
	for _, passage := range satisfying.passages {
		all = append(all, matched{condition: n, named: true, occurrence: occurrence{text: r.texts[passage+1]}})
	}
	return all
}

// passageMarks makes what Engine.Locate has to return of what is matched. A
// passage in which nothing but everyday conditions occurs counts only when
// there is no other.
func (r *reading) passageMarks(all []matched, everyday func(matched) bool) []search.PassageMarks {
	telling, matches := map[int]bool{}, map[int]bool{}
	for _, m := range all {
		matches[m.text.passage] = true
		if m.text.passage != title && (m.named || !everyday(m)) {
			telling[m.text.passage] = true
		}
	}
	marks := []search.PassageMarks{}
	for n, p := range r.document.Passages {
		if !matches[n] || len(telling) > 0 && !telling[n] {
			continue
		}
		spans := spansIn(all, n)
		marks = append(marks, search.PassageMarks{Passage: n, Heading: codePoints(p.Heading, spans[0]), Marks: codePoints(p.Text, spans[1])})
	}
	return marks
}

// titleHTML makes what Hit.TitleHTML has to be of what is matched.
func (r *reading) titleHTML(all []matched) string {
	var b strings.Builder
	written, end := r.document.Title, 0
	for _, s := range spansIn(all, title)[0] {
		b.WriteString(html.EscapeString(written[end:s[0]]) + "<mark>" + html.EscapeString(written[s[0]:s[1]]) + "</mark>")
		end = s[1]
	}
	return b.String() + html.EscapeString(written[end:])
}

// spansIn returns the bytes of what is matched in the title or in a passage, by
// part: each run of words from the beginning of the first to the end of the last,
// and in one where they overlap.
func spansIn(all []matched, passage int) [2][][2]int {
	var spans [2][][2]int
	for _, m := range all {
		if m.text.passage != passage {
			continue
		}
		for _, r := range m.runs {
			first, last := m.text.words[r.first], m.text.words[r.last]
			spans[first.part] = append(spans[first.part], [2]int{first.Start, last.End})
		}
	}
	return [2][][2]int{joined(spans[0]), joined(spans[1])}
}

func joined(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var all [][2]int
	for _, s := range spans {
		if n := len(all); n > 0 && s[0] < all[n-1][1] {
			all[n-1][1] = max(all[n-1][1], s[1])
			continue
		}
		all = append(all, s)
	}
	return all
}

func codePoints(written string, spans [][2]int) []search.Mark {
	var marks []search.Mark
	for _, s := range spans {
		start := utf8.RuneCountInString(written[:s[0]])
		marks = append(marks, search.Mark{start, start + utf8.RuneCountInString(written[s[0]:s[1]])})
	}
	return marks
}
