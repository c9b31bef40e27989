package formats

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// csvFormat reads tables as text, with cells apart by commas, semicolons, tabs
// or bars, whichever divides the first rows most evenly.
//
// Where the first row names a column text, html or title (or one of the other
// names of a title, see jsontext.go), each further row is a record, read like an
// object of a JSON Lines file that has the names of the columns as keys; the
// case of the keys of metadata does not matter, and several organizations,
// topics or parties in one cell are apart by ";". A row without text under
// html or text is told as not read. Every other table is one record, with each
// row as a paragraph.
func csvFormat() Format {
	return Format{
		Name:       "CSV",
		Extensions: []string{".csv", ".tsv", ".tab"},
		MediaTypes: []string{"text/csv", "text/tab-separated-values"},
		Read:       RecordReader(readCSV).all,
		Each:       readCSV,
	}
}

func readCSV(ctx context.Context, file io.ReaderAt, size int64, yield func(Record) error) ([]string, error) {
	text, unread, err := readTextFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	table, err := readTable(ctx, text)
	if err != nil {
		return nil, err
	}
	table.yield = yield
	if len(table.rows) == 0 {
		return table.finish(unread)
	}
	columns, err := columnsOf(table.rows[0].cells)
	if err != nil {
		return nil, err
	}
	if columns == nil {
		return plainTable(table, unread, yield)
	}
	for _, row := range table.rows[1:] {
		if err := table.record(ctx, row, columns); err != nil {
			return nil, err
		}
	}
	return table.finish(unread)
}

// table is what was read of a file. Rows that are no rows are told by the
// collector, under the number of the line they begin on.
type table struct {
	collector
	rows []row
}

type row struct {
	line  int
	cells []string
}

// readTable divides a text into rows. Quotes are as in RFC 4180; a table with
// tabs in which they are not is read without, as most programs write it.
func readTable(ctx context.Context, text string) (*table, error) {
	comma := delimiterOf(text)
	t, err := readQuoted(ctx, text, comma)
	if err == nil && comma == '\t' && t.bad > 0 {
		return readUnquoted(ctx, text)
	}
	return t, err
}

func readQuoted(ctx context.Context, text string, comma rune) (*table, error) {
	t := &table{collector: collector{what: "line"}}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = comma, -1
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, err := reader.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return t, nil
		case errors.As(err, &syntax):
			t.report(syntax.StartLine, syntax.Err)
		case err != nil:
			return nil, fmt.Errorf("reading a table: %w", err)
		default:
			line, _ := reader.FieldPos(0)
			if err := t.addRow(line, cells); err != nil {
				return nil, err
			}
		}
	}
}

func readUnquoted(ctx context.Context, text string) (*table, error) {
	t := &table{collector: collector{what: "line"}}
	number := 0
	for line := range strings.SplitSeq(normalizeLines(text), "\n") {
		number++
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := t.addRow(number, strings.Split(line, "\t")); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// addRow adds a row that is not blank.
func (t *table) addRow(line int, cells []string) error {
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return nil
	}
	if len(t.rows) > maxRecords {
		return tooLarge("more than %d rows", maxRecords)
	}
	t.rows = append(t.rows, row{line: line, cells: cells})
	return nil
}

// record adds the record of a row.
func (t *table) record(ctx context.Context, r row, columns []string) error {
	if more := len(r.cells) - len(columns); more > 0 && strings.TrimSpace(strings.Join(r.cells[len(columns):], "")) != "" {
		t.report(r.line, fmt.Errorf("it has %d cells, the first row has %d", len(r.cells), len(columns)))
		return nil
	}
	var object jsonObject
	for i, name := range columns {
		if i < len(r.cells) && (isBodyKey(name) || strings.TrimSpace(r.cells[i]) != "") {
			object = append(object, jsonMember{Key: name, Value: cellValue(name, r.cells[i])})
		}
	}
	return t.addValue(ctx, r.line, withoutEmptyBody(object))
}

// withoutEmptyBody leaves out text or html where the row has the other.
func withoutEmptyBody(object jsonObject) jsonObject {
	if len(bodyKeys(object)) < 2 {
		return object
	}
	return slices.DeleteFunc(object, func(m jsonMember) bool {
		text, _ := m.Value.(string)
		return isBodyKey(m.Key) && strings.TrimSpace(text) == ""
	})
}

// cellValue divides cells that hold a list.
func cellValue(name, cell string) any {
	key := metadataKey(name)
	if !slices.Contains(organizationKeys, key) && !slices.Contains(topicKeys, key) && !slices.Contains(partyKeys, key) {
		return normalizeLines(cell)
	}
	var list []any
	for item := range strings.SplitSeq(cell, ";") {
		list = append(list, item)
	}
	return list
}

// columnsOf returns the keys that the cells of the first row are, nil when
// they make no records. The error is for a key that stands twice: which of the
// columns is meant cannot be told.
func columnsOf(first []string) ([]string, error) {
	var columns []string
	usable := false
	for i, cell := range first {
		name := oneLine(cell)
		if key := metadataKey(name); isBodyKey(key) || slices.Contains(columnKeys, key) {
			name = key
			usable = usable || isBodyKey(key) || slices.Contains(catalogueTitles, key)
		}
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		columns = append(columns, name)
	}
	if !usable {
		return nil, nil
	}
	for i, name := range columns {
		if slices.Contains(columns[:i], name) {
			return nil, malformed("the column %.80q stands twice: rename one of them", name)
		}
	}
	return columns, nil
}

// columnKeys are the names that columns may have in any case.
var columnKeys = slices.Concat(metadataKeys, catalogueTitles, catalogueParties, catalogueURLs)

func isBodyKey(key string) bool { return key == "text" || key == "html" }

// plainTable hands on the whole table as one record.
func plainTable(t *table, unread []string, yield func(Record) error) ([]string, error) {
	var r Record
	for _, row := range t.rows {
		var cells []string
		for _, cell := range row.cells {
			if cell = oneLine(cell); cell != "" {
				cells = append(cells, cell)
			}
		}
		if text := cleanText(strings.Join(cells, cellMark)); text != "" {
			r.Blocks = append(r.Blocks, Block{Text: text})
		}
	}
	r, err := checked(r)
	if err != nil {
		return nil, err
	}
	return append(unread, t.told("lines")...), yield(r)
}

// cellMark stands between the cells of a row that is written as a paragraph.
const cellMark = " | "

// delimiters are the characters that divide cells, the likeliest first.
const delimiters = ",;\t|"

// quotedText matches a cell in quotes, which may hold delimiters and line ends.
var quotedText = regexp.MustCompile(`"(?:[^"]|"")*"`)

// delimiterRows is how many lines tell the delimiter.
const delimiterRows = 20

// delimiterOf returns the delimiter that stands in most of the first lines in
// the number it has in the first one, quoted text left out.
func delimiterOf(text string) rune {
	var lines []string
	for line := range strings.SplitSeq(quotedText.ReplaceAllString(text[:min(len(text), DetectBytes)], ""), "\n") {
		if strings.TrimSpace(line) != "" && len(lines) < delimiterRows {
			lines = append(lines, line)
		}
	}
	best, bestScore := ',', 0
	for _, delimiter := range delimiters {
		if score := evenness(lines, string(delimiter)); score > bestScore {
			best, bestScore = delimiter, score
		}
	}
	return best
}

func evenness(lines []string, delimiter string) int {
	if len(lines) == 0 || !strings.Contains(lines[0], delimiter) {
		return 0
	}
	first, score := strings.Count(lines[0], delimiter), 0
	for _, line := range lines {
		if strings.Count(line, delimiter) == first {
			score += 100
		}
	}
	return score + min(first, 99)
}

// isTable reports whether a text whose name tells nothing is a table that
// makes records: its first line names columns, and one of them is the text or
// the title.
func isTable(name string, head []byte) bool {
	if filepath.Ext(name) != "" {
		return false
	}
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	if len(bytes.TrimSpace(rest)) == 0 {
		return false
	}
	cells, err := readTable(context.Background(), string(line))
	if err != nil || len(cells.rows) == 0 || len(cells.rows[0].cells) < 2 {
		return false
	}
	columns, err := columnsOf(cells.rows[0].cells)
	return columns != nil && err == nil
}
