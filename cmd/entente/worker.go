package main

import (
	"github.com/spf13/cobra"

	"entente/indexer"
)

// newWorkerCommand is what index starts to read files in; it is not for people.
func newWorkerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    indexer.WorkerArgument,
		Hidden: true,
		Args:   exactly(0, "no arguments"),
		RunE:   func(*cobra.Command, []string) error { return indexer.WorkerMain() },
	}
}
