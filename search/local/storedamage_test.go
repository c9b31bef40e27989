package local

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
)

// TestDamagedStoreSaysWhatToDo damages a store of which the index is to be made
// again, so that nothing can be.
func TestDamagedStoreSaysWhatToDo(t *testing.T) {
	for name, damage := range map[string]func(*testing.T, string){
		"a document": func(t *testing.T, dir string) {
			s, err := openStore(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.writer.Exec(`UPDATE version SET body = substr(body, 1, length(body) - 3) WHERE sequence = 1`); err != nil {
				t.Fatal(err)
			}
			if err := s.close(); err != nil {
				t.Fatal(err)
			}
		},
		"half of the file": func(t *testing.T, dir string) {
			path := filepath.Join(dir, "documents.db")
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, info.Size()/2); err != nil {
				t.Fatal(err)
			}
		},
		"its beginning": func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "documents.db"), []byte(strings.Repeat("x", 8192)), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			e := open(t, dir)
			if err := e.Put(t.Context(), []*corpus.Document{testDocument(1), testDocument(2)}); err != nil {
				t.Fatal(err)
			}
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, dir)
			if err := os.RemoveAll(filepath.Join(dir, "index")); err != nil {
				t.Fatal(err)
			}
			e, err := Open(t.Context(), dir, Options{Names: enginetest.Names{}, Thesaurus: enginetest.Thesaurus{}})
			if err == nil {
				e.Close()
			}
			if err == nil || !strings.Contains(err.Error(), "documents.db is damaged") || !strings.Contains(err.Error(), "from a backup") {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestDocumentDamagedWhileOpen damages one of two documents of a collection that is
// open: what needs it is not to be had now, and the other is.
func TestDocumentDamagedWhileOpen(t *testing.T) {
	e := open(t, t.TempDir())
	whole, damaged := testDocument(1), testDocument(2)
	if err := e.Put(t.Context(), []*corpus.Document{whole, damaged}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.store.writer.Exec(`UPDATE version SET body = substr(body, 1, length(body) - 3) WHERE id = ?`, damaged.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Document(t.Context(), damaged.ID); !errors.Is(err, search.ErrUnavailable) || !strings.Contains(err.Error(), damaged.ID) {
		t.Errorf("the damaged document: %v", err)
	}
	if _, err := e.Search(t.Context(), search.Request{}); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a search that shows it: %v", err)
	}
	if _, err := e.Document(t.Context(), whole.ID); err != nil {
		t.Errorf("the other document: %v", err)
	}
}
