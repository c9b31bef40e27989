// Package officetest packs the containers that tests of word processor files and
// archives read, so that their parts stand in the tests as text.
package officetest

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Part is one part of a container.
type Part struct{ Name, Content string }

// Pack returns the bytes of a ZIP container. A part called mimetype is stored as
// it is, as OpenDocument and EPUB demand.
func Pack(t testing.TB, parts ...Part) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, part := range parts {
		header := &zip.FileHeader{Name: part.Name, Method: zip.Deflate}
		if part.Name == "mimetype" {
			header.Method = zip.Store
		}
		f, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part.Content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// PackArchive packs the files of a txtar archive, without the line end after each.
func PackArchive(t testing.TB, archive []byte) []byte {
	t.Helper()
	var parts []Part
	for _, file := range txtar.Parse(archive).Files {
		parts = append(parts, Part{Name: file.Name, Content: strings.TrimSuffix(string(file.Data), "\n")})
	}
	return Pack(t, parts...)
}
