package formats

import (
	"bytes"
	"fmt"
	"image"
	"strings"
	"testing"

	"entente/corpus/formats/ocr"
	"entente/corpus/formats/pdfsandbox"
	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// scanned returns a file whose pages are images with a stamp on them, "" for none,
// or text where image is nil.
func scanned(stamp string, images ...*image.Gray) []byte {
	b := &pdftest.Builder{}
	tree := b.Reserve()
	var contents []string
	var objects strings.Builder
	for i, page := range images {
		if page == nil {
			contents = append(contents, pdftest.Lines(11, "The Parties to this Treaty are resolved to unite their efforts."))
			continue
		}
		number := b.Stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8",
			page.Rect.Dx(), page.Rect.Dy()), string(page.Pix))
		fmt.Fprintf(&objects, "/Scan%d %d 0 R ", i, number)
		contents = append(contents, fmt.Sprintf("q 595 0 0 842 0 0 cm /Scan%d Do Q\n", i)+"BT /F1 14 Tf 72 40 Td ("+stamp+") Tj ET")
	}
	return b.File(tree, "", pdftest.Fonts+" /XObject << "+objects.String()+">>", contents...)
}

func TestOCR(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long; run without -short")
	}
	if _, err := ocr.Find(t.Context(), []string{"eng"}); err != nil {
		t.Skipf("tesseract cannot be used: %v", err)
	}
	engine := pdfsandbox.NewEngine(t.TempDir())
	printed := drawn(t, engine, pdftest.Lines(14, "Article 5", "An armed attack against one or more of the Parties shall", "be considered an attack against them all."))
	blank := drawn(t, engine, "")
	begun := 0
	read := func(languages []string, data []byte) ([]Record, error) {
		means := Means{Pdfium: engine, OCR: languages, PageBegins: func() error { begun++; return nil }}
		return readPDF(WithMeans(t.Context(), means), bytes.NewReader(data), int64(len(data)))
	}
	text := PageReading{Engine: OwnEngine, Quality: 1}

	t.Run("pages without text alone are recognised", func(t *testing.T) {
		begun = 0
		records, err := read([]string{"eng"}, scanned("", printed, nil, blank, printed))
		if err != nil || begun != 3 {
			t.Fatalf("%d pages recognised, error %v", begun, err)
		}
		want := Record{
			Unread: []string{"p. 1: " + problemRecognised, "p. 3: no text (OCR found none)", "p. 4: " + problemRecognised},
			Pages:  numbered(recognisedPage, text, PageReading{Engine: OwnEngine, Unread: true, Problem: "no text (OCR found none)"}, recognisedPage),
		}
		if diff := cmp.Diff(want, records[0], cmpopts.IgnoreFields(Record{}, "Blocks"), cmpopts.IgnoreFields(PageReading{}, "Quality")); diff != "" {
			t.Error(diff)
		}
		if got := textOfPage(records[0], 1); !strings.Contains(got, "armed attack against one or more of the Parties shall be considered") {
			t.Errorf("page 1 is %q", got)
		}
		if q := records[0].Pages[0].Quality; q < leastConfidence || q > 1 {
			t.Errorf("the quality is %v", q)
		}
	})
	t.Run("a stamp on a scan", func(t *testing.T) {
		records, err := read([]string{"eng"}, scanned("Filed 7", printed, blank))
		if err != nil {
			t.Fatal(err)
		}
		if got := textOfPage(records[0], 1); !strings.Contains(got, "armed attack") || !strings.Contains(got, "Filed 7") {
			t.Errorf("page 1 is %q", got)
		}
		if got := textOfPage(records[0], 2); got != "Filed 7" || records[0].Pages[1].Engine != OwnEngine {
			t.Errorf("page 2 is %q, read by %s", got, records[0].Pages[1].Engine)
		}
	})
	t.Run("nothing on any page", func(t *testing.T) {
		_, err := read([]string{"eng"}, scanned("", blank, blank))
		if own := failure(err); own.Reason != NoText || own.Detail != "p. 1–2: no text (OCR found none)" || NeedsOCR(own.Detail) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a language that is not there", func(t *testing.T) {
		_, err := read([]string{"tlh"}, scanned("", printed))
		if own := failure(err); own.Reason != NoText || !strings.Contains(own.Detail, `"tlh"`) || !NeedsOCR(own.Detail) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("without", func(t *testing.T) {
		begun = 0
		_, err := read(nil, scanned("", printed))
		if own := failure(err); own.Reason != NoText || !NeedsOCR(own.Detail) || begun != 0 {
			t.Errorf("%d pages recognised, error %v", begun, err)
		}
	})
}

var recognisedPage = PageReading{Engine: OCREngine, Problem: problemRecognised}

func numbered(pages ...PageReading) []PageReading {
	for i := range pages {
		pages[i].Number = i + 1
	}
	return pages
}

// drawn returns the image of a page with the content.
func drawn(t *testing.T, engine *pdfsandbox.Engine, content string) *image.Gray {
	t.Helper()
	f, err := engine.Open(t.Context(), pdftest.Pages(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	page, dpi, err := f.Image(0, 150)
	if err != nil || dpi != 150 {
		t.Fatalf("%d dots per inch, error %v", dpi, err)
	}
	return page
}

func textOfPage(r Record, page int) string {
	var all []string
	for _, b := range r.Blocks {
		if b.Page == page {
			all = append(all, b.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestPageNotes(t *testing.T) {
	for problems, want := range map[string]string{
		"":              "",
		"a":             "p. 1: a",
		",a,a,a,,a,b,b": "p. 2–4: a; p. 6: a; p. 7–8: b",
	} {
		var pages []PageReading
		for i, problem := range strings.Split(problems, ",") {
			pages = append(pages, PageReading{Number: i + 1, Problem: problem})
		}
		if got := strings.Join(pageNotes(pages), "; "); got != want {
			t.Errorf("%q: %q, want %q", problems, got, want)
		}
	}
}
