package indexer

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRunTwice(t *testing.T) {
	p := newPlace(t, map[string]string{
		"a.md": note("Alpha"), "b/c.txt": "Some words about burden sharing among allies.", "b/d.md": "", "z.bin": "\x00\x01\x02\x03",
	})
	s := p.run(p.options())
	if s.Seen != 4 || s.Indexed != 2 || s.Failed != 2 || s.Documents != 2 {
		t.Errorf("first run: %+v", s)
	}
	calls := p.sink.calls
	s = p.run(p.options())
	if s.Seen != 4 || s.Unchanged != 2 || s.Failed != 2 || s.Documents != 0 {
		t.Errorf("second run: %+v", s)
	}
	if p.sink.calls != calls {
		t.Errorf("the second run wrote to the sink")
	}
	if diff := cmp.Diff([]string{"Alpha", "c"}, p.sink.titles()); diff != "" {
		t.Error(diff)
	}
}

// TestTextIsCountedAsTheCollectionCountsIt compares with corpus, which counts
// titles and headings, too.
func TestTextIsCountedAsTheCollectionCountsIt(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": "# A title\n\n## A heading\n\nText.\n", "b.md": note("Second")})
	s := p.run(p.options())
	var want int64
	for _, d := range p.sink.documents {
		want += d.TextBytes()
	}
	if s.TextBytes != want {
		t.Errorf("%d bytes, want %d", s.TextBytes, want)
	}
}
