package pdfsandbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"entente/corpus/formats/pdftext/pdftest"
)

// TestSandbox makes pdfium ready once, which takes seconds, for all that is tested.
func TestSandbox(t *testing.T) {
	folder := t.TempDir()
	engine := NewEngine(folder)
	t.Run("text", func(t *testing.T) { testText(t, engine) })
	t.Run("damaged", func(t *testing.T) {
		if _, err := engine.Open(t.Context(), []byte("%PDF-1.7\nnothing else")); !errors.Is(err, ErrMalformed) {
			t.Errorf("error %v, want that it is malformed", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := engine.Open(ctx, pdftest.Pages("")); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want that of the context", err)
		}
	})
	t.Run("damaged machine code", func(t *testing.T) {
		if testing.Short() {
			t.Skip("takes long; run without -short")
		}
		for _, path := range filesBelow(t, folder) {
			if err := os.WriteFile(path, []byte("no machine code"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		testText(t, NewEngine(folder))
	})
}

func testText(t *testing.T, engine *Engine) {
	t.Helper()
	data := pdftest.Document("/Title (Treaty)", pdftest.Lines(11, "Article 5", "An armed attack"), "", pdftest.Lines(11, "Article 6"))
	f, err := engine.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	if f.Title() != "Treaty" || f.Pages() != 3 {
		t.Errorf("title %q, %d pages", f.Title(), f.Pages())
	}
	for i, want := range []string{"Article 5\nAn armed attack", "", "Article 6"} {
		if got, err := f.Text(i); err != nil || got != want {
			t.Errorf("page %d: %q, error %v; want %q", i, got, err, want)
		}
	}
	if _, err := f.Text(3); err == nil {
		t.Error("a page that is not there has a text")
	}
	if got, err := f.Text(0); err != nil || got == "" {
		t.Errorf("after a page that is not there: %q, error %v", got, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// filesBelow returns the files that hold machine code; there is one at least.
func filesBelow(t *testing.T, folder string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d files with machine code, error %v", len(paths), err)
	}
	return paths
}

func TestPlain(t *testing.T) {
	for given, want := range map[string]string{
		"Article 5\r\nText \r\n": "Article 5\nText",
		"mem\u0002\r\nbers":      "members",
		"mem\uFFFE\r\nbers":      "members",
		"one\rtwo\x00":           "one\ntwo",
		"\xff":                   "\uFFFD",
	} {
		if got := plain(given); got != want {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
	}
}
