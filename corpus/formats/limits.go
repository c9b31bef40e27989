package formats

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"entente/corpus"
)

// MaxFileSize is the largest file that is read, in bytes.
const MaxFileSize = 256 << 20

// The other limits of every reader. A file or record over one of them, over
// MaxFileSize or over corpus.MaxTextBytes is refused with an *Error of reason
// TooLarge, never cut; a record of many in a file is refused alone and named in
// Record.Unread. Pages of a PDF have limits of their own, see package pdftext.
const (
	maxRecords = 200_000 // records in a file
	maxNesting = 256     // Markdown or JSON within each other: lists, emphasis, objects
)

// maxHeading is the length in characters over which what is marked up as a
// heading is taken for a paragraph: no heading is that long.
const maxHeading = 300

// readChunk is how many bytes are read between two looks at the context.
const readChunk = 4 << 20

// readFile returns the whole file. The error is an *Error for a file that is
// empty or over MaxFileSize, or that is shorter than size says.
func readFile(ctx context.Context, file io.ReaderAt, size int64) ([]byte, error) {
	if size <= 0 {
		return nil, &Error{Reason: Empty, Detail: "the file has no bytes"}
	}
	if size > MaxFileSize {
		return nil, tooLarge("the file has %d MB, the limit is %d MB", size>>20, MaxFileSize>>20)
	}
	data := make([]byte, size)
	for start := int64(0); start < size; start += readChunk {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		end := min(start+readChunk, size)
		n, err := file.ReadAt(data[start:end], start)
		if n == int(end-start) {
			continue
		}
		return nil, readError(err, start, n, end, size)
	}
	return data, nil
}

// checked returns the record when it has text and is within the limits.
func checked(r Record) (Record, error) {
	length := 0
	for _, b := range r.Blocks {
		length += len(b.Text)
	}
	switch {
	case length == 0:
		return Record{}, &Error{Reason: Empty, Detail: "no text in it"}
	case length > corpus.MaxTextBytes:
		return Record{}, tooLarge("it has %d MB of text, the limit is %d MB", length>>20, corpus.MaxTextBytes>>20)
	}
	onlyHeadings(r.Blocks)
	return r, nil
}

// onlyHeadings makes paragraphs of headings that head nothing: they are all the
// text there is.
func onlyHeadings(blocks []Block) {
	if slices.ContainsFunc(blocks, func(b Block) bool { return b.Level == 0 }) {
		return
	}
	for i := range blocks {
		blocks[i].Level = 0
	}
}

// single returns the one record of a file, checked.
func single(r Record) ([]Record, error) {
	r, err := checked(r)
	if err != nil {
		return nil, err
	}
	return []Record{r}, nil
}

// failure returns err as an *Error: as it is when it is one, else as a file that
// is not what it should be.
func failure(err error) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	return &Error{Reason: Malformed, Err: err}
}

func malformed(format string, args ...any) *Error {
	return &Error{Reason: Malformed, Detail: fmt.Sprintf(format, args...)}
}

func tooLarge(format string, args ...any) *Error {
	return &Error{Reason: TooLarge, Detail: fmt.Sprintf(format, args...)}
}
