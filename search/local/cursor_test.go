package local

import (
	"encoding/base64"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

func TestCursorComesBack(t *testing.T) {
	for _, want := range []cursor{
		{}, {sequence: math.MaxUint64, offset: math.MaxInt32 - search.MaxPerPage, request: requestDigest{0xff, 1, 2, 3, 4, 5, 6, 0xfe}},
	} {
		got, err := parseCursor(want.String())
		if err != nil {
			t.Errorf("parseCursor(%q): %v", want.String(), err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(cursor{})); diff != "" {
			t.Errorf("cursor (-given +parsed):\n%s", diff)
		}
	}
	if _, err := parseCursor(cursor{offset: math.MaxInt32}.String()); err == nil {
		t.Error("a place at which pages cannot be counted is accepted")
	}
}

// FuzzCursor holds that what is accepted is what would be given out.
func FuzzCursor(f *testing.F) {
	f.Add("")
	f.Add("page 2")
	f.Add(cursor{sequence: 7, offset: 20}.String())
	f.Add(base64.RawURLEncoding.EncodeToString(make([]byte, cursorSize)))
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseCursor(text)
		if err != nil {
			return
		}
		if c.offset < 0 || c.String() != text {
			t.Errorf("parseCursor(%q) accepts %+v, which is written %q", text, c, c.String())
		}
	})
}

func TestRequestsHaveDigests(t *testing.T) {
	digest := func(identity, query string, r search.Request) requestDigest {
		t.Helper()
		r, err := r.Normalize()
		if err != nil {
			t.Fatal(err)
		}
		node, err := search.Parse(query, r.Match)
		if err != nil {
			t.Fatal(err)
		}
		d, err := digestRequest(identity, node, r)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	base := digest("library", "armed attack", search.Request{Filters: map[string][]string{"org": {"NATO", "EU"}}})
	if got := digest("library", "armed AND attack", search.Request{
		Filters: map[string][]string{"org": {"EU", "NATO"}}, Page: 3, FacetSize: 7, PerPage: search.DefaultPerPage, Sort: search.ByRelevance,
	}); got != base {
		t.Error("the same request, written otherwise, has another digest")
	}
	if got := digest("archive", "armed attack", search.Request{Filters: map[string][]string{"org": {"NATO", "EU"}}}); got == base {
		t.Error("the same request to another collection has the same digest")
	}
	if got := digest("library", "armed attack", search.Request{Filters: map[string][]string{"topic": {"NATO", "EU"}}}); got == base {
		t.Error("the same values of another facet have the same digest")
	}
}
