package formats

import (
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
		Read:       readJSONLines,
	}
}

func readJSONLines(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	text, unread, err := readTextFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	c := collector{what: "line"}
	for number, line := 1, []byte(nil); len(text) > 0; number++ {
		line, text = cutLine(text)
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := c.add(ctx, number, line); err != nil {
			return nil, err
		}
	}
	return c.result(unread)
}

func cutLine(text string) (line []byte, rest string) {
	for i := range len(text) {
		if text[i] == '\n' {
			return []byte(text[:i]), text[i+1:]
		}
	}
	return []byte(text), ""
}

// collector gathers the records of a file and what of it could not be read.
type collector struct {
	what     string // what is counted: "line"
	records  []Record
	problems []string
	bad      int
	reason   Reason // why all of the bad ones are bad, Malformed for several reasons
}

func (c *collector) add(ctx context.Context, number int, line []byte) error {
	value, err := parseJSON(line)
	if err != nil {
		c.report(number, err)
		return ctx.Err()
	}
	return c.addValue(ctx, number, value)
}

// addValue adds the record made from a decoded value. The error is only for
// what ends the reading of the file.
func (c *collector) addValue(ctx context.Context, number int, value any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(c.records) >= maxRecords {
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
	c.records = append(c.records, r)
	return nil
}

// named says of which line or item of the file something is told.
func (c *collector) named(number int, what string) string {
	return fmt.Sprintf("%s %d: %s", c.what, number, oneLine(what))
}

func (c *collector) report(number int, err error) {
	c.bad++
	if reason := failure(err).Reason; c.bad == 1 {
		c.reason = reason
	} else if c.reason != reason {
		c.reason = Malformed
	}
	if c.bad <= maxReported {
		c.problems = append(c.problems, c.named(number, err.Error()))
	}
}

// result returns the records. What could not be read is told with the first of
// them, there being no other place that speaks for the file.
func (c *collector) result(unread []string) ([]Record, error) {
	if c.bad > maxReported {
		c.problems = append(c.problems, fmt.Sprintf("%d more %ss", c.bad-maxReported, c.what))
	}
	if len(c.records) == 0 && c.bad > 0 {
		return nil, &Error{Reason: c.reason, Detail: fmt.Sprintf("none of %d %ss could be read; %s", c.bad, c.what, c.problems[0])}
	}
	if len(c.records) == 0 {
		return nil, &Error{Reason: Empty, Detail: "no records in it"}
	}
	first := &c.records[0]
	first.Unread = append(append(unread, c.problems...), first.Unread...)
	return c.records, nil
}
