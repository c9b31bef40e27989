package formats

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"entente/corpus/formats/pdfsandbox"
	"entente/corpus/formats/pdftext"
)

// pdfFormat reads PDF files. The file's own date is that of its making, not the
// document's, and is not taken.
func pdfFormat() Format {
	return Format{
		Name:       "PDF",
		Extensions: []string{".pdf"},
		MediaTypes: []string{"application/pdf"},
		Read:       readPDF,
	}
}

// readPDF reads with the means of the context what it cannot read well itself.
func readPDF(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	document, err := pdftext.Read(ctx, bytes.NewReader(data), size, secondReader(meansOf(ctx).Pdfium, data))
	if err != nil {
		return nil, pdfError(err)
	}
	recognised, err := recognise(ctx, data, document.Pages)
	if err != nil {
		return nil, err
	}
	record := Record{Metadata: Metadata{Title: document.Title, Language: document.Language}}
	words, blank := false, true
	for i := range document.Pages {
		page := &document.Pages[i]
		reading := readingOf(page)
		if confidence, ok := recognised[page.Number]; ok {
			reading.Engine, reading.Quality = OCREngine, confidence
		}
		record.Pages = append(record.Pages, reading)
		words, blank = words || page.HasWords(), blank && page.Blank
		for _, p := range page.Paragraphs {
			record.Blocks = append(record.Blocks, Block{Level: p.Level, Page: page.Number, Text: p.Text})
		}
	}
	record.Unread = pageNotes(record.Pages)
	switch {
	case words:
		return single(record)
	case blank:
		return nil, &Error{Reason: Empty, Detail: pagesDetail("all pages are blank", record.Unread), Pages: record.Pages}
	}
	return nil, &Error{Reason: NoText, Detail: pagesDetail("no page has words", record.Unread), Pages: record.Pages}
}

func readingOf(page *pdftext.Page) PageReading {
	reading := PageReading{
		Number: page.Number, Label: page.Label, Engine: OwnEngine, Quality: page.Quality(), Unread: page.Unread(), Problem: page.Problem,
	}
	if page.Second {
		reading.Engine = PdfiumEngine
	}
	return reading
}

// secondReader returns what opens the file with the engine, nil without one.
func secondReader(engine *pdfsandbox.Engine, data []byte) pdftext.OpenSecond {
	if engine == nil {
		return nil
	}
	return func(ctx context.Context) (pdftext.Second, error) {
		f, err := engine.Open(ctx, data)
		if errors.Is(err, pdfsandbox.ErrEncrypted) {
			return nil, fmt.Errorf("%w: %w", pdftext.ErrEncrypted, err)
		}
		if err != nil {
			return nil, err
		}
		return f, nil
	}
}

// pageNotes says for people what of the pages could not be read. Pages in a row
// with the same problem are told together.
func pageNotes(pages []PageReading) []string {
	var notes []string
	for first := 0; first < len(pages); {
		next := first + 1
		for next < len(pages) && pages[next].Problem == pages[first].Problem {
			next++
		}
		if problem := pages[first].Problem; problem != "" {
			notes = append(notes, pageRange(pages[first].Number, pages[next-1].Number)+": "+problem)
		}
		first = next
	}
	return notes
}

func pageRange(first, last int) string {
	if first == last {
		return fmt.Sprintf("p. %d", first)
	}
	return fmt.Sprintf("p. %d–%d", first, last)
}

// pagesDetail says why no page has text; the first notes tell it, or what is
// said otherwise where there are none.
func pagesDetail(otherwise string, unread []string) string {
	const named = 3
	if len(unread) == 0 {
		return otherwise
	}
	detail := strings.Join(unread[:min(named, len(unread))], "; ")
	if more := len(unread) - named; more > 0 {
		detail += fmt.Sprintf("; and %d more notes on pages", more)
	}
	return detail
}

// pdfError gives an error of the reader the reason under which it is listed. An
// error that is not the file's fault is returned as it is.
func pdfError(err error) error {
	var failure *pdftext.Error
	if !errors.As(err, &failure) {
		return err
	}
	reason := Malformed
	switch {
	case errors.Is(err, pdftext.ErrEncrypted):
		reason = Encrypted
	case errors.Is(err, pdftext.ErrTooLarge):
		reason = TooLarge
	}
	return &Error{Reason: reason, Detail: failure.Detail}
}
