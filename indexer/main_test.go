package indexer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/corpus"
	"entente/corpus/gazetteer"
)

// workerVariable makes the test program a worker: "real", or "unruly" for one
// that does what the file tells it.
const workerVariable = "ENTENTE_TEST_WORKER"

func TestMain(m *testing.M) {
	var err error
	switch os.Getenv(workerVariable) {
	case "":
		os.Exit(m.Run())
	case "real":
		err = WorkerMain()
	case "unruly":
		err = workerMain(unruly{})
	case "parent":
		err = parentOfWorker()
	case "broken":
		err = errors.New("no gazetteer today")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// testWorkers returns a pool of workers of the kind.
func testWorkers(t testing.TB, kind string, o WorkerOptions) *Workers {
	t.Helper()
	o.Environment = append(o.Environment, workerVariable+"="+kind)
	w, err := NewWorkers(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

var testNames = sync.OnceValues(gazetteer.New)

func testExtractor(t testing.TB) Extractor {
	t.Helper()
	names, err := testNames()
	if err != nil {
		t.Fatal(err)
	}
	return NewExtractor(names)
}

// memory is a Sink in memory.
type memory struct {
	mu        sync.Mutex
	documents map[string]*corpus.Document
	calls     int
	// interrupt is asked in each call, counted from 1, how much of it is done
	// before it fails: of n all, some or nothing.
	interrupt func(call, n int) (done int, err error)
}

func newMemory() *memory { return &memory{documents: map[string]*corpus.Document{}} }

var errFull = errors.New("the disk is full")

func (m *memory) Put(ctx context.Context, documents []*corpus.Document) error {
	return m.call(ctx, len(documents), func(i int) { m.documents[documents[i].ID] = documents[i] })
}

func (m *memory) Delete(ctx context.Context, ids []string) error {
	return m.call(ctx, len(ids), func(i int) { delete(m.documents, ids[i]) })
}

func (m *memory) Document(_ context.Context, id string) (*corpus.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.documents[id]; d != nil {
		copied := *d
		return &copied, nil
	}
	return nil, nil
}

func (m *memory) call(ctx context.Context, n int, do func(int)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	m.calls++
	var err error
	if m.interrupt != nil {
		n, err = m.interrupt(m.calls, n)
	}
	for i := range n {
		do(i)
	}
	return err
}

func (m *memory) ids() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []string
	for id := range m.documents {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// titles returns the titles of all documents, sorted.
func (m *memory) titles() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var titles []string
	for _, d := range m.documents {
		titles = append(titles, d.Title)
	}
	slices.Sort(titles)
	return titles
}

// place is a folder of files with a ledger and a sink.
type place struct {
	t      testing.TB
	folder string
	ledger *Ledger
	sink   *memory
}

// longAgo is the time of the files in a place, so that their times are trusted.
var longAgo = time.Date(2020, 5, 17, 12, 0, 0, 0, time.UTC)

func newPlace(t testing.TB, files map[string]string) *place {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := &place{t: t, folder: filepath.Join(top, "treaties"), sink: newMemory()}
	p.ledger = openTestLedger(t, filepath.Join(top, "ledger.db"), "store")
	p.mkdir(".")
	for name, text := range files {
		p.write(name, text)
	}
	return p
}

func openTestLedger(t testing.TB, path, identity string) *Ledger {
	t.Helper()
	l, err := OpenLedger(t.Context(), path, identity)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func (p *place) path(name string) string { return filepath.Join(p.folder, name) }

func (p *place) mkdir(name string) {
	p.t.Helper()
	if err := os.MkdirAll(p.path(name), 0o755); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) write(name, text string) { p.writeAt(name, text, longAgo) }

func (p *place) writeAt(name, text string, at time.Time) {
	p.t.Helper()
	p.mkdir(filepath.Dir(name))
	if err := os.WriteFile(p.path(name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Chtimes(p.path(name), at, at); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) remove(name string) {
	p.t.Helper()
	if err := os.RemoveAll(p.path(name)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) options() Options {
	return Options{Sink: p.sink, Ledger: p.ledger, Extractor: testExtractor(p.t), Parallel: 2}
}

// run indexes the folder, or the paths in it that are named.
func (p *place) run(o Options, names ...string) Summary {
	p.t.Helper()
	var paths []string
	for _, name := range names {
		paths = append(paths, p.path(name))
	}
	if len(paths) == 0 {
		paths = []string{p.folder}
	}
	s, err := Run(p.t.Context(), o, paths)
	if err != nil {
		p.t.Fatalf("Run(%q): %v", paths, err)
	}
	if s.Seen != s.Indexed+s.Unchanged+s.Failed {
		p.t.Errorf("seen %d is not indexed %d + unchanged %d + failed %d", s.Seen, s.Indexed, s.Unchanged, s.Failed)
	}
	return s
}

// files returns the rows of the ledger by name in the folder.
func (p *place) files() map[string]File {
	p.t.Helper()
	rows := map[string]File{}
	for f, err := range p.ledger.Files(p.t.Context(), Filter{}) {
		if err != nil {
			p.t.Fatal(err)
		}
		rows[strings.TrimPrefix(f.Path, withSeparator(p.folder))] = f
	}
	return rows
}

// note is the text of a small document.
func note(title string) string {
	return "# " + title + "\n\nThe parties consult each other when one of them is threatened by an armed attack.\n"
}
