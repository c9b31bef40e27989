package local

import (
	"errors"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
)

func TestStoredTitle(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	d := &corpus.Document{ID: "d", Title: "Accord « \"amendé\" »", Source: corpus.Source{Collection: "test"},
		Passages: []corpus.Passage{{Kind: corpus.Section, Text: strings.Repeat("title ", 1000)}}}
	if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
		t.Fatal(err)
	}
	if got, err := e.store.title(t.Context(), "d", newest); err != nil || got != d.Title {
		t.Errorf("title %q, %v, want %q", got, err, d.Title)
	}
	if _, err := e.store.title(t.Context(), "none", newest); !errors.Is(err, search.ErrNotFound) {
		t.Errorf("title of no document: %v, want ErrNotFound", err)
	}
	for text, want := range map[string]string{`{"id":"a","tags":[{"title":"b"}],"title":"c"}`: "c", `{"id":"a"}`: "", `{"id"`: "", `{`: "", ``: ""} {
		if got, err := titleIn([]byte(text)); got != want || (err == nil) != (want != "") {
			t.Errorf("title in %s: %q, %v, want %q", text, got, err, want)
		}
	}
}
