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
// again on the same folder, and then lets it end: the collection has to equal
// that of one run that was left alone.
func TestKilledIndexIsCompletedByTheNext(t *testing.T) {
	docs := t.TempDir()
	writeFiles(t, docs, 300)
	dir := t.TempDir()
	killed := 0
	for range *killsFlag {
		if killIndex(t, dir, docs, time.Duration(50+rand.IntN(700))*time.Millisecond) {
			killed++
		}
	}
	whole := t.TempDir()
	for _, folder := range []string{dir, whole} {
		if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", folder, docs); exitCode(err) != 3 {
			t.Fatalf("index after kills: %v, want some files to have failed", err)
		}
	}
	want, got := collection(t, whole), collection(t, dir)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the collection after %d kills (-one run +killed):\n%s", killed, diff)
	}
	if len(want) != 300 {
		t.Errorf("%d documents, want 300", len(want))
	}
	withoutTimes := cmpopts.IgnoreFields(indexer.File{}, "Took", "Read", "Indexed", "refused", "unfinished")
	rows := ledgerRows(t, whole)
	if diff := cmp.Diff(rows, ledgerRows(t, dir), withoutTimes); diff != "" {
		t.Errorf("the ledger after %d kills (-one run +killed):\n%s", killed, diff)
	}
	if len(rows) != 331 {
		t.Errorf("%d rows, want 300 papers, 30 copies and what is broken", len(rows))
	}
	t.Logf("%d kills of %d while indexing; %d documents equal those of one run", killed, *killsFlag, len(want))
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
