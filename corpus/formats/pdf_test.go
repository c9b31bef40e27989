package formats

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"unicode"

	"entente/corpus/formats/pdftext/pdftest"

	"github.com/google/go-cmp/cmp"
)

func readPDFBytes(data []byte) ([]Record, error) {
	return pdfFormat().Read(context.Background(), bytes.NewReader(data), int64(len(data)))
}

func TestPDF(t *testing.T) {
	const image = "q 500 0 0 800 0 0 cm /Scan Do Q"
	title := "BT /F1 24 Tf 72 800 Td (Treaty of Mutual Assistance) Tj ET\n"
	text := pdftest.Lines(11, "The Parties to this Treaty are resolved to unite their efforts for collective de-", "fence.")
	garble := pdftest.Lines(12, strings.Repeat("WKH SDUWLHV WR WKLV WUHDWB ", 3), strings.Repeat("RI WKH FKDUWHU DQG SULQFLSOHV ", 5))
	tests := []struct {
		name string
		data []byte
		want Record
	}{
		{"paragraphs with pages", pdftest.Document("/Title (Treaty of Mutual Assistance) /CreationDate (D:20200101)", title+text, text), Record{
			Metadata: Metadata{Title: "Treaty of Mutual Assistance"},
			Blocks: []Block{
				{Level: 1, Page: 1, Text: "Treaty of Mutual Assistance"},
				{Page: 1, Text: "The Parties to this Treaty are resolved to unite their efforts for collective defence."},
				{Page: 2, Text: "The Parties to this Treaty are resolved to unite their efforts for collective defence."},
			},
			Pages: []PageReading{{Number: 1, Engine: OwnEngine, Quality: 1}, {Number: 2, Engine: OwnEngine, Quality: 1}},
		}},
		{"title of a program", pdftest.Document("/Title (Microsoft Word - treaty.doc)", pdftest.Lines(11, "Text.")), Record{
			Blocks: []Block{{Page: 1, Text: "Text."}},
			Pages:  []PageReading{{Number: 1, Engine: OwnEngine, Quality: 1}},
		}},
		{"pages that are not read", pdftest.Pages(image, "", pdftest.Lines(11, "Text."), garble), Record{
			Blocks: []Block{{Page: 3, Text: "Text."}},
			Unread: []string{"p. 1: no text (needs OCR)", "p. 4: text cannot be read (needs OCR)"},
			Pages: []PageReading{
				{Number: 1, Engine: OwnEngine, Unread: true, Problem: "no text (needs OCR)"}, {Number: 2, Engine: OwnEngine, Quality: 1},
				{Number: 3, Engine: OwnEngine, Quality: 1}, {Number: 4, Engine: OwnEngine, Unread: true, Problem: "text cannot be read (needs OCR)"},
			},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			records, err := readPDFBytes(test.data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]Record{test.want}, records); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPDFErrors(t *testing.T) {
	const image = "q 500 0 0 800 0 0 cm /Scan Do Q"
	encrypted := (&pdftest.Builder{}).Bytes("/Root << >> /ID [(1)(2)] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 " +
		"/O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >>")
	tests := []struct {
		name   string
		data   []byte
		reason Reason
		detail string
	}{
		{"no bytes", nil, Empty, ""},
		{"no PDF", []byte(strings.Repeat("plain text ", 30)), Malformed, "header"},
		{"cut off", pdftest.Pages(image)[:300], Malformed, "EOF"},
		{"no page tree", (&pdftest.Builder{}).Bytes("/Root << /Note (" + strings.Repeat("long ", 30) + ") >>"), Malformed, "no page tree"},
		{"password", encrypted, Encrypted, "password"},
		{"images", pdftest.Pages(image, image), NoText, "p. 1: no text (needs OCR); p. 2: no text (needs OCR)"},
		{"many images", pdftest.Pages(image, image, image, image, image), NoText, "and 2 more pages"},
		{"blank", pdftest.Pages("", ""), Empty, "all pages are blank"},
		{"text outside only", pdftest.Pages("BT /F1 12 Tf 72 1700 Td (slug) Tj ET"), Empty, "p. 1: text outside the visible page is left out"},
		{"blank beside an image", pdftest.Pages("", image), NoText, "p. 2: no text (needs OCR)"},
		{"images with page numbers", pdftest.Pages(image+"\n"+pdftest.Lines(11, "1"), image+"\n"+pdftest.Lines(11, "2")), NoText, "p. 1: no text (needs OCR)"},
		{"nothing but page numbers", pdftest.Pages(pdftest.Lines(11, "1"), pdftest.Lines(11, "2")), Empty, "blank"},
		{"signs that are no words", pdftest.Pages(pdftest.Lines(11, "***")), NoText, "no page has words"},
		{"unknown encryption", (&pdftest.Builder{}).Bytes("/Root << >> /ID [(1)(2)] /Encrypt << /Filter /Standard /V 5 /R 6 /O (\x01\xfe\x80) >>"), Encrypted, "encryption version V=5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readPDFBytes(test.data)
			var failure *Error
			if !errors.As(err, &failure) {
				t.Fatalf("got %v", err)
			}
			if strings.ContainsFunc(failure.Detail, func(r rune) bool { return !unicode.IsPrint(r) }) || len(failure.Detail) > 200 {
				t.Errorf("the detail cannot be shown: %q", failure.Detail)
			}
			if failure.Reason != test.reason || !strings.Contains(failure.Detail, test.detail) {
				t.Errorf("got %v, want %s with %q", failure, test.reason, test.detail)
			}
		})
	}
}

func TestPDFContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := pdftest.Pages(pdftest.Lines(11, "Text."))
	if _, err := pdfFormat().Read(ctx, bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
