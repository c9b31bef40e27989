package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Identity returns the identity of the collection in dir and the number of its
// last change, as Engine.Stats tells them, without opening the engine: neither is
// the index looked at, nor does it catch up with the store. It fails where there
// is no collection, or one of another layout.
func Identity(ctx context.Context, dir string) (identity string, sequence uint64, err error) {
	path := filepath.Join(dir, "documents.db")
	if _, err := os.Stat(path); err != nil {
		return "", 0, fmt.Errorf("looking for the document store: %w", err)
	}
	db, err := openSQLite(path)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	row := db.QueryRowContext(ctx, `SELECT identity.value, (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'version')
		FROM property AS identity, property AS layout
		WHERE identity.name = 'identity' AND layout.name = 'layout' AND layout.value = ?`, storeLayout)
	if err := row.Scan(&identity, &sequence); err != nil {
		return "", 0, fmt.Errorf("reading the identity of the document store %s: %w", path, err)
	}
	return identity, sequence, nil
}
