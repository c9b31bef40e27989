package local

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// title returns the title of a document as it was at the given sequence number,
// or search.ErrNotFound. It decodes the document no further than the title,
// which stands near the beginning: most of the time goes into decoding.
func (s *store) title(ctx context.Context, id string, sequence uint64) (string, error) {
	body, err := s.body(ctx, id, sequence)
	if err != nil {
		return "", err
	}
	text, err := s.decompress(id, body)
	if err != nil {
		return "", err
	}
	title, err := titleIn(text)
	if err != nil {
		return "", fmt.Errorf("decoding the title of document %s: %w", id, err)
	}
	return title, nil
}

// titleIn reads the title from the JSON of a document.
func titleIn(text []byte) (string, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if _, err := decoder.Token(); err != nil { // the opening brace
		return "", err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return "", err
		}
		if name == "title" {
			var title string
			err := decoder.Decode(&title)
			return title, err
		}
		var passedOver json.RawMessage
		if err := decoder.Decode(&passedOver); err != nil {
			return "", err
		}
	}
	return "", errors.New("it has none")
}

// titleMemory remembers titles by the number of the document in a segment, where
// they never change.
type titleMemory struct {
	mutex sync.Mutex
	known map[uint32]string
}

// of returns the title of a document, read at the first time.
func (m *titleMemory) of(doc uint32, read func() (string, error)) (string, error) {
	m.mutex.Lock()
	title, ok := m.known[doc]
	m.mutex.Unlock()
	if ok {
		return title, nil
	}
	title, err := read()
	if err != nil {
		return "", err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.known == nil {
		m.known = map[uint32]string{}
	}
	m.known[doc] = title
	return title, nil
}
