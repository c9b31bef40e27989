package passages

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"entente/corpus"
)

var sampleArticle = regexp.MustCompile(`(?m)^## (?:Article (?:[0-9]+|[IVXLC]+)(?: bis)?(?:$|:)|Annex)`)

// TestSplitSample checks that every article of the built-in collection is a
// passage, and nothing else is.
func TestSplitSample(t *testing.T) {
	paths, _ := filepath.Glob("../sample/docs/*.md")
	if len(paths) == 0 {
		t.Fatal("the built-in collection is not here")
	}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		blocks := readBlocks(t, path)
		checkLossless(t, blocks)
		articles := 0
		for _, p := range Split(blocks) {
			if p.Kind == corpus.Article || p.Kind == corpus.Annex {
				articles++
			}
			if p.Kind == corpus.Article && p.Within != "" {
				t.Errorf("%s: %s", path, p.Label())
			}
		}
		if want := len(sampleArticle.FindAll(source, -1)); articles != want {
			t.Errorf("%s: %d articles and annexes, %d headings", path, articles, want)
		}
	}
}
