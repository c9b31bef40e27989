package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

// readDocument reads one document. It refuses what is no document in JSON,
// names it does not know, a name given twice in one object, lists with more than
// wire.MaxListed things, and what fails corpus.Document.Check. As JSON is read
// in Go, the case of names does not matter, null stands for nothing given, and
// an escape that is half a character becomes U+FFFD. The id is returned on
// errors too, where there is one that can name a document.
func readDocument(line []byte) (document *corpus.Document, id string, err error) {
	if !utf8.Valid(line) {
		return nil, "", refuse("is not valid UTF-8")
	}
	o := outline{decoder: json.NewDecoder(bytes.NewReader(line))}
	err = o.read()
	if corpus.ValidID(o.id) {
		id = o.id
	}
	if err != nil {
		return nil, id, err
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	document = new(corpus.Document)
	if err := decoder.Decode(document); err != nil {
		return nil, id, refuseJSON(err)
	}
	if err := document.Check(); err != nil {
		return nil, id, refuse(err.Error())
	}
	return document, id, nil
}

func refuse(message string) error {
	return &search.InvalidError{Parameter: "document", Message: message}
}

// maxReason bounds in bytes what an error repeats of a line.
const maxReason = 300

// refuseJSON says what is wrong with a line that is no document in JSON.
func refuseJSON(err error) error {
	reason := strings.TrimPrefix(err.Error(), "json: ")
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		reason = "it ends in the middle"
	case errors.As(err, &wrong):
		reason = wrongType(wrong)
	}
	if len(reason) > maxReason {
		reason = strings.ToValidUTF8(reason[:maxReason], "") + "…"
	}
	return refuse("is not a document in JSON: " + reason)
}

// wrongType says which type stands where in JSON's words.
func wrongType(err *json.UnmarshalTypeError) string {
	wanted := "another type"
	switch err.Type.Kind() {
	case reflect.String:
		wanted = "a string"
	case reflect.Int:
		wanted = "a whole number"
	case reflect.Slice:
		wanted = "an array"
	case reflect.Struct:
		wanted = "an object"
	}
	if err.Field == "" {
		return fmt.Sprintf("%s where %s is wanted", err.Value, wanted)
	}
	return fmt.Sprintf("%s: %s where %s is wanted", err.Field, err.Value, wanted)
}

// Bounds on the outline of a line, more than any document needs.
const (
	maxDepth = 8  // objects and arrays within each other
	maxNames = 16 // names in one object
)

// outline goes through a line before it is decoded, because a document of
// nothing but empty passages takes a hundred times the memory of its line.
type outline struct {
	decoder *json.Decoder
	listed  int        // things in arrays so far
	last    json.Token // the value read last, when it is neither object nor array
	id      string     // of the document, as written
}

// read goes through one value and makes sure that nothing follows it.
func (o *outline) read() error {
	if err := o.value(0); err != nil {
		return err
	}
	if _, err := o.decoder.Token(); !errors.Is(err, io.EOF) {
		return refuse("is followed by more on the same line")
	}
	return nil
}

func (o *outline) value(depth int) error {
	token, err := o.decoder.Token()
	if err != nil {
		return refuseJSON(err)
	}
	o.last = token
	switch delimiter, _ := token.(json.Delim); {
	case delimiter == 0:
		return nil
	case depth == maxDepth:
		return refuse("has objects and arrays deeper within each other than a document can have")
	case delimiter == '{':
		return o.object(depth)
	}
	return o.array(depth)
}

func (o *outline) object(depth int) error {
	var names []string
	for o.decoder.More() {
		token, err := o.decoder.Token()
		if err != nil {
			return refuseJSON(err)
		}
		name, _ := token.(string)
		if slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(name, other) }) {
			return refuse(fmt.Sprintf("has %.80q twice in one object", name))
		}
		if names = append(names, name); len(names) > maxNames {
			return refuse("has an object with more names than a document can have")
		}
		if err := o.value(depth + 1); err != nil {
			return err
		}
		if depth == 0 && strings.EqualFold(name, "id") {
			o.id, _ = o.last.(string)
		}
	}
	return o.end()
}

func (o *outline) array(depth int) error {
	for o.decoder.More() {
		if o.listed++; o.listed > wire.MaxListed {
			return refuse(fmt.Sprintf("lists more than %d things (passages, tags, their evidence, page breaks and labels): divide it", wire.MaxListed))
		}
		if err := o.value(depth + 1); err != nil {
			return err
		}
	}
	return o.end()
}

// end reads the bracket that ends an object or array.
func (o *outline) end() error {
	if _, err := o.decoder.Token(); err != nil {
		return refuseJSON(err)
	}
	return nil
}
