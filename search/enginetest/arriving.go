package enginetest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

// hitsTellWhenTheyCame puts documents one after the other, and again.
func hitsTellWhenTheyCame(t *testing.T, e search.Engine) {
	start := time.Now().Add(-time.Second)
	put(t, e, document("b", "B", "", "x"), document("c", "C", "", "x"))
	put(t, e, document("a", "A", "", "x"))
	put(t, e, document("b", "B", "", "x again"))
	byArrival := search.Request{Query: "x", Sort: search.ByAdded}
	if diff := cmp.Diff([]string{"a", "c", "b"}, ids(find(t, e, byArrival))); diff != "" {
		t.Errorf("last come first (-want +got):\n%s", diff)
	}
	if err := e.Delete(t.Context(), []string{"c"}); err != nil {
		t.Fatal(err)
	}
	put(t, e, document("c", "C", "", "x"))
	found := find(t, e, byArrival)
	if diff := cmp.Diff([]string{"c", "a", "b"}, ids(found)); diff != "" {
		t.Errorf("one deleted and put anew (-want +got):\n%s", diff)
	}
	for _, h := range found.Hits {
		added, err := time.Parse(time.RFC3339, h.Added)
		if err != nil {
			t.Fatal(err)
		}
		changed, err := time.Parse(time.RFC3339, h.Changed)
		if err != nil {
			t.Fatal(err)
		}
		if added.Before(start) || changed.Before(added) || time.Now().Before(changed) {
			t.Errorf("%s came at %s and was changed at %s", h.ID, h.Added, h.Changed)
		}
	}
}

// revisionsTellChanges compares the revision before and after changes.
func revisionsTellChanges(t *testing.T, e search.Engine) {
	seen := map[string]bool{}
	revision := func() string {
		t.Helper()
		r, err := e.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for range 3 {
		r := revision()
		if seen[r] {
			t.Errorf("%q is the revision of two states", r)
		}
		seen[r] = true
		find(t, e, search.Request{})
		if again := revision(); again != r {
			t.Errorf("nothing has changed, and %q is %q", r, again)
		}
		put(t, e, document("a", "A", "", "x"))
		if r = revision(); seen[r] {
			t.Errorf("%q is the revision before and after a document was put", r)
		}
		seen[r] = true
		if err := e.Delete(t.Context(), []string{"a"}); err != nil {
			t.Fatal(err)
		}
	}
}
