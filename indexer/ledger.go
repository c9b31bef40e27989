package indexer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	_ "modernc.org/sqlite" // the driver
)

// Ledger keeps what is known of every file seen, in SQLite. It may be used by
// several goroutines, and its file by several processes, at once: a server
// reads it while a run writes. What it records is durable when recorded.
//
// The ledger is bound to one document store. It can be made again at any time
// by indexing everything again; only files that are gone are then forgotten.
type Ledger struct {
	db      *sql.DB
	often   *statements // what is asked for each file
	path    string
	dropped int
}

// ledgerSchema is written with CREATE IF NOT EXISTS, so that opening is making.
//
// file has a row for each file read or tried. document says which file each
// document id belongs to; it is written before the document is put and removed
// after it is deleted, so that whatever stands in the store on behalf of a
// file can be found, even when a run was killed in between. copy, naming and
// placed are about files with the same bytes (see copies.go and places.go): of
// which file one is a copy, from what other name than its path the ids of a file
// are made, and which places its documents were told.
const ledgerSchema = `
CREATE TABLE IF NOT EXISTS property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
	path          TEXT PRIMARY KEY,
	root          TEXT NOT NULL,
	collection    TEXT NOT NULL,
	size          INTEGER NOT NULL,
	modified      INTEGER NOT NULL,
	hash          TEXT NOT NULL,
	metadata_hash TEXT NOT NULL,
	state         TEXT NOT NULL,
	reason        TEXT NOT NULL,
	detail        TEXT NOT NULL,
	output        TEXT NOT NULL,
	text_bytes    INTEGER NOT NULL,
	unread        TEXT NOT NULL,
	refused       TEXT NOT NULL,
	read_at       INTEGER NOT NULL,
	indexed_at    INTEGER NOT NULL,
	media_type    TEXT NOT NULL DEFAULT '',
	engines       TEXT NOT NULL DEFAULT '[]',
	pages         TEXT NOT NULL DEFAULT '[]',
	took          INTEGER NOT NULL DEFAULT 0,
	unfinished    INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_by_state ON file (state);
CREATE INDEX IF NOT EXISTS file_by_root ON file (root);
CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_by_path ON document (path);
CREATE INDEX IF NOT EXISTS file_by_hash ON file (hash);
CREATE TABLE IF NOT EXISTS copy (path TEXT PRIMARY KEY, original TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_by_original ON copy (original);
CREATE TABLE IF NOT EXISTS naming (path TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS placed (path TEXT PRIMARY KEY, places TEXT NOT NULL) WITHOUT ROWID;
`

// ledgerVersion is the layout of the file. One of an earlier layout is brought up
// to it; any other is refused.
const ledgerVersion = "4"

// layoutChanges returns for each layout, from the first, what brings it to the
// next. What a column is to say is unknown until the files are read again.
func layoutChanges() [][]string {
	return [][]string{
		{`ALTER TABLE file ADD COLUMN media_type TEXT NOT NULL DEFAULT ''`},
		{
			`ALTER TABLE file ADD COLUMN engines TEXT NOT NULL DEFAULT '[]'`,
			`ALTER TABLE file ADD COLUMN pages TEXT NOT NULL DEFAULT '[]'`,
			`ALTER TABLE file ADD COLUMN took INTEGER NOT NULL DEFAULT 0`,
		},
		{`ALTER TABLE file ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0`},
	}
}

// OpenLedger opens the ledger at path, making it when there is none.
// storeIdentity names the document store that the ledger speaks about: rows
// written for another store are dropped, which Dropped tells.
func OpenLedger(ctx context.Context, path, storeIdentity string) (*Ledger, error) {
	pragmas := url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"},
		"_txlock": {"immediate"},
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragmas.Encode())
	if err != nil {
		return nil, fmt.Errorf("opening the ledger %s: %w", path, err)
	}
	l := &Ledger{db: db, often: newStatements(db), path: path}
	if err := l.prepare(ctx, storeIdentity); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the ledger %s: %w", path, err), db.Close())
	}
	return l, nil
}

// Close releases the file. Nothing is lost by not closing.
func (l *Ledger) Close() error { return l.db.Close() }

// Dropped returns how many files the ledger forgot when it was opened because
// they were in another document store.
func (l *Ledger) Dropped() int { return l.dropped }

func (l *Ledger) prepare(ctx context.Context, identity string) error {
	if _, err := l.db.ExecContext(ctx, ledgerSchema); err != nil {
		return err
	}
	if err := l.upgrade(ctx); err != nil {
		return err
	}
	version, err := l.property(ctx, "version")
	if err != nil {
		return err
	}
	if version != "" && version != ledgerVersion {
		return fmt.Errorf("it has layout %s, this program reads layout %s; move it away and index the folders again", version, ledgerVersion)
	}
	known, err := l.property(ctx, "store")
	if err != nil || known == identity {
		return err
	}
	l.dropped, err = l.bind(ctx, identity)
	return err
}

// upgrade brings a ledger of an earlier layout up to this one.
func (l *Ledger) upgrade(ctx context.Context) error {
	for i, changes := range layoutChanges() {
		version := strconv.Itoa(i + 1)
		now, err := l.property(ctx, "version")
		if err != nil {
			return err
		}
		if now != version {
			continue
		}
		if err := l.change(ctx, version, strconv.Itoa(i+2), changes); err != nil {
			return err
		}
	}
	return nil
}

// change makes a layout the next one, unless another process was faster.
func (l *Ledger) change(ctx context.Context, from, to string, changes []string) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `UPDATE property SET value = ? WHERE name = 'version' AND value = ?`, to, from)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		for _, statement := range changes {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

// bind empties the ledger, binds it to a document store, and returns how many
// files it forgot.
func (l *Ledger) bind(ctx context.Context, identity string) (forgotten int, err error) {
	err = l.write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM file`)
		if err != nil {
			return err
		}
		dropped, err := result.RowsAffected()
		if err != nil {
			return err
		}
		forgotten = int(dropped)
		for _, table := range []string{"document", "copy", "naming", "placed"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO property VALUES ('version', ?), ('store', ?), ('sequence', '0')`, ledgerVersion, identity)
		return err
	})
	return forgotten, err
}

// property returns a property, "" when there is none.
func (l *Ledger) property(ctx context.Context, name string) (string, error) {
	var value string
	err := l.db.QueryRowContext(ctx, `SELECT value FROM property WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// write runs change in a transaction that is durable when write returns nil.
func (l *Ledger) write(ctx context.Context, change func(*sql.Tx) error) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := change(tx); err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	return nil
}
