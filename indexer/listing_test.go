package indexer

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus/formats"
)

const pdf, page = "application/pdf", "text/html"

// newListedLedger has a row for each kind of file.
func newListedLedger(t *testing.T) *Ledger {
	l := openTestLedger(t, filepath.Join(t.TempDir(), "ledger.db"), "store")
	put(t, l,
		File{Path: "/a/1.pdf", State: Indexed, MediaType: pdf},
		File{Path: "/a/2.pdf", State: Indexed, MediaType: pdf, Unread: []string{"p. 2: no text"}},
		File{Path: "/a/3.pdf", State: Failed, MediaType: pdf, Reason: formats.NoText},
		File{Path: "/b/4.pdf", State: Failed, MediaType: pdf, Reason: formats.Encrypted},
		File{Path: "/b/5.html", State: Failed, MediaType: page, Reason: Timeout, Unread: []string{"the date is not understood"}},
		File{Path: "/b/6.xls", State: Failed, Reason: formats.Unsupported},
	)
	return l
}

func TestListing(t *testing.T) {
	l := newListedLedger(t)
	for _, test := range []struct {
		name          string
		filter        Filter
		limit, offset int
		files         []string
		want          Listing
	}{
		{
			"all", Filter{}, 10, 0, []string{"/a/1.pdf", "/a/2.pdf", "/a/3.pdf", "/b/4.pdf", "/b/5.html", "/b/6.xls"},
			Listing{Total: 6, States: map[string]int{"indexed": 2, "failed": 4},
				Reasons: map[string]int{"no-text": 1, "encrypted": 1, "timeout": 1, "unsupported": 1}, MediaTypes: map[string]int{pdf: 4, page: 1}},
		},
		{
			"a page", Filter{MediaTypes: []string{pdf}}, 2, 1, []string{"/a/2.pdf", "/a/3.pdf"},
			Listing{Total: 4, States: map[string]int{"indexed": 2, "failed": 2},
				Reasons: map[string]int{"no-text": 1, "encrypted": 1}, MediaTypes: map[string]int{pdf: 4, page: 1}},
		},
		{
			"several conditions", Filter{State: Failed, Under: "/b", Reason: formats.Encrypted, MediaTypes: []string{page, pdf}}, 10, 0, []string{"/b/4.pdf"},
			Listing{Total: 1, States: map[string]int{"failed": 1}, Reasons: map[string]int{"encrypted": 1, "timeout": 1}, MediaTypes: map[string]int{pdf: 1}},
		},
		{
			"partly read", Filter{State: Indexed, Unread: true}, 10, 0, []string{"/a/2.pdf"},
			Listing{Total: 1, States: map[string]int{"indexed": 1, "failed": 1}, MediaTypes: map[string]int{pdf: 1}},
		},
		{"after the end", Filter{State: Indexed}, 10, 2, nil,
			Listing{Total: 2, States: map[string]int{"indexed": 2, "failed": 4}, MediaTypes: map[string]int{pdf: 2}}},
		{"nothing", Filter{Under: "/c"}, 10, 0, nil, Listing{}},
	} {
		got, err := l.List(t.Context(), test.filter, test.limit, test.offset)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range got.Files {
			names = append(names, f.Path)
		}
		if diff := cmp.Diff(test.files, names); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		got.Files = nil
		if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
	failed, err := l.UnreadFiles(t.Context())
	partly, err2 := l.PartlyUnreadFiles(t.Context())
	if failed != 4 || partly != 1 || err != nil || err2 != nil {
		t.Errorf("%d failed, %d partly read, errors %v, %v", failed, partly, err, err2)
	}
}

func TestMediaTypeOfFiles(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A"), "b.html": "<!doctype html><p>Words", "c.pdf": "%PDF-1.7\nnot the rest", "d.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "e.txt": ""})
	for range 2 {
		p.run(p.options())
		got := map[string]string{}
		for name, f := range p.files() {
			got[name] = f.MediaType
		}
		want := map[string]string{"a.md": "text/markdown", "b.html": "text/html", "c.pdf": "application/pdf", "d.xls": "", "e.txt": ""}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}
