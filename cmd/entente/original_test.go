package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// download asks for the original file of a document.
func download(t *testing.T, address, id string) (status int, body string) {
	t.Helper()
	response, err := http.Get(address + "/documents/" + id + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// TestServeGivesOriginalFilesAsTheyWereRead indexes files, takes them from the
// server, and changes them.
func TestServeGivesOriginalFilesAsTheyWereRead(t *testing.T) {
	dir, docs := t.TempDir(), t.TempDir()
	const text = "# Pact\n\nAn armed attack against one party is held to be an attack against all.\n"
	original, copied := filepath.Join(docs, "a.md"), filepath.Join(docs, "b.md")
	for path, content := range map[string]string{
		original: text, copied: text, filepath.Join(docs, "secret"): "not to be read",
		filepath.Join(docs, "records.jsonl"): `{"id":"first","title":"First","text":"One."}` + "\n" + `{"id":"second","title":"Second","text":"Two."}` + "\n",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := execute(context.Background(), io.Discard, io.Discard, "index", "--data", dir, docs); err != nil {
		t.Fatal(err)
	}
	address := serve(t, dir)
	id := ask(t, address, "/v1/search?q=armed+attack").Hits[0].ID
	expect := func(when, id string, status int, says string) {
		t.Helper()
		if got, body := download(t, address, id); got != status || !strings.Contains(body, says) {
			t.Errorf("%s: %d %.300s", when, got, body)
		}
	}
	expect("as it was read", id, 200, text)
	expect("a record of a file", "second", 404, "No original file")
	if err := os.Remove(original); err != nil {
		t.Fatal(err)
	}
	expect("gone, with a copy", id, 200, text)
	if err := os.Remove(copied); err != nil {
		t.Fatal(err)
	}
	expect("gone", id, 410, "The original file is gone")
	if err := os.Symlink(filepath.Join(docs, "secret"), original); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	expect("a link", id, 410, "The original file is gone")
	if err := os.Remove(original); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(original, []byte(strings.ToUpper(text)), 0o600); err != nil {
		t.Fatal(err)
	}
	expect("changed", id, 410, "has been changed since")
}
