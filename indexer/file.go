package indexer

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
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
	Path       string    `json:"path"` // absolute
	Root       string    `json:"root"` // the folder given; for a single file the folder it is in
	Collection string    `json:"collection"`
	Size       int64     `json:"size"` // bytes
	Modified   time.Time `json:"modified"`
	Hash       string    `json:"hash,omitempty"` // SHA-256, empty when the bytes were not read
	// MetadataHash changes with what is declared beside the file, with its
	// collection and with the version of the extraction.
	MetadataHash string         `json:"-"`
	State        State          `json:"state"`
	Reason       formats.Reason `json:"reason,omitempty"` // of a failure
	Detail       string         `json:"detail,omitempty"` // one line
	Output       string         `json:"output,omitempty"` // what a worker process wrote before it died
	Documents    int            `json:"documents"`        // in the collection
	TextBytes    int64          `json:"text_bytes"`       // UTF-8 bytes of their text
	Unread       []string       `json:"unread,omitempty"` // parts and declarations that could not be used
	Read         time.Time      `json:"read"`             // when it was read or tried last
	Indexed      time.Time      `json:"indexed,omitzero"` // when Documents were put; zero for never

	refused []string // ids that belong to other files
}

// Advice returns what a person can do about a file that failed, "" for others.
func (f File) Advice() string { return Advice(f.Reason) }

// Filter chooses files of the ledger. The zero value chooses all.
type Filter struct {
	State State  // empty for any
	Under string // absolute path of a folder or file; empty for anywhere
}

func (f Filter) where() (clause string, arguments []any) {
	conditions := []string{"1"}
	if f.State != "" {
		conditions, arguments = append(conditions, "state = ?"), append(arguments, f.State)
	}
	if f.Under != "" {
		condition, more := under(f.Under)
		conditions, arguments = append(conditions, condition), append(arguments, more...)
	}
	return strings.Join(conditions, " AND "), arguments
}

// under is the condition that a path is folder or lies in it. The character
// after the separator bounds what begins with the folder's name.
func under(folder string) (condition string, arguments []any) {
	prefix := withSeparator(folder)
	return "(path = ? OR (path > ? AND path < ?))",
		[]any{folder, prefix, prefix[:len(prefix)-1] + string(filepath.Separator+1)}
}

func withSeparator(folder string) string {
	return strings.TrimSuffix(folder, string(filepath.Separator)) + string(filepath.Separator)
}

const fileColumns = `path, root, collection, size, modified, hash, metadata_hash, state, reason, detail, output, text_bytes,
	unread, refused, read_at, indexed_at, (SELECT count(*) FROM document WHERE document.path = file.path)`

// Files returns the files chosen, in the order of their paths. It ends with
// the first error.
func (l *Ledger) Files(ctx context.Context, filter Filter) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		where, arguments := filter.where()
		rows, err := l.db.QueryContext(ctx, `SELECT `+fileColumns+` FROM file WHERE `+where+` ORDER BY path`, arguments...)
		if err != nil {
			yield(File{}, fmt.Errorf("reading the ledger: %w", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			f, err := scanFile(rows)
			if !yield(f, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(File{}, fmt.Errorf("reading the ledger: %w", err))
		}
	}
}

// UnreadFiles returns how many files could not be read.
func (l *Ledger) UnreadFiles(ctx context.Context) (int, error) {
	var n int
	err := l.db.QueryRowContext(ctx, `SELECT count(*) FROM file WHERE state = ?`, Failed).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("counting unread files in the ledger: %w", err)
	}
	return n, nil
}

// file returns what is known of the file at path; ok is false when nothing is.
func (l *Ledger) file(ctx context.Context, path string) (f File, ok bool, err error) {
	f, err = scanFile(l.db.QueryRowContext(ctx, `SELECT `+fileColumns+` FROM file WHERE path = ?`, path))
	if errors.Is(err, sql.ErrNoRows) {
		return File{}, false, nil
	}
	return f, err == nil, err
}

func scanFile(row interface{ Scan(...any) error }) (File, error) {
	var f File
	var modified, read, indexed int64
	var unread, refused string
	err := row.Scan(&f.Path, &f.Root, &f.Collection, &f.Size, &modified, &f.Hash, &f.MetadataHash, &f.State, &f.Reason,
		&f.Detail, &f.Output, &f.TextBytes, &unread, &refused, &read, &indexed, &f.Documents)
	if err != nil {
		return File{}, fmt.Errorf("reading the ledger: %w", err)
	}
	f.Modified, f.Read, f.Indexed = fromNanoseconds(modified), fromNanoseconds(read), fromNanoseconds(indexed)
	if err := errors.Join(json.Unmarshal([]byte(unread), &f.Unread), json.Unmarshal([]byte(refused), &f.refused)); err != nil {
		return File{}, fmt.Errorf("reading the ledger's row of %s: %w", f.Path, err)
	}
	return f, nil
}

// record writes the row of a file.
func record(ctx context.Context, tx *sql.Tx, f File) error {
	unread, err := json.Marshal(f.Unread)
	if err != nil {
		return err
	}
	refused, err := json.Marshal(f.refused)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.Path, f.Root, f.Collection, f.Size, nanoseconds(f.Modified), f.Hash, f.MetadataHash, f.State, f.Reason,
		f.Detail, f.Output, f.TextBytes, string(unread), string(refused), nanoseconds(f.Read), nanoseconds(f.Indexed))
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
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
		all = append(all, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	return all, nil
}
