package local

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	scorch "github.com/blevesearch/scorch_segment_api/v2"

	"entente/corpus"
	"entente/search/local/segment"
)

// segmentFile writes a segment of test documents, in English, and opens it.
func segmentFile(t *testing.T, documents int) (opened scorch.Segment, path string) {
	t.Helper()
	list := make([]index.Document, documents)
	for n := range list {
		d := testDocument(n)
		d.Language = "en"
		d.Topics = []corpus.Tag{{Name: fmt.Sprint("topic ", n%5)}}
		list[n] = &record{d}
	}
	plugin := &segment.Plugin{}
	made, _, err := plugin.New(list)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "segment")
	if err := made.(*segment.Segment).Persist(path); err != nil {
		t.Fatal(err)
	}
	if opened, err = plugin.Open(path); err != nil {
		t.Fatal(err)
	}
	return opened, path
}

// TestColumnsOutliveTheirSegment makes the columns of a segment of which a bitmap is
// a window on its file, and reads them after that is closed.
func TestColumnsOutliveTheirSegment(t *testing.T) {
	const documents = 1000
	opened, _ := segmentFile(t, documents)
	s, err := segment.Of(opened)
	if err != nil {
		t.Fatal(err)
	}
	c, err := newColumns(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("the columns read the file after it was closed: %v", p)
		}
	}()
	of := 0
	for _, docs := range c.languages {
		of += len(docs.ToArray())
	}
	written := len(c.values["lang"]["en"].ToArray())
	if of != documents || written != documents {
		t.Errorf("%d documents are of a language, %d have the value en, want %d", of, written, documents)
	}
}

// TestColumnsOfADamagedSegment makes columns after one bit of the open file has been
// changed: they are others, or there is an error, and never a panic, which would end
// the program.
func TestColumnsOfADamagedSegment(t *testing.T) {
	opened, path := segmentFile(t, 1000)
	defer opened.Close()
	s, err := segment.Of(opened)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	write := func(at int, b byte) {
		if _, err := file.WriteAt([]byte{b}, int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	random, damaged := rand.New(rand.NewPCG(17, 18)), 0
	for range 500 {
		at := random.IntN(len(whole))
		write(at, whole[at]^1<<random.IntN(8))
		if _, err := newColumns(s); errors.Is(err, segment.ErrDamaged) {
			damaged++
		} else if err != nil {
			t.Error(err)
		}
		write(at, whole[at])
	}
	if damaged == 0 {
		t.Error("no damage was noticed")
	}
}
