package main

import (
	"context"
	"fmt"
	"time"

	"entente/indexer"
)

// watch keeps folders in step until ctx is done. It tells of each run that
// changed something, and of each file that fails once for each reason.
func (p *program) watch(ctx context.Context, o *indexOptions, options indexer.Options, show *progress, folders []string) error {
	told := map[string]string{}
	options.Failure = func(file indexer.File) {
		if reason := reasonOf(file); told[file.Path] != reason {
			told[file.Path] = reason
			show.failure(file)
		}
	}
	first := true
	if options.Progress != nil {
		options.Progress = func(now indexer.Progress) {
			if first {
				show.progress(now)
			}
		}
	}
	var broken error
	err := indexer.Watch(ctx, options, indexer.WatchOptions{
		Rescan: o.rescan,
		Ran: func(s indexer.Summary, took time.Duration) {
			if first {
				show.end()
				first = false
			}
			if broken == nil {
				broken = p.printSummary(o, s, took)
			}
		},
		Trouble: func(err error) { fmt.Fprintln(p.err, printable(err.Error())) },
	}, folders)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.err, "stopped")
	return broken
}
