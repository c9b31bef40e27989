package local

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
)

// A record has every hit of a search in its order, and is the same again.
func TestRecordListsEveryHit(t *testing.T) {
	engine, err := Open(t.Context(), t.TempDir(), Options{Names: enginetest.Names{}})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	var documents []*corpus.Document
	for _, id := range []string{"c", "a", "b", "d"} {
		documents = append(documents, &corpus.Document{ID: id, Title: "Paper " + id,
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: "An armed attack."}}})
	}
	documents[3].Passages[0].Text = "Peace."
	if err := engine.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	request := search.Request{Query: "armed", Sort: search.ByTitle, Page: 2, PerPage: 1}
	record, err := engine.Record(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	stats, err := engine.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := search.NewRecord(search.Request{Query: "armed", Match: search.MatchAll, Sort: search.ByTitle}, []string{"a", "b", "c"}, time.Now())
	want.Query, want.Identity, want.Generation = "armed", stats.Identity, 1
	want.Searched = search.Searched{Documents: 4, Sequence: stats.Sequence}
	if diff := cmp.Diff(want, record, cmpopts.IgnoreFields(search.Record{}, "Made")); diff != "" {
		t.Error(diff)
	}
	if err := record.Check(); err != nil {
		t.Error(err)
	}
	if stats.Generation != 1 || stats.Identity == "" {
		t.Errorf("%+v", stats)
	}
	asked, err := record.Asked.Request()
	if err != nil {
		t.Fatal(err)
	}
	again, err := engine.Record(t.Context(), asked)
	if err != nil {
		t.Fatal(err)
	}
	if d := search.Compare(record.IDs, again.IDs); !d.None() {
		t.Errorf("%+v", d)
	}
}
