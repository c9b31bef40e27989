package formats

import (
	"strings"

	"entente/corpus/formats/office"
)

// neverText are elements whose content is not text at all, and besideText
// those whose content stands beside the text of the page.
var (
	neverText  = set("script style")
	besideText = set("nav aside footer dialog template noscript svg iframe object audio video canvas select datalist button textarea rt rp")
	besideRole = set("navigation complementary contentinfo search banner dialog")
)

// closedBySibling are elements that end where the next of their kind begins.
var closedBySibling = set("p li td th tr dt dd option")

// countNested notes another element of the name of the innermost scope, so
// that the scope ends at its own end tag.
func (w *htmlWalker) countNested(tag string) {
	n := len(w.scopes)
	if n == 0 {
		return
	}
	top := &w.scopes[n-1]
	switch {
	case top.tag == "p" && blockElements[tag]:
		w.popScope()
	case top.tag != tag:
	case closedBySibling[tag]:
		w.popScope()
	default:
		top.nested++
	}
}

// maxScopes is how many elements that change how their content is read may be
// open at once.
const maxScopes = 256

// openScope begins a scope when the element changes how its content is read.
// Scopes nested deeper than maxScopes are read like what is around them.
func (w *htmlWalker) openScope(tag string, attributes map[string]string) {
	e, ok := w.effectOf(tag, attributes)
	if !ok || len(w.scopes) >= maxScopes {
		return
	}
	if e == skips {
		w.flush()
	}
	// An element counted as nested in the scope around it now has its own.
	if n := len(w.scopes); n > 0 && w.scopes[n-1].tag == tag {
		w.scopes[n-1].nested--
	}
	w.scopes = append(w.scopes, scope{tag: tag, effect: e})
	w.count(e, 1)
}

func (w *htmlWalker) closeScope(tag string) {
	n := len(w.scopes)
	if n == 0 || w.scopes[n-1].tag != tag {
		return
	}
	if w.scopes[n-1].nested > 0 {
		w.scopes[n-1].nested--
		return
	}
	w.popScope()
}

func (w *htmlWalker) popScope() {
	top := w.scopes[len(w.scopes)-1]
	if top.effect != skips {
		w.flush()
	}
	w.scopes = w.scopes[:len(w.scopes)-1]
	w.count(top.effect, -1)
}

func (w *htmlWalker) count(e effect, by int) {
	switch e {
	case skips:
		w.skipping += by
	case verbatim:
		w.verbatim += by
	case mainText:
		w.inMain += by
	}
}

func (w *htmlWalker) effectOf(tag string, attributes map[string]string) (effect, bool) {
	style := strings.ReplaceAll(strings.ToLower(attributes["style"]), " ", "")
	role := strings.ToLower(attributes["role"])
	_, hidden := attributes["hidden"]
	switch {
	case neverText[tag]:
		return skips, true
	case tag == "body" || tag == "html":
		return 0, false
	case tag == "main" || tag == "article" || role == "main":
		return mainText, true
	case !w.keepAll && (besideText[tag] || besideRole[role] || hidden || strings.Contains(style, "display:none")):
		return skips, true
	case tag == "pre" || strings.Contains(style, "white-space:pre") || strings.Contains(attributes["class"], "whitespace-pre"):
		return verbatim, true
	}
	return 0, false
}

// htmlTable is an open table: the cells of its open row.
type htmlTable struct {
	cells [][]htmlBlock
	open  bool // a cell is open
}

func (t *htmlTable) add(b htmlBlock) {
	last := len(t.cells) - 1
	t.cells[last] = append(t.cells[last], b)
}

// maxTables is how deep tables may be nested; what is deeper is read as running text.
const maxTables = 16

// table follows the elements that tables are made of.
func (w *htmlWalker) table(tag string) {
	switch tag {
	case "table":
		if len(w.tables) < maxTables {
			w.tables = append(w.tables, htmlTable{})
		}
	case "tr":
		w.closeRow()
	case "td", "th":
		if n := len(w.tables); n > 0 {
			w.tables[n-1].cells = append(w.tables[n-1].cells, nil)
			w.tables[n-1].open = true
		}
	}
}

func (w *htmlWalker) closeTable() {
	if len(w.tables) == 0 {
		return
	}
	w.closeRow()
	w.tables = w.tables[:len(w.tables)-1]
}

// closeRow writes the open row into what is around its table: on one line when
// it is short, else block by block.
func (w *htmlWalker) closeRow() {
	n := len(w.tables)
	if n == 0 {
		return
	}
	cells := w.tables[n-1].cells
	w.tables[n-1] = htmlTable{}
	for _, b := range rowBlocks(cells) {
		w.place(b)
	}
}

// place puts a finished block into the innermost open cell, or the page.
func (w *htmlWalker) place(b htmlBlock) {
	for i := len(w.tables) - 1; i >= 0; i-- {
		if w.tables[i].open {
			w.tables[i].add(b)
			return
		}
	}
	w.out = append(w.out, b)
}

// rowBlocks returns the blocks of a table row as office.Row makes them of its cells.
func rowBlocks(cells [][]htmlBlock) []htmlBlock {
	var all []htmlBlock
	plain := make([][]office.Block, len(cells))
	for i, cell := range cells {
		for _, b := range cell {
			plain[i] = append(plain[i], office.Block{Level: b.Level, Text: b.Text})
			all = append(all, b)
		}
	}
	row := office.Row(plain)
	if len(row) == len(all) { // cell by cell
		return all
	}
	return []htmlBlock{{Block: Block{Text: row[0].Text}, main: all[0].main}}
}
