package export

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/search"
)

// csvList writes RFC 4180: first a row with the record of the search, then the
// names of the columns, then a row for each passage cited, or for each hit that
// has none. Every row has as many cells.
type csvList struct {
	w      io.Writer
	o      Options
	number int
}

func newCSV(w io.Writer, o Options) writer { return &csvList{w: w, o: o} }

func csvColumns() []string {
	return []string{
		"hit", "id", "title", "type", "date", "language", "organizations", "topics", "parties", "collection", "file",
		"official_text", "score", "matched_passages", "citation", "passage", "text", "permalink",
	}
}

func (l *csvList) begin(record *search.Record) error {
	text, err := json.Marshal(headOf(record))
	if err != nil {
		return fmt.Errorf("writing the record of the search: %w", err)
	}
	return l.write(row("# search record", string(text)), csvColumns())
}

func (l *csvList) hit(h *search.Hit) error {
	l.number++
	own := []string{
		strconv.Itoa(l.number), h.ID, h.Title, h.Type, h.Date.String(), h.Language,
		listCell(l.o.labels("org", h.Organizations)), listCell(l.o.labels("topic", h.Topics)), listCell(l.o.labels("party", h.Parties)),
		h.Source.Collection, h.Source.Path, h.Source.URL, strconv.FormatFloat(h.Score, 'f', -1, 64), strconv.Itoa(h.MatchedPassages),
	}
	var rows [][]string
	for _, p := range h.Passages {
		rows = append(rows, append(own[:len(own):len(own)], p.Citation, p.Label, p.Text, l.o.Base+p.URL))
	}
	if len(rows) == 0 {
		rows = append(rows, append(own, cmp.Or(h.Title, h.ID), "", "", l.o.Base+h.URL))
	}
	return l.write(rows...)
}

func (l *csvList) end() error { return nil }

func (l *csvList) fail(e *IncompleteError) error { return l.write(row("# "+e.notice(), "")) }

// row fills up a row with empty cells.
func row(cells ...string) []string {
	return append(cells, make([]string, len(csvColumns())-len(cells))...)
}

func listCell(values []string) string { return strings.Join(values, "; ") }

// write writes rows with every cell in quotation marks.
func (l *csvList) write(rows ...[]string) error {
	var b strings.Builder
	for _, cells := range rows {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(Cell(c), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	_, err := io.WriteString(l.w, b.String())
	return err
}

// formulaStarts are the characters with which a formula can begin, also in
// their full width.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// Cell returns a text as a spreadsheet may see it. One that begins like a formula
// gets an apostrophe in front, which spreadsheets take for the mark of a text
// (OWASP, CSV Injection). What is no UTF-8 is replaced.
func Cell(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune(formulaStarts, first) {
		return "'" + text
	}
	return text
}
