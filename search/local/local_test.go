package local

import (
	"testing"

	"entente/search"
	"entente/search/enginetest"
)

func TestEngine(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) search.Engine {
		return open(t, t.TempDir())
	})
}

func open(t testing.TB, dir string) *Engine {
	t.Helper()
	e, err := Open(t.Context(), dir, Options{Names: enginetest.Names{}, Thesaurus: enginetest.Thesaurus{}})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return e
}
