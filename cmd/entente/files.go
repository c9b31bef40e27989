package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/api/wire"
	"entente/indexer"
)

// filesOptions are the flags of files.
type filesOptions struct {
	wire.FilesRequest
	json, csv bool
}

func newFilesCommand(p *program) *cobra.Command {
	o := &filesOptions{}
	cmd := &cobra.Command{
		Use:   "files",
		Short: "List the files seen, and those that could not be read",
		Long: `List every file that index has seen, with its state, how many documents and how
much text it gave, its format, what read it, how many of its pages were read and
how well, how long that took, and when it was; for a file that failed the reason
and what can be done, and of any file what could not be used.

  entente files --state failed
  entente files --reason no-text --under scans
  entente files --unread --csv >unread.csv

The server shows the same list at /files, and to programs at /v1/files.`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.files(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.State, "state", "", "only files in this state: indexed or failed")
	flags.StringVar(&o.Reason, "reason", "", "only files that failed for this reason, such as no-text")
	flags.StringVar(&o.Format, "format", "", "only files of this format, such as PDF or application/pdf")
	flags.StringVar(&o.Under, "under", "", "only files below this folder")
	flags.BoolVar(&o.Unread, "unread", false, "only files of which some part could not be used")
	flags.BoolVar(&o.json, "json", false, "print one JSON object a line")
	flags.BoolVar(&o.csv, "csv", false, "print comma-separated values")
	return cmd
}

// filter is the filter that the flags mean. A folder may be given as it is seen
// from here.
func (o *filesOptions) filter() (indexer.Filter, error) {
	if o.json && o.csv {
		return indexer.Filter{}, usageError{errors.New("--json and --csv exclude each other")}
	}
	r := o.FilesRequest
	if r.Under != "" {
		absolute, err := filepath.Abs(r.Under)
		if err != nil {
			return indexer.Filter{}, fmt.Errorf("finding the folder: %w", err)
		}
		if r.Under, err = filepath.EvalSymlinks(absolute); err != nil {
			r.Under = absolute // it is gone, but the ledger may know it
		}
	}
	filter, err := filterOf(r)
	if err != nil {
		return filter, usageError{fmt.Errorf("--%w", err)}
	}
	return filter, nil
}

func (p *program) files(ctx context.Context, o *filesOptions) (err error) {
	filter, err := o.filter()
	if err != nil {
		return err
	}
	f, err := p.openCollection(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	w := bufio.NewWriter(p.out)
	var print filePrinter = newFileTable(w)
	switch {
	case o.json:
		print = newFileLines(w)
	case o.csv:
		print = newFileSheet(w)
	}
	var count fileTally
	for file, err := range f.ledger.Files(ctx, filter) {
		if err != nil {
			return err
		}
		count.add(file)
		if err := print.file(file); err != nil {
			return fmt.Errorf("writing the list: %w", err)
		}
	}
	if err := errors.Join(print.end(), w.Flush()); err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	to := p.out
	if o.json || o.csv {
		to = p.err
	}
	_, err = fmt.Fprintln(to, count)
	return err
}

// fileTally counts the files of a list.
type fileTally struct{ files, indexed, partly, failed int }

func (t *fileTally) add(file indexer.File) {
	t.files++
	switch {
	case file.State == indexer.Failed:
		t.failed++
	case len(file.Unread) > 0:
		t.partly++
		fallthrough
	default:
		t.indexed++
	}
}

// String leaves out what there is none of.
func (t fileTally) String() string {
	var parts []string
	if t.indexed > 0 {
		parts = append(parts, thousands(t.indexed)+" indexed")
	}
	if t.failed > 0 {
		parts = append(parts, thousands(t.failed)+" failed")
	}
	if t.partly > 0 {
		parts = append(parts, "of "+thousands(t.partly)+" something was left out")
	}
	if len(parts) == 0 {
		return "0 files"
	}
	return counted(t.files, "file") + ": " + strings.Join(parts, ", ")
}

// fileTable prints files for people, below the names of the columns.
type fileTable struct {
	w     io.Writer
	begun bool
}

func newFileTable(w io.Writer) *fileTable { return &fileTable{w: w} }

func (t *fileTable) file(file indexer.File) (err error) {
	if !t.begun {
		t.begun = true
		_, err = fmt.Fprintf(t.w, "%-8s %5s %9s  %-10s  %-10s %11s %9s  %-16s  %s\n", "state", "docs", "bytes", "format", "engine", "pages", "time", "read", "path")
	}
	row := listed(file)
	if err == nil {
		_, err = fmt.Fprintf(t.w, "%-8s %5d %9d  %-10s  %-10s %11s %7.2f s  %s  %s\n", row.State, row.Documents, row.TextBytes,
			cmp.Or(row.Format, "-"), cmp.Or(strings.Join(row.Engines, "+"), "-"), pagesRead(row), row.Seconds,
			row.Read.Format("2006-01-02 15:04"), printable(row.Path))
	}
	if err == nil && file.State == indexer.Failed {
		_, err = fmt.Fprintf(t.w, "         %s\n", reasonOf(file))
	}
	if err == nil && len(file.Unread) > 0 {
		_, err = fmt.Fprintf(t.w, "         not read: %s\n", printable(strings.Join(file.Unread, "; ")))
	}
	return err
}

// pagesRead says how many of a file's pages were read, and how well: "79/80 97%".
func pagesRead(f wire.File) string {
	if f.Pages == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d %d%%", f.Pages-f.UnreadPages, f.Pages, *f.Quality)
}

func (*fileTable) end() error { return nil }
