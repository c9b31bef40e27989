package formats

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// RecordReader hands the records of a file to yield one by one, as they are
// read, and gives up when yield fails, with its error. It returns what of the
// file became no record, for people. When it fails, records may have been handed
// over; else there was at least one.
type RecordReader func(ctx context.Context, file io.ReaderAt, size int64, yield func(Record) error) (unread []string, err error)

// all is the Read of a format that has a RecordReader. What became no record is
// told with the first that did, there being no other place that speaks for the
// file.
func (read RecordReader) all(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	var records []Record
	unread, err := read(ctx, file, size, func(r Record) error {
		records = append(records, r)
		return nil
	})
	if err != nil {
		return nil, err
	}
	records[0].Unread = append(unread, records[0].Unread...)
	return records, nil
}

// surveyChunk is how many bytes are in memory while a text is surveyed.
const surveyChunk = 256 << 10

// openText returns the text of a file as UTF-8 and what of it could not be read,
// as readTextFile does. A file in faultless UTF-8 is read twice rather than held
// in memory: its encoding is known when all of it was seen.
func openText(ctx context.Context, file io.ReaderAt, size int64) (text io.Reader, unread []string, err error) {
	start := int64(markLength(file))
	plain, err := isUTF8(ctx, io.NewSectionReader(file, start, size-start), size-start)
	if err != nil {
		return nil, nil, err
	}
	if plain {
		return io.NewSectionReader(file, start, size-start), nil, nil
	}
	decoded, unread, err := readTextFile(ctx, file, size)
	return strings.NewReader(decoded), unread, err
}

// isUTF8 reports whether decodeText would return all bytes of the file, which has
// no byte order mark, as they are. The errors are those of readFile.
func isUTF8(ctx context.Context, file io.ReaderAt, size int64) (bool, error) {
	if size <= 0 || size > MaxFileSize {
		return false, nil // readFile says so
	}
	chunk := make([]byte, min(size, surveyChunk))
	controls, kept := int64(0), 0 // kept bytes begin a character that was cut off
	for start := int64(0); start < size; {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		end := min(start+int64(len(chunk)-kept), size)
		n, err := file.ReadAt(chunk[kept:kept+int(end-start)], start)
		if n < int(end-start) {
			return false, readError(err, start, n, end, size)
		}
		part := chunk[:kept+n]
		if start == 0 && utf16Order(part) != nil {
			return false, nil
		}
		start = end
		controls += int64(countControls(part[kept:]))
		whole := wholeCharacters(part)
		if !utf8.Valid(part[:whole]) {
			return false, nil
		}
		kept = copy(chunk, part[whole:])
	}
	return kept == 0 && !tooManyControls(controls, size), nil
}

// markLength is the length of the byte order mark of UTF-8, 0 where there is none.
func markLength(file io.ReaderAt) int {
	head := make([]byte, len(utf8Mark))
	if n, _ := file.ReadAt(head, 0); string(head[:n]) != utf8Mark { // an error comes again
		return 0
	}
	return len(utf8Mark)
}

// wholeCharacters is the length of a text without a character that is cut off at
// its end.
func wholeCharacters(text []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		at := len(text) - back
		if utf8.RuneStart(text[at]) {
			if utf8.FullRune(text[at:]) {
				break
			}
			return at
		}
	}
	return len(text)
}

// readError says why fewer bytes were read than asked for.
func readError(err error, start int64, n int, end, size int64) error {
	if errors.Is(err, io.EOF) {
		return malformed("the file ends after %d of %d bytes", start+int64(n), size)
	}
	return fmt.Errorf("reading bytes %d to %d: %w", start, end, err)
}
