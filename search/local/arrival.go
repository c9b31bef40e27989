package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"entente/search"
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
CREATE TRIGGER IF NOT EXISTS arrival_goes_with_version AFTER DELETE ON version
	BEGIN DELETE FROM arrival WHERE sequence = old.sequence; END;
`

// fillArrivals notes of versions stored before arrivals were that they are there now.
func (s *store) fillArrivals(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, `
		INSERT INTO arrival SELECT sequence, sequence, ?1, ?1 FROM version
		WHERE sequence NOT IN (SELECT sequence FROM arrival)`, s.now().Unix())
	return err
}

// noteArrival notes when the version was stored that has just been inserted.
func (s *store) noteArrival(ctx context.Context, tx *sql.Tx, id string, sequence uint64) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO arrival SELECT ?1, coalesce(before.added, ?1), coalesce(before.came, ?3), ?3
		FROM (SELECT 1) LEFT JOIN (
			SELECT iif(v.body IS NULL, NULL, a.added) AS added, iif(v.body IS NULL, NULL, a.came) AS came
			FROM version v JOIN arrival a ON a.sequence = v.sequence
			WHERE v.id = ?2 AND v.sequence < ?1 ORDER BY v.sequence DESC LIMIT 1) AS before`,
		sequence, id, s.now().Unix())
	return err
}

// arrivals returns for each document, as of a sequence number, that by which it came.
func (s *store) arrivals(ctx context.Context, sequence uint64) (map[string]uint64, error) {
	rows, err := s.reader.QueryContext(ctx, `
		SELECT v.id, a.added FROM (SELECT id, max(sequence) AS sequence FROM version WHERE sequence <= ? GROUP BY id) AS v
		JOIN arrival a ON a.sequence = v.sequence`, sequence)
	if err != nil {
		return nil, fmt.Errorf("reading when documents came: %w", err)
	}
	defer rows.Close()
	arrivals := map[string]uint64{}
	for rows.Next() {
		var id string
		var added uint64
		if err := rows.Scan(&id, &added); err != nil {
			return nil, fmt.Errorf("reading when documents came: %w", err)
		}
		arrivals[id] = added
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading when documents came: %w", err)
	}
	return arrivals, nil
}

const timesQuery = `
	SELECT a.came, a.changed FROM version v JOIN arrival a ON a.sequence = v.sequence
	WHERE v.id = ? AND v.sequence <= ? ORDER BY v.sequence DESC LIMIT 1`

// times returns when the document came and when it was last changed, as of a
// sequence number, as search.Hit has it.
func (s *store) times(ctx context.Context, id string, sequence uint64) (added, changed string, err error) {
	var came, stored int64
	err = s.timing.QueryRowContext(ctx, id, sequence).Scan(&came, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", fmt.Errorf("%w: document %s of the index is not in the document store", search.ErrUnavailable, id)
	}
	if err != nil {
		return "", "", fmt.Errorf("reading when document %s came: %w", id, err)
	}
	return rfc3339(came), rfc3339(stored), nil
}

func rfc3339(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }

// orderByArrival returns the comparison that puts first what came last.
func (v *view) orderByArrival(ctx context.Context) (func(a, b hit) int, error) {
	arrivals, err := v.store.arrivals(ctx, v.sequence)
	if err != nil {
		return nil, err
	}
	return func(a, b hit) int { // no two documents come by one sequence number
		switch first, second := arrivals[a.id()], arrivals[b.id()]; {
		case first > second:
			return -1
		case first < second:
			return 1
		}
		return 0
	}, nil
}
