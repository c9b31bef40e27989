package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/indexer"
)

// filesOptions are the flags of files.
type filesOptions struct {
	state, under string
	unread, json bool
}

func newFilesCommand(p *program) *cobra.Command {
	o := &filesOptions{}
	cmd := &cobra.Command{
		Use:   "files",
		Short: "List the files seen, and those that could not be read",
		Long: `List every file that index has seen, one line each: its state, how many
documents it gave, its path, and for a file that failed the reason and what
can be done.`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.files(cmd.Context(), o) },
	}
	cmd.Flags().StringVar(&o.state, "state", "", "only files in this state: indexed or failed")
	cmd.Flags().StringVar(&o.under, "under", "", "only files below this folder")
	cmd.Flags().BoolVar(&o.unread, "unread", false, "only files of which some part could not be read")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object a line")
	return cmd
}

func (o *filesOptions) filter() (indexer.Filter, error) {
	filter := indexer.Filter{State: indexer.State(o.state)}
	switch filter.State {
	case "", indexer.Indexed, indexer.Failed:
	default:
		return filter, usageError{fmt.Errorf("--state is indexed or failed, not %q", o.state)}
	}
	if o.under == "" {
		return filter, nil
	}
	var err error
	if filter.Under, err = filepath.Abs(o.under); err != nil {
		return filter, fmt.Errorf("finding the folder: %w", err)
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
	encoder := json.NewEncoder(w)
	for file, err := range f.ledger.Files(ctx, filter) {
		if err != nil {
			return err
		}
		if o.unread && len(file.Unread) == 0 {
			continue
		}
		if o.json {
			err = encoder.Encode(file)
		} else {
			_, err = fmt.Fprintln(w, fileLine(file))
		}
		if err != nil {
			return fmt.Errorf("writing the list: %w", err)
		}
	}
	return w.Flush()
}

func fileLine(file indexer.File) string {
	line := fmt.Sprintf("%-8s %5d  %s", file.State, file.Documents, printable(file.Path))
	if file.State == indexer.Failed {
		line += "  " + reasonOf(file)
	}
	if len(file.Unread) > 0 {
		line += "  not read: " + printable(strings.Join(file.Unread, "; "))
	}
	return line
}
