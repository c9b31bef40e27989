package indexer

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestDefence indexes the real documents, where they are at hand.
func TestDefence(t *testing.T) {
	const folder = "../../shared/data/defence"
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the real documents are not here: %v", err)
	}
	if testing.Short() {
		t.Skip("takes a while")
	}
	p := newPlace(t, nil)
	o := p.options()
	o.Extractor = testWorkers(t, "real", WorkerOptions{})
	o.Failure = func(f File) { t.Logf("%s: %s: %s", f.Path, f.Reason, f.Detail) }
	begin := time.Now()
	s, err := Run(t.Context(), o, []string{folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v %+v", time.Since(begin), s)
	begin = time.Now()
	again, err := Run(t.Context(), o, []string{folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%v again %+v", time.Since(begin), again)
	if again.Unchanged != s.Indexed || again.Documents != 0 {
		t.Errorf("again: %+v", again)
	}
	checkDeclaredIDs(t, folder, p.sink)
	if s.Failed > 10 || s.Seen != 1161 || len(s.Warnings) > 0 || len(s.BrokenMetadata) > 0 {
		t.Errorf("seen %d, failed %d, warnings %v, broken %v", s.Seen, s.Failed, s.Warnings, s.BrokenMetadata)
	}
}

// checkDeclaredIDs checks that every document has an id of the manifest.
func checkDeclaredIDs(t *testing.T, folder string, sink *memory) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, _ := readManifest("", text)
	declared := map[string]bool{}
	for _, e := range m.entries {
		declared[e.metadata.ID] = true
	}
	for _, id := range sink.ids() {
		if !declared[id] {
			t.Errorf("%s is not in the manifest", id)
		}
	}
}
