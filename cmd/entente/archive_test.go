package main

import (
	"archive/tar"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/api/wire"
	"entente/corpus/formats/office/officetest"
)

const pact = `# Pact

The Parties agree that an armed attack against one or more of them shall be considered an attack against them all and
consequently they agree that each of them will assist the Party so attacked by taking forthwith such action as it deems
necessary to restore and maintain the security of the area.
`

// TestCopiesInArchivesArePointedOut has a text as a file, in a ZIP file, in a TAR
// file and attached to a message. Whichever is read, the others are named with
// where they stand.
func TestCopiesInArchivesArePointedOut(t *testing.T) {
	dir := t.TempDir()
	docs, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"pact.md": []byte(pact), "old.zip": officetest.Pack(t, officetest.Part{Name: "then/pact.md", Content: pact}), "older.tar": tarOf(t, "pact.md", pact),
		"letter.eml": []byte("Subject: The pact\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
			"--b\r\nContent-Type: text/plain\r\n\r\nPlease find the text attached.\r\n" +
			"--b\r\nContent-Type: text/markdown\r\nContent-Disposition: attachment; filename=pact.md\r\n\r\n" + pact + "--b--\r\n"),
	} {
		if err := os.WriteFile(filepath.Join(docs, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := execute(context.Background(), io.Discard, io.Discard, "index", "--data", dir, docs); err != nil {
		t.Fatal(err)
	}
	address := serve(t, dir)
	all := []string{"letter.eml!pact.md", "old.zip!then/pact.md", "older.tar!pact.md", "pact.md"}
	hits := ask(t, address, "/v1/search?q=armed+attack").Hits
	if len(hits) != len(all) {
		t.Fatalf("%d hits, want %d", len(hits), len(all))
	}
	for _, hit := range hits {
		var told wire.NearDuplicates
		read(t, address, "/v1/documents/"+hit.ID+"/near-duplicates", &told)
		page := body(t, address+"/documents/"+hit.ID)
		var places []string
		for _, near := range told.NearDuplicates {
			if near.Likeness != 1 || !strings.Contains(page, "<bdi>"+near.Path+"</bdi>") {
				t.Errorf("%s: %q has a likeness of %g or is not on the reading page", hit.Source.Path, near.Path, near.Likeness)
			}
			places = append(places, strings.TrimPrefix(near.Path, docs+"/"))
		}
		slices.Sort(places)
		own := strings.TrimPrefix(hit.Source.Path, docs+"/")
		want := slices.DeleteFunc(slices.Clone(all), func(place string) bool { return place == own })
		if diff := cmp.Diff(want, places); diff != "" {
			t.Errorf("%s: %s", own, diff)
		}
	}
}

func body(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s %v", address, response.Status, err)
	}
	return string(text)
}

func tarOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
