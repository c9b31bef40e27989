package local

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/zstd"
	_ "modernc.org/sqlite" // the driver

	"entente/corpus"
	"entente/search"
)

// store keeps every document in SQLite: the truth from which the index is
// derived. Each change has a sequence number. A version that has been replaced
// stays until no search can ask for it any more (see prune).
//
// A change is durable when put or remove returns: the journal is a write-ahead
// log and synced at every commit. One goroutine writes at a time; reads may run
// beside it.
type store struct {
	identity string  // drawn when the store was made
	writer   *sql.DB // one connection
	reader   *sql.DB
	state    *sql.Stmt // of reader: the body of a document at a sequence number
	timing   *sql.Stmt // likewise: when it came and was changed
	coming   *sql.Stmt // likewise: by which sequence number it came
	encoder  *zstd.Encoder
	decoder  *zstd.Decoder
	now      func() time.Time
}

// storeSchema is written with CREATE IF NOT EXISTS, so that opening is making.
// document is what there is now; version holds the bodies by sequence number,
// body NULL meaning that the document was deleted.
const storeSchema = `
CREATE TABLE IF NOT EXISTS property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
	id         TEXT PRIMARY KEY,
	sequence   INTEGER NOT NULL,
	passages   INTEGER NOT NULL,
	text_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	id       TEXT NOT NULL,
	body     BLOB
);
CREATE INDEX IF NOT EXISTS version_by_id ON version (id, sequence);
` + arrivalSchema

// storeLayout is the layout of documents.db; a file of another one is refused.
const storeLayout = "1"

func openStore(ctx context.Context, dir string) (*store, error) {
	path := filepath.Join(dir, "documents.db")
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		return nil, fmt.Errorf("preparing compression: %w", err)
	}
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		return nil, fmt.Errorf("preparing decompression: %w", err)
	}
	s := &store{encoder: encoder, decoder: decoder, now: time.Now}
	if s.writer, err = openSQLite(path); err != nil {
		return nil, err
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.prepare(ctx); err != nil {
		s.writer.Close()
		return nil, fmt.Errorf("opening the document store %s: %w", path, err)
	}
	if s.reader, err = openSQLite(path); err != nil {
		s.writer.Close()
		return nil, err
	}
	s.state, err = s.reader.PrepareContext(ctx,
		`SELECT body FROM version WHERE id = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1`)
	if err == nil {
		s.timing, err = s.reader.PrepareContext(ctx, timesQuery)
	}
	if err == nil {
		s.coming, err = s.reader.PrepareContext(ctx, comingQuery)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the document store %s: %w", path, err), s.close())
	}
	return s, nil
}

func openSQLite(path string) (*sql.DB, error) {
	pragmas := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragmas.Encode())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return db, nil
}

// prepare makes the tables and checks that the file is one of ours.
func (s *store) prepare(ctx context.Context) error {
	if _, err := s.writer.ExecContext(ctx, storeSchema); err != nil {
		return err
	}
	for name, value := range map[string]string{"layout": storeLayout, "identity": rand.Text()} {
		if _, err := s.writer.ExecContext(ctx, `INSERT OR IGNORE INTO property VALUES (?, ?)`, name, value); err != nil {
			return err
		}
	}
	layout, err := s.property(ctx, "layout")
	if err != nil {
		return err
	}
	if layout != storeLayout {
		return fmt.Errorf("it has layout %s, this program reads layout %s", layout, storeLayout)
	}
	if s.identity, err = s.property(ctx, "identity"); err != nil {
		return err
	}
	return s.fillArrivals(ctx)
}

func (s *store) property(ctx context.Context, name string) (string, error) {
	var value string
	err := s.writer.QueryRowContext(ctx, `SELECT value FROM property WHERE name = ?`, name).Scan(&value)
	return value, err
}

func (s *store) close() error {
	s.decoder.Close()
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// version is one state of a document; document is nil when it was deleted.
type version struct {
	sequence uint64
	id       string
	document *corpus.Document
}

// put stores the documents in one transaction and returns their versions.
func (s *store) put(ctx context.Context, documents []*corpus.Document) ([]version, error) {
	bodies := make([][]byte, len(documents))
	for i, d := range documents {
		text, err := json.Marshal(d)
		if err != nil {
			return nil, fmt.Errorf("encoding document %s: %w", d.ID, err)
		}
		bodies[i] = s.encoder.EncodeAll(text, nil)
	}
	versions := make([]version, len(documents))
	err := s.write(ctx, func(tx *sql.Tx) error {
		for i, d := range documents {
			sequence, err := s.insertVersion(ctx, tx, d.ID, bodies[i])
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)`,
				d.ID, sequence, len(d.Passages), d.TextBytes())
			if err != nil {
				return err
			}
			versions[i] = version{sequence, d.ID, d}
		}
		return nil
	})
	return versions, err
}

// remove deletes the documents in one transaction; those that are not there
// have no version in the answer.
func (s *store) remove(ctx context.Context, ids []string) ([]version, error) {
	var versions []version
	err := s.write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			result, err := tx.ExecContext(ctx, `DELETE FROM document WHERE id = ?`, id)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			sequence, err := s.insertVersion(ctx, tx, id, nil)
			if err != nil {
				return err
			}
			versions = append(versions, version{sequence: sequence, id: id})
		}
		return nil
	})
	return versions, err
}

func (s *store) insertVersion(ctx context.Context, tx *sql.Tx, id string, body []byte) (uint64, error) {
	result, err := tx.ExecContext(ctx, `INSERT INTO version (id, body) VALUES (?, ?)`, id, body)
	if err != nil {
		return 0, err
	}
	sequence, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	return uint64(sequence), s.noteArrival(ctx, tx, id, uint64(sequence))
}

func (s *store) write(ctx context.Context, change func(*sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("writing the document store: %w", err)
	}
	defer tx.Rollback() // nothing to do after Commit
	if err := change(tx); err != nil {
		return fmt.Errorf("writing the document store: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing to the document store: %w", err)
	}
	return nil
}

// newest is the sequence number at which store.document gives the last state.
const newest = math.MaxInt64

// document returns the document as it was at the given sequence number, or
// search.ErrNotFound.
func (s *store) document(ctx context.Context, id string, sequence uint64) (*corpus.Document, error) {
	body, err := s.body(ctx, id, sequence)
	if err != nil {
		return nil, err
	}
	return s.decode(id, body)
}

// body returns the compressed document as it was at the given sequence number,
// or search.ErrNotFound.
func (s *store) body(ctx context.Context, id string, sequence uint64) ([]byte, error) {
	var body []byte
	err := s.state.QueryRowContext(ctx, id, sequence).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) || err == nil && body == nil {
		return nil, search.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading document %s: %w", id, err)
	}
	return body, nil
}

func (s *store) decode(id string, body []byte) (*corpus.Document, error) {
	text, err := s.decoder.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("decompressing document %s: %w", id, err)
	}
	var d corpus.Document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("decoding document %s: %w", id, err)
	}
	return &d, nil
}

// since returns up to limit versions after the sequence number, in order. It
// leaves out versions that a later one has replaced: the last state
// of a document is all that replaying needs.
func (s *store) since(ctx context.Context, sequence uint64, limit int) ([]version, error) {
	rows, err := s.reader.QueryContext(ctx, `
		SELECT v.sequence, v.id, v.body FROM version v
		WHERE v.sequence > ? AND NOT EXISTS (SELECT 1 FROM version n WHERE n.id = v.id AND n.sequence > v.sequence)
		ORDER BY v.sequence LIMIT ?`, sequence, limit)
	if err != nil {
		return nil, fmt.Errorf("reading changes: %w", err)
	}
	defer rows.Close()
	var versions []version
	for rows.Next() {
		var v version
		var body []byte
		if err := rows.Scan(&v.sequence, &v.id, &body); err != nil {
			return nil, fmt.Errorf("reading changes: %w", err)
		}
		if body != nil {
			if v.document, err = s.decode(v.id, body); err != nil {
				return nil, err
			}
		}
		versions = append(versions, v)
	}
	return versions, rows.Err()
}

// lastSequence returns the number of the last change, 0 before the first. It
// counts changes that have been pruned.
func (s *store) lastSequence(ctx context.Context) (uint64, error) {
	var last uint64
	err := s.reader.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'version'`).Scan(&last)
	if err != nil {
		return 0, fmt.Errorf("reading the last change: %w", err)
	}
	return last, nil
}

// count returns how many documents there are now, their passages and the bytes
// of their text.
func (s *store) count(ctx context.Context) (documents, passages int, textBytes int64, err error) {
	err = s.reader.QueryRowContext(ctx,
		`SELECT count(*), coalesce(sum(passages), 0), coalesce(sum(text_bytes), 0) FROM document`).Scan(&documents, &passages, &textBytes)
	if err != nil {
		err = fmt.Errorf("counting documents: %w", err)
	}
	return documents, passages, textBytes, err
}

// ids returns the ids of all documents there are now.
func (s *store) ids(ctx context.Context) ([]string, error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT id FROM document ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("listing documents: %w", err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("listing documents: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// prune drops the versions of the ids that no search can need which sees the
// changes up to seen or later: those replaced by a version up to seen, and
// deletions up to seen. Deletions stay in the count of lastSequence.
func (s *store) prune(ctx context.Context, ids []string, seen uint64) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, pruneStatement+` AND id = ?2`, seen, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// pruneAll is prune for every id.
func (s *store) pruneAll(ctx context.Context, seen uint64) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, pruneStatement, seen)
		return err
	})
}

const pruneStatement = `
	DELETE FROM version WHERE sequence <= ?1 AND (body IS NULL OR EXISTS (
		SELECT 1 FROM version n WHERE n.id = version.id AND n.sequence > version.sequence AND n.sequence <= ?1))`
