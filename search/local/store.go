package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"net/url"
	"path/filepath"
	"time"

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
	identity    string  // drawn when the store was made
	writer      *sql.DB // one connection
	reader      *sql.DB
	changing    changeStatements // of writer
	state       *sql.Stmt        // of reader: the body of a document at a sequence number
	timing      *sql.Stmt        // likewise: when it came and was changed
	coming      *sql.Stmt        // likewise: by which sequence number it came
	compression compression
	now         func() time.Time
}

func openStore(ctx context.Context, dir string) (*store, error) {
	path := filepath.Join(dir, "documents.db")
	s := &store{now: time.Now}
	var err error
	if s.writer, err = openSQLite(path); err != nil {
		return nil, err
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = openSQLite(path); err != nil {
		return nil, errors.Join(err, s.writer.Close())
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the document store %s: %w", path, adviseOnDamage(err)), s.close())
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

// prepare brings the file to the layout of this program, reads what the store
// has to know of it and prepares the statements.
func (s *store) prepare(ctx context.Context) error {
	if err := s.bringToLayout(ctx); err != nil {
		return err
	}
	if err := s.readDictionaries(ctx); err != nil {
		return err
	}
	var err error
	if s.changing, err = prepareChanges(ctx, s.writer); err != nil {
		return err
	}
	for query, statement := range map[string]**sql.Stmt{bodyQuery: &s.state, timesQuery: &s.timing, comingQuery: &s.coming} {
		if *statement, err = s.reader.PrepareContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

func (s *store) close() error {
	return errors.Join(s.reader.Close(), s.writer.Close())
}

// version is one state of a document; document is nil when it was deleted.
type version struct {
	sequence uint64
	id       string
	document *corpus.Document
}

// stateAt is the sequence number of the version of the document ?1 as of the
// change ?2, NULL when it was not there and no version says so.
const stateAt = `coalesce(
	(SELECT sequence FROM document WHERE id = ?1 AND sequence <= ?2),
	(SELECT max(sequence) FROM past WHERE id = ?1 AND sequence <= ?2))`

const bodyQuery = `SELECT body FROM version WHERE sequence = ` + stateAt

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
	text, err := s.decompress(id, body)
	if err != nil {
		return nil, err
	}
	return decode(id, text)
}

func (s *store) decompress(id string, body []byte) ([]byte, error) {
	text, err := s.compression.decompress(body)
	if err != nil {
		return nil, fmt.Errorf("decompressing document %s: %w: %w", id, errBodyDamaged, err)
	}
	return text, nil
}

// since returns up to limit versions after the sequence number, in order. It
// leaves out versions that a later one has replaced: the last state
// of a document is all that replaying needs.
func (s *store) since(ctx context.Context, sequence uint64, limit int) ([]version, error) {
	rows, err := s.reader.QueryContext(ctx, `
		SELECT v.sequence, v.id, v.body FROM version v
		WHERE v.sequence > ?
			AND NOT EXISTS (SELECT 1 FROM document n WHERE n.id = v.id AND n.sequence > v.sequence)
			AND NOT EXISTS (SELECT 1 FROM past n WHERE n.id = v.id AND n.sequence > v.sequence)
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
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading changes: %w", err)
	}
	return versions, nil
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
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("listing documents: %w", err)
	}
	return ids, nil
}
