package formats

import (
	"context"
	"strings"

	"entente/corpus/formats/ocr"
	"entente/corpus/formats/pdfsandbox"
	"entente/corpus/formats/pdftext"
)

// What is said of pages whose text was looked for in their images.
const (
	problemRecognised = "read by OCR, words may be wrong or missing"
	problemNothing    = "(OCR found none)"
)

// NeedsOCR reports whether a note on what could not be read is of pages whose
// text has not yet been looked for in their images.
func NeedsOCR(note string) bool { return strings.Contains(note, pdftext.NeedsOCR) }

// recognition recognises the text of those pages of a PDF file that cannot be
// read otherwise.
type recognition struct {
	means  Means
	engine *ocr.Engine
	file   *pdfsandbox.File
}

// recognise puts what is recognised in the place of pages that are unread, and
// returns how sure tesseract is of each such page, by its number. What fails is
// told in the problem of the page. The error is that of the context or of
// Means.PageBegins.
func recognise(ctx context.Context, data []byte, pages []pdftext.Page) (map[int]float64, error) {
	r := &recognition{means: meansOf(ctx)}
	if r.means.Pdfium == nil || len(r.means.OCR) == 0 {
		return nil, nil
	}
	defer r.close()
	recognised := map[int]float64{}
	for i := range pages {
		page := &pages[i]
		if !page.Unread() && !NeedsOCR(page.Problem) {
			continue
		}
		if r.means.PageBegins != nil {
			if err := r.means.PageBegins(); err != nil {
				return nil, err
			}
		}
		text, err := r.page(ctx, data, i)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			page.Problem += "; OCR failed: " + oneLine(err.Error())
			continue
		}
		if read := pdftext.PageOf(text.Lines); text.Confidence >= leastConfidence && read.HasMoreThan(page) {
			read.Number, read.Label, read.Problem = page.Number, page.Label, problemRecognised
			*page = read
			recognised[page.Number] = text.Confidence
			continue
		}
		page.Problem = nothingFound(page.Problem)
	}
	return recognised, nil
}

// leastConfidence is how sure tesseract must be of a page: below it, what it takes
// for letters are mostly lines and shades of a picture. Of the damaged files for
// TestAgainstPoppler, pages of print are above 0.8, a plot and a drawing below 0.5.
const leastConfidence = 0.6

// nothingFound is the problem of a page after no text was found in its image.
func nothingFound(problem string) string {
	if NeedsOCR(problem) {
		return strings.ReplaceAll(problem, pdftext.NeedsOCR, problemNothing)
	}
	return problem + "; no text " + problemNothing
}

func (r *recognition) page(ctx context.Context, data []byte, index int) (ocr.Text, error) {
	const dpi = 300 // what tesseract's models are made for
	if err := r.open(ctx, data); err != nil {
		return ocr.Text{}, err
	}
	drawn, dots, err := r.file.Image(index, dpi)
	if err != nil {
		r.close() // so that what broke there breaks no other page
		return ocr.Text{}, err
	}
	return r.engine.Recognise(ctx, drawn, dots)
}

// open opens the file for drawing when the first page is to be drawn.
func (r *recognition) open(ctx context.Context, data []byte) (err error) {
	if r.engine == nil {
		if r.engine, err = ocr.Find(ctx, r.means.OCR); err != nil {
			return err
		}
	}
	if r.file == nil {
		r.file, err = r.means.Pdfium.Open(ctx, data)
	}
	return err
}

// close lets go of the file. What was read stays, and the process holds nothing
// outside of itself for it.
func (r *recognition) close() {
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}
