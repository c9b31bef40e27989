package indexer

import (
	"context"
	"database/sql"
	"fmt"
)

// NoteStore notes that the document store has come to the change with that
// number, unless it was seen to come further. Any process may call it.
func (l *Ledger) NoteStore(ctx context.Context, sequence uint64) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO property (name, value) VALUES ('sequence', ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE CAST(value AS INTEGER) < CAST(excluded.value AS INTEGER)`,
			fmt.Sprint(sequence))
		return err
	})
}

// FollowStore is NoteStore for the owner of the store, which nobody else changes
// meanwhile. A store that comes less far than was noted was put back from a
// backup: what the ledger says of later changes is not true of it, so that the
// ledger begins anew. FollowStore returns how many files that made it forget.
func (l *Ledger) FollowStore(ctx context.Context, sequence uint64) (forgotten int, err error) {
	var noted uint64
	err = l.db.QueryRowContext(ctx, `SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM property WHERE name = 'sequence'`).Scan(&noted)
	if err != nil {
		return 0, fmt.Errorf("reading how far the store came: %w", err)
	}
	if noted == sequence {
		return 0, nil
	}
	if noted > sequence {
		identity, err := l.property(ctx, "store")
		if err != nil {
			return 0, fmt.Errorf("reading which store the ledger is of: %w", err)
		}
		if forgotten, err = l.bind(ctx, identity); err != nil {
			return 0, err
		}
	}
	return forgotten, l.NoteStore(ctx, sequence)
}
