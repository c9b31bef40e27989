package instrument

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// loadCollection holds many short real documents that are not part of the project.
const loadCollection = "../../../shared/data/load.jsonl.zst"

// realPages reads the texts of the pages that a file of labels names, by their
// identifiers, or skips the test.
func realPages(t *testing.T, labels string) map[string]string {
	t.Helper()
	file, err := os.Open(loadCollection)
	if err != nil {
		t.Skipf("the collection of real pages is not here: %v", err)
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	texts := map[string]string{}
	for _, g := range readGold(t, labels) {
		texts[g.path] = ""
	}
	lines := bufio.NewScanner(decoder)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var page struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		if _, labelled := texts[page.ID]; labelled {
			texts[page.ID] = page.Text
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for id, text := range texts {
		if text == "" {
			t.Errorf("there is no page %s", id)
		}
	}
	return texts
}
