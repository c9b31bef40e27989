package export_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Where the Python libraries rispy, bibtexparser (2), pybtex and citeproc-py are
// at hand they read the lists.
func TestOtherReaders(t *testing.T) {
	if out, err := exec.Command("python3", "-c", "import rispy, bibtexparser, pybtex, citeproc; bibtexparser.parse_string").CombinedOutput(); err != nil {
		t.Skipf("the Python libraries rispy, bibtexparser 2, pybtex and citeproc-py are not here: %v %.200s", err, out)
	}
	arguments := []string{filepath.Join("testdata", "readers.py")}
	for _, name := range []string{"ris", "bibtex", "csl"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(list(t, name)), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	out, err := exec.Command("python3", arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var seen map[string][][4]string
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	addresses := []string{"https://treaties.example/nato?a=1&b=100%25#top_1", "http://127.0.0.1:8080/documents/a.b_c:d#p0", "http://127.0.0.1:8080/documents/untitled", "http://x/%7By%7D%5Cz"}
	for _, reader := range []string{"rispy", "bibtexparser", "pybtex", "citeproc"} {
		var want [][4]string
		for i, h := range hits() {
			want = append(want, [4]string{h.ID, titles()[i], h.Date.String()[:min(4, len(h.Date.String()))], addresses[i]})
		}
		got := seen[reader]
		for i := range got {
			if reader == "bibtexparser" || reader == "pybtex" {
				got[i][1] = texShows(got[i][1])
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", reader, diff)
		}
	}
}
