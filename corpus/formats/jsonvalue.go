package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// jsonObject is a JSON object with its members in the order written, so that
// what is made readable of it reads as its author ordered it. Values are
// nil, bool, json.Number, string, []any or jsonObject. No key stands in it twice:
// which of the values is meant cannot be told, so such an object is refused.
type jsonObject []jsonMember

type jsonMember struct {
	Key   string
	Value any
}

// get returns the value of the member with that key.
func (o jsonObject) get(key string) (any, bool) {
	for _, m := range o {
		if m.Key == key {
			return m.Value, true
		}
	}
	return nil, false
}

// plain returns the object as MetadataFrom takes it.
func (o jsonObject) plain() map[string]any {
	values := make(map[string]any, len(o))
	for _, m := range o {
		if nested, ok := m.Value.(jsonObject); ok {
			values[m.Key] = nested.plain()
			continue
		}
		values[m.Key] = m.Value
	}
	return values
}

// parseJSON reads one JSON value and nothing after it.
func parseJSON(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	value, err := readValue(decoder, 0)
	if err != nil {
		return nil, jsonError(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("something follows the JSON value at byte %d", decoder.InputOffset())
	}
	return value, nil
}

// jsonError says where a value breaks off, which encoding/json does not.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON at byte %d: %w", syntax.Offset, err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the JSON breaks off at the end")
	}
	return err
}

func readValue(decoder *json.Decoder, depth int) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	delimiter, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if depth >= maxNesting {
		return nil, tooLarge("objects and lists nested deeper than %d", maxNesting)
	}
	if delimiter == '[' {
		return readArray(decoder, depth)
	}
	return readObject(decoder, depth)
}

func readArray(decoder *json.Decoder, depth int) (any, error) {
	array := []any{}
	for decoder.More() {
		value, err := readValue(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := decoder.Token()
	return array, err
}

func readObject(decoder *json.Decoder, depth int) (any, error) {
	object := jsonObject{}
	seen := map[string]bool{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		value, err := readValue(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		name, _ := key.(string)
		if seen[name] {
			return nil, fmt.Errorf("the key %.80q stands twice in one object", name)
		}
		seen[name] = true
		object = append(object, jsonMember{Key: name, Value: value})
	}
	_, err := decoder.Token()
	return object, err
}
