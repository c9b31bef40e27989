package formats

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPassagesWithin(t *testing.T) {
	records, err := readString(jsonFormat(), `{"passages": [
		{"kind": "article", "number": "1", "text": "One."},
		{"kind": "annex", "number": "I", "heading": "Rules", "text": "Chapeau."},
		{"kind": "article", "number": "1", "within": "Annex I", "text": "Rule."},
		{"kind": "article", "number": "1", "within": "Protocol No 3", "page": 4, "text": "First."},
		{"kind": "article", "number": "2", "within": "Protocol No 3", "breaks": [{"offset": 0, "page": 5}], "note": null, "text": "Second."},
		{"heading": "Signatures", "text": "Names.", "breaks": []}]}`)
	if err != nil {
		t.Fatal(err)
	}
	want := Record{
		Blocks: []Block{
			{Level: 2, Text: "Article 1"}, {Text: "One."},
			{Level: 2, Text: "Annex I: Rules"}, {Text: "Chapeau."},
			{Level: 3, Text: "Article 1"}, {Text: "Rule."},
			{Level: 2, Page: 4, Text: "Protocol No 3"}, {Level: 3, Page: 4, Text: "Article 1"}, {Page: 4, Text: "First."},
			{Level: 3, Text: "Article 2"}, {Text: "Second."},
			{Level: 2, Text: "Signatures"}, {Text: "Names."},
		},
		Unread: []string{`passages: the key "breaks" is not read (in 2)`},
	}
	if diff := cmp.Diff([]Record{want}, records); diff != "" {
		t.Error(diff)
	}
}

// TestUnreadNamesLines holds each entry to naming its own line of the file, once.
func TestUnreadNamesLines(t *testing.T) {
	lines := []string{`{"text": "one"}`, ``, `{"text": 3}`, `{"passages": [{"text": "four", "x": 1}]}`, `{"text": "a", "html": "b"}`, `{"text": "a", "text": "b"}`}
	records, err := readString(jsonLinesFormat(), strings.Join(lines, "\n"))
	if err != nil || len(records) != 2 {
		t.Fatalf("%v %v", records, err)
	}
	want := []string{
		"line 3: text is a number, not a string",
		"line 5: its text stands under text and html: keep one of them",
		`line 6: the key "text" stands twice in one object`,
		`line 4: passages: the key "x" is not read (in 1)`,
	}
	if diff := cmp.Diff(want, slices.Concat(records[0].Unread, records[1].Unread)); diff != "" {
		t.Error(diff)
	}
}

func TestTooLargeAdvice(t *testing.T) {
	if advice := TooLarge.Advice(); !strings.Contains(advice, "--max-file") || strings.Contains(advice, "raise") {
		t.Errorf("%q promises what cannot be done", advice)
	}
}
