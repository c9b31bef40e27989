package enginetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// walk returns the record and the hits of a walk, with something done before each hit.
func walk(t *testing.T, e search.Engine, r search.Request, between func(n int)) (*search.Record, []search.Hit) {
	t.Helper()
	var record *search.Record
	var hits []search.Hit
	err := e.Walk(t.Context(), r, func(begun *search.Record) error {
		record = begun
		return nil
	}, func(h *search.Hit) error {
		between(len(hits))
		hits = append(hits, *h)
		return nil
	})
	if err != nil {
		t.Fatalf("walking %+v: %v", r, err)
	}
	return record, hits
}

// walkGivesAll compares a walk with the pages of the same request and with its record.
func walkGivesAll(t *testing.T, e search.Engine) {
	documents := papers("walked", "", 150)
	for i := 0; i < len(documents); i += 40 { // several segments
		put(t, e, documents[i:min(i+40, len(documents))]...)
	}
	for _, query := range []string{"", "treaty peace", "treaty OR peace", "nothing"} {
		for _, sort := range search.Sorts() {
			r := search.Request{Query: query, Sort: sort, PerPage: 100}
			want := joinHits(follow(t, e, r, func(int) {}))
			r.Page, r.PerPage = 3, 2 // which do not count
			record, got := walk(t, e, r, func(int) {})
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{}), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%q by %s (-pages +walk):\n%s", query, sort, diff)
			}
			whole, err := e.Record(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			whole.IDs = nil
			if diff := cmp.Diff(whole, record, cmpopts.IgnoreFields(search.Record{}, "Made")); diff != "" {
				t.Errorf("%q by %s (-record +walk's):\n%s", query, sort, diff)
			}
		}
	}
}

// walkKeepsItsMoment changes the collection before each hit: none is lost, doubled
// or of another moment.
func walkKeepsItsMoment(t *testing.T, e search.Engine) {
	documents := papers("walked", "", 30)
	put(t, e, documents...)
	r := search.Request{Query: "treaty", Sort: search.ByTitle, Filters: map[string][]string{"lang": {"en"}, "source": {"walked"}}}
	then, want := walk(t, e, r, func(int) {})
	record, got := walk(t, e, r, func(n int) {
		put(t, e, append(papers("walked", fmt.Sprintf("new%d", n), 3), document(documents[n].ID, "Aardvark", "1900", "peace"))...)
		if err := e.Delete(t.Context(), []string{documents[len(documents)-1-n].ID}); err != nil {
			t.Fatal(err)
		}
	})
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{})); diff != "" {
		t.Errorf("while documents come and go (-before +while):\n%s", diff)
	}
	if record.Digest != then.Digest || record.Total.Value != len(got) {
		t.Errorf("the record counts %d, digest %s; there are %d hits, digest %s", record.Total.Value, record.Digest, len(got), then.Digest)
	}
}

// walkStops breaks walks off.
func walkStops(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	enough := errors.New("enough")
	begin := func(*search.Record) error { return nil }
	hits := 0
	err := e.Walk(t.Context(), search.Request{}, begin, func(*search.Hit) error { hits++; return enough })
	if !errors.Is(err, enough) || hits != 1 {
		t.Errorf("after an error %d hits are given and the walk ends with %v", hits, err)
	}
	err = e.Walk(t.Context(), search.Request{}, func(*search.Record) error { return enough }, func(*search.Hit) error { t.Error("a hit after an error at the begin"); return nil })
	if !errors.Is(err, enough) {
		t.Errorf("after an error at the begin the walk ends with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = e.Walk(ctx, search.Request{}, func(*search.Record) error { cancel(); return nil }, func(*search.Hit) error { return ctx.Err() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a walk that is cancelled ends with %v", err)
	}
	for _, r := range []search.Request{{Query: "armed ("}, {Sort: "odd"}, {Filters: map[string][]string{"org": {"NATOO"}}}} {
		if err := e.Walk(t.Context(), r, func(*search.Record) error { t.Errorf("%+v begins", r); return nil }, nil); err == nil {
			t.Errorf("%+v is walked", r)
		}
	}
}
