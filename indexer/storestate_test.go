package indexer

import (
	"path/filepath"
	"testing"
)

func TestFollowStore(t *testing.T) {
	ledger := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	put(t, ledger, File{Path: "/a/note.md"})
	if err := ledger.NoteStore(t.Context(), 9); err != nil {
		t.Fatal(err)
	}
	if err := ledger.NoteStore(t.Context(), 7); err != nil { // by a process that asked earlier
		t.Fatal(err)
	}
	for _, step := range []struct {
		sequence  uint64
		forgotten int
	}{{9, 0}, {10, 0}, {9, 1}, {9, 0}, {10, 0}} {
		if n, err := ledger.FollowStore(t.Context(), step.sequence); err != nil || n != step.forgotten {
			t.Errorf("a store at change %d: %d files forgotten, %v; want %d", step.sequence, n, err, step.forgotten)
		}
	}
}
