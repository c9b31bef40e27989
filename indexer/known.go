package indexer

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// knownRow is as much of a row of the ledger as tells that a file did not change.
type knownRow struct {
	path         string
	size         int64     // bytes
	modified     time.Time // of the file
	read         time.Time
	metadataHash string
	copyOf       string
	// settled says that a file which is as the row has it need not be read: it was
	// indexed, its text is known, and it lacks no id that may have become free.
	settled bool
}

// file is the row as far as it is known here.
func (k *knownRow) file() File {
	return File{
		Path: k.path, Size: k.size, Modified: k.modified, MetadataHash: k.metadataHash, State: Indexed, Read: k.read, CopyOf: k.copyOf,
	}
}

// apart is a copy of the row that does not keep the page that it was read with.
func (k *knownRow) apart() *knownRow {
	own := *k
	own.path, own.metadataHash, own.copyOf = strings.Clone(k.path), strings.Clone(k.metadataHash), strings.Clone(k.copyOf)
	return &own
}

// knownPage is how many rows are read at a time. Between two pages nothing is held
// open in the ledger.
const knownPage = 1000

// knownRows hands out the rows of a folder and what is in it beside a walk of the
// folder, which asks for one path after the other. It reads the rows in the
// order of their paths. That is nearly the order of the walk, which comes to
// what is in the folder "a" before the file "a.md"; what the walk has not come
// to yet waits in passed. The nil value has no rows.
type knownRows struct {
	ledger *Ledger
	folder string
	page   []knownRow // read, not passed
	after  string     // up to this path they were read; "" before the first
	ended  bool       // there are no more to read
	passed map[string]*knownRow
}

func (l *Ledger) known(folder string) *knownRows {
	return &knownRows{ledger: l, folder: folder, passed: map[string]*knownRow{}}
}

// take returns the row of a path, nil when there is none. A row is taken once.
func (k *knownRows) take(ctx context.Context, path string) (*knownRow, error) {
	if k == nil {
		return nil, nil
	}
	for {
		for len(k.page) > 0 && k.page[0].path <= path {
			row := &k.page[0]
			k.page = k.page[1:]
			if row.path == path {
				return row, nil
			}
			own := row.apart()
			k.passed[own.path] = own
		}
		if len(k.page) > 0 || k.ended {
			return k.takePassed(path), nil
		}
		if err := k.readPage(ctx); err != nil {
			return nil, err
		}
	}
}

func (k *knownRows) takePassed(path string) *knownRow {
	row := k.passed[path]
	delete(k.passed, path)
	return row
}

// giveBack takes back a row that was taken; nil is none.
func (k *knownRows) giveBack(row *knownRow) {
	if row != nil {
		k.passed[row.path] = row
	}
}

// rest returns the paths of the rows that were not taken, in their order.
func (k *knownRows) rest(ctx context.Context) ([]string, error) {
	var paths []string
	for path := range k.passed {
		paths = append(paths, path)
	}
	for {
		for _, row := range k.page {
			paths = append(paths, strings.Clone(row.path)) // see apart
		}
		if k.ended {
			slices.Sort(paths)
			return paths, nil
		}
		if err := k.readPage(ctx); err != nil {
			return nil, err
		}
	}
}

// readPage reads the row of the folder itself, which is there when it could not
// be read, or the next page of what is in it.
func (k *knownRows) readPage(ctx context.Context) error {
	k.page = make([]knownRow, 0, knownPage) // rows that were taken stay where they are
	if k.after == "" {
		k.after = withSeparator(k.folder)
		return k.read(ctx, `path = ?`, k.folder)
	}
	if err := k.read(ctx, `path > ? AND path < ? ORDER BY path LIMIT ?`, k.after, endOf(k.folder), knownPage); err != nil {
		return err
	}
	if k.ended = len(k.page) < knownPage; !k.ended {
		k.after = k.page[knownPage-1].path
	}
	return nil
}

// read reads rows as one text, their values with NUL between, which no path has:
// to ask the driver for each value takes half as long again. Whether a file is in
// the table of copies is asked first, since few are and SQLite begins anew with
// the other question for each row.
func (k *knownRows) read(ctx context.Context, where string, arguments ...any) error {
	text, err := k.ledger.often.text(ctx, `SELECT coalesce(group_concat(
		concat_ws(char(0), path, size, modified, read_at, settled, metadata_hash, copy_of), char(0)), '')
		FROM (SELECT path, size, modified, read_at, metadata_hash,
			iif(state = '`+string(Indexed)+`' AND hash <> '' AND unfinished = 0 AND refused IN ('null', '[]'), 'settled', '') AS settled,
			iif(path IN (SELECT path FROM copy), (SELECT original FROM copy WHERE copy.path = file.path), '') AS copy_of
			FROM file WHERE `+where+`)`, arguments...)
	if err != nil || text == "" {
		return err
	}
	for text != "" {
		var values [knownValues]string
		for i := range values {
			values[i], text, _ = strings.Cut(text, "\x00")
		}
		row, err := knownRowOf(values)
		if err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		k.page = append(k.page, row)
	}
	slices.SortFunc(k.page, func(a, b knownRow) int { return strings.Compare(a.path, b.path) }) // group_concat promises no order
	return nil
}

// knownValues is how many values a row is read from.
const knownValues = 7

func knownRowOf(values [knownValues]string) (row knownRow, err error) {
	var numbers [3]int64
	for i := range numbers {
		if numbers[i], err = strconv.ParseInt(values[1+i], 10, 64); err != nil {
			return row, err
		}
	}
	return knownRow{
		path: values[0], size: numbers[0], modified: fromNanoseconds(numbers[1]), read: fromNanoseconds(numbers[2]),
		settled: values[4] != "", metadataHash: values[5], copyOf: values[6],
	}, nil
}

// orphans returns the paths at or under folder that have documents and no row, as
// a run leaves them that is killed while it writes, in their order. The folder
// itself, which may have been a file, is asked for apart: with both in one
// condition, SQLite takes four times as long.
func (l *Ledger) orphans(ctx context.Context, folder string) ([]string, error) {
	itself, err := l.texts(ctx, `SELECT path FROM document WHERE path = ?1 EXCEPT SELECT path FROM file WHERE path = ?1`, folder)
	if err != nil {
		return nil, err
	}
	within, err := l.texts(ctx, `SELECT path FROM document WHERE path > ?1 AND path < ?2
		EXCEPT SELECT path FROM file WHERE path > ?1 AND path < ?2 ORDER BY path`, withSeparator(folder), endOf(folder))
	return append(itself, within...), err
}
