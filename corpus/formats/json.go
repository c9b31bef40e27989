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
		Read:       readJSON,
	}
}

func readJSON(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
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
		return readObjectFile(ctx, value, unread)
	case []any:
		return readArrayFile(ctx, value, unread)
	}
	return nil, malformed("it holds %s, not an object or a list of objects", kindOf(value))
}

func readObjectFile(ctx context.Context, object jsonObject, unread []string) ([]Record, error) {
	r, err := recordFrom(ctx, object)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, failure(err)
	}
	r.Unread = append(unread, r.Unread...)
	return single(r)
}

func readArrayFile(ctx context.Context, array []any, unread []string) ([]Record, error) {
	c := collector{what: "item"}
	for i, value := range array {
		if err := c.addValue(ctx, i+1, value); err != nil {
			return nil, err
		}
	}
	return c.result(unread)
}
