package pdftext

import (
	"context"
	"errors"

	"entente/corpus"
)

// Second reads the text of pages by other means: slower, and without columns and
// paragraphs. It is asked for the pages that cannot be read well here, and for the
// whole of a file that cannot be opened.
type Second interface {
	Title() string // as the file declares it
	Pages() int
	// Text returns the text of a page, counted from 0, with "\n" between its lines.
	Text(page int) (string, error)
	Close() error
}

// OpenSecond opens the file with the second reader. The error wraps ErrEncrypted,
// ErrMalformed or ErrTooLarge where the file is to blame.
type OpenSecond func(context.Context) (Second, error)

// secondReading is what a document has of the second reader, which is opened when
// it is first needed; the zero value reads nothing.
type secondReading struct {
	open   OpenSecond
	reader Second
	err    error // why the reader cannot be used
}

// errNoSecond reports that there is no second reader.
var errNoSecond = errors.New("there is no other way to read it")

func (s *secondReading) opened(ctx context.Context) (Second, error) {
	if s.reader != nil || s.err != nil {
		return s.reader, s.err
	}
	if s.open == nil {
		s.err = errNoSecond
		return nil, s.err
	}
	s.reader, s.err = s.open(ctx)
	return s.reader, s.err
}

// close lets go of the reader. What was read stays; that it cannot be closed is
// of no use to anybody, since the process holds nothing outside of itself for it.
func (s *secondReading) close() {
	if s.reader != nil {
		s.reader.Close()
	}
}

// whole reads a file that failed to open. What it returns where that fails as
// well is the failure, or that the file is encrypted, which tells more.
func (s *secondReading) whole(ctx context.Context, failure error) (*Document, error) {
	var own *Error
	if !errors.As(failure, &own) || errors.Is(failure, ErrTooLarge) {
		return nil, failure
	}
	reader, err := s.opened(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrEncrypted):
		return nil, failed(ErrEncrypted, "it needs a password")
	case err != nil || reader.Pages() == 0:
		return nil, failure
	case reader.Pages() > maxPages:
		return nil, failed(ErrTooLarge, "more than %d pages", maxPages)
	}
	document, length := &Document{Title: TidyTitle(reader.Title())}, 0
	for i := range reader.Pages() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page := secondPage(reader, i)
		page.Number = i + 1
		document.Pages = append(document.Pages, page)
		if length += page.length(); length > corpus.MaxTextBytes {
			return nil, failed(ErrTooLarge, "more than %d MB of text", corpus.MaxTextBytes>>20)
		}
	}
	document.dropPageNumbers()
	return document, nil
}

// improve returns the page as the second reader reads it where that is better.
// The error is that of the context.
func (s *secondReading) improve(ctx context.Context, page Page, number int) (Page, error) {
	if !page.doubtful() {
		return page, nil
	}
	reader, err := s.opened(ctx)
	if ctx.Err() != nil {
		return page, ctx.Err()
	}
	if err != nil || number >= reader.Pages() {
		return page, nil
	}
	if other := secondPage(reader, number); other.betters(&page) {
		return other, nil
	}
	return page, nil
}

// secondPage reads a page with the second reader.
func secondPage(reader Second, number int) Page {
	page := Page{Second: true, painted: true}
	text, err := reader.Text(number)
	if err != nil {
		page.partial = true
		page.note("cannot be read: " + printable(err))
		return page
	}
	page.Paragraphs = plainParagraphs(text)
	page.judge()
	return page
}
