package indexer

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats"
)

func TestReadManifest(t *testing.T) {
	text := "\xEF\xBB\xBF" + `{"file": "a.md", "id": "a", "title": "Alpha", "date": 1949, "lang": "en", "date_is_guess": true}
{"path": "sub/../sub/b.pdf", "organizations": ["NATO"], "topics": [], "licence": {"any": "thing"}}

{"file": "c.md", "title": 5}
not json
{"title": "about nothing"}
{"file": "../out.md"}
{"file": "/etc/passwd"}
{"file": 7}
{"file": "a.md", "title": "again"}
[1, 2]
null
{"file": "d.md"} {"file": "e.md"}
` + "{\"file\": \"\xff.md\"}"
	m, problems := readManifest("/files/manifest.jsonl", []byte(text))
	wantEntries := map[string]formats.Metadata{
		"a.md":      {ID: "a", Title: "Alpha", Language: "en"},
		"sub/b.pdf": {Organizations: []string{"NATO"}},
		"c.md":      {},
	}
	got := map[string]formats.Metadata{}
	for name, e := range m.entries {
		got[name] = e.metadata
	}
	if diff := cmp.Diff(wantEntries, got); diff != "" {
		t.Error(diff)
	}
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if diff := cmp.Diff([]int{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, lines); diff != "" {
		t.Errorf("%s\n%v", diff, problems)
	}
	if want := "/files/manifest.jsonl:4: title is a number, not a string"; problems[0].String() != want {
		t.Errorf("problem %q, want %q", problems[0], want)
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"file": "a.md", "id": "a", "organizations": ["NATO"], "date": 1949}`))
	f.Add([]byte("{\"path\": \"b\"}\n\n{\"file\": \"b\"}\nnull"))
	f.Add([]byte("\xEF\xBB\xBF{\"file\":\"\\u0000\"}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, problems := readManifest("/files/manifest.jsonl", text)
		lines := strings.Count(string(text), "\n") + 1
		for name, e := range m.entries {
			if !filepath.IsLocal(filepath.FromSlash(name)) || e.line < 1 || e.line > lines {
				t.Errorf("entry %q on line %d of %d", name, e.line, lines)
			}
		}
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Detail == "" {
				t.Errorf("problem %v of %d lines", p, lines)
			}
		}
		if _, problems := readSidecar("/files/x.meta.json", text); len(problems) > 1 {
			t.Errorf("%d problems in a sidecar", len(problems))
		}
	})
}

func TestManifestsAndSidecars(t *testing.T) {
	p := newPlace(t, map[string]string{
		"manifest.jsonl":            `{"file": "a.md", "title": "A of the top"}` + "\n" + `{"file": "sub/b.md", "title": "B of the top", "type": "treaty"}`,
		"a.md":                      note("A itself"),
		"sub/manifest.jsonl":        `{"path": "b.md", "title": "B of the folder"}` + "\n" + `{"path": "c.md", "title": "C of the folder"}`,
		"sub/b.md":                  note("B itself"),
		"sub/c.md":                  note("C itself"),
		"sub/c.md.meta.json":        `{"title": "C of the sidecar"}`,
		"sub/d.md":                  note("D itself"),
		"sub/d.md.meta.json":        `{"title": `,
		"sub/e.md.meta.json":        `{"title": "without its file"}`,
		"other/manifest.jsonl":      `{"file": "gone.md"}` + "\nbroken",
		"other/.hidden/ignored.txt": "text",
	})
	s := p.run(p.options())
	if diff := cmp.Diff([]string{"A of the top", "B of the folder", "C of the sidecar", "D itself"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	for _, d := range p.sink.documents {
		if (d.Type == "treaty") != (d.Title == "B of the folder") {
			t.Errorf("%s has type %q", d.Title, d.Type)
		}
	}
	var broken, warnings []string
	for _, b := range s.BrokenMetadata {
		broken = append(broken, strings.TrimPrefix(b.String(), withSeparator(p.folder)))
	}
	for _, w := range s.Warnings {
		warnings = append(warnings, strings.TrimPrefix(w.String(), withSeparator(p.folder)))
	}
	if diff := cmp.Diff([]string{
		"other/manifest.jsonl:2: not a JSON object: invalid character 'b' looking for beginning of value",
		"sub/d.md.meta.json: not a JSON object: unexpected EOF",
	}, broken); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"other/manifest.jsonl:1: gone.md is not there, or is not a file to index",
		"sub/e.md.meta.json: e.md is not there, or is not a file to index",
	}, warnings); diff != "" {
		t.Error(diff)
	}
	if s.Complete() || s.Seen != 4 || s.Ignored[Beside] != 6 || s.Ignored[Hidden] != 1 {
		t.Errorf("summary %+v", s)
	}
}

func TestGuessedDates(t *testing.T) {
	p := newPlace(t, map[string]string{
		"manifest.jsonl": `{"file": "a.md", "title": "A", "date": "4 April 1949", "date_is_guess": true}
{"file": "b.md", "title": "B", "date": 1950, "date_guess": true}
{"file": "c.md", "title": "C", "date": "1951", "date_is_guess": false}
{"file": "d.md", "title": "D", "date": null, "date_is_guess": true}
{"file": "e.md", "title": "E", "date": "1952", "date_is_guess": true}`,
		"a.md": note("A"), "b.md": note("B"), "c.md": note("C"), "d.md": note("D"),
		"e.md":           "---\ndate: 1953-01-02\n---\n" + note("E"),
		"f.md":           note("F"),
		"f.md.meta.json": `{"title": "F", "date": "1954", "date_is_guess": true}`,
	})
	p.run(p.options())
	got := map[string]string{}
	for _, d := range p.sink.documents {
		got[d.Title] = d.Date.String()
	}
	for name, f := range p.files() {
		got[name] = strings.Join(f.Unread, "; ")
	}
	told := func(date string) string { return `the date "` + date + `" is a guess and is not used` }
	want := map[string]string{
		"A": "", "B": "", "C": "1951", "D": "", "E": "1953-01-02", "F": "",
		"a.md": told("4 April 1949"), "b.md": told("1950"), "c.md": "", "d.md": "", "e.md": told("1952"), "f.md": told("1954"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	p.write("manifest.jsonl", `{"file": "a.md", "title": "A", "date": "4 April 1949"}`)
	p.run(p.options(), "a.md")
	if f := p.files()["a.md"]; len(f.Unread) > 0 {
		t.Errorf("no longer a guess: %q", f.Unread)
	}
}

func TestChangedMetadataIsReadAgain(t *testing.T) {
	p := newPlace(t, map[string]string{
		"manifest.jsonl": `{"file": "a.md", "title": "Old", "id": "old"}`, "a.md": note("A"), "b.md": note("B"),
	})
	p.run(p.options())
	p.write("manifest.jsonl", `{"file": "a.md", "title": "New", "id": "new", "licence": "free"}`)
	s := p.run(p.options())
	if s.Indexed != 1 || s.Unchanged != 1 || s.Removed != 1 {
		t.Errorf("summary %+v", s)
	}
	if diff := cmp.Diff([]string{"B", "New"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
	p.write("manifest.jsonl", `{"file": "a.md", "title": "New", "id": "new", "licence": "not free"}`)
	if s := p.run(p.options()); s.Unchanged != 2 {
		t.Errorf("a key that means nothing made it read again: %+v", s)
	}
}

// TestPartOfAKnownFolder gives a file and a folder inside one that was indexed.
func TestPartOfAKnownFolder(t *testing.T) {
	p := newPlace(t, map[string]string{
		"manifest.jsonl": `{"file": "a/b/c.md", "id": "declared"}` + "\n" + `{"file": "missing.md"}`,
		"a/b/c.md":       note("C"),
		"a/b/d.md":       note("D"),
	})
	p.run(p.options())
	ids := p.sink.ids()
	for _, name := range []string{"a/b/c.md", "a", "a/b"} {
		if s := p.run(p.options(), name); s.Indexed != 0 || s.Unchanged == 0 || len(s.Warnings) > 0 || len(s.Gone) > 0 {
			t.Errorf("%s alone: %+v", name, s)
		}
	}
	p.write("a/b/c.md", note("C changed"))
	if s := p.run(p.options(), "a/b/c.md"); s.Indexed != 1 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff(ids, p.sink.ids()); diff != "" {
		t.Error(diff)
	}
	if d := p.sink.documents["declared"]; d.Title != "C changed" || d.Source.Collection != "treaties" {
		t.Errorf("title %q in collection %q", d.Title, d.Source.Collection)
	}
}
