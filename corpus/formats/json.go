package formats

import (
	"bytes"
	"context"
	"io"
)

// jsonFormat reads a JSON file with one object or a list of objects, each a
// record. What an object may hold is said at jsonLinesFormat; an object that
// is none of ours is written out as readable text, see jsontext.go.
func jsonFormat() Format {
	return Format{
		Name:       "JSON",
		Extensions: []string{".json"},
		MediaTypes: []string{"application/json"},
		Read:       RecordReader(readJSON).all,
		Each:       readJSON,
	}
}

func readJSON(ctx context.Context, file io.ReaderAt, size int64, yield func(Record) error) ([]string, error) {
	text, unread, err := readTextFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace([]byte(text))) == 0 {
		return nil, &Error{Reason: Empty, Detail: "nothing but blanks"}
	}
	value, err := parseJSON([]byte(text))
	if err != nil {
		return nil, failure(err)
	}
	switch value := value.(type) {
	case jsonObject:
		return unread, readObjectFile(ctx, value, yield)
	case []any:
		return readArrayFile(ctx, value, unread, yield)
	}
	return nil, malformed("it holds %s, not an object or a list of objects", kindOf(value))
}

func readObjectFile(ctx context.Context, object jsonObject, yield func(Record) error) error {
	r, err := recordFrom(ctx, object)
	if err == nil {
		r, err = checked(r)
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return failure(err)
	}
	return yield(r)
}

func readArrayFile(ctx context.Context, array []any, unread []string, yield func(Record) error) ([]string, error) {
	c := collector{what: "item", yield: yield}
	for i, value := range array {
		if err := c.addValue(ctx, i+1, value); err != nil {
			return nil, err
		}
		array[i] = nil // no longer needed, and may be much
	}
	return c.finish(unread)
}
