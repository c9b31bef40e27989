package local

import (
	"path/filepath"
	"runtime/debug"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	scorch "github.com/blevesearch/scorch_segment_api/v2"

	"entente/search/local/segment"
)

// segmentFile writes a segment of test documents, in English, and opens it.
func segmentFile(t *testing.T, documents int) (opened scorch.Segment, path string) {
	t.Helper()
	list := make([]index.Document, documents)
	for n := range list {
		d := testDocument(n)
		d.Language = "en"
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
