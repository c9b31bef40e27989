package indexer

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
	"entente/corpus/formats/office/officetest"
)

// zipFile returns a ZIP archive of files given as names, each followed by what it holds.
func zipFile(t testing.TB, files ...string) string {
	t.Helper()
	var parts []officetest.Part
	for file := range slices.Chunk(files, 2) {
		parts = append(parts, officetest.Part{Name: file[0], Content: file[1]})
	}
	return string(officetest.Pack(t, parts...))
}

// TestEntries checks what documents from an archive are called, and that what
// is declared beside it does not name them.
func TestEntries(t *testing.T) {
	type shown struct{ ID, Title, Path, MediaType, Date, Organizations string }
	in := input("old.zip", zipFile(t, "a/first_note.txt", "The first note of the archive.", "b.md", frontMatter,
		"c.jsonl", `{"text": "One line."}`+"\n"+`{"text": "Another.", "date": "one day"}`+"\n", "d.png", "\x89PNG\r\n\x1a\n"))
	in.Metadata = formats.Metadata{ID: "archive", Title: "All of it", Date: "1999", Organizations: []string{"EU"}}
	documents, unread, err := Extract(t.Context(), testExtractor(t), in)
	if err != nil {
		t.Fatal(err)
	}
	var got []shown
	for _, d := range documents {
		got = append(got, shown{d.ID, d.Title, d.Source.Path, d.Source.MediaType, d.Date.String(), names(d.Organizations, "declared")})
	}
	const at = "/files/old.zip!"
	want := []shown{
		{pathID("first_note.txt", at+"a/first_note.txt"), "first note", at + "a/first_note.txt", "text/plain", "", "EU"},
		{"sofa-1951", "Status of Forces", at + "b.md", "text/markdown", "1951-06-19", "NATO"},
		{pathID("c.jsonl", at+"c.jsonl#1"), "c, record 1", at + "c.jsonl#1", "application/x-ndjson", "", "EU"},
		{pathID("c.jsonl", at+"c.jsonl#2"), "c, record 2", at + "c.jsonl#2", "application/x-ndjson", "", "EU"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantUnread := []string{
		"d.png: unsupported: PNG image",
		`c.jsonl#2: the date "one day" is not understood; write 1949, 1949-04 or 1949-04-04`,
	}
	if diff := cmp.Diff(wantUnread, unread); diff != "" {
		t.Error(diff)
	}
}

// TestOneEntry checks that an archive with one file is no other document when
// a second one is put into it.
func TestOneEntry(t *testing.T) {
	d, _ := extractOne(t, input("old.zip", zipFile(t, "a.txt", "The first note of the archive.")))
	if want := pathID("a.txt", "/files/old.zip!a.txt"); d.ID != want {
		t.Errorf("the id is %s, want %s", d.ID, want)
	}
}
