package formats

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type archived struct{ name, text string }

func zipped(t testing.TB, entries ...archived) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		entry, err := w.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(entry, e.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, entries ...archived) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.text)), Typeflag: tar.TypeReg}
		if target, isLink := strings.CutPrefix(e.text, "-> "); isLink {
			header.Typeflag, header.Linkname, header.Size = tar.TypeSymlink, target, 0
		}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if header.Size > 0 {
			io.WriteString(w, e.text)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = name
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// archiveEntries are what an archive may hold, with an archive of its own.
func archiveEntries(t testing.TB) []archived {
	return []archived{
		{"treaties/", ""},
		{"treaties/nato.md", "---\ntitle: North Atlantic Treaty\nid: nato\n---\n\nArticle 5\n\nAn armed attack."},
		{"treaties/lines.jsonl", `{"title": "One", "text": "Words"}` + "\nno object\n" + `{"title": "Two", "text": "More words"}` + "\n"},
		{`..\outside.txt`, "A note from outside."},
		{"picture.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"},
		{"__MACOSX/._nato.md", "\x00\x05\x16\x07"},
		{"manifest.jsonl", `{"file": "a"}`},
		{"empty.txt", ""},
		{"inner.zip", zipped(t, archived{"deep.txt", "A deep note."}, archived{"page.html", "<p>A deep page."})},
	}
}

func TestArchiveGolden(t *testing.T) {
	entries := archiveEntries(t)
	entries[0].name = "" // tar's writer needs no folder
	withLink := append(entries[1:len(entries):len(entries)], archived{"link", "-> /etc/passwd"}, archived{"outside.txt", "Of the same name."})
	for _, test := range []struct{ name, data string }{
		{"archive.zip", zipped(t, archiveEntries(t)...)},
		{"archive.tar", tarred(t, withLink...)},
		{"archive.tar.gz", gzipped(t, "", tarred(t, archived{"a.txt", "A note."}))},
		{"note.md.gz", gzipped(t, "note.md", "# Note\n\nWords.")},
	} {
		t.Run(test.name, func(t *testing.T) {
			format, err := Detect(test.name, []byte(test.data)[:min(len(test.data), DetectBytes)])
			if err != nil {
				t.Fatal(err)
			}
			records, err := readString(format, test.data)
			if err != nil {
				t.Fatal(err)
			}
			compareGolden(t, "testdata/"+test.name+".golden", records)
		})
	}
}

func TestArchiveRefuses(t *testing.T) {
	nested := "words"
	for i := range maxDepth + 3 {
		nested = zipped(t, archived{fmt.Sprintf("%d", i), nested})
	}
	for _, test := range []struct {
		name, data string
		reason     Reason
		detail     string
	}{
		{"no entries", zipped(t), Empty, "no entry in it"},
		{"cut off", zipped(t, archived{"a.txt", "words"})[:60], Malformed, ""},
		{"nothing readable", zipped(t, archived{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}), Unsupported, "a.png: unsupported: PNG image"},
		{"bomb", zipped(t, archived{"zeros.txt", strings.Repeat("a", 4<<20)}), TooLarge, "200 times"},
		{"nested", nested, TooLarge, "deeper than 8"},
		{"bomb in gzip", gzipped(t, "a.txt", strings.Repeat("a", 4<<20)), TooLarge, "200 times"},
		{"sheet", zipped(t, archived{"[Content_Types].xml", "<Types/>"}, archived{"xl/workbook.xml", "<x/>"}), Unsupported, "Excel workbook (.xlsx)"},
		{"slides", zipped(t, archived{"mimetype", "application/vnd.oasis.opendocument.presentation"}), Unsupported, "OpenDocument slides"},
	} {
		t.Run(test.name, func(t *testing.T) {
			format := zipFormat()
			if strings.HasPrefix(test.data, "\x1f\x8b") {
				format = gzipFormat()
			}
			_, err := readString(format, test.data)
			var e *Error
			if !errors.As(err, &e) || e.Reason != test.reason || !strings.Contains(e.Detail, test.detail) {
				t.Errorf("%v, want %s: …%s…", err, test.reason, test.detail)
			}
		})
	}
}

// TestArchiveLimits checks that what is over a limit of all entries is told
// beside what was read.
func TestArchiveLimits(t *testing.T) {
	data := zipped(t, archived{"a.txt", "words"}, archived{"b.txt", "more words"}, archived{"c.txt", "last words"})
	for _, test := range []struct {
		name string
		nest nest
		want []string
	}{
		{"entries", nest{entries: maxEntries - 1}, []string{"2 entries from b.txt on: too-large: more than 20000 entries"}},
		{"bytes", nest{unpacked: maxUnpacked - 8}, []string{"b.txt: too-large: the entries have more than 256 MB in all",
			"1 entries from c.txt on: too-large: those before have 256 MB in all, which is the limit"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			records, err := readZIP(context.Background(), strings.NewReader(data), int64(len(data)), &test.nest)
			if err != nil || len(records) != 1 {
				t.Fatal(records, err)
			}
			if diff := cmp.Diff(test.want, records[0].Unread); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTARBreaksOff(t *testing.T) {
	data := tarred(t, archived{"a.txt", "words"}, archived{"b.txt", strings.Repeat("more words ", 100)})
	records, err := readString(tarFormat(), data[:1800])
	if err != nil || len(records) != 1 || len(records[0].Unread) == 0 {
		t.Fatal(records, err)
	}
}

func FuzzZIP(f *testing.F)  { fuzzArchive(f, zipFormat(), zipped(f, archiveEntries(f)...)) }
func FuzzTAR(f *testing.F)  { fuzzArchive(f, tarFormat(), tarred(f, archiveEntries(f)[1:]...)) }
func FuzzGzip(f *testing.F) { fuzzArchive(f, gzipFormat(), gzipped(f, "a.md", "# Words")) }

func fuzzArchive(f *testing.F, format Format, seed string) {
	f.Add(seed)
	fuzzFormat(f, format, "no files")
}
