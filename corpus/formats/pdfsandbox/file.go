package pdfsandbox

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// The errors that say why a file cannot be read.
var (
	ErrEncrypted = errors.New("the file is encrypted")
	ErrMalformed = errors.New("the file is damaged or no PDF")
)

// maxCharacters is the largest number of characters of a page; a page with more
// is refused.
const maxCharacters = 5 << 20

// File is a file open in its sandbox. It is not for concurrent use.
type File struct {
	instance pdfium.Pdfium
	document references.FPDF_DOCUMENT
	pages    int
	broken   error // what went wrong in the sandbox
}

func (f *File) load(data []byte) error {
	opened, err := f.instance.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
	if err != nil {
		return fmt.Errorf("%w: pdfium says %q", kindOf(err), err)
	}
	f.document = opened.Document
	count, err := f.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.document})
	if err != nil {
		return fmt.Errorf("%w: counting its pages: %q", ErrMalformed, err)
	}
	f.pages = count.PageCount
	return nil
}

// kindOf says whether a password or a right is missing.
func kindOf(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return ErrEncrypted
	}
	return ErrMalformed
}

// Title returns the title that the file declares, "" where it declares none.
func (f *File) Title() string {
	if f.broken != nil {
		return ""
	}
	got, err := f.instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.document, Tag: "Title"})
	if err != nil {
		return "" // a damaged title is no title; the pages may be sound
	}
	return got.Value
}

// Pages returns the number of pages.
func (f *File) Pages() int { return f.pages }

// Close ends the sandbox.
func (f *File) Close() error {
	if err := f.instance.Close(); err != nil {
		return fmt.Errorf("ending the sandbox: %w", err)
	}
	return nil
}

// Text returns the text of a page, counted from 0, with "\n" at the end of each
// line but the last. A word divided at the end of a line is given whole where
// pdfium takes the hyphen for one that divides. When a page breaks the sandbox,
// no other can be read.
func (f *File) Text(page int) (string, error) {
	if f.broken != nil {
		return "", f.broken
	}
	loaded, err := f.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.document, Index: page})
	if errors.Is(err, pdfiumerrors.ErrPage) {
		return "", errors.New("the page is damaged")
	}
	if err != nil {
		return "", f.failed("loading the page", err)
	}
	text, err := f.textOf(requests.Page{ByReference: &loaded.Page})
	if err != nil {
		return "", err
	}
	if _, err := f.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}); err != nil {
		return "", f.failed("closing the page", err)
	}
	return text, nil
}

func (f *File) textOf(page requests.Page) (string, error) {
	loaded, err := f.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return "", f.failed("laying out the text", err)
	}
	counted, err := f.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return "", f.failed("counting the characters", err)
	}
	if counted.Count > maxCharacters {
		return "", fmt.Errorf("more than %d characters", maxCharacters)
	}
	text := ""
	if counted.Count > 0 {
		got, err := f.instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: loaded.TextPage, Count: counted.Count})
		if err != nil {
			return "", f.failed("getting the text", err)
		}
		text = got.Text
	}
	if _, err := f.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}); err != nil {
		return "", f.failed("letting go of the text", err)
	}
	return plain(text), nil
}

// failed keeps what went wrong in the sandbox, whose memory may be in disorder
// then: pdfium itself has an answer to every file.
func (f *File) failed(doing string, err error) error {
	f.broken = fmt.Errorf("%s: %w", doing, err)
	return f.broken
}
