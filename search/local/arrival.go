package local

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// arrivalSchema is beside version, one row for each. added is the sequence number
// by which the document came to the collection, came when that was, and changed
// when this version was stored, in seconds of Unix. A document that is put again
// keeps its arrival; one that was deleted in between arrives anew.
const arrivalSchema = `
CREATE TABLE IF NOT EXISTS arrival (
	sequence INTEGER PRIMARY KEY,
	added    INTEGER NOT NULL,
	came     INTEGER NOT NULL,
	changed  INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS arrival_by_added ON arrival (added, sequence);
CREATE TRIGGER IF NOT EXISTS arrival_goes_with_version AFTER DELETE ON version
	BEGIN DELETE FROM arrival WHERE sequence = old.sequence; END;
`

// fillArrivals notes of versions stored before arrivals were that they are there now.
const fillArrivals = `
INSERT INTO arrival SELECT sequence, sequence, ?1, ?1 FROM version
WHERE sequence NOT IN (SELECT sequence FROM arrival)`

// comingQuery gives by which sequence number a document came, as of another.
const comingQuery = `SELECT added FROM arrival WHERE sequence = ` + stateAt

// timesQuery gives when a document came and was changed, as of a sequence number.
const timesQuery = `SELECT came, changed FROM arrival WHERE sequence = ` + stateAt

// times returns when the document came and when it was last changed, as of a
// sequence number, as search.Hit has it.
func (s *store) times(ctx context.Context, id string, sequence uint64) (added, changed string, err error) {
	var came, stored int64
	err = s.timing.QueryRowContext(ctx, id, sequence).Scan(&came, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", notStored(id)
	}
	if err != nil {
		return "", "", fmt.Errorf("reading when document %s came: %w", id, err)
	}
	return rfc3339(came), rfc3339(stored), nil
}

func rfc3339(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }

// lastCome returns the first hits in the order in which documents came, the last
// first, at most limit of them. Few hits are looked up one by one; many are met soon
// when all documents are gone through from the last on.
func (a *answer) lastCome(ctx context.Context, v *view, limit int) ([]hit, error) {
	if a.total*a.total <= limit*v.documents/4 { // a look-up takes some four times as long as a step
		return a.byArrival(ctx, v, limit)
	}
	left := make(map[string]hit, a.total)
	a.each(v, func(h hit) { left[h.id()] = h })
	rows, err := v.store.reader.QueryContext(ctx, `
		SELECT v.id FROM arrival a JOIN version v ON v.sequence = a.sequence
		WHERE a.sequence <= ? ORDER BY a.added DESC, a.sequence DESC`, v.sequence)
	if err != nil {
		return nil, fmt.Errorf("reading when documents came: %w", err)
	}
	defer rows.Close()
	hits := make([]hit, 0, min(limit, a.total))
	for len(hits) < limit && len(left) > 0 && rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("reading when documents came: %w", err)
		}
		if h, ok := left[id]; ok { // else it is no hit, or this is an earlier version
			hits = append(hits, h)
			delete(left, id)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading when documents came: %w", err)
	}
	return hits, nil
}

// byArrival is lastCome by looking up when each hit came.
func (a *answer) byArrival(ctx context.Context, v *view, limit int) ([]hit, error) {
	type addedHit struct {
		hit
		added uint64
	}
	var all []addedHit
	var failed error
	a.each(v, func(h hit) {
		var added uint64
		if failed == nil {
			failed = v.store.coming.QueryRowContext(ctx, h.id(), v.sequence).Scan(&added)
		}
		all = append(all, addedHit{h, added})
	})
	if failed != nil {
		return nil, fmt.Errorf("reading when documents came: %w", failed)
	}
	slices.SortFunc(all, func(a, b addedHit) int { return cmp.Compare(b.added, a.added) }) // no two are equal
	hits := make([]hit, 0, min(limit, len(all)))
	for _, one := range all[:min(limit, len(all))] {
		hits = append(hits, one.hit)
	}
	return hits, nil
}

// each calls use with every hit, in no order.
func (a *answer) each(v *view, use func(hit)) {
	for i, s := range v.segments {
		eachDoc(a.found[i].all, func(doc uint32) { use(hit{segment: s, match: a.matches[i], doc: doc}) })
	}
}
