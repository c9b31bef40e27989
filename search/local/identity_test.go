package local

import (
	"os"
	"path/filepath"
	"testing"

	"entente/corpus"
)

func TestIdentityWithoutOpening(t *testing.T) {
	dir := t.TempDir()
	if identity, _, err := Identity(t.Context(), dir); err == nil {
		t.Errorf("a folder without a collection has the identity %q", identity)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("asking left %v, %v", entries, err)
	}
	e := open(t, dir)
	if err := e.Put(t.Context(), []*corpus.Document{testDocument(1)}); err != nil {
		t.Fatal(err)
	}
	want, err := e.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.store.writer.Exec(`UPDATE property SET value = '99' WHERE name = 'layout'`); err != nil {
		t.Fatal(err)
	}
	if identity, _, err := Identity(t.Context(), dir); err == nil {
		t.Errorf("a store of another layout has the identity %q", identity)
	}
	if _, err := e.store.writer.Exec(`UPDATE property SET value = ? WHERE name = 'layout'`, storeLayout); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"while it is open", "when it is closed"} {
		identity, sequence, err := Identity(t.Context(), dir)
		if err != nil || identity != want.Identity || sequence != want.Sequence {
			t.Errorf("%s: identity %q, change %d, %v; want %q, %d", when, identity, sequence, err, want.Identity, want.Sequence)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "documents.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if identity, _, err := Identity(t.Context(), dir); err == nil {
		t.Errorf("an empty file has the identity %q", identity)
	}
}
