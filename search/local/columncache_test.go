package local

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"entente/search"
	"entente/search/local/segment"
)

// broken returns a segment like s whose terms and postings cannot be read.
func broken(t *testing.T, s *segment.Segment) *segment.Segment {
	t.Helper()
	path := filepath.Join(t.TempDir(), "broken")
	if err := s.Persist(path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	table := binary.BigEndian.Uint64(data[len(data)-12:])
	copy(data[:table], bytes.Repeat([]byte{0xff}, int(table)))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := (&segment.Plugin{}).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged, err := segment.Of(opened)
	if err != nil {
		t.Fatal(err)
	}
	return damaged
}

// TestFailedColumnsAreMadeAgain searches after the columns of a segment could not
// be made once.
func TestFailedColumnsAreMadeAgain(t *testing.T) {
	e, _ := collection(t, "armed attack")
	v := viewOf(t, e)
	entry := &columnEntry{made: make(chan struct{})}
	entry.make(broken(t, v.segments[0].segment))
	if !errors.Is(entry.err, segment.ErrDamaged) {
		t.Fatalf("the columns of a broken segment: %v, want %v", entry.err, segment.ErrDamaged)
	}
	e.columns.mutex.Lock()
	for id := range e.columns.entries {
		e.columns.entries[id] = entry
	}
	e.columns.mutex.Unlock()
	if _, err := e.Search(t.Context(), search.Request{Query: "armed"}); err != nil {
		t.Errorf("a search after the columns failed once: %v", err)
	}
}

// TestFailedVocabularyIsMadeAgain asks for words after those of a segment could
// not be read once, and after one that asked has gone away.
func TestFailedVocabularyIsMadeAgain(t *testing.T) {
	e, _ := collection(t, "armed attack")
	v := viewOf(t, e)
	whole := v.segments[0].segment
	v.segments[0].segment = broken(t, whole)
	if _, err := v.vocabularies(t.Context(), e.names); !errors.Is(err, segment.ErrDamaged) {
		t.Fatalf("the words of a broken segment: %v, want %v", err, segment.ErrDamaged)
	}
	v.segments[0].segment = whole
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.vocabularies(gone, e.names); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("one that went away: %v", err)
	}
	if _, err := v.vocabularies(t.Context(), e.names); err != nil {
		t.Errorf("the words after that: %v", err)
	}
}
