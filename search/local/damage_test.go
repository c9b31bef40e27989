package local

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
)

func testDocument(n int) *corpus.Document {
	return &corpus.Document{
		ID: fmt.Sprintf("d%05d", n), Title: fmt.Sprintf("Document number%d", n), Type: "report",
		Passages: []corpus.Passage{{Kind: corpus.Section, Text: fmt.Sprintf("The text of word%d and some more.", n)}},
	}
}

// checkDocuments checks that exactly the documents 0 to n-1 are stored and found.
func checkDocuments(t *testing.T, e *Engine, n int) {
	t.Helper()
	for i := range n {
		if _, err := e.Document(t.Context(), testDocument(i).ID); err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
		result, err := e.Search(t.Context(), search.Request{Query: fmt.Sprintf("word%d title:number%d", i, i)})
		if err != nil {
			t.Fatalf("searching document %d: %v", i, err)
		}
		if result.Total.Value != 1 || result.Hits[0].ID != testDocument(i).ID || result.Searched.Documents != n {
			t.Fatalf("document %d: found %d, searched %d of %d", i, result.Total.Value, result.Searched.Documents, n)
		}
	}
}

// TestDamagedIndexIsRebuilt damages every file of an index in turn, in every
// way, and checks that no document is missing afterwards and that a failed
// opening has deleted no file.
func TestDamagedIndexIsRebuilt(t *testing.T) {
	const documents = 40
	whole := t.TempDir()
	e := open(t, whole)
	for i := range documents {
		if err := e.Put(t.Context(), []*corpus.Document{testDocument(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	indexDir := filepath.Join("index", "1")
	entries, err := os.ReadDir(filepath.Join(whole, indexDir))
	if err != nil || len(entries) < 2 {
		t.Fatalf("the index has %d files, %v; want root.bolt and segments", len(entries), err)
	}
	used, err := readRoot(filepath.Join(whole, indexDir, "root.bolt"))
	if err != nil || len(used) == 0 {
		t.Fatalf("root.bolt names the segments %v, %v", used, err)
	}
	for _, entry := range entries {
		for name, damage := range damages {
			t.Run(entry.Name()+"/"+name, func(t *testing.T) {
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
					t.Fatal(err)
				}
				if err := damage(filepath.Join(dir, indexDir, entry.Name())); err != nil {
					t.Fatal(err)
				}
				before := contents(t, filepath.Join(dir, indexDir))
				e := open(t, dir)
				defer e.Close()
				checkDocuments(t, e, documents)
				if aside := filepath.Join(dir, indexDir+".damaged"); exists(aside) {
					checkKept(t, before, contents(t, aside))
				} else if slices.Contains(used, entry.Name()) || entry.Name() == "root.bolt" && (name == "remove" || name == "empty") {
					// What merging has left behind is not used, and root.bolt
					// has pages at its end and between that mean nothing.
					t.Error("the damaged index was not set aside")
				}
			})
		}
	}
}

var damages = map[string]func(path string) error{
	"remove": os.Remove,
	"empty":  func(path string) error { return os.Truncate(path, 0) },
	"halve": func(path string) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, info.Size()/2)
	},
	"shorten": func(path string) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, info.Size()-1)
	},
	"flip": func(path string) error {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		content[len(content)/2] ^= 4
		return os.WriteFile(path, content, 0o600)
	},
}

func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[filepath.Base(path)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkKept(t *testing.T, before, after map[string][]byte) {
	t.Helper()
	for name, content := range before {
		if kept, ok := after[name]; !ok || !bytes.Equal(kept, content) {
			t.Errorf("%s was deleted or changed by opening (%d bytes before, %d after)", name, len(content), len(kept))
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestIndexIsDerivedFromStore opens a store beside no index, and an index beside
// a store that has lost its documents.
func TestIndexIsDerivedFromStore(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	for i := range 10 {
		if err := e.Put(t.Context(), []*corpus.Document{testDocument(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Delete(t.Context(), []string{testDocument(9).ID}); err != nil {
		t.Fatal(err)
	}
	e.Close()

	if err := os.RemoveAll(filepath.Join(dir, "index")); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir)
	checkDocuments(t, e, 9)
	e.Close()

	for _, name := range []string{"documents.db", "documents.db-wal", "documents.db-shm"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second finds the empty store that the first has made
		if e, err := Open(t.Context(), dir, Options{Names: enginetest.Names{}}); !errors.Is(err, errStoreLost) {
			t.Fatalf("opening a collection whose documents are gone: %v, %v, want errStoreLost", e, err)
		}
	}
	if !exists(filepath.Join(dir, "index", "1", "root.bolt")) {
		t.Error("the index was touched")
	}
	if err := os.RemoveAll(filepath.Join(dir, "index")); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir)
	defer e.Close()
	checkDocuments(t, e, 0)
}

// TestIndexOfAnotherStoreIsRefused puts the index of one collection beside the
// store of another that has had more changes.
func TestIndexOfAnotherStoreIsRefused(t *testing.T) {
	ours, theirs := t.TempDir(), t.TempDir()
	for dir, first := range map[string]int{ours: 0, theirs: 100} {
		e := open(t, dir)
		for i := range 3 + first/20 {
			if err := e.Put(t.Context(), []*corpus.Document{testDocument(first + i)}); err != nil {
				t.Fatal(err)
			}
		}
		e.Close()
	}
	// Three documents each now, but theirs has had more changes.
	e := open(t, theirs)
	var extra []string
	for i := 3; i < 8; i++ {
		extra = append(extra, testDocument(100+i).ID)
	}
	if err := e.Delete(t.Context(), extra); err != nil {
		t.Fatal(err)
	}
	e.Close()
	if err := os.RemoveAll(filepath.Join(theirs, "index")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(theirs, "index"), os.DirFS(filepath.Join(ours, "index"))); err != nil {
		t.Fatal(err)
	}
	e = open(t, theirs)
	defer e.Close()
	for i := range 3 {
		result, err := e.Search(t.Context(), search.Request{Query: fmt.Sprintf("word%d", 100+i)})
		if err != nil || result.Total.Value != 1 {
			t.Errorf("document %d: %v, %v", 100+i, result, err)
		}
	}
	if !exists(filepath.Join(theirs, "index", "1.damaged")) {
		t.Error("the index of another store was not set aside")
	}
}

// TestVersionsAreDropped replaces documents while a view is open, and after.
func TestVersionsAreDropped(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	versions := func() (n int) {
		if err := e.store.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM version`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	put := func(n int) {
		if err := e.Put(t.Context(), []*corpus.Document{testDocument(n)}); err != nil {
			t.Fatal(err)
		}
	}
	put(1)
	v, err := e.view(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	put(1)
	if got := versions(); got != 2 {
		t.Errorf("%d versions while a view needs the first, want 2", got)
	}
	if _, err := e.store.document(t.Context(), testDocument(1).ID, v.sequence); err != nil {
		t.Errorf("the version that the view sees: %v", err)
	}
	v.close()
	put(2)
	if got := versions(); got != 2 {
		t.Errorf("%d versions of 2 documents after the view is closed, want 2", got)
	}
}

// TestReplayAfterStoreRanAhead stores changes behind the index's back, as a
// death between the two commits would leave them.
func TestReplayAfterStoreRanAhead(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	if err := e.Put(t.Context(), []*corpus.Document{testDocument(0), testDocument(1)}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.store.put(t.Context(), []*corpus.Document{testDocument(1), testDocument(2), testDocument(3)}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.store.remove(t.Context(), []string{testDocument(3).ID}); err != nil {
		t.Fatal(err)
	}
	e.Close()
	e = open(t, dir)
	defer e.Close()
	checkDocuments(t, e, 3)
}

// TestDamageWhileOpen damages the segment of an index that is open, all but its table.
func TestDamageWhileOpen(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	if err := e.Put(t.Context(), []*corpus.Document{testDocument(1), testDocument(2), testDocument(3)}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir) // so that it reads the file
	defer e.Close()
	if _, err := e.Search(t.Context(), search.Request{Query: "word3"}); err != nil {
		t.Fatal(err)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "index", "1", "*"+segmentExtension))
	if err != nil || len(segments) != 1 {
		t.Fatalf("the index has the segments %v, %v", segments, err)
	}
	file, err := os.OpenFile(segments[0], os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, 500), 0); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"word3", `"text of"`, "wor*", "word4~1", "text /p more", "NOT word3"} {
		if _, err := e.Search(t.Context(), search.Request{Query: query}); !errors.Is(err, search.ErrUnavailable) {
			t.Errorf("%s: %v, want %v", query, err, search.ErrUnavailable)
		}
	}
}
