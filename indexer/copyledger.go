package indexer

import (
	"context"
	"database/sql"
	"fmt"

	"entente/corpus/formats"
)

// original returns the path of the file, other than the job's, that has the
// documents of what the job has read; "" when there is none. An unfinished one
// comes last.
func (l *Ledger) original(ctx context.Context, j *job) (string, error) {
	return l.often.text(ctx, `
		SELECT coalesce(copy.original, file.path) AS owner FROM file LEFT JOIN copy ON copy.path = file.path
		WHERE hash = ?1 AND metadata_hash = ?2 AND media_type = ?3 AND state = ?4 AND owner <> ?5
			AND EXISTS (SELECT 1 FROM document WHERE document.path = owner)
		ORDER BY (SELECT unfinished FROM file AS owning WHERE owning.path = owner), owner LIMIT 1`, j.hash, j.metadataHash, j.mediaType, Indexed, j.path)
}

// copiesOf returns the copies of a file in the order of their paths, but for
// those that are to be read again.
func (l *Ledger) copiesOf(ctx context.Context, path string) ([]File, error) {
	paths, err := l.texts(ctx, `SELECT path FROM copy JOIN file USING (path) WHERE original = ? AND hash <> '' AND unfinished = 0 ORDER BY path`, path)
	var copies []File
	for _, path := range paths {
		f, _, err := l.file(ctx, path)
		if err != nil {
			return nil, err
		}
		copies = append(copies, f)
	}
	return copies, err
}

// recordCopy writes of what a file is a copy. Documents that were put have not
// been told other places.
func recordCopy(ctx context.Context, tx *statements, f File, put bool) error {
	if put {
		if _, err := tx.exec(ctx, `DELETE FROM placed WHERE path = ?`, f.Path); err != nil {
			return err
		}
	}
	if f.CopyOf == "" {
		_, err := tx.exec(ctx, `DELETE FROM copy WHERE path = ?`, f.Path)
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM naming WHERE path = ?`, f.Path); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `INSERT OR REPLACE INTO copy VALUES (?, ?)`, f.Path, f.CopyOf)
	return err
}

// handOver gives the documents of a file to one of its copies. What the file was
// stands no longer for what it has.
func (l *Ledger) handOver(ctx context.Context, from, to string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		if err := transfer(ctx, tx, from, to); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE file SET hash = '' WHERE path = ?`, from)
		return err
	})
}

// moved gives the documents of a file that is gone to another. Unless that is a
// copy, its row is out of date until it is recorded.
func (l *Ledger) moved(ctx context.Context, from, to string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE file SET hash = '' WHERE path = ?1 AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.path = ?1)`, to)
		if err != nil {
			return err
		}
		if err := transfer(ctx, tx, from, to); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM file WHERE path = ?`, from)
		return err
	})
}

// transfer gives the documents of a file to another, with the name that their
// ids are made from and its other copies.
func transfer(ctx context.Context, tx *sql.Tx, from, to string) error {
	for _, statement := range []string{
		`UPDATE document SET path = ?2 WHERE path = ?1`,
		`DELETE FROM copy WHERE path = ?2 OR path = ?1`,
		`UPDATE copy SET original = ?2 WHERE original = ?1`,
		`INSERT OR REPLACE INTO naming VALUES (?2, coalesce((SELECT name FROM naming WHERE path = ?1), ?1))`,
		`DELETE FROM naming WHERE path = ?1`,
		`INSERT OR REPLACE INTO placed VALUES (?2, coalesce((SELECT places FROM placed WHERE path = ?1), ?1))`,
		`DELETE FROM placed WHERE path = ?1`,
	} {
		if _, err := tx.ExecContext(ctx, statement, from, to); err != nil {
			return err
		}
	}
	return nil
}

// separate says of the copies of a file whose text changes that they are to be
// read again when a run comes to them, after that file. With a reason they have
// failed until then.
func (l *Ledger) separate(ctx context.Context, path string, reason formats.Reason) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		const copies = ` WHERE path IN (SELECT path FROM copy WHERE original = ?1)`
		if reason != "" {
			_, err := tx.ExecContext(ctx, `UPDATE file SET state = ?2, reason = ?3, detail = ?4, text_bytes = 0, indexed_at = 0`+copies,
				path, Failed, reason, "its id stays with "+shownPath(path)+", whose text has changed")
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE file SET hash = ''`+copies, path)
		return err
	})
}

// name records from what other name than its path the ids of a file are made.
func (l *Ledger) name(ctx context.Context, path, name string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO naming VALUES (?, ?)`, path, name)
		return err
	})
}

func (l *Ledger) names(ctx context.Context) (naming, error) {
	n := naming{byPath: map[string]string{}, uses: map[string]int{}}
	err := l.pairs(ctx, `SELECT path, name FROM naming`, n.set)
	return n, err
}

// pairs hands on the rows of a query with two columns.
func (l *Ledger) pairs(ctx context.Context, query string, each func(a, b string)) error {
	rows, err := l.db.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a, b string
		if err := rows.Scan(&a, &b); err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		each(a, b)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	return nil
}
