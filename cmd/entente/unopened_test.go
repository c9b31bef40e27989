package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// indexedNote makes a data folder with one document, of a file in docs.
func indexedNote(t *testing.T) (dir, docs string) {
	t.Helper()
	dir, docs = t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(docs, "note.txt"), []byte("A note about the zeppelin question."), 0o600); err != nil {
		t.Fatal(err)
	}
	settle(t, docs)
	if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, docs); err != nil {
		t.Fatal(err)
	}
	return dir, docs
}

// TestUnchangedFolderOpensNoIndex takes the index away: a run that has nothing
// to put does not miss it, and the search after it makes it again.
func TestUnchangedFolderOpensNoIndex(t *testing.T) {
	dir, docs := indexedNote(t)
	index := filepath.Join(dir, "index")
	if err := os.RemoveAll(index); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := execute(t.Context(), &out, io.Discard, "index", "--data", dir, docs); err != nil || !strings.Contains(out.String(), "1 file seen = 0 indexed + 1 unchanged") {
		t.Errorf("%v\n%s", err, &out)
	}
	if _, err := os.Stat(index); !os.IsNotExist(err) {
		t.Errorf("the index was opened: %v", err)
	}
	out.Reset()
	if err := execute(t.Context(), &out, io.Discard, "search", "--data", dir, "zeppelin"); err != nil || !strings.Contains(out.String(), "1 document of 1") {
		t.Errorf("%v\n%s", err, &out)
	}
}

// TestUnchangedFolderOfALostStore is told, though no file changed.
func TestUnchangedFolderOfALostStore(t *testing.T) {
	dir, docs := indexedNote(t)
	lost, err := filepath.Glob(filepath.Join(dir, "documents.db*"))
	if err != nil || len(lost) == 0 {
		t.Fatal(lost, err)
	}
	for _, path := range lost {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	err = execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, docs)
	if err == nil || !strings.Contains(err.Error(), "documents.db is missing") {
		t.Errorf("error %v", err)
	}
}

// TestStorePutBackFromABackup has the documents stored since read again, though
// no file changed.
func TestStorePutBackFromABackup(t *testing.T) {
	dir, docs := indexedNote(t)
	store := filepath.Join(dir, "documents.db")
	backup, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(docs, "later.txt"), []byte("A later note about airships."), 0o600); err != nil {
		t.Fatal(err)
	}
	settle(t, docs)
	if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, docs); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(store, backup, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, warned bytes.Buffer
	if err := execute(t.Context(), &out, &warned, "index", "--data", dir, docs); err != nil || !strings.Contains(out.String(), "2 files seen = 2 indexed + 0 unchanged") {
		t.Errorf("%v\n%s", err, &out)
	}
	if !strings.Contains(warned.String(), "the document store is older than the ledger") {
		t.Errorf("nothing says why all is read again: %s", &warned)
	}
	out.Reset()
	if err := execute(t.Context(), &out, io.Discard, "search", "--data", dir, "airships"); err != nil || !strings.Contains(out.String(), "1 document of 2") {
		t.Errorf("%v\n%s", err, &out)
	}
}

// TestSearchWhileNothingIsIndexed asks an index command that has put nothing.
func TestSearchWhileNothingIsIndexed(t *testing.T) {
	dir, docs := indexedNote(t)
	ctx, cancel := context.WithCancel(t.Context())
	indexed := newScreen()
	done := make(chan error, 1)
	go func() { done <- execute(ctx, indexed, io.Discard, "index", "--data", dir, "--watch", docs) }()
	for !strings.Contains(indexed.String(), "1 unchanged") {
		select {
		case <-indexed.wrote:
		case err := <-done:
			t.Fatalf("it ended: %v", err)
		}
	}
	for range 2 {
		var out bytes.Buffer
		if err := execute(t.Context(), &out, io.Discard, "search", "--data", dir, "zeppelin"); err != nil || !strings.Contains(out.String(), "1 document of 1") {
			t.Errorf("%v\n%s", err, &out)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("index: %v", err)
	}
}

// lastMoment is a listener to which somebody comes just when all ends.
type lastMoment struct {
	net.Listener
	end func()
}

func (l lastMoment) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	l.end()
	return conn, err
}

// TestSearchWhenIndexingEnds is no failure of what has been indexed.
func TestSearchWhenIndexingEnds(t *testing.T) {
	dir, _ := indexedNote(t)
	p := &program{out: io.Discard, err: io.Discard, environment: os.LookupEnv, data: dir}
	f, err := p.openToIndex(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	listener, err := net.Listen("unix", socketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	conn, err := net.Dial("unix", socketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithCancel(t.Context())
	if err := f.serveWhenAsked(ctx, lastMoment{listener, cancel}); err != nil {
		t.Error(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("who asked is kept waiting: %v", err)
	}
}
