package formats

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// recordFrom makes a record of an object: of a documented one by its keys, see
// jsonLinesFormat, of any other as readable text.
func recordFrom(ctx context.Context, object jsonObject) (Record, error) {
	keys := bodyKeys(object)
	switch len(keys) {
	case 0:
		return flattened(object), nil
	case 1:
	default:
		return Record{}, fmt.Errorf("its text stands under %s: keep one of them", strings.Join(keys, " and "))
	}
	value, _ := object.get(keys[0])
	r, err := readBody(ctx, keys[0], value)
	if err != nil {
		return Record{}, err
	}
	return withMetadata(r, object)
}

// bodyKeys returns under which keys the object has text.
func bodyKeys(object jsonObject) []string {
	var keys []string
	for _, key := range []string{"text", "passages", "html"} {
		if value, ok := object.get(key); ok && value != nil {
			keys = append(keys, key)
		}
	}
	return keys
}

func readBody(ctx context.Context, key string, value any) (Record, error) {
	switch key {
	case "passages":
		return passagesBody(value)
	case "html":
		return htmlBody(ctx, value)
	}
	return textBody(value)
}

// withMetadata adds what the object declares to what its text says itself.
func withMetadata(r Record, object jsonObject) (Record, error) {
	m, err := MetadataFrom(object.plain())
	if err != nil {
		return Record{}, err
	}
	if m.Title == "" {
		m.Title, m.TitleFound = r.Metadata.Title, r.Metadata.TitleFound
	}
	m.Date = cmp.Or(m.Date, r.Metadata.Date)
	m.Language = cmp.Or(m.Language, r.Metadata.Language)
	m.URL = cmp.Or(m.URL, r.Metadata.URL)
	r.Metadata = m
	return r, nil
}

func textBody(value any) (Record, error) {
	text, err := plainString(value)
	if err != nil {
		return Record{}, fmt.Errorf("text %w", err)
	}
	return Record{Blocks: textBlocks(text)}, nil
}

func htmlBody(ctx context.Context, value any) (Record, error) {
	text, err := plainString(value)
	if err != nil {
		return Record{}, fmt.Errorf("html %w", err)
	}
	return htmlRecord(ctx, text)
}

func optionalString(object jsonObject, key string) (string, error) {
	value, ok := object.get(key)
	if !ok || value == nil {
		return "", nil
	}
	s, err := plainString(value)
	if err != nil {
		return "", fmt.Errorf("%s %w", key, err)
	}
	return s, nil
}

// optionalNumber takes 5 as well as "5 bis".
func optionalNumber(object jsonObject, key string) (string, error) {
	if value, ok := object.get(key); ok {
		if n, ok := value.(json.Number); ok {
			return n.String(), nil
		}
	}
	return optionalString(object, key)
}

func optionalPage(object jsonObject) (int, error) {
	value, ok := object.get("page")
	if !ok || value == nil {
		return 0, nil
	}
	if n, ok := value.(json.Number); ok {
		if page, err := strconv.Atoi(n.String()); err == nil && page >= 0 {
			return page, nil
		}
	}
	return 0, fmt.Errorf("page is %v, not a whole number from 0", value)
}
