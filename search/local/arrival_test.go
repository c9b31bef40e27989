package local

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// arrivals lists the documents as they came, last first, with the times.
func arrivals(t *testing.T, e *Engine) []string {
	t.Helper()
	result, err := e.Search(t.Context(), search.Request{Sort: search.ByAdded})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, h := range result.Hits {
		list = append(list, h.ID+" "+h.Added+" "+h.Changed)
	}
	return list
}

func TestArrivals(t *testing.T) {
	dir := t.TempDir()
	e := open(t, dir)
	day := 0
	put := func(ids ...string) {
		day++
		e.store.now = func() time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }
		var documents []*corpus.Document
		for _, id := range ids {
			documents = append(documents, &corpus.Document{ID: id})
		}
		if err := e.Put(t.Context(), documents); err != nil {
			t.Fatal(err)
		}
	}
	put("a", "c", "b")
	put("d", "a")
	if err := e.Delete(t.Context(), []string{"c"}); err != nil {
		t.Fatal(err)
	}
	put("c")
	const first, second, third = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"
	want := []string{"c " + third + " " + third, "d " + second + " " + second, "b " + first + " " + first, "a " + first + " " + second}
	if diff := cmp.Diff(want, arrivals(t, e)); diff != "" {
		t.Error(diff)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, dir)
	if diff := cmp.Diff(want, arrivals(t, e)); diff != "" {
		t.Errorf("opened again: %s", diff)
	}
	var versions, rows int
	for query, count := range map[string]*int{`SELECT count(*) FROM version`: &versions, `SELECT count(*) FROM arrival`: &rows} {
		if err := e.store.reader.QueryRowContext(t.Context(), query).Scan(count); err != nil {
			t.Fatal(err)
		}
	}
	if versions != rows || versions != 4 {
		t.Errorf("%d versions, %d arrivals", versions, rows)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// Few hits and many are put in order in different ways, to the same end.
func TestArrivalsOfFewAndMany(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	random := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		var documents []*corpus.Document
		for range 1 + random.IntN(20) {
			documents = append(documents, &corpus.Document{ID: fmt.Sprintf("d%d", random.IntN(200))})
		}
		if err := e.Put(t.Context(), documents); err != nil {
			t.Fatal(err)
		}
		if err := e.Delete(t.Context(), []string{fmt.Sprintf("d%d", random.IntN(200))}); err != nil {
			t.Fatal(err)
		}
	}
	v, err := e.view(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	a, err := e.evaluate(t.Context(), v, search.All{}, search.Request{})
	if err != nil {
		t.Fatal(err)
	}
	order := func(hits []hit, err error) (ids []string) {
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			ids = append(ids, h.id())
		}
		return ids
	}
	want := order(a.byArrival(t.Context(), v, a.total))
	for _, limit := range []int{0, 1, 7, a.total} {
		if diff := cmp.Diff(want[:limit], order(a.lastCome(t.Context(), v, limit)), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("the first %d (-few +many):\n%s", limit, diff)
		}
	}
	if len(want) != v.documents || len(want) < 50 {
		t.Errorf("%d of %d documents", len(want), v.documents)
	}
}
