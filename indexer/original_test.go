package indexer

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// originals returns the names of the files that are the document with a title.
func (p *place) originals(title string) []File {
	p.t.Helper()
	for _, d := range p.sink.documents {
		if d.Title == title {
			files, err := p.ledger.Originals(p.t.Context(), d)
			if err != nil {
				p.t.Fatal(err)
			}
			return files
		}
	}
	p.t.Fatalf("no document %q", title)
	return nil
}

func namesOf(files []File) []string {
	var names []string
	for _, f := range files {
		names = append(names, filepath.Base(f.Path))
	}
	return names
}

func TestOriginals(t *testing.T) {
	p := newPlace(t, nil)
	p.write("b.md", note("Copied"))
	p.write("a.md", note("Copied"))
	p.write("alone.md", note("Alone"))
	p.write("\xff.md", note("Odd"))
	p.write("records.jsonl", `{"title":"First record","text":"One."}`+"\n"+`{"title":"Second record","text":"Two."}`+"\n")
	p.run(p.options())
	for title, want := range map[string][]string{
		"Copied": {"a.md", "b.md"}, "Alone": {"alone.md"}, "Odd": {"\xff.md"}, "First record": nil, "Second record": nil,
	} {
		if diff := cmp.Diff(want, namesOf(p.originals(title))); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
	for _, f := range p.originals("Copied") {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(opened)
		if err != nil || string(text) != note("Copied") {
			t.Errorf("%s has %q: %v", f.Path, text, err)
		}
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What a document says of itself leads to no file.
func TestOriginalsOfDocumentsThatLie(t *testing.T) {
	p := newPlace(t, nil)
	p.write("a.md", note("A"))
	p.write("b.md", note("B"))
	p.run(p.options())
	a, b := p.originals("A")[0], p.originals("B")[0]
	id := pathID("a.md", a.Path)
	for name, d := range map[string]*corpus.Document{
		"another id":    {ID: "other", Source: corpus.Source{Path: a.Path, Hash: a.Hash}},
		"another path":  {ID: id, Source: corpus.Source{Path: b.Path, Hash: b.Hash}},
		"another hash":  {ID: id, Source: corpus.Source{Path: a.Path, Hash: b.Hash}},
		"no hash":       {ID: id, Source: corpus.Source{Path: a.Path}},
		"a system file": {ID: id, Source: corpus.Source{Path: "/etc/passwd", Hash: a.Hash}},
		"an entry":      {ID: id, Source: corpus.Source{Path: a.Path + "!a.md", Hash: a.Hash}},
		"a record":      {ID: id, Source: corpus.Source{Path: a.Path + "#2", Hash: a.Hash}},
		"a way round":   {ID: id, Source: corpus.Source{Path: filepath.Dir(a.Path) + "/./a.md", Hash: a.Hash}},
	} {
		files, err := p.ledger.Originals(context.Background(), d)
		if err != nil || len(files) != 0 {
			t.Errorf("%s: %v, %v", name, namesOf(files), err)
		}
	}
}

// Something else that has come in the place of a file is not opened.
func TestOpeningWhatIsNoLongerTheFile(t *testing.T) {
	elsewhere := t.TempDir()
	if err := os.WriteFile(filepath.Join(elsewhere, "a.md"), []byte(note("A")), 0o600); err != nil {
		t.Fatal(err)
	}
	link := func(from, to string) {
		if err := os.Symlink(from, to); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	for name, change := range map[string]func(p *place){
		"nothing":                           func(p *place) { p.remove("in/a.md") },
		"a folder":                          func(p *place) { p.remove("in/a.md"); p.mkdir("in/a.md") },
		"a link to the same text":           func(p *place) { p.remove("in/a.md"); link(filepath.Join(elsewhere, "a.md"), p.path("in/a.md")) },
		"a link within the folder":          func(p *place) { p.remove("in/a.md"); p.write("b.md", note("A")); link("../b.md", p.path("in/a.md")) },
		"a link in the place of its folder": func(p *place) { p.remove("in"); link(elsewhere, p.path("in")) },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, nil)
			p.write("in/a.md", note("A"))
			p.run(p.options())
			file := p.originals("A")[0]
			change(p)
			opened, err := file.Open()
			if err == nil {
				t.Errorf("%s is opened", strings.TrimPrefix(opened.Name(), p.folder))
				opened.Close()
			}
		})
	}
}
