package indexer

import (
	"context"
	"database/sql"
	"fmt"
)

// claim gives a document id to a file.
type claim struct {
	id, path string
	from     string // path of the file that had it and is gone; "" when it is free
}

// Claim reserves ids for documents that do not come from a Run, such as those
// of the built-in collection, so that no file takes them. owner is shown to
// people and must not be an absolute path. Ids that a file has already are
// left to it and returned.
func (l *Ledger) Claim(ctx context.Context, owner string, ids []string) (taken []string, err error) {
	err = l.write(ctx, func(tx *sql.Tx) error {
		often := newStatements(tx)
		for _, id := range ids {
			ok, err := give(ctx, often, claim{id: id, path: owner})
			if err != nil {
				return err
			}
			if !ok {
				taken = append(taken, id)
			}
		}
		return nil
	})
	return taken, err
}

// claim gives ids to files before their documents are put. Of files that the ledger
// knows it is given what is known of the rows to come, which is by what texts are
// the same: until these are recorded, what it has may not hold.
func (l *Ledger) claim(ctx context.Context, claims []claim, outdated []File) error {
	if len(claims) == 0 && len(outdated) == 0 {
		return nil
	}
	return l.write(ctx, func(tx *sql.Tx) error {
		often := newStatements(tx)
		for _, f := range outdated {
			if err := outdate(ctx, often, f); err != nil {
				return err
			}
		}
		for _, c := range claims {
			ok, err := give(ctx, often, c)
			if err != nil {
				return err
			}
			if !ok {
				return fmt.Errorf("another run took the id %s for another file just now; run again", c.id)
			}
		}
		return nil
	})
}

// outdate makes the row of a file say that it is unfinished, where its text will
// be another or more of the same bytes may be read than before, and that its
// documents may have not been told their places.
func outdate(ctx context.Context, tx *statements, f File) error {
	_, err := tx.exec(ctx, `UPDATE file SET unfinished = 1 WHERE path = ? AND
		((hash, metadata_hash, media_type) <> (?, ?, ?) OR state <> ? OR unread NOT IN ('null', '[]'))`,
		f.Path, f.Hash, f.MetadataHash, f.MediaType, Indexed)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `UPDATE placed SET places = places || ?2 WHERE path = ?1 AND places NOT LIKE '%' || ?2`, f.Path, nameMark)
	return err
}

// give reports false when the id is another's.
func give(ctx context.Context, tx *statements, c claim) (bool, error) {
	result, err := tx.exec(ctx, `INSERT INTO document VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET path = excluded.path WHERE path IN (?, ?)`, c.id, c.path, c.from, c.path)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// owner returns the path of the file that an id belongs to, "" for none.
func (l *Ledger) owner(ctx context.Context, id string) (string, error) {
	return l.often.text(ctx, `SELECT path FROM document WHERE id = ?`, id)
}

// Documents returns the ids of the documents that a file has in the
// collection, in alphabetical order.
func (l *Ledger) Documents(ctx context.Context, path string) ([]string, error) {
	return l.often.texts(ctx, `SELECT id FROM document WHERE path = ? ORDER BY id`, path)
}

func (l *Ledger) documentsOf(ctx context.Context, path string) (map[string]bool, error) {
	ids, err := l.Documents(ctx, path)
	if err != nil {
		return nil, err
	}
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set, nil
}

// finish records what became of files, after their documents were put and the
// stale ones deleted. A file that is gone and has lost all its ids to others
// has moved, and is forgotten.
func (l *Ledger) finish(ctx context.Context, outcomes []outcome, stale []string, claims []claim) error {
	if len(stale) == 0 && len(claims) == 0 && !anyToRecord(outcomes) {
		return nil
	}
	return l.write(ctx, func(tx *sql.Tx) error {
		often := newStatements(tx)
		if err := free(ctx, often, stale); err != nil {
			return err
		}
		for _, o := range outcomes {
			if o.keep {
				continue
			}
			if err := record(ctx, often, o.row); err != nil {
				return err
			}
			if err := recordCopy(ctx, often, o.row, o.put > 0); err != nil {
				return err
			}
		}
		for _, c := range claims {
			if c.from == "" {
				continue
			}
			for _, table := range []string{"file", "naming", "placed"} {
				_, err := often.exec(ctx, `DELETE FROM `+table+` WHERE path = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE path = ?1)`, c.from)
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func anyToRecord(outcomes []outcome) bool {
	for _, o := range outcomes {
		if !o.keep {
			return true
		}
	}
	return false
}

// giveUp says of the files with these ids that their documents are about to be
// deleted, so that no other file takes these over.
func (l *Ledger) giveUp(ctx context.Context, ids []string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		often := newStatements(tx)
		for _, id := range ids {
			_, err := often.exec(ctx, `UPDATE file SET unfinished = 1 WHERE path = (SELECT path FROM document WHERE id = ?)`, id)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// forget removes the rows of files and frees their ids, except that those of a
// file with an heir, a copy of it, are the heir's from now on.
func (l *Ledger) forget(ctx context.Context, paths, ids []string, heirs map[string]string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		for _, path := range paths {
			if heir := heirs[path]; heir != "" {
				if err := transfer(ctx, tx, path, heir); err != nil {
					return err
				}
			}
			for _, table := range []string{"file", "copy", "naming", "placed"} {
				if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE path = ?`, path); err != nil {
					return err
				}
			}
		}
		return free(ctx, newStatements(tx), ids)
	})
}

func free(ctx context.Context, tx *statements, ids []string) error {
	for _, id := range ids {
		if _, err := tx.exec(ctx, `DELETE FROM document WHERE id = ?`, id); err != nil {
			return err
		}
	}
	return nil
}
