package indexer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus/formats"
)

// put writes rows into the ledger.
func put(t testing.TB, l *Ledger, rows ...File) {
	t.Helper()
	var outcomes []outcome
	for _, f := range rows {
		outcomes = append(outcomes, outcome{row: f})
	}
	if err := l.finish(t.Context(), outcomes, nil, nil); err != nil {
		t.Fatal(err)
	}
}

func paths(t *testing.T, l *Ledger, f Filter) []string {
	t.Helper()
	var all []string
	for file, err := range l.Files(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, file.Path)
	}
	return all
}

func TestLedgerKeepsAllOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd ?#% name.db")
	l := openTestLedger(t, path, "store")
	want := File{
		Path: "/a/caf\xe9\n.md", Root: "/a", Collection: "a", Size: 12, Modified: time.Unix(7, 9), Hash: "h", MetadataHash: "m", MediaType: "application/pdf",
		State: Failed, Reason: formats.Encrypted, Detail: "d", Output: "o", TextBytes: 3, Unread: []string{"p. 1"},
		Engines: []formats.Engine{formats.OwnEngine, formats.PdfiumEngine}, Took: 7 * time.Millisecond,
		Pages: []PageRun{{Entry: "e.pdf", First: 1, Last: 3, Engine: formats.OwnEngine, Quality: 97, Problem: "p"}, {First: 4, Last: 4, Unread: true}},
		Read:  time.Unix(8, 1), Indexed: time.Unix(9, 2), refused: []string{"x"},
	}
	put(t, l, want, File{Path: "/a/zero.md"})
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = openTestLedger(t, path, "store")
	got, ok, err := l.file(t.Context(), want.Path)
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(File{})); err != nil || !ok || diff != "" {
		t.Errorf("found %v, error %v: %s", ok, err, diff)
	}
	got, _, err = l.file(t.Context(), "/a/zero.md")
	if diff := cmp.Diff(File{Path: "/a/zero.md"}, got, cmp.AllowUnexported(File{}), cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("error %v: %s", err, diff)
	}
	if n := l.Dropped(); n != 0 {
		t.Errorf("%d dropped", n)
	}
}

func TestLedgerFilters(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	for _, path := range []string{"/a", "/a/b", "/a/b.md", "/a/b/c.md", "/a0", "/ab", "/z"} {
		state := Indexed
		if strings.HasSuffix(path, "b") {
			state = Failed
		}
		put(t, l, File{Path: path, State: state})
	}
	for _, test := range []struct {
		filter Filter
		want   []string
	}{
		{Filter{}, []string{"/a", "/a/b", "/a/b.md", "/a/b/c.md", "/a0", "/ab", "/z"}},
		{Filter{Under: "/a"}, []string{"/a", "/a/b", "/a/b.md", "/a/b/c.md"}},
		{Filter{Under: "/a/b"}, []string{"/a/b", "/a/b/c.md"}},
		{Filter{Under: "/", State: Failed}, []string{"/a/b", "/ab"}},
		{Filter{Under: "/a", State: Failed}, []string{"/a/b"}},
		{Filter{Under: "/nowhere"}, nil},
	} {
		if diff := cmp.Diff(test.want, paths(t, l, test.filter)); diff != "" {
			t.Errorf("%+v: %s", test.filter, diff)
		}
	}
	if n, err := l.UnreadFiles(t.Context()); n != 2 || err != nil {
		t.Errorf("%d unread, error %v", n, err)
	}
}

func TestLedgerOfAnotherStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := openTestLedger(t, path, "one")
	put(t, l, File{Path: "/a"}, File{Path: "/b"})
	if _, err := l.Claim(t.Context(), "owner", []string{"x"}); err != nil {
		t.Fatal(err)
	}
	l.Close()
	l = openTestLedger(t, path, "two")
	if l.Dropped() != 2 || len(paths(t, l, Filter{})) != 0 {
		t.Errorf("%d dropped, left %q", l.Dropped(), paths(t, l, Filter{}))
	}
	if owner, err := l.owner(t.Context(), "x"); owner != "" || err != nil {
		t.Errorf("owner %q, error %v", owner, err)
	}
	l.Close()
	if l = openTestLedger(t, path, "two"); l.Dropped() != 0 {
		t.Errorf("%d dropped again", l.Dropped())
	}
}

func TestLedgerOfAnotherLayout(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := openTestLedger(t, path, "store")
	if _, err := l.db.Exec(`UPDATE property SET value = '99' WHERE name = 'version'`); err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := OpenLedger(t.Context(), path, "store"); err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("error %v", err)
	}
}

// TestLedgerOfAnEarlierLayout takes away what later layouts have more.
func TestLedgerOfAnEarlierLayout(t *testing.T) {
	lacks := []string{"unfinished", "took", "pages", "engines", "media_type"}
	for version, columns := range map[string][]string{"1": lacks, "2": lacks[:4], "3": lacks[:1]} {
		path := filepath.Join(t.TempDir(), "ledger.db")
		l := openTestLedger(t, path, "store")
		old := File{
			Path: "/a", State: Failed, Reason: formats.Encrypted, Hash: "h", Unread: []string{"p. 1"}, MediaType: "text/plain",
			Read: time.Unix(8, 1), Indexed: time.Unix(9, 2), refused: []string{"x"},
		}
		put(t, l, old)
		changes := []string{`UPDATE property SET value = '` + version + `' WHERE name = 'version'`}
		for _, column := range columns {
			changes = append(changes, `ALTER TABLE file DROP COLUMN `+column)
		}
		for _, change := range changes {
			if _, err := l.db.Exec(change); err != nil {
				t.Fatal(err)
			}
		}
		l.Close()
		if version == "1" {
			old.MediaType = ""
		}
		late := File{
			Path: "/b", MediaType: "text/html", Engines: []formats.Engine{formats.OwnEngine}, Pages: []PageRun{{First: 1, Last: 2, Quality: 100}}, Took: time.Second,
		}
		for range 2 {
			l = openTestLedger(t, path, "store")
			put(t, l, late)
			for _, want := range []File{old, late} {
				got, _, err := l.file(t.Context(), want.Path)
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(File{}), cmpopts.EquateEmpty()); err != nil || diff != "" || l.Dropped() != 0 {
					t.Errorf("layout %s: %d dropped, error %v: %s", version, l.Dropped(), err, diff)
				}
			}
			l.Close()
		}
	}
}

func TestLedgerThatIsNone(t *testing.T) {
	p := newPlace(t, map[string]string{"ledger.db": strings.Repeat("no database ", 1000)})
	for _, path := range []string{p.path("ledger.db"), p.path("missing/ledger.db")} {
		if _, err := OpenLedger(t.Context(), path, "store"); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("error %v", err)
		}
	}
}

// TestLedgerIsReadWhileItIsWritten opens and reads the ledger while another
// has a transaction open: neither waits.
func TestLedgerIsReadWhileItIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	writer := openTestLedger(t, path, "store")
	put(t, writer, File{Path: "/a", State: Failed})
	err := writer.write(t.Context(), func(tx *sql.Tx) error {
		if err := record(t.Context(), newStatements(tx), File{Path: "/b", State: Failed}); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		reader, err := OpenLedger(ctx, path, "store")
		if err != nil {
			return err
		}
		defer reader.Close()
		if n, err := reader.UnreadFiles(ctx); n != 1 || err != nil {
			t.Errorf("%d unread, error %v", n, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTwoLedgersWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	var busy sync.WaitGroup
	for i := range 2 {
		l := openTestLedger(t, path, "store")
		busy.Go(func() {
			for n := range 25 {
				if err := l.finish(t.Context(), []outcome{{row: File{Path: fmt.Sprintf("/%d/%d", i, n)}}}, nil, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	busy.Wait()
	if n := len(paths(t, openTestLedger(t, path, "store"), Filter{})); n != 50 {
		t.Errorf("%d rows", n)
	}
}

func TestReadingOnlySomeRows(t *testing.T) {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	put(t, l, File{Path: "/a"}, File{Path: "/b"})
	for range l.Files(t.Context(), Filter{}) {
		break
	}
	put(t, l, File{Path: "/c"}) // nothing is left open
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range l.Files(ctx, Filter{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}
