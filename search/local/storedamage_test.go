package local

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus"
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
