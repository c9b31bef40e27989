package pdftext

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/corpus/formats/pdftext/pdftest"

	"golang.org/x/text/unicode/norm"
)

// checkText fails on text that is not as the package promises.
func checkText(t *testing.T, text string) {
	t.Helper()
	switch {
	case text == "" || strings.TrimSpace(text) != text:
		t.Errorf("the paragraph %q is empty or begins or ends with blanks", text)
	case !utf8.ValidString(text):
		t.Errorf("%q is not UTF-8", text)
	case !norm.NFC.IsNormalString(text):
		t.Errorf("%q is not in NFC", text)
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }):
		t.Errorf("%q has control characters", text)
	}
}

// FuzzContent runs a content stream with fonts and a form at hand.
func FuzzContent(f *testing.F) {
	f.Add([]byte("BT /F1 12 Tf 72 700 Td [(armed)-300(attack)] TJ ET /Form Do"))
	f.Add([]byte("q 1 0 0 1 5 5 cm BT /F2 1 Tf 12 0 0 12 72 700 Tm <00410042> Tj T* (x) ' 1 2 (y) \" ET Q BI ID x EI"))
	f.Add([]byte("/Span << /ActualText <FEFF0041> >> BDC BT /F3 1e9 Tf (A) Tj ET EMC BT /F1 -9 Tf 1 Tr -50 Tz (\xe9\xff) Tj ET"))
	f.Fuzz(func(t *testing.T, content []byte) {
		b := &pdftest.Builder{}
		tree := b.Reserve()
		form := b.Stream("/Subtype /Form", "BT /F1 10 Tf 72 600 Td (form) Tj ET")
		resources := "/Font << /F1 << /Subtype /Type1 /Encoding /WinAnsiEncoding >> /F2 << /Subtype /Type0 /Encoding /UniJIS-UTF16-V /DescendantFonts [ << >> ] >> " +
			"/F3 << /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 1 1] /FirstChar 0 /Widths [1 1] >> >> /XObject << /Form " + ref(form) + " >>"
		for _, page := range mustRead(t, b.File(tree, "", resources, string(content))).Pages {
			for _, p := range page.Paragraphs {
				checkText(t, p.Text)
			}
		}
	})
}

// FuzzRead reads whole files; what the library does with them is not judged but
// must come back as an error.
func FuzzRead(f *testing.F) {
	f.Add(treaty())
	f.Add(pdftest.Pages(pdftest.Lines(12, "text")))
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		document, err := Read(ctx, bytes.NewReader(data), int64(len(data)), nil)
		var failure *Error
		if err != nil && !errors.As(err, &failure) && ctx.Err() == nil {
			t.Fatalf("the error %v says nothing of the file", err)
		}
		if err != nil {
			return
		}
		for _, page := range document.Pages {
			for _, p := range page.Paragraphs {
				checkText(t, p.Text)
			}
		}
	})
}
