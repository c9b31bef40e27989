package entente_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// arrows says, for each room of the house, what of the program it may import;
// a room stands for the packages below it, too.
var arrows = map[string][]string{
	"corpus":            {},
	"indexer":           {"corpus"},
	"search":            {"search/analysis", "corpus"},
	"search/analysis":   {"corpus"},
	"search/thesaurus":  {"search", "search/analysis", "corpus"},
	"search/relevance":  {"search", "search/analysis", "corpus"},
	"search/local":      {"search", "search/analysis", "corpus"},
	"search/enginetest": {"search", "search/analysis", "corpus"},
	"comparison":        {"search", "search/analysis", "corpus"},
	"export":            {"search", "corpus"},
	"api":               {"export", "comparison", "search", "corpus"},
	"cmd/entente":       {"api", "export", "indexer", "search/local", "search/thesaurus", "search", "corpus"},
}

// homes says which one room may import a module.
var homes = map[string]string{
	"github.com/blevesearch/":         "search/local",
	"github.com/labstack/echo/":       "api",
	"github.com/spf13/cobra":          "cmd/entente",
	"github.com/schollz/progressbar/": "cmd/entente",
	"github.com/fsnotify/":            "indexer",
	"github.com/ledongthuc/pdf":       "corpus",
	"github.com/klippa-app/go-pdfium": "corpus",
	"github.com/tetratelabs/wazero":   "corpus",
	"github.com/richardlehane/mscfb":  "corpus",
	"golang.org/x/net/html":           "corpus",
	"github.com/yuin/goldmark":        "corpus",
}

// TestImportsPointOneWay lists the imports of every package and compares them
// with the tables.
func TestImportsPointOneWay(t *testing.T) {
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	out, err := command.Output()
	if err != nil {
		t.Skipf("go list does not run here: %v", err)
	}
	packages := 0
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; packages++ {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("reading what go list prints: %v", err)
		}
		if p.ImportPath != "entente" { // the folder of this test alone
			checkImports(t, p.ImportPath, p.Imports)
		}
	}
	if packages < 5 {
		t.Errorf("go list shows %d packages", packages)
	}
}

func checkImports(t *testing.T, path string, imports []string) {
	t.Helper()
	room, ok := roomOf(path)
	if !ok {
		t.Errorf("%s stands in no room of the table", path)
		return
	}
	for _, imported := range imports {
		for module, home := range homes {
			if strings.HasPrefix(imported, module) && room != home {
				t.Errorf("%s imports %s, which belongs to %s alone", path, imported, home)
			}
		}
		if !strings.HasPrefix(imported, "entente/") {
			continue
		}
		target, ok := roomOf(imported)
		if !ok || target != room && !allowed(room, target) {
			t.Errorf("%s imports %s: %s may import %v", path, imported, room, arrows[room])
		}
	}
}

// roomOf returns the most specific room that a package stands in.
func roomOf(path string) (room string, ok bool) {
	path = strings.TrimPrefix(path, "entente/")
	for candidate := range arrows {
		if (path == candidate || strings.HasPrefix(path, candidate+"/")) && len(candidate) > len(room) {
			room, ok = candidate, true
		}
	}
	return room, ok
}

func allowed(room, target string) bool {
	for _, arrow := range arrows[room] {
		if arrow == target {
			return true
		}
	}
	return false
}
