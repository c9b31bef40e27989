package search

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// TestSyntaxIsTheLanguage holds that each example of the table is read, and
// what it is printed as.
func TestSyntaxIsTheLanguage(t *testing.T) {
	var got strings.Builder
	for _, rule := range Syntax() {
		if rule.Part == "" || rule.Means == "" || len(rule.Write) == 0 {
			t.Errorf("a rule is incomplete: %+v", rule)
		}
		for _, query := range rule.Write {
			node, err := Parse(query, MatchAll)
			if err != nil {
				t.Errorf("%s: %v", query, err)
				continue
			}
			if hints := Hints(query, nil); hints != nil {
				t.Errorf("%s: an example has hints %+v", query, hints)
			}
			fmt.Fprintf(&got, "%-42s %s\n", query, node)
		}
	}
	golden := filepath.Join("testdata", "syntax.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("canonical forms (-want +got):\n%s", diff)
	}
}

// TestSyntaxShowsEveryNode holds that the table leaves nothing of the language out.
func TestSyntaxShowsEveryNode(t *testing.T) {
	missing := map[string]bool{}
	for _, node := range []Node{Word{}, Phrase{}, Wildcard{}, Fuzzy{}, Near{}, Inside{}, Like{}, Value{}, DateRange{}, Not{}, And{}, Or{}} {
		missing[fmt.Sprintf("%T", node)] = true
	}
	for _, rule := range Syntax() {
		for _, query := range rule.Write {
			if node, err := Parse(query, MatchAll); err == nil {
				delete(missing, fmt.Sprintf("%T", node))
			}
		}
	}
	for kind := range missing {
		t.Errorf("no example is a %s", kind)
	}
}
