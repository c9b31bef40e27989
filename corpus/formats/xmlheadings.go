package formats

import (
	"encoding/xml"
	"slices"
	"strings"
	"unicode/utf8"
)

// beginArticle makes an article of a division that is one by its type.
func (w *xmlWalker) beginArticle(attributes []xml.Attr) {
	number, is := w.vocabulary.typedArticle(attributes)
	if !is {
		return
	}
	w.open[len(w.open)-1].name = articleDivision
	if number != "" {
		w.title, w.titleOf, w.given = append(w.title, number), articleDivision, true
	}
}

// closeHeading takes a heading for that of the division, unless it is that of a
// list, table, note or cell.
func (w *xmlWalker) closeHeading(name string) {
	text := w.captured()
	switch {
	case text == "":
	case len(w.captures) > 1:
		w.write(" " + text + " ")
	case name != documentTitle && !w.heads():
		w.write(text)
		w.flush()
	default:
		if w.given && (numberedArticle.MatchString(text) || bareNumber.MatchString(text)) {
			w.title = nil // the number stands in the heading, too
		}
		w.given = false
		w.title, w.titleOf = append(w.title, text), w.division()
	}
}

// documentTitle is a heading that may stand in a paragraph.
const documentTitle = "docTitle"

// heads reports whether what is read now belongs to a division directly.
func (w *xmlWalker) heads() bool {
	for _, e := range slices.Backward(w.open) {
		if e.role != xmlInline {
			return e.role == xmlDivision
		}
	}
	return false
}

// closeNumber takes the number of a division for a part of its heading, and
// any other for the beginning of the paragraph that follows.
func (w *xmlWalker) closeNumber() {
	text := w.captured()
	switch {
	case text == "":
	case len(w.captures) > 1:
		w.write(text + " ")
	case len(w.open) > 0 && w.open[len(w.open)-1].role == xmlDivision:
		w.title, w.titleOf = append(w.title, text), w.division()
	default:
		w.number = strings.TrimSpace(w.number + " " + text)
	}
}

// division is the name of the innermost division.
func (w *xmlWalker) division() string {
	for _, e := range slices.Backward(w.open) {
		if e.role == xmlDivision {
			return e.name
		}
	}
	return ""
}

// writeTitle writes the heading of a division.
func (w *xmlWalker) writeTitle() {
	if len(w.title) == 0 {
		return
	}
	text, level := w.vocabulary.heading(w.titleOf, w.title), min(max(w.depth, 1), 6)
	w.title, w.given = nil, false
	if utf8.RuneCountInString(text) > maxHeading {
		level = 0
	}
	w.blocks = append(w.blocks, Block{Level: level, Text: text})
}
