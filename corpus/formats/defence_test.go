package formats

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// defenceDocuments is a large collection of real texts that is not part of the
// project. Tests over it are skipped where it is missing.
const defenceDocuments = "../../../shared/data/defence/docs"

// TestReadDefenceDocuments reads every file of the collection. Only files that
// have no content at all may fail.
func TestReadDefenceDocuments(t *testing.T) {
	if _, err := os.Stat(defenceDocuments); err != nil {
		t.Skip("the collection of real documents is not here:", err)
	}
	type counts struct{ files, failed, blocks, headings, characters, titled, unread int }
	bySource := map[string]*counts{}
	err := filepath.WalkDir(defenceDocuments, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source := filepath.Base(filepath.Dir(path))
		c := bySource[source]
		if c == nil {
			c = &counts{}
			bySource[source] = c
		}
		c.files++
		records, err := readPath(path)
		if err != nil {
			c.failed++
			var e *Error
			if !errors.As(err, &e) || e.Reason != Empty {
				t.Errorf("%s: %v", path, err)
			}
			return nil
		}
		for _, r := range records {
			c.unread += len(r.Unread)
			if r.Metadata.Title != "" {
				c.titled++
			}
			for _, b := range r.Blocks {
				c.blocks++
				c.characters += utf8.RuneCountInString(b.Text)
				if b.Level > 0 {
					c.headings++
				}
				checkBlock(t, path, b)
			}
			if len(r.Unread) > 0 {
				t.Logf("%s: not read: %s", path, strings.Join(r.Unread, "; "))
			}
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

// readPath reads a file as the indexer does.
func readPath(path string) ([]Record, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	format, err := Detect(path, data[:min(len(data), DetectBytes)])
	if err != nil {
		return nil, err
	}
	return format.Read(context.Background(), bytes.NewReader(data), int64(len(data)))
}

// checkBlock holds a block against what Block promises.
func checkBlock(t *testing.T, where string, b Block) {
	t.Helper()
	if b.Level < 0 || b.Level > 6 || b.Page < 0 {
		t.Errorf("%s: block of level %d, page %d", where, b.Level, b.Page)
	}
	if b.Text == "" || b.Text != cleanText(b.Text) {
		t.Errorf("%s: block is not clean: %q", where, b.Text)
	}
	if !utf8.ValidString(b.Text) {
		t.Errorf("%s: block is no valid UTF-8: %q", where, b.Text)
	}
}
