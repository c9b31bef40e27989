package indexer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
	"entente/corpus/formats/pdftext/pdftest"
)

func TestPageRuns(t *testing.T) {
	const own, pdfium = formats.OwnEngine, formats.PdfiumEngine
	pages := []formats.PageReading{
		{Number: 1, Engine: own, Quality: 1},
		{Number: 2, Engine: own, Quality: 1},
		{Number: 3, Engine: pdfium, Quality: 1},
		{Number: 4, Engine: pdfium, Quality: 0.9996},
		{Number: 5, Engine: pdfium, Quality: 0.985, Problem: "some characters cannot be read"},
		{Number: 6, Engine: own, Unread: true, Problem: "no text"},
		{Number: 7, Engine: own, Unread: true, Problem: "no text"},
		{Number: 9, Engine: own, Unread: true, Problem: "no text"},
		{Entry: "a.pdf", Number: 10, Engine: own, Quality: 1},
	}
	want := []PageRun{
		{First: 1, Last: 2, Engine: own, Quality: 100},
		{First: 3, Last: 3, Engine: pdfium, Quality: 100},
		{First: 4, Last: 4, Engine: pdfium, Quality: 99},
		{First: 5, Last: 5, Engine: pdfium, Quality: 99, Problem: "some characters cannot be read"},
		{First: 6, Last: 7, Engine: own, Unread: true, Problem: "no text"},
		{First: 9, Last: 9, Engine: own, Unread: true, Problem: "no text"},
		{Entry: "a.pdf", First: 10, Last: 10, Engine: own, Quality: 100},
	}
	got := pageRuns(pages)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	counts := PageCounts{All: 9, Unread: 3, Partly: 2, Quality: 66}
	if diff := cmp.Diff(counts, File{Pages: got}.PageCounts()); diff != "" {
		t.Error(diff)
	}
	if got := (File{}).PageCounts(); got != (PageCounts{}) {
		t.Errorf("a file without pages has %+v", got)
	}
	if diff := cmp.Diff([]formats.Engine{own, pdfium}, engines(pages)); diff != "" {
		t.Error(diff)
	}
}

// TestLedgerTellsHowAFileWasRead reads files of all sorts in a run.
func TestLedgerTellsHowAFileWasRead(t *testing.T) {
	const image = "q 500 0 0 800 0 0 cm /Scan Do Q"
	text := pdftest.Lines(11, "An armed attack against one or more of them")
	p := newPlace(t, map[string]string{
		"docs/a.pdf": string(pdftest.Pages(text, image)), "docs/b.pdf": string(pdftest.Pages(image)), "docs/c.txt": "An armed attack", "docs/d.djvu": "AT&TFORM\x00\x00\x00\x01DJVU",
	})
	o := p.options()
	o.Extractor = extractor{tagger: testExtractor(t).(extractor).tagger} // without pdfium, which takes long to begin
	p.run(o, "docs")
	own := []formats.Engine{formats.OwnEngine}
	for name, want := range map[string]struct {
		engines []formats.Engine
		counts  PageCounts
	}{
		"a.pdf":  {own, PageCounts{All: 2, Unread: 1, Quality: 50}},
		"b.pdf":  {own, PageCounts{All: 1, Unread: 1}},
		"c.txt":  {own, PageCounts{}},
		"d.djvu": {},
	} {
		row, ok, err := p.ledger.file(t.Context(), p.path("docs/"+name))
		if !ok || err != nil {
			t.Fatalf("%s: found %v, error %v", name, ok, err)
		}
		if diff := cmp.Diff(want.engines, row.Engines); diff != "" || row.PageCounts() != want.counts || row.Took <= 0 {
			t.Errorf("%s: %+v, took %s, engines %s", name, row.PageCounts(), row.Took, diff)
		}
	}
}
