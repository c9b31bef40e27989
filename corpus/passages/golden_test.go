package passages

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestSplitGolden splits texts in all the ways in which treaties are written.
func TestSplitGolden(t *testing.T) {
	markdown, _ := filepath.Glob("testdata/*.md")
	text, _ := filepath.Glob("testdata/*.txt")
	if len(markdown) == 0 || len(text) == 0 {
		t.Fatal("no test data")
	}
	for _, path := range append(markdown, text...) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			blocks := readBlocks(t, path)
			checkLossless(t, blocks)
			split := Split(blocks)
			checkPassages(t, split)
			compareGolden(t, path+".golden", split)
		})
	}
}

func readBlocks(t *testing.T, path string) []formats.Block {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	format, err := formats.Detect(path, data)
	if err != nil {
		t.Fatal(err)
	}
	records, err := format.Read(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return records[0].Blocks
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
	if *update {
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
