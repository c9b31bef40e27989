package passages

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/formats"
)

// TestSplitMarkedUp checks that the articles which a file marks up as such are
// the articles that are cited.
func TestSplitMarkedUp(t *testing.T) {
	for name, want := range map[string][]string{
		"akoma.xml":  {"1 Objet", "2 "},
		"formex.xml": {"1 Purpose", "2 "},
	} {
		file, err := os.Open(filepath.Join("..", "formats", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		head := make([]byte, 512)
		n, _ := file.ReadAt(head, 0) // shorter files end early
		format, err := formats.Detect(name, head[:n])
		if err != nil {
			t.Fatal(err)
		}
		records, err := format.Read(context.Background(), file, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		var articles []string
		for _, p := range Split(records[0].Blocks) {
			if p.Kind == corpus.Article {
				articles = append(articles, p.Number+" "+p.Heading)
			}
		}
		if diff := cmp.Diff(want, articles); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
