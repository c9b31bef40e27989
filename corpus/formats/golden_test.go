package formats

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

// TestReadGolden reads the files in testdata that have a golden file, or all
// but PDF and golden files with -update.
func TestReadGolden(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"*.md", "*.txt", "*.html", "*.jsonl", "*.json", "*.csv", "*.tsv", "*.rtf", "*.eml", "*.xml"} {
		found, _ := filepath.Glob(filepath.Join("testdata", pattern))
		paths = append(paths, found...)
	}
	slices.Sort(paths)
	if len(paths) == 0 {
		t.Fatal("no test data")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			records, err := readPath(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range records {
				for _, b := range r.Blocks {
					checkBlock(t, path, b)
				}
			}
			compareGolden(t, path+".golden", records)
		})
	}
}

func compareGolden(t *testing.T, path string, value any) {
	t.Helper()
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	if *updateGolden {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal("run the test with -update to write it:", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}
