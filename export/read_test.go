package export_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/export"
	"entente/search"
)

// Each list is read back by a reader of its format that takes nothing but what
// the format allows.

// onOneLine is a text as references have it.
func onOneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(text, "\x07", ""), func(r rune) bool { return unicode.IsSpace(r) }), " ")
}

func titles() []string {
	return []string{"North Atlantic Treaty", onOneLine(hostileText), "untitled", "Undated"}
}

func TestCSVIsReadBack(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(list(t, "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var record search.Record
	if err := json.Unmarshal([]byte(rows[0][1]), &record); err != nil || rows[0][0] != "# search record" {
		t.Fatalf("%v in %v", err, rows[0])
	}
	if record.Total.Value != 4 || record.Query != `"armed attack" OR org:@x` || record.Digest == "" {
		t.Errorf("%+v", record)
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[1], name)] }
	var got []string
	for _, row := range rows[2:] {
		got = append(got, fmt.Sprintf("%s %s %q %s", column(row, "hit"), column(row, "id"), column(row, "citation"), column(row, "permalink")))
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
				t.Errorf("the cell %s begins like a formula: %q", rows[1][i], cell)
			}
		}
	}
	text := "'" + strings.ReplaceAll(hostileText, "\r\n", "\n") // as encoding/csv reads the ends of lines
	want := []string{
		`1 north-atlantic-treaty "North Atlantic Treaty, Article 5" http://127.0.0.1:8080/documents/north-atlantic-treaty#p5`,
		`1 north-atlantic-treaty "North Atlantic Treaty, Article 6, p. 3" http://127.0.0.1:8080/documents/north-atlantic-treaty#p6`,
		fmt.Sprintf(`2 a.b_c:d %q http://127.0.0.1:8080/documents/a.b_c:d#p0`, text),
		`3 untitled "untitled" http://127.0.0.1:8080/documents/untitled`,
		`4 undated "Undated" http://127.0.0.1:8080/documents/undated`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := column(rows[2], "parties"); got != "United States; Korea, Republic of" {
		t.Error(got)
	}
}

func TestCells(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a=b": "a=b", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝x": "'＝x",
		"\x00=1": "'=1", "\xff": "\uFFFD", "'=1": "'=1", " =1": " =1",
	} {
		if got := export.Cell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLinesAreReadBack(t *testing.T) {
	text := list(t, "jsonl")
	for line := range strings.Lines(text) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	if !strings.Contains(text, `"url":"http://127.0.0.1:8080/documents/north-atlantic-treaty#p5"`) {
		t.Error("no whole address")
	}
	record, got, err := readLines(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(hits(), got, cmp.AllowUnexported(corpus.Date{}), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if record.Total.Value != 4 || record.Asked.Sort != search.ByDate || record.IDs != nil {
		t.Errorf("%+v", record)
	}
}

func readLines(text string) (record *search.Record, hits []search.Hit, err error) {
	err = export.ReadLines(strings.NewReader(text), func(begun *search.Record) error { record = begun; return nil },
		func(h *search.Hit) error { hits = append(hits, *h); return nil })
	return record, hits, err
}

func TestShortLinesAreRefused(t *testing.T) {
	whole := list(t, "jsonl")
	lines := slices.Collect(strings.Lines(whole))
	broken, _ := written(t, "jsonl", walker{hits(), 2}, search.Request{})
	for name, text := range map[string]string{
		"without its end":     strings.Join(lines[:len(lines)-1], ""),
		"a hit missing":       strings.Join(slices.Delete(slices.Clone(lines), 2, 3), ""),
		"a hit doubled":       strings.Join(slices.Insert(slices.Clone(lines), 2, lines[2]), ""),
		"cut within a hit":    whole[:len(whole)/2],
		"broken off":          broken,
		"a line of something": strings.Join(slices.Insert(slices.Clone(lines), 2, "{}\n"), ""),
	} {
		_, _, err := readLines(text)
		var incomplete *export.IncompleteError
		if !errors.As(err, &incomplete) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{"", "{}", "[", `{"record":null}`, `{"hits":[]}`} {
		if _, _, err := readLines(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)

// readRIS reads references: tags with their values in order.
func readRIS(text string) (references []map[string][]string, err error) {
	var current map[string][]string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		m := risLine.FindStringSubmatch(line)
		switch {
		case m == nil || strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("no line of RIS: %q", line)
		case (m[1] == "TY") != (current == nil):
			return nil, fmt.Errorf("%q stands where it cannot", line)
		case m[1] == "TY":
			current = map[string][]string{}
		case m[1] == "ER":
			references, current = append(references, current), nil
			continue
		}
		current[m[1]] = append(current[m[1]], m[2])
	}
	if current != nil {
		return nil, errors.New("the last reference has no end")
	}
	return references, nil
}

func TestRISIsReadBack(t *testing.T) {
	references, err := readRIS(list(t, "ris"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range references {
		got = append(got, r["TI"]...)
		if len(r["TY"]) != 1 || len(r["N1"]) == 0 || !regexp.MustCompile(`^Hit \d of 4 `).MatchString(r["N1"][len(r["N1"])-1]) {
			t.Errorf("%v", r)
		}
	}
	if diff := cmp.Diff(titles(), got); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{"1949 1949/04/04/", "1951 1951/06//", "1960 1960///", " "} {
		if got := strings.Join(references[i]["PY"], "") + " " + strings.Join(references[i]["DA"], ""); got != want {
			t.Errorf("hit %d is dated %q, want %q", i+1, got, want)
		}
	}
	first := references[0]
	if diff := cmp.Diff([]string{"http://127.0.0.1:8080/documents/north-atlantic-treaty#p5", "http://127.0.0.1:8080/documents/north-atlantic-treaty#p6"}, first["L2"]); diff != "" {
		t.Error(diff)
	}
	if first["SE"][0] != "Article 5; Article 6, p. 3" || first["TY"][0] != "LEGAL" || first["UR"][0] != "https://treaties.example/nato?a=1&b=100%25#top_1" {
		t.Errorf("%v", first)
	}
	if got := references[1]["UR"][0]; got != "http://127.0.0.1:8080/documents/a.b_c:d#p0" {
		t.Errorf("a script for an address: %s", got)
	}
}

var texCommands = regexp.MustCompile(`\\(textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\}|\\([$&#_%])`)

// texShows is what TeX shows for a text without macros.
func texShows(text string) string {
	plain := texCommands.ReplaceAllStringFunc(text, func(command string) string {
		if shown := map[string]string{`\textbackslash{}`: `\`, `\textbraceleft{}`: "{", `\textbraceright{}`: "}", `\textasciitilde{}`: "~", `\textasciicircum{}`: "^"}[command]; shown != "" {
			return "\x01" + shown
		}
		return "\x01" + command[1:]
	})
	if rest := regexp.MustCompile("\x01.").ReplaceAllString(plain, ""); strings.ContainsAny(rest, `\{}$&#_%~^`) {
		return "unescaped: " + rest
	}
	return strings.ReplaceAll(plain, "\x01", "")
}

// readBibTeX reads entries as BibTeX does: what is between entries has no @, a
// value in braces ends with the brace that matches, whether others are escaped or not.
func readBibTeX(text string) (entries []map[string]string, err error) {
	for {
		before, rest, found := strings.Cut(text, "@")
		if !found {
			return entries, nil
		}
		if trimmed := strings.TrimSpace(before); trimmed != "" && !strings.HasPrefix(trimmed, "%") {
			return nil, fmt.Errorf("between entries stands %q", trimmed)
		}
		head := regexp.MustCompile(`^misc\{([^\s"#'(),={}%~\\]+),\n`).FindStringSubmatch(rest)
		if head == nil {
			return nil, fmt.Errorf("no entry: %.60q", rest)
		}
		entry := map[string]string{"key": head[1]}
		if text, err = readFields(rest[len(head[0]):], entry); err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
}

var bibField = regexp.MustCompile(`^  ([a-z]+) = (?:([a-z]{3}),\n|\{)`)

func readFields(text string, entry map[string]string) (rest string, err error) {
	for !strings.HasPrefix(text, "}\n") {
		field := bibField.FindStringSubmatch(text)
		if field == nil {
			return "", fmt.Errorf("no field: %.60q", text)
		}
		text = text[len(field[0]):]
		if entry[field[1]] = field[2]; field[2] != "" {
			continue
		}
		depth, end := 1, 0
		for ; end < len(text) && depth > 0; end++ {
			depth += map[byte]int{'{': 1, '}': -1}[text[end]]
		}
		if depth > 0 || !strings.HasPrefix(text[end:], ",\n") {
			return "", fmt.Errorf("the value of %s does not end: %.60q", field[1], text)
		}
		entry[field[1]] = text[:end-1]
		text = text[end+2:]
	}
	return text[2:], nil
}

func TestBibTeXIsReadBack(t *testing.T) {
	entries, err := readBibTeX(list(t, "bibtex"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, texShows(strings.TrimSuffix(strings.TrimPrefix(e["title"], "{"), "}")))
		for name, value := range e {
			if shown := texShows(value); name != "title" && name != "url" && name != "key" && strings.HasPrefix(shown, "unescaped") {
				t.Errorf("%s of %s: %s", name, e["key"], shown)
			}
		}
	}
	if diff := cmp.Diff(titles(), got); diff != "" {
		t.Error(diff)
	}
	first := entries[0]
	for name, want := range map[string]string{
		"key": "north-atlantic-treaty", "date": "1949-04-04", "year": "1949", "month": "apr", "note": "Article 5; Article 6, p. 3",
		"url": "https://treaties.example/nato?a=1&b=100%25#top_1", "urldate": "2026-11-25", "keywords": "NATO, collective-defence, United States, Korea; Republic of",
	} {
		if first[name] != want {
			t.Errorf("%s is %q, want %q", name, first[name], want)
		}
	}
	if e := entries[2]; e["date"] != "1960" || e["month"] != "" {
		t.Errorf("known to the year: %v", e)
	}
	if e := entries[3]; e["date"] != "" || e["year"] != "" || e["url"] != "http://x/%7By%7D%5Cz" {
		t.Errorf("undated: %v", e)
	}
}

// cslDate and cslItem are those of csl-data.json as far as we write them.
type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID, Type, Title, Genre, Language, Section, URL, Archive, Source, Keyword, Note string
	Issued, Accessed                                                               *cslDate
	Custom                                                                         map[string]any
}

func TestCSLIsReadBack(t *testing.T) {
	decoder := json.NewDecoder(strings.NewReader(list(t, "csl")))
	decoder.DisallowUnknownFields()
	var items []cslItem
	if err := decoder.Decode(&items); err != nil || decoder.More() {
		t.Fatal(err)
	}
	var got []string
	var dates []any
	for _, item := range items {
		got = append(got, item.Title)
		if item.Issued != nil {
			dates = append(dates, item.Issued.Parts[0])
		}
	}
	if diff := cmp.Diff(titles(), got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{[]int{1949, 4, 4}, []int{1951, 6}, []int{1960}}, dates); diff != "" {
		t.Error(diff)
	}
	first := items[0]
	if first.Type != "treaty" || first.Section != "Article 5; Article 6, p. 3" || len(first.Custom["passages"].([]any)) != 2 || items[2].Type != "legislation" {
		t.Errorf("%+v", items)
	}
	if of := first.Custom["search"].(map[string]any)["of"]; of != 4.0 {
		t.Errorf("of %v", of)
	}
	if empty, err := written(t, "csl", walker{nil, -1}, search.Request{}); err != nil || !json.Valid([]byte(empty)) {
		t.Errorf("no hits: %q, %v", empty, err)
	}
	if broken, _ := written(t, "csl", walker{hits(), 1}, search.Request{}); json.Valid([]byte(broken)) {
		t.Error("an incomplete list can be taken for whole")
	}
}
