package local

import (
	"context"
	"errors"
	"testing"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/search"
)

var errDisk = errors.New("the disk does not answer")

// brokenSegment is a segment whose dictionaries cannot be read.
type brokenSegment struct{ segment.Segment }

func (brokenSegment) Dictionary(string) (segment.TermDictionary, error) { return nil, errDisk }

// TestFailedColumnsAreMadeAgain searches after the columns of a segment could not
// be made once.
func TestFailedColumnsAreMadeAgain(t *testing.T) {
	e, _ := collection(t, "armed attack")
	v := viewOf(t, e)
	entry := &columnEntry{made: make(chan struct{})}
	broken := brokenSegment{v.segments[0].segment}
	broken.AddRef()
	entry.make(broken)
	if !errors.Is(entry.err, errDisk) {
		t.Fatalf("the columns of a broken segment: %v, want %v", entry.err, errDisk)
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
	v.segments[0].segment = brokenSegment{whole}
	if _, err := v.vocabularies(t.Context(), e.names); !errors.Is(err, errDisk) {
		t.Fatalf("the words of a broken segment: %v, want %v", err, errDisk)
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
