package passages

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
)

// defenceDocuments is a large collection of real texts that is not part of the
// project. Tests over it are skipped where it is missing.
const defenceDocuments = "../../../shared/data/defence/docs"

// TestSplitDefenceDocuments splits every document of the collection, checks
// that nothing is lost, and reports how many have articles, by source.
func TestSplitDefenceDocuments(t *testing.T) {
	if _, err := os.Stat(defenceDocuments); err != nil {
		t.Skip("the collection of real documents is not here:", err)
	}
	type counts struct{ documents, withArticles, articles, annexes, passages int }
	bySource := map[string]*counts{}
	err := filepath.WalkDir(defenceDocuments, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source := filepath.Base(filepath.Dir(path))
		if bySource[source] == nil {
			bySource[source] = &counts{}
		}
		for _, r := range readDefence(path) {
			checkLossless(t, r.Blocks)
			split := Split(r.Blocks)
			checkPassages(t, split)
			c := bySource[source]
			c.documents++
			c.passages += len(split)
			articles := 0
			for _, p := range split {
				switch p.Kind {
				case corpus.Article:
					articles++
				case corpus.Annex:
					c.annexes++
				}
			}
			c.articles += articles
			if articles > 0 {
				c.withArticles++
			}
		}
		if t.Failed() {
			t.Log("in", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for source, c := range bySource {
		t.Logf("%-20s %+v", source, *c)
	}
}

// readDefence reads a file; the tests of formats see to those that fail.
func readDefence(path string) []formats.Record {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	format, err := formats.Detect(path, data[:min(len(data), formats.DetectBytes)])
	if err != nil {
		return nil
	}
	records, err := format.Read(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	return records
}
