package indexer

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"entente/corpus/formats"
)

// Filter chooses files of the ledger. The zero value chooses all.
type Filter struct {
	State      State          // empty for any
	Reason     formats.Reason // of a failure; empty for any
	MediaTypes []string       // any of these; empty for any
	Under      string         // absolute path of a folder or file; empty for anywhere
	Unread     bool           // only files of which something could not be used
}

func (f Filter) where() (clause string, arguments []any) {
	conditions := []string{"1"}
	add := func(condition string, values ...any) {
		conditions, arguments = append(conditions, condition), append(arguments, values...)
	}
	if f.State != "" {
		add("state = ?", f.State)
	}
	if f.Reason != "" {
		add("reason = ?", f.Reason)
	}
	if n := len(f.MediaTypes); n > 0 {
		values := make([]any, n)
		for i, m := range f.MediaTypes {
			values[i] = m
		}
		add("media_type IN (?"+strings.Repeat(", ?", n-1)+")", values...)
	}
	if f.Under != "" {
		condition, values := under(f.Under)
		add(condition, values...)
	}
	if f.Unread {
		add("unread NOT IN ('null', '[]')")
	}
	return strings.Join(conditions, " AND "), arguments
}

// under is the condition that a path is folder or lies in it.
func under(folder string) (condition string, arguments []any) {
	return "(path = ? OR (path > ? AND path < ?))", []any{folder, withSeparator(folder), endOf(folder)}
}

// endOf comes after the path of everything in a folder.
func endOf(folder string) string {
	prefix := withSeparator(folder)
	return prefix[:len(prefix)-1] + string(filepath.Separator+1)
}

func withSeparator(folder string) string {
	return strings.TrimSuffix(folder, string(filepath.Separator)) + string(filepath.Separator)
}

// Files returns the files chosen, in the order of their paths. It ends with
// the first error.
func (l *Ledger) Files(ctx context.Context, filter Filter) iter.Seq2[File, error] {
	return files(ctx, l.db, filter, -1, 0)
}

// querier is a database or a transaction on it.
type querier interface {
	QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error)
}

// files returns at most limit of the files chosen, all when it is below 0,
// after passing over offset of them.
func files(ctx context.Context, db querier, filter Filter, limit, offset int) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		where, arguments := filter.where()
		rows, err := db.QueryContext(ctx, `SELECT `+fileColumns+` FROM file WHERE `+where+` ORDER BY path LIMIT ? OFFSET ?`,
			append(arguments, limit, offset)...)
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

// Listing is a page of the files chosen, and how many there are, all as of one
// moment.
type Listing struct {
	Files []File
	Total int // files chosen
	// States, Reasons and MediaTypes count what there would be for each value
	// beside the filter's other conditions. Files that did not fail have no
	// reason, and those without a reader no media type; these are left out.
	States     map[string]int
	Reasons    map[string]int
	MediaTypes map[string]int
}

// List returns at most limit of the files chosen, in the order of their paths,
// after passing over offset of them.
func (l *Ledger) List(ctx context.Context, filter Filter, limit, offset int) (Listing, error) {
	var list Listing
	tx, err := l.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return list, fmt.Errorf("reading the ledger: %w", err)
	}
	defer tx.Rollback() // nothing was written
	for f, err := range files(ctx, tx, filter, limit, offset) {
		if err != nil {
			return list, err
		}
		list.Files = append(list.Files, f)
	}
	all, err := counts(ctx, tx, filter, "''")
	if err != nil {
		return list, err
	}
	list.Total = all[""]
	state, reason, format := filter, filter, filter
	state.State, reason.Reason, format.MediaTypes = "", "", nil
	if list.States, err = counts(ctx, tx, state, "state"); err != nil {
		return list, err
	}
	if list.Reasons, err = counts(ctx, tx, reason, "reason"); err != nil {
		return list, err
	}
	if list.MediaTypes, err = counts(ctx, tx, format, "media_type"); err != nil {
		return list, err
	}
	delete(list.Reasons, "")
	delete(list.MediaTypes, "")
	return list, nil
}

// counts returns how many of the files chosen have each value of a column.
func counts(ctx context.Context, db querier, filter Filter, column string) (map[string]int, error) {
	where, arguments := filter.where()
	rows, err := db.QueryContext(ctx, `SELECT `+column+` AS value, count(*) FROM file WHERE `+where+` GROUP BY value`, arguments...)
	if err != nil {
		return nil, fmt.Errorf("counting in the ledger: %w", err)
	}
	defer rows.Close()
	all := map[string]int{}
	for rows.Next() {
		var value string
		var n int
		if err := rows.Scan(&value, &n); err != nil {
			return nil, fmt.Errorf("counting in the ledger: %w", err)
		}
		all[value] = n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("counting in the ledger: %w", err)
	}
	return all, nil
}

// UnreadFiles returns how many files could not be read.
func (l *Ledger) UnreadFiles(ctx context.Context) (int, error) {
	return l.count(ctx, Filter{State: Failed})
}

// PartlyUnreadFiles returns of how many of the files that were read something
// could not be used.
func (l *Ledger) PartlyUnreadFiles(ctx context.Context) (int, error) {
	return l.count(ctx, Filter{State: Indexed, Unread: true})
}

func (l *Ledger) count(ctx context.Context, filter Filter) (int, error) {
	all, err := counts(ctx, l.db, filter, "''")
	return all[""], err
}
