package instrument

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/passages"
)

// defenceFolder holds real documents that are not part of the project.
const defenceFolder = "../../../shared/data/defence"

// realDocuments reads the treaties of the folder with the titles that its
// manifest declares and nothing else, by file, or skips the test.
func realDocuments(t *testing.T) map[string]*corpus.Document {
	t.Helper()
	manifest, err := os.Open(filepath.Join(defenceFolder, "manifest.jsonl"))
	if err != nil {
		t.Skipf("the folder of real documents is not here: %v", err)
	}
	defer manifest.Close()
	documents := map[string]*corpus.Document{}
	lines := bufio.NewScanner(manifest)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var entry struct{ Title, File, Source string }
		if err := json.Unmarshal(lines.Bytes(), &entry); err != nil {
			t.Fatal(err)
		}
		switch entry.Source {
		case "nl-treaties", "manytreaties", "us-indian-treaties", "open-treaties":
			documents[filepath.Base(entry.File)] = realDocument(t, entry.Title, filepath.Join(defenceFolder, entry.File))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return documents
}

func realDocument(t *testing.T, title, path string) *corpus.Document {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	format, err := formats.Detect(filepath.Base(path), content)
	if err != nil {
		t.Fatal(err)
	}
	records, err := format.Read(context.Background(), bytes.NewReader(content), int64(len(content)))
	if err != nil || len(records) != 1 {
		t.Fatalf("%s: %d records, error %v", path, len(records), err)
	}
	return &corpus.Document{ID: "x", Title: title, Type: "treaty", Passages: passages.Split(records[0].Blocks)}
}
