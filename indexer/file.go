package indexer

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/corpus/formats"
)

// State says what became of a file.
type State string

// The states of a file.
const (
	Indexed State = "indexed"
	Failed  State = "failed"
)

// File is what the ledger has of one file; of a folder, where that could not
// be read.
type File struct {
	Path       string // absolute
	Root       string // the folder given; for a single file the folder it is in
	Collection string
	Size       int64 // bytes
	Modified   time.Time
	Hash       string // SHA-256, empty when the bytes were not read
	// MetadataHash changes with what is declared beside the file, with its
	// collection and with the version of the extraction.
	MetadataHash string
	MediaType    string // as its first bytes tell; empty when there is no reader for it
	State        State
	Reason       formats.Reason // of a failure
	Detail       string         // one line
	Output       string         // what a worker process wrote before it died
	Documents    int            // in the collection
	TextBytes    int64          // UTF-8 bytes of their text
	Unread       []string       // parts and declarations that could not be used
	// Engines lists what read it or tried to, Pages how each page was read, and
	// Took is the time of that, without waiting for the writer. They are of the
	// last reading, also where the documents are of an earlier one.
	Engines []formats.Engine
	Pages   []PageRun
	Took    time.Duration
	Read    time.Time // when it was read or tried last
	Indexed time.Time // when Documents were put; zero for never
	// CopyOf is the path of the file with the same bytes whose documents these
	// are; empty for a file with documents of its own.
	CopyOf string

	refused []string // ids that belong to other files
	// unfinished says that a run has begun to write what the file has become, and
	// has not come to its row: the documents may not be those of Hash.
	unfinished bool
}

// Advice returns what a person can do about a file that failed, "" for others.
func (f File) Advice() string { return Advice(f.Reason) }

const fileColumns = `path, root, collection, size, modified, hash, metadata_hash, state, reason, detail, output, text_bytes,
	unread, refused, read_at, indexed_at, media_type, engines, pages, took, unfinished,
	coalesce((SELECT original FROM copy WHERE copy.path = file.path), '') AS copy_of,
	(SELECT count(*) FROM document WHERE document.path = coalesce((SELECT original FROM copy WHERE copy.path = file.path), file.path))`

// file returns what is known of the file at path; ok is false when nothing is.
func (l *Ledger) file(ctx context.Context, path string) (f File, ok bool, err error) {
	one, err := l.often.prepared(ctx, `SELECT `+fileColumns+` FROM file WHERE path = ?`)
	if err != nil {
		return File{}, false, fmt.Errorf("reading the ledger: %w", err)
	}
	f, err = scanFile(one.QueryRowContext(ctx, path))
	if errors.Is(err, sql.ErrNoRows) {
		return File{}, false, nil
	}
	return f, err == nil, err
}

func scanFile(row interface{ Scan(...any) error }) (File, error) {
	var f File
	var modified, read, indexed int64
	var unread, refused, engines, pages string
	err := row.Scan(&f.Path, &f.Root, &f.Collection, &f.Size, &modified, &f.Hash, &f.MetadataHash, &f.State, &f.Reason,
		&f.Detail, &f.Output, &f.TextBytes, &unread, &refused, &read, &indexed, &f.MediaType,
		&engines, &pages, &f.Took, &f.unfinished, &f.CopyOf, &f.Documents)
	if err != nil {
		return File{}, fmt.Errorf("reading the ledger: %w", err)
	}
	f.Modified, f.Read, f.Indexed = fromNanoseconds(modified), fromNanoseconds(read), fromNanoseconds(indexed)
	err = errors.Join(json.Unmarshal([]byte(unread), &f.Unread), json.Unmarshal([]byte(refused), &f.refused),
		json.Unmarshal([]byte(engines), &f.Engines), json.Unmarshal([]byte(pages), &f.Pages))
	if err != nil {
		return File{}, fmt.Errorf("reading the ledger's row of %s: %w", f.Path, err)
	}
	return f, nil
}

// record writes the row of a file.
func record(ctx context.Context, tx *statements, f File) error {
	lists := make([]string, 0, 4)
	for _, list := range []any{f.Unread, f.refused, f.Engines, f.Pages} {
		text, err := json.Marshal(list)
		if err != nil {
			return err
		}
		lists = append(lists, string(text))
	}
	_, err := tx.exec(ctx, `INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.Path, f.Root, f.Collection, f.Size, nanoseconds(f.Modified), f.Hash, f.MetadataHash, f.State, f.Reason,
		f.Detail, f.Output, f.TextBytes, lists[0], lists[1], nanoseconds(f.Read), nanoseconds(f.Indexed), f.MediaType, lists[2], lists[3], f.Took, f.unfinished)
	return err
}

// nanoseconds is a time as the ledger keeps it, 0 for none.
func nanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func fromNanoseconds(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n)
}

// roots returns the folders that files were indexed from.
func (l *Ledger) roots(ctx context.Context) ([]string, error) {
	return l.texts(ctx, `SELECT DISTINCT root FROM file`)
}

// pathsUnder returns the paths at or under folder that have a row or documents.
func (l *Ledger) pathsUnder(ctx context.Context, folder string) ([]string, error) {
	condition, arguments := under(folder)
	return l.texts(ctx, `SELECT path FROM file WHERE `+condition+` UNION SELECT path FROM document WHERE `+condition+` ORDER BY path`,
		append(arguments, arguments...)...)
}

func (l *Ledger) texts(ctx context.Context, query string, arguments ...any) ([]string, error) {
	rows, err := l.db.QueryContext(ctx, query, arguments...)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return textsOf(rows)
}
