package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// walked returns the names that a walk of the paths hands on, in its order,
// those that cannot be read with a "!".
func walked(t *testing.T, p *place, o Options, paths ...string) ([]string, *walk) {
	t.Helper()
	r := newRun(o)
	t.Cleanup(r.close)
	targets, err := r.plan(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	w := r.newWalk()
	w.found = func(c candidate) error {
		name := strings.TrimPrefix(c.path, withSeparator(p.folder))
		if c.failure != nil {
			name += " !"
		}
		found = append(found, name)
		return nil
	}
	for _, target := range targets {
		if err := w.target(t.Context(), target); err != nil {
			t.Fatal(err)
		}
	}
	return found, w
}

func TestWalk(t *testing.T) {
	p := newPlace(t, map[string]string{
		"b.md": "", "a/z.md": "", "a/b/c.md": "", "a b.md": "", "line\nend.md": "", "caf\xe9.txt": "", "ﾎﾟ.md": "", "-rf": "",
		".git/config": "", ".DS_Store": "", "~$lock.docx": "", "Thumbs.db": "", "data/documents.db": "",
	})
	o := p.options()
	o.Exclude = []string{p.path("data")}
	found, w := walked(t, p, o, p.folder)
	want := []string{"-rf", "a/b/c.md", "a/z.md", "a b.md", "b.md", "caf\xe9.txt", "line\nend.md", "ﾎﾟ.md"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[Ignored]int{Hidden: 4, Excluded: 1}, w.ignored); diff != "" {
		t.Error(diff)
	}
}

func TestOddNamesAreIndexed(t *testing.T) {
	p := newPlace(t, map[string]string{"line\nend.md": note("Newline"), "caf\xe9.txt": "Words in a file with a name in Latin-1."})
	if s := p.run(p.options()); s.Indexed != 2 {
		t.Fatalf("%+v", s)
	}
	if s := p.run(p.options()); s.Unchanged != 2 || len(s.Gone) != 0 {
		t.Errorf("again: %+v", s)
	}
	if diff := cmp.Diff([]string{"Newline", "caf\uFFFD"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
}

// TestNamesThatLookAlike has names that are the same but for case or for how
// their accents are written, and the longest that a file system takes.
func TestNamesThatLookAlike(t *testing.T) {
	names := []string{"trait\u00e9.md", "traite\u0301.md", "Treaty.md", "treaty.md", strings.Repeat("x", 252) + ".md"}
	files := map[string]string{}
	for i, name := range names {
		files[name] = note(fmt.Sprint("Paper ", i))
	}
	p := newPlace(t, files)
	if entries, err := os.ReadDir(p.folder); err != nil || len(entries) != len(names) {
		t.Skipf("this file system takes some of the names for the same: %d entries, error %v", len(entries), err)
	}
	if s := p.run(p.options()); s.Indexed != len(names) || len(p.sink.ids()) != len(names) {
		t.Errorf("%+v, ids %q", s, p.sink.ids())
	}
	if s := p.run(p.options()); s.Unchanged != len(names) || len(s.Gone) != 0 {
		t.Errorf("again: %+v", s)
	}
}

func TestPlan(t *testing.T) {
	p := newPlace(t, map[string]string{"a/x.md": "", "a/y.md": "", "b/z.md": "", "c.md": ""})
	if err := os.Symlink(p.path("a"), p.path("link")); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ paths, want []string }{
		{[]string{"."}, []string{"a/x.md", "a/y.md", "b/z.md", "c.md"}},
		{[]string{"b", "a"}, []string{"b/z.md", "a/x.md", "a/y.md"}},
		{[]string{"a", ".", "a/x.md", "."}, []string{"a/x.md", "a/y.md", "b/z.md", "c.md"}},
		{[]string{"a/y.md", "c.md", "a/x.md", "a/y.md"}, []string{"a/x.md", "a/y.md", "c.md"}},
		{[]string{"link"}, []string{"a/x.md", "a/y.md"}},
		{[]string{"link/x.md", "a"}, []string{"a/x.md", "a/y.md"}},
		{[]string{"a/../b/./z.md"}, []string{"b/z.md"}},
	} {
		var paths []string
		for _, path := range test.paths {
			paths = append(paths, p.folder+"/"+path)
		}
		found, _ := walked(t, p, p.options(), paths...)
		if diff := cmp.Diff(test.want, found); diff != "" {
			t.Errorf("%q: %s", test.paths, diff)
		}
	}
}

func TestPathThatWasNeverThere(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	_, err := Run(t.Context(), p.options(), []string{p.folder, p.path("typo")})
	if !errors.Is(err, fs.ErrNotExist) || err.Error() != "there is no file or folder "+p.path("typo") {
		t.Errorf("error %v", err)
	}
	if len(p.sink.ids()) > 0 {
		t.Error("it indexed something all the same")
	}
}

func TestLinksDoNotLeadOut(t *testing.T) {
	p := newPlace(t, map[string]string{"in/a.md": note("A")})
	secret := filepath.Join(filepath.Dir(p.folder), "secret")
	if err := os.MkdirAll(secret, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(secret, "s.md"), []byte(note("Secret")), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"out": secret, "file.md": filepath.Join(secret, "s.md"), "inside.md": "a.md", "loop": "."} {
		if err := os.Symlink(to, p.path("in/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	s := p.run(p.options())
	if s.Seen != 1 || s.Ignored[SymbolicLink] != 4 {
		t.Errorf("%+v", s)
	}
	if diff := cmp.Diff([]string{"A"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
}

// TestFileReplacedByLink replaces a file by a link between the walk and the
// reading.
func TestFileReplacedByLink(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	root, err := os.OpenRoot(p.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p.remove("a.md")
	if err := os.Symlink("/etc/hosts", p.path("a.md")); err != nil {
		t.Fatal(err)
	}
	j := &job{candidate: candidate{root: root, name: "a.md"}}
	if f, err := j.open(); err == nil {
		f.Close()
		t.Error("the link was followed")
	} else if reasonOf(t, err) != Unreadable {
		t.Error(err)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is unreadable for the superuser")
	}
	p := newPlace(t, map[string]string{"a.md": note("A"), "shut/b.md": note("B"), "shut/deep/c.md": note("C")})
	p.run(p.options())
	mode := func(name string, mode fs.FileMode) {
		if err := os.Chmod(p.path(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	mode("a.md", 0)
	mode("shut", 0)
	t.Cleanup(func() { os.Chmod(p.path("shut"), 0o755) })
	p.writeAt("a2.md", note("A2"), longAgo)
	o := p.options()
	o.Prune = true
	s := p.run(o)
	if s.Failed != 1 || s.Unchanged != 1 || s.Indexed != 1 || s.Removed != 0 || len(s.Gone) != 0 {
		t.Errorf("a folder is shut: %+v", s)
	}
	if f := p.files()["shut"]; f.Reason != Unreadable || f.Detail != "permission denied" {
		t.Errorf("row %+v", f)
	}
	mode("shut", 0o755)
	o.Force = true
	s = p.run(o)
	if f := p.files()["a.md"]; s.Failed != 1 || f.Reason != Unreadable || !strings.HasPrefix(f.Detail, "permission denied; the version indexed on ") {
		t.Errorf("a file is shut: %+v, row %+v", s, f)
	}
	o.Force = false
	mode("a.md", 0o644)
	if s := p.run(o); s.Failed != 0 || s.Indexed != 1 || s.Unchanged != 3 {
		t.Errorf("all is open again: %+v", s)
	}
	want := []string{"a.md", "a2.md", "shut/b.md", "shut/deep/c.md"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(p.files()))); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutPath(t *testing.T) {
	_, err := os.Open("/nonexistent/x")
	if got := withoutPath(err); !errors.Is(got, fs.ErrNotExist) || strings.Contains(got.Error(), "x") && strings.Contains(got.Error(), "/") {
		t.Errorf("%v", got)
	}
}

func TestExcludedPathGiven(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": "Text.", "data/b.md": "Text.", "data.md": "Text."})
	o := p.options()
	o.Exclude = []string{p.path("data")}
	for _, name := range []string{"data", "data/b.md"} {
		_, err := Run(t.Context(), o, []string{p.path(name)})
		var excluded *ExcludedError
		if !errors.As(err, &excluded) || excluded.Excluded != p.path("data") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if s, err := Run(t.Context(), o, []string{p.path("data.md")}); err != nil || s.Indexed != 1 {
		t.Errorf("data.md: %+v, error %v", s, err)
	}
}
