package api_test

import (
	"context"
	"fmt"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/local"
)

// unreadFiles is how many files the test engine says could not be read.
const unreadFiles = 3

// newTestEngine returns an engine that holds testDocuments. Tests of handlers,
// pages and the browser all get theirs here.
func newTestEngine(t testing.TB) search.Engine {
	t.Helper()
	engine := newEmptyEngine(t)
	if err := engine.Put(t.Context(), testDocuments()); err != nil {
		t.Fatal(err)
	}
	return engine
}

func newEmptyEngine(t testing.TB) search.Engine {
	t.Helper()
	return openEngine(t, local.Options{Names: testNames{}, Unread: testUnread{}})
}

func openEngine(t testing.TB, options local.Options) search.Engine {
	t.Helper()
	engine, err := local.Open(t.Context(), t.TempDir(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return engine
}

// testUnread has unreadFiles files that could not be read.
type testUnread struct{}

func (testUnread) CountUnread(context.Context) (int, error) { return unreadFiles, nil }

func (testUnread) ListUnread(_ context.Context, limit int) ([]search.UnreadFile, error) {
	files := make([]search.UnreadFile, min(limit, unreadFiles))
	for i := range files {
		files[i] = search.UnreadFile{Path: fmt.Sprintf("/files/%d.pdf", i), Reason: "encrypted: it needs a password"}
	}
	return files, nil
}

// testNames knows no other names of values.
type testNames struct{ testLabels }

func (testNames) Resolve(string, string) (string, bool) { return "", false }

func (testNames) NamesOf(string, string) []string { return nil }

// failing is an engine of which every method but Close fails with err.
type failing struct {
	search.Engine
	err error
}

func (f failing) Search(context.Context, search.Request) (*search.Result, error) { return nil, f.err }

func (f failing) Document(context.Context, string) (*corpus.Document, error) { return nil, f.err }

func (f failing) Locate(context.Context, string, search.Request) ([]search.PassageMarks, error) {
	return nil, f.err
}

func (f failing) Put(context.Context, []*corpus.Document) error { return f.err }

func (f failing) Delete(context.Context, []string) error { return f.err }

func (f failing) Stats(context.Context) (search.Stats, error) { return search.Stats{}, f.err }
