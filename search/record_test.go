package search

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

func parsedDate(t testing.TB, s string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The digests are those of printf 'a\nb\n' | sha256sum and of nothing.
func TestDigestIDs(t *testing.T) {
	for want, ids := range map[string][]string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": nil,
		"911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2": {"a", "b"},
	} {
		if got := DigestIDs(ids); got != want {
			t.Errorf("%q: %s", ids, got)
		}
	}
	if DigestIDs([]string{"b", "a"}) == DigestIDs([]string{"a", "b"}) {
		t.Error("the digest does not tell the order")
	}
}

// What is asked is the same again, also after it was written in JSON.
func TestAskedIsTheSameAgain(t *testing.T) {
	for _, r := range []Request{
		{Match: MatchAll, Sort: ByRelevance},
		{
			Query: `"armed attack"`, Match: MatchAny, NoSynonyms: true, Sort: ByDateDesc,
			Filters: map[string][]string{"org": {"NATO", "EU"}}, From: parsedDate(t, "1949-04"), To: parsedDate(t, "1960"),
		},
	} {
		encoded, err := json.Marshal(r.Asked())
		if err != nil {
			t.Fatal(err)
		}
		var asked Asked
		if err := json.Unmarshal(encoded, &asked); err != nil {
			t.Fatal(err)
		}
		again, err := asked.Request()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, again, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Error(diff)
		}
	}
	var invalid *InvalidError
	if _, err := (Asked{To: "yesterday"}).Request(); !errors.As(err, &invalid) || invalid.Parameter != "to" {
		t.Errorf("%v", err)
	}
}

// A page, a cursor and what is shown beside the hits decide nothing about them.
func TestAskedLeavesOutWhatDecidesNothing(t *testing.T) {
	r := Request{Query: "x", Match: MatchAll, Sort: ByTitle}
	more := r
	more.Page, more.PerPage, more.Cursor, more.FacetSize, more.Facet, more.FacetText = 2, 5, "c", 9, "org", "n"
	more.Histogram, more.Explain = ByYear, true
	if diff := cmp.Diff(r.Asked(), more.Asked()); diff != "" {
		t.Error(diff)
	}
}

func TestRecordCheck(t *testing.T) {
	made := time.Date(2026, 11, 25, 12, 0, 0, 0, time.FixedZone("", 3600))
	r := NewRecord(Request{Query: "x"}, []string{"b", "a"}, made)
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	if r.Made != "2026-11-25T11:00:00Z" {
		t.Error(r.Made)
	}
	for want, spoil := range map[string]func(*Record){
		"format 2":      func(r *Record) { r.Format = 2 },
		"its digest":    func(r *Record) { r.IDs = []string{"a", "b"} },
		"it counts 2":   func(r *Record) { r.IDs = r.IDs[:1] },
		"it counts 3":   func(r *Record) { r.Total.Value = 3 },
		"not that of t": func(r *Record) { r.Digest = "" },
	} {
		spoiled := *r
		spoil(&spoiled)
		if err := spoiled.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
