package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/indexer"
	"entente/search"
)

// killsFlag is small so that go test ./... stays quick; .ci/run asks for more.
var killsFlag = flag.Int("kills", 5, "how often TestKilledIndexIsCompletedByTheNext kills")

// TestKilledIndexIsCompletedByTheNext kills index at random moments, again and
// again on the same folder, until a run ends: the collection has to equal that of
// one run that was left alone. Then it begins anew, until enough have been killed.
func TestKilledIndexIsCompletedByTheNext(t *testing.T) {
	docs := t.TempDir()
	writeFiles(t, docs, 300)
	whole, dir := t.TempDir(), t.TempDir()
	begun := time.Now()
	indexWithFailures(t, whole, docs)
	takes := time.Since(begun)
	completed := 0
	for killed := 0; killed < *killsFlag; {
		if killIndex(t, dir, docs, 30*time.Millisecond+rand.N(takes)) {
			killed++
			continue
		}
		equalFolders(t, whole, dir)
		completed++
		dir = t.TempDir()
	}
	indexWithFailures(t, dir, docs)
	equalFolders(t, whole, dir)
	t.Logf("%d kills while indexing; %d collections equal that of one run", *killsFlag, completed+1)
}

// equalFolders compares what is left of kills with the collection of one run.
func equalFolders(t *testing.T, whole, killed string) {
	t.Helper()
	want := collection(t, whole)
	if diff := cmp.Diff(want, collection(t, killed)); diff != "" {
		t.Fatalf("the collection (-one run +killed):\n%s", diff)
	}
	if len(want) != 300 {
		t.Fatalf("%d documents, want 300", len(want))
	}
	withoutTimes := cmpopts.IgnoreFields(indexer.File{}, "Took", "Read", "Indexed", "refused", "unfinished")
	rows := ledgerRows(t, whole)
	if diff := cmp.Diff(rows, ledgerRows(t, killed), withoutTimes); diff != "" {
		t.Fatalf("the ledger (-one run +killed):\n%s", diff)
	}
	if len(rows) != 331 {
		t.Fatalf("%d rows, want 300 papers, 30 copies and what is broken", len(rows))
	}
}

// indexWithFailures runs index to its end, over a folder in which some files
// cannot be read.
func indexWithFailures(t *testing.T, dir, docs string) {
	t.Helper()
	if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, docs); exitCode(err) != 3 {
		t.Fatalf("index: %v, want some files to have failed", err)
	}
}

func writeFiles(t testing.TB, dir string, n int) {
	t.Helper()
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "# Paper number%d\n\n", i)
		for section := range 20 {
			fmt.Fprintf(&text, "## Section %d\n\n%s\n\n", section, strings.Repeat(fmt.Sprintf("NATO and word%d on defence. ", i*section), 30))
		}
		names := []string{fmt.Sprintf("paper%03d.md", i)}
		if i%10 == 0 { // some come twice, the copy before or after the other
			names = append(names, fmt.Sprintf([]string{"again%03d.md", "z%03d.md"}[i/10%2], i))
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "broken.pdf"), []byte("%PDF-1.7 and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// killIndex starts index and kills it after some time; it reports whether it
// was still running.
func killIndex(t *testing.T, dir, docs string, after time.Duration) bool {
	t.Helper()
	path, err := exec.LookPath("entente") // TestMain has put it there
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, "index", "--data", dir, docs)
	command.Env = append(os.Environ(), "TMPDIR="+t.TempDir()) // where what was killed may leave folders
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	killer := time.AfterFunc(after, func() { command.Process.Kill() })
	defer killer.Stop()
	command.Wait() // it was killed, or says that a file failed
	return command.ProcessState.ExitCode() == -1
}

// ledgerRows returns the rows of a data folder's ledger.
func ledgerRows(t *testing.T, dir string) []indexer.File {
	t.Helper()
	p := &program{out: io.Discard, err: io.Discard, environment: os.LookupEnv, data: dir}
	f, err := p.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	var rows []indexer.File
	for row, err := range f.ledger.Files(t.Context(), indexer.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// collection returns every document of a data folder as JSON, by id.
func collection(t *testing.T, dir string) map[string]string {
	t.Helper()
	p := &program{out: io.Discard, err: io.Discard, environment: os.LookupEnv, data: dir}
	f, err := p.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	all := map[string]string{}
	for page := 1; ; page++ {
		result, err := f.engine.Search(t.Context(), search.Request{Page: page, PerPage: search.MaxPerPage, Sort: search.ByTitle})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range result.Hits {
			d, err := f.engine.Document(t.Context(), h.ID)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			all[h.ID] = string(text)
		}
		if len(result.Hits) == 0 {
			return all
		}
	}
}
