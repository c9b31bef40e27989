package local

import (
	"database/sql"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/zstd"

	"entente/corpus"
	"entente/search"
)

// layout1 is what a store of layout 1 had, arrivals apart: an index by id of all
// versions, and bodies with the id in them, each compressed alone.
const layout1 = `
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO property VALUES ('layout', '1'), ('identity', 'OLD');
CREATE TABLE document (
	id         TEXT PRIMARY KEY,
	sequence   INTEGER NOT NULL,
	passages   INTEGER NOT NULL,
	text_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE version (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	id       TEXT NOT NULL,
	body     BLOB
);
CREATE INDEX version_by_id ON version (id, sequence);
`

// makeLayout1 makes a store of layout 1 in which change 1 to 6 have put a, b and
// c, put a again, deleted b and put it again; and 7 has deleted c.
func makeLayout1(t *testing.T, dir string, more string) {
	t.Helper()
	db, err := openSQLite(filepath.Join(dir, "documents.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(layout1 + more)
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range []string{"a", "b", "c", "a", "b", "b", "c"} {
		if sequence := i + 1; sequence == 5 || sequence == 7 {
			exec(`INSERT INTO version (id) VALUES (?)`, id)
			exec(`DELETE FROM document WHERE id = ?`, id)
			continue
		}
		text, err := json.Marshal(layout1Document(id, i+1))
		if err != nil {
			t.Fatal(err)
		}
		exec(`INSERT INTO version (id, body) VALUES (?, ?)`, id, encoder.EncodeAll(text, nil))
		exec(`INSERT OR REPLACE INTO document VALUES (?, ?, 1, 10)`, id, i+1)
	}
}

func layout1Document(id string, change int) *corpus.Document {
	text := strings.Repeat("text ", change)
	return &corpus.Document{ID: id, Title: "Title <" + id + ">", Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}}}
}

func TestStoreOfLayout1(t *testing.T) {
	dir := t.TempDir()
	makeLayout1(t, dir, `
		CREATE TABLE arrival (sequence INTEGER PRIMARY KEY, added INTEGER NOT NULL, came INTEGER NOT NULL, changed INTEGER NOT NULL);
		INSERT INTO arrival VALUES (1, 1, 10, 10), (2, 2, 20, 20), (3, 3, 30, 30), (4, 1, 10, 40), (5, 2, 20, 50), (6, 6, 60, 60), (7, 3, 30, 70);`)
	for _, opened := range []string{"brought to the new layout", "opened again"} {
		s := openTestStore(t, dir)
		if s.identity != "OLD" {
			t.Errorf("%s: its identity is %s", opened, s.identity)
		}
		checkLayout1States(t, s)
		if added, changed, err := s.times(t.Context(), "a", 4); err != nil || added != rfc3339(10) || changed != rfc3339(40) {
			t.Errorf("%s: a came %s and was changed %s, %v", opened, added, changed, err)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	}
	s := openTestStore(t, dir)
	defer s.close()
	if _, err := s.put(t.Context(), []*corpus.Document{layout1Document("a", 8)}); err != nil {
		t.Fatal(err)
	}
	if added, _, err := s.times(t.Context(), "a", newest); err != nil || added != rfc3339(10) {
		t.Errorf("put again, a came %s, %v", added, err)
	}
	if err := s.prune(t.Context(), 8); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"version": 2, "arrival": 2, "past": 0, "document": 2} {
		if got := countRows(t, s, table); got != want {
			t.Errorf("after dropping, %d rows in %s, want %d", got, table, want)
		}
	}
}

// checkLayout1States checks each document as of each change, and what replaying finds.
func checkLayout1States(t *testing.T, s *store) {
	t.Helper()
	states := map[string][]int{"a": {1, 1, 1, 4, 4, 4, 4}, "b": {0, 2, 2, 2, 0, 6, 6}, "c": {0, 0, 3, 3, 3, 3, 0}}
	for id, changes := range states {
		for i, change := range changes {
			d, err := s.document(t.Context(), id, uint64(i+1))
			if change == 0 {
				if !errors.Is(err, search.ErrNotFound) {
					t.Errorf("%s as of change %d: %v, %v", id, i+1, d, err)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s as of change %d: %v", id, i+1, err)
			}
			if diff := cmp.Diff(layout1Document(id, change), d, cmpopts.EquateComparable(corpus.Date{})); diff != "" {
				t.Errorf("%s as of change %d: %s", id, i+1, diff)
			}
		}
	}
	versions, err := s.since(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var sequences []uint64
	for _, v := range versions {
		sequences = append(sequences, v.sequence)
	}
	if diff := cmp.Diff([]uint64{4, 6, 7}, sequences); diff != "" {
		t.Errorf("the last states are of changes %s", diff)
	}
	if last, err := s.lastSequence(t.Context()); err != nil || last != 7 {
		t.Errorf("the last change is %d, %v", last, err)
	}
}

// A store of a time before arrivals has its documents come when it is opened.
func TestStoreOfLayout1BeforeArrivals(t *testing.T) {
	dir := t.TempDir()
	makeLayout1(t, dir, "")
	before := time.Now().UTC().Format(time.RFC3339)
	e := open(t, dir)
	defer e.Close()
	result, err := e.Search(t.Context(), search.Request{Query: "text", Sort: search.ByAdded})
	if err != nil || len(result.Hits) != 2 {
		t.Fatalf("%v, %v", result, err)
	}
	if b, a := result.Hits[0], result.Hits[1]; b.ID != "b" || a.ID != "a" || a.Added < before || a.Added != b.Changed {
		t.Errorf("%s %s, %s %s; opened after %s", b.ID, b.Added, a.ID, a.Added, before)
	}
}

// A file that could not be brought to the new layout is what it was.
func TestStoreOfLayout1IsKeptOnFailure(t *testing.T) {
	dir := t.TempDir()
	makeLayout1(t, dir, `
		CREATE TABLE arrival (sequence INTEGER PRIMARY KEY, added INTEGER NOT NULL, came INTEGER NOT NULL, changed INTEGER NOT NULL);
		CREATE TRIGGER stop BEFORE UPDATE ON property BEGIN SELECT raise(ABORT, 'stopped'); END;`)
	if s, err := openStore(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Fatalf("%v, %v", s, err)
	}
	db := openTestSQLite(t, dir)
	if _, err := db.Exec(`DROP TRIGGER stop`); err != nil {
		t.Fatal(err)
	}
	var indexes, pasts int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'version_by_id'`).Scan(&indexes); err != nil || indexes != 1 {
		t.Errorf("%d indexes by id, %v", indexes, err)
	}
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'past'`).Scan(&pasts); err != nil || pasts != 0 {
		t.Errorf("%d tables of the new layout, %v", pasts, err)
	}
	s := openTestStore(t, dir)
	defer s.close()
	checkLayout1States(t, s)
}

func TestStoreOfALaterLayoutIsRefused(t *testing.T) {
	dir := t.TempDir()
	makeLayout1(t, dir, `UPDATE property SET value = '3' WHERE name = 'layout';`)
	if s, err := openStore(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "layout 3") {
		t.Fatalf("%v, %v", s, err)
	}
	var tables int
	if err := openTestSQLite(t, dir).QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name IN ('past', 'dictionary')`).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables were made in it, %v", tables, err)
	}
}

func openTestStore(t *testing.T, dir string) *store {
	t.Helper()
	s, err := openStore(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openTestSQLite(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := openSQLite(filepath.Join(dir, "documents.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func countRows(t *testing.T, s *store, table string) (n int) {
	t.Helper()
	if err := s.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM `+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
