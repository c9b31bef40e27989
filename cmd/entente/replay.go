package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"entente/search"
)

// record makes the record of the search that was answered with result, in a
// new file. It may see a later moment than the search did, and then says so.
func (p *program) record(ctx context.Context, f *folder, r search.Request, result *search.Result, path string) error {
	record, err := f.engine.Record(ctx, r)
	if err != nil {
		return fmt.Errorf("recording the search: %w", err)
	}
	if record.Searched.Sequence != result.Searched.Sequence {
		fmt.Fprintln(p.err, "the collection has changed between the search and its record, which has the later state")
	}
	return writeRecord(path, record)
}

// writeRecord never replaces a file: a record is kept to be compared with.
func writeRecord(path string, record *search.Record) (err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return usageError{fmt.Errorf("--record: %s exists already; name a new file", path)}
	}
	if err != nil {
		return fmt.Errorf("writing the record: %w", err)
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			err = errors.Join(fmt.Errorf("writing the record: %w", err), os.Remove(path))
		}
	}()
	return errors.Join(writeJSON(file, record), file.Sync())
}

// readRecord reads and checks a record; what is none is a mistake in usage.
func readRecord(path string) (*search.Record, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, usageError{fmt.Errorf("reading the record: %w", err)}
	}
	record := new(search.Record)
	if err := json.Unmarshal(text, record); err != nil {
		return nil, usageError{fmt.Errorf("%s is no search record: %w", path, err)}
	}
	if err := record.Check(); err != nil {
		return nil, usageError{fmt.Errorf("%s: %w", path, err)}
	}
	return record, nil
}

func newReplayCommand(p *program) *cobra.Command {
	var timeout time.Duration
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "replay RECORD",
		Short: "Run a recorded search again and say what has changed",
		Long: `Run again the search in a file that entente search --record has written, and
list the documents that are new, gone, or moved in the order. It says as well
whether the collection is the same one and has changed since.

Moved are as few documents as explain the new order; the others follow each
other as before. The exit code is 0 when the hits and their order are the
same, and 5 when they are not.`,
		Args: exactly(1, "the file of one search record, as search --record writes it"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			then, err := readRecord(args[0])
			if err != nil {
				return err
			}
			f, err := p.openCollection(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.close()) }()
			ctx, cancel := context.WithTimeout(cmd.Context(), timeout)
			defer cancel()
			return p.replay(ctx, f, then, asJSON)
		},
	}
	cmd.Flags().DurationVar(&timeout, "timeout", searchTimeout, "time after which the search is stopped")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the comparison as JSON")
	return cmd
}

// replay asks the same again and compares; the error is errDiffers when the
// hits or their order are others.
func (p *program) replay(ctx context.Context, f *folder, then *search.Record, asJSON bool) error {
	asked, err := then.Asked.Request()
	if err != nil {
		return err
	}
	now, err := f.engine.Record(ctx, asked)
	if err != nil {
		return p.pointAt(asked.Query, err)
	}
	c := comparison{Then: momentOf(then), Now: momentOf(now), Difference: search.Compare(then.IDs, now.IDs)}
	c.Same, c.SameCollection = c.None(), then.Identity == now.Identity
	if asJSON {
		err = writeJSON(p.out, c)
	} else {
		err = p.printComparison(c)
	}
	if err == nil && !c.Same {
		err = errDiffers
	}
	return err
}

// comparison is what replay prints as JSON.
type comparison struct {
	Same           bool   `json:"same"`            // hits and order
	SameCollection bool   `json:"same_collection"` // it may have changed
	Then           moment `json:"then"`
	Now            moment `json:"now"`
	search.Difference
}

// moment is a record without what was asked and found.
type moment struct {
	Made       string          `json:"made"`
	Query      string          `json:"query"`
	Searched   search.Searched `json:"searched"`
	Identity   string          `json:"identity"`
	Generation uint64          `json:"generation"`
	Total      search.Total    `json:"total"`
	Digest     string          `json:"digest"`
}

func momentOf(r *search.Record) moment {
	return moment{Made: r.Made, Query: r.Query, Searched: r.Searched, Identity: r.Identity, Generation: r.Generation, Total: r.Total, Digest: r.Digest}
}

func (p *program) printComparison(c comparison) error {
	w := bufio.NewWriter(p.out)
	fmt.Fprintln(w, printable(cmp.Or(c.Then.Query, "every document")))
	for _, m := range []moment{c.Then, c.Now} {
		fmt.Fprintf(w, "%s  %s of %s searched\n", printable(m.Made), counted(m.Total.Value, "document"), thousands(m.Searched.Documents))
	}
	fmt.Fprintln(w, c.collection())
	if c.Then.Query != c.Now.Query {
		fmt.Fprintf(w, "the query is read otherwise now: %s\n", printable(c.Now.Query))
	}
	if c.Same {
		fmt.Fprintln(w, "the same documents in the same order")
		return w.Flush()
	}
	fmt.Fprintf(w, "%s new, %s gone, %s moved\n", thousands(len(c.New)), thousands(len(c.Gone)), thousands(len(c.Moved)))
	for _, list := range []struct {
		name string
		ids  []string
	}{{"new", c.New}, {"gone", c.Gone}, {"moved", c.Moved}} {
		for _, id := range list.ids {
			fmt.Fprintf(w, "%-6s %s\n", list.name, printable(id))
		}
	}
	return w.Flush()
}

// collection says whether the collection is the one of the record, and the same as then.
func (c comparison) collection() string {
	switch {
	case !c.SameCollection:
		return printable(fmt.Sprintf("another collection than recorded: %s then, %s now", c.Then.Identity, c.Now.Identity))
	case c.Then.Searched.Sequence != c.Now.Searched.Sequence:
		return fmt.Sprintf("the same collection, changed since: change %d then, %d now", c.Then.Searched.Sequence, c.Now.Searched.Sequence)
	case c.Then.Generation != c.Now.Generation:
		return fmt.Sprintf("the same collection, unchanged; its index was made again: %d then, %d now", c.Then.Generation, c.Now.Generation)
	}
	return "the same collection, unchanged"
}
