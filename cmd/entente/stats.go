package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func newStatsCommand(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Describe the collection",
		Args:  exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			f, err := p.openCollection(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, f.close()) }()
			s, err := f.engine.Stats(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(p.out, s)
			}
			_, err = fmt.Fprintf(p.out, "%s in %s, %.1f MB of text\n%s could not be read\nstore %.1f MB, index %.1f MB, in %s\nlast change %d\n",
				counted(s.Documents, "document"), counted(s.Passages, "passage"), megabytes(s.TextBytes),
				counted(s.UnreadFiles, "file"), megabytes(s.StoreBytes), megabytes(s.IndexBytes), f.dir, s.Sequence)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
