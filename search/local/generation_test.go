package local

import (
	"os"
	"path/filepath"
	"testing"

	"entente/corpus"
)

// TestEarlierIndexesAreRemoved leaves an index behind as a process does that is
// killed when it has made the next one.
func TestEarlierIndexesAreRemoved(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	if err := e.Put(t.Context(), []*corpus.Document{testDocument(0)}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	index := filepath.Join(dir, "index")
	if err := os.Rename(filepath.Join(index, "1"), filepath.Join(index, "3")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"1", "2", "2.damaged"} {
		if err := os.Mkdir(filepath.Join(index, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	e = open(t, dir)
	defer e.Close()
	checkDocuments(t, e, 1)
	entries, err := os.ReadDir(index)
	if err != nil || len(entries) != 2 || entries[0].Name() != "2.damaged" || entries[1].Name() != "3" {
		t.Errorf("left %v, %v; want 2.damaged and 3", entries, err)
	}
}
