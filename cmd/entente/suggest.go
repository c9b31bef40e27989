package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"entente/corpus"
	"entente/search"
)

func newSuggestCommand(p *program) *cobra.Command {
	var limit int
	var timeout time.Duration
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "suggest TEXT",
		Short: "Complete the beginning of a query",
		Long: `Complete the last word of a query by words, titles, organizations and other
values of the collection, each with what to search for and the number of
documents that have it.

  entente suggest 'north atl'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("give the beginning of a query")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			f, err := p.openCollection(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.close()) }()
			ctx, cancel := context.WithTimeout(cmd.Context(), timeout)
			defer cancel()
			found, err := f.engine.Suggest(ctx, strings.Join(args, " "), limit)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(p.out, found)
			}
			return p.printSuggestions(found.Suggestions)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", search.DefaultSuggestions, "how many to make at most")
	cmd.Flags().DurationVar(&timeout, "timeout", searchTimeout, "time after which it is stopped")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print what the API answers")
	return cmd
}

func (p *program) printSuggestions(found []search.Suggestion) error {
	w := tabwriter.NewWriter(p.out, 0, 8, 2, ' ', 0)
	for _, s := range found {
		kind := s.Kind
		if f, ok := corpus.FieldNamed(s.Kind); ok {
			kind = strings.ToLower(f.Label)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", printable(s.Text), kind, counted(s.Count, "document"), printable(s.Query))
	}
	return w.Flush()
}
