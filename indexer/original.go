package indexer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"entente/corpus"
)

// Originals returns the files that are the document as a whole: first the one
// that it was read from, then the copies of that. There are none for a document
// that is a record or an entry of a file, that came from no file, or whose file
// has been read anew since. What the document says of itself is believed only
// where the ledger says the same.
func (l *Ledger) Originals(ctx context.Context, d *corpus.Document) ([]File, error) {
	var owner string
	err := l.db.QueryRowContext(ctx, `SELECT path FROM document WHERE id = ?`, d.ID).Scan(&owner)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for the file of a document in the ledger: %w", err)
	}
	if d.Source.Hash == "" || d.Source.Path != shownPath(owner) {
		return nil, nil
	}
	paths, err := l.texts(ctx, `SELECT path FROM file WHERE hash = ?2 AND (path = ?1 OR path IN (SELECT path FROM copy WHERE original = ?1))
		ORDER BY path <> ?1, path`, owner, d.Source.Hash)
	if err != nil {
		return nil, err
	}
	var originals []File
	for _, path := range paths {
		f, ok, err := l.file(ctx, path)
		if err != nil {
			return nil, err
		}
		if ok {
			originals = append(originals, f)
		}
	}
	return originals, nil
}

// Open opens the file for reading. It follows no link, neither the file itself
// nor one that leads out of the folder that it was found in. Whether it still is
// what was read its hash can tell.
func (f File) Open() (*os.File, error) {
	root, err := os.OpenRoot(f.Root)
	if err != nil {
		return nil, fmt.Errorf("opening the folder of %s: %w", f.Path, err)
	}
	defer root.Close()
	name, err := filepath.Rel(f.Root, f.Path)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", f.Path, err)
	}
	seen, err := root.Lstat(name)
	if err == nil && !seen.Mode().IsRegular() {
		err = fmt.Errorf("opening %s: %w", f.Path, errNotRegular)
	}
	if err != nil {
		return nil, err
	}
	opened, err := root.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	info, err := opened.Stat()
	if err == nil && !os.SameFile(seen, info) {
		err = fmt.Errorf("opening %s: %w", f.Path, errNotRegular)
	}
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// errNotRegular says that something else has come in the place of a file.
var errNotRegular = errors.New("it is no longer a regular file")
