package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/corpus"
	"entente/search"
)

// cslList writes CSL-JSON: an array of items as csl-data.json of the Citation
// Style Language describes them. JSON has no comments, so that each item says of
// which search it is. The array of a list that is incomplete is left open, so that
// no program takes it for whole.
type cslList struct {
	w io.Writer
	o Options
	searched
}

func newCSL(w io.Writer, o Options) writer { return &cslList{w: w, o: o} }

func (l *cslList) begin(record *search.Record) error {
	l.searched = newSearched(record)
	_, err := io.WriteString(l.w, "[")
	return err
}

func (l *cslList) hit(h *search.Hit) error {
	item, err := json.Marshal(cslItemOf(l.reference(h, l.o)))
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return l.item(item)
}

func (l *cslList) item(item []byte) error {
	before := ",\n"
	if l.number <= 1 {
		before = "\n"
	}
	_, err := io.WriteString(l.w, before+string(item))
	return err
}

func (l *cslList) end() error {
	_, err := io.WriteString(l.w, "\n]\n")
	return err
}

func (l *cslList) fail(e *IncompleteError) error {
	item, err := json.Marshal(cslItem{ID: "incomplete-export", Type: "document", Title: e.notice()})
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	l.number = e.Written + 1
	return l.item(append(item, '\n'))
}

// cslItem is an item of CSL-JSON. Empty members are left out.
type cslItem struct {
	ID       string     `json:"id"`
	Type     string     `json:"type"`
	Title    string     `json:"title"`
	Genre    string     `json:"genre,omitempty"`
	Issued   *cslDate   `json:"issued,omitempty"`
	Accessed *cslDate   `json:"accessed,omitempty"`
	Language string     `json:"language,omitempty"`
	Section  string     `json:"section,omitempty"` // the passages cited
	URL      string     `json:"URL,omitempty"`
	Archive  string     `json:"archive,omitempty"` // the collection
	Source   string     `json:"source,omitempty"`
	Keyword  string     `json:"keyword,omitempty"`
	Note     string     `json:"note,omitempty"`
	Custom   *cslCustom `json:"custom,omitempty"`
}

// cslCustom is what CSL has no member for.
type cslCustom struct {
	Passages []passage `json:"passages,omitempty"`
	Search   *place    `json:"search,omitempty"`
}

// cslDate is a date to the precision known: year, month, day.
type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func cslDateOf(d corpus.Date) *cslDate {
	if d.IsZero() {
		return nil
	}
	var parts []int
	for part := range strings.SplitSeq(d.String(), "-") {
		n, err := strconv.Atoi(part)
		if err != nil { // a date is written in digits
			return nil
		}
		parts = append(parts, n)
	}
	return &cslDate{[][]int{parts}}
}

// cslType returns the type of item for a type of document.
func cslType(kind string) string {
	switch kind {
	case "treaty", "agreement", "charter":
		return "treaty"
	case "law":
		return "legislation"
	case "strategy", "report":
		return "report"
	case "speech", "article":
		return kind
	}
	return "document"
}

func cslItemOf(r reference) cslItem {
	item := cslItem{
		ID: r.id, Type: cslType(r.kind), Title: r.name(), Genre: line(r.kind), Issued: cslDateOf(r.date), Accessed: cslDateOf(r.read),
		Language: line(r.language), Section: r.labels(), URL: r.address(), Archive: line(r.collection), Source: "Entente",
		Keyword: line(strings.Join(r.keywords, ", ")), Note: strings.Join(r.notes, "\n"),
	}
	if len(r.passages) > 0 || r.place != nil {
		item.Custom = &cslCustom{Passages: r.passages, Search: r.place}
	}
	return item
}

// cslListOf writes one reference as a list.
func cslListOf(r reference) (string, error) {
	text, err := json.MarshalIndent([]cslItem{cslItemOf(r)}, "", "  ")
	if err != nil {
		return "", fmt.Errorf("writing JSON: %w", err)
	}
	return string(text) + "\n", nil
}
