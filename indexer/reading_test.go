package indexer

import (
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

// TestPageLabels checks that a document knows the numbers printed on its pages.
func TestPageLabels(t *testing.T) {
	page := func(number string) string {
		return pdftest.Lines(11, "An armed attack against one of them", "is an attack against all.") + "BT /F1 8 Tf 290 40 Td (" + number + ") Tj ET"
	}
	d, _ := extractOne(t, input("a.pdf", string(pdftest.Pages(page("243"), page("244"), page("245")))))
	want := []corpus.PageLabel{{Page: 1, Label: "243"}, {Page: 2, Label: "244"}, {Page: 3, Label: "245"}}
	if diff := cmp.Diff(want, d.PageLabels); diff != "" {
		t.Error(diff)
	}
}

// TestReadingOfPages checks that what is known of each page reaches whoever had
// the file read, of a file in a file and of one that failed too.
func TestReadingOfPages(t *testing.T) {
	const image = "q 500 0 0 800 0 0 cm /Scan Do Q"
	text := pdftest.Lines(11, "An armed attack against one or more of them")
	read := func(entry string, number int) formats.PageReading {
		return formats.PageReading{Entry: entry, Number: number, Engine: formats.OwnEngine, Quality: 1}
	}
	unread := func(entry string, number int) formats.PageReading {
		return formats.PageReading{Entry: entry, Number: number, Engine: formats.OwnEngine, Unread: true, Problem: "no text (needs OCR)"}
	}
	both := string(pdftest.Pages(text, image))
	for _, test := range []struct {
		name, data string
		want       []formats.PageReading
		reason     formats.Reason
	}{
		{"a.pdf", both, []formats.PageReading{read("", 1), unread("", 2)}, ""},
		{"a.zip", zipFile(t, "a.pdf", both, "b.pdf", both), []formats.PageReading{read("a.pdf", 1), unread("a.pdf", 2), read("b.pdf", 1), unread("b.pdf", 2)}, ""},
		{"b.pdf", string(pdftest.Pages(image)), []formats.PageReading{unread("", 1)}, formats.NoText},
		{"a.txt", "An armed attack", nil, ""},
	} {
		e := extractor{tagger: testExtractor(t).(extractor).tagger} // without pdfium, which takes long to begin
		reading, err := e.Extract(t.Context(), input(test.name, test.data), func(*corpus.Document) error { return nil })
		if test.reason == "" && err != nil || test.reason != "" && reasonOf(t, err) != test.reason {
			t.Errorf("%s: error %v, want reason %q", test.name, err, test.reason)
		}
		if diff := cmp.Diff(test.want, reading.Pages); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}
