package formats

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// maxReported is how many unreadable lines or items of a file are named one by
// one; of the rest only the number is given.
const maxReported = 100

// jsonLinesFormat reads JSON Lines: one object a line, each a record.
//
// An object has the keys that MetadataFrom reads, and its text under exactly
// one of
//
//	text      string; blank lines separate paragraphs
//	passages  list of objects with kind (article, page, section, preamble or
//	          annex), number, within (the annex or protocol it stands in),
//	          heading, page and text, all but text optional
//	html      string; a page or a part of one
//
// Other keys of such an object are no part of its text; other keys of a passage
// are told as not read. An object with two of the three is refused, one with
// none is written out as readable text, see jsontext.go. A key that stands twice
// in an object is refused anywhere.
func jsonLinesFormat() Format {
	return Format{
		Name:       "JSON Lines",
		Extensions: []string{".jsonl", ".ndjson"},
		MediaTypes: []string{"application/x-ndjson", "application/jsonl"},
		Read:       RecordReader(readJSONLines).all,
		Each:       readJSONLines,
	}
}

func readJSONLines(ctx context.Context, file io.ReaderAt, size int64, yield func(Record) error) ([]string, error) {
	text, unread, err := openText(ctx, file, size)
	if err != nil {
		return nil, err
	}
	c := collector{what: "line", yield: yield}
	lines := bufio.NewReaderSize(text, lineBuffer)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		atEnd := err != nil
		if len(bytes.TrimSpace(line)) > 0 {
			if err := c.add(ctx, number, bytes.TrimSuffix(line, []byte("\n"))); err != nil {
				return nil, err
			}
		}
		if atEnd {
			return c.finish(unread)
		}
	}
}

// lineBuffer is how many bytes of a file are read at a time.
const lineBuffer = 64 << 10

// collector hands on the records of a file and gathers what of it could not be
// read.
type collector struct {
	failures
	what    string // what is counted: "line"
	yield   func(Record) error
	records int // handed on
}

func (c *collector) add(ctx context.Context, number int, line []byte) error {
	value, err := parseJSON(line)
	if err != nil {
		c.report(number, err)
		return ctx.Err()
	}
	return c.addValue(ctx, number, value)
}

// addValue hands on the record made from a decoded value. The error is only for
// what ends the reading of the file.
func (c *collector) addValue(ctx context.Context, number int, value any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if c.records >= maxRecords {
		return tooLarge("more than %d records", maxRecords)
	}
	object, ok := value.(jsonObject)
	if !ok {
		c.report(number, errors.New("not an object"))
		return nil
	}
	r, err := recordFrom(ctx, object)
	if err == nil {
		r, err = checked(r)
	}
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.report(number, err)
		return nil
	}
	for i, part := range r.Unread {
		r.Unread[i] = c.named(number, part)
	}
	c.records++
	return c.yield(r)
}

// named says of which line or item of the file something is told.
func (c *collector) named(number int, what string) string {
	return fmt.Sprintf("%s %d: %s", c.what, number, oneLine(what))
}

func (c *collector) report(number int, err error) { c.fail(err, c.named(number, err.Error())) }

// finish returns what could not be read, after what is known of it already.
func (c *collector) finish(unread []string) ([]string, error) {
	if c.records == 0 && c.bad > 0 {
		return nil, &Error{Reason: c.reason, Detail: fmt.Sprintf("none of %d %ss could be read; %s", c.bad, c.what, c.problems[0])}
	}
	if c.records == 0 {
		return nil, &Error{Reason: Empty, Detail: "no records in it"}
	}
	return append(unread, c.told(c.what+"s")...), nil
}
