package corpus

import (
	"cmp"
	"strconv"
	"strings"
)

// Citation returns how passage n (counted from 0) of the document is cited:
// "North Atlantic Treaty, Article 5", "Annual report, p. 12". For an n out of
// range it is the title alone.
func (d *Document) Citation(n int) string {
	if n < 0 || n >= len(d.Passages) {
		return d.Cite(Passage{})
	}
	return d.Cite(d.Passages[n])
}

// Cite returns how a passage of the document is cited, with the page that the
// passage gives: that of the words cited, where it goes over several. The number
// printed on the page stands behind where it is another: "p. 12 (printed 243)".
func (d *Document) Cite(p Passage) string {
	title, label := cmp.Or(d.Title, d.ID), p.Label()
	if label == "" {
		return title
	}
	if printed := d.labelOf(p.Page); printed != "" {
		label += " (printed " + printed + ")"
	}
	return title + ", " + label
}

// Label returns how the passage is cited within its document: "Article 5",
// "Annex II, Article 3", "p. 12", "“Burden sharing”", and with the page where
// pages are known, "Article 5, p. 3"; empty for a passage that has neither
// number, heading nor page.
func (p Passage) Label() string {
	var parts []string
	for _, part := range []string{p.Within, p.ownLabel(), p.pageLabel()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func (p Passage) ownLabel() string {
	switch {
	case p.Kind == Article:
		return "Article " + p.Number
	case p.Kind == Annex && p.Number == "":
		return "Annex"
	case p.Kind == Annex:
		return "Annex " + p.Number
	case p.Kind == Preamble:
		return "Preamble"
	case p.Kind == Page || p.Number == "" && p.Heading == "":
		return ""
	case p.Heading == "":
		return p.Number
	case p.Number == "":
		return "“" + p.Heading + "”"
	}
	return p.Number + " “" + p.Heading + "”"
}

func (p Passage) pageLabel() string {
	if p.Page == 0 {
		return ""
	}
	return "p. " + strconv.Itoa(p.Page)
}
