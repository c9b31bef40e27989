package instrument

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/passages"
)

// defenceFolder holds real documents that are not part of the project.
const defenceFolder = "../../../shared/data/defence"

// manifestTitles reads the titles of the documents of the folder, by their path
// below docs/, or skips the test.
func manifestTitles(t *testing.T) map[string]string {
	t.Helper()
	manifest, err := os.Open(filepath.Join(defenceFolder, "manifest.jsonl"))
	if err != nil {
		t.Skipf("the folder of real documents is not here: %v", err)
	}
	defer manifest.Close()
	titles := map[string]string{}
	lines := bufio.NewScanner(manifest)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var entry struct{ Title, File string }
		if err := json.Unmarshal(lines.Bytes(), &entry); err != nil {
			t.Fatal(err)
		}
		titles[strings.TrimPrefix(entry.File, "docs/")] = entry.Title
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return titles
}

// realDocument reads a treaty with its title and nothing else that metadata say.
func realDocument(t *testing.T, title, path string) *corpus.Document {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(defenceFolder, "docs", path))
	if err != nil {
		t.Fatal(err)
	}
	format, err := formats.Detect(filepath.Base(path), content)
	if err != nil {
		t.Fatal(err)
	}
	records, err := format.Read(t.Context(), bytes.NewReader(content), int64(len(content)))
	if err != nil || len(records) != 1 {
		t.Fatalf("%s: %d records, error %v", path, len(records), err)
	}
	return &corpus.Document{ID: "x", Title: title, Type: "treaty", Passages: passages.Split(records[0].Blocks)}
}

// realReferences reads the references of a record that is metadata alone.
func realReferences(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(defenceFolder, "docs", path))
	if err != nil {
		t.Fatal(err)
	}
	var record struct{ References string }
	if err := json.Unmarshal(content, &record); err != nil {
		t.Fatal(err)
	}
	return record.References
}
