package indexer

import (
	"context"
	"fmt"
)

// failedUnder returns the paths of the files that failed, of those at or below
// the paths given or of all when none is given. What failed and is no longer
// there is among them.
func (r *run) failedUnder(ctx context.Context, paths []string) ([]string, error) {
	filters := []Filter{{State: Failed}}
	if len(paths) > 0 {
		filters = nil
	}
	for _, path := range paths {
		absolute, err := canonical(path)
		if err != nil {
			return nil, err
		}
		known, err := r.Ledger.pathsUnder(ctx, absolute)
		if err != nil {
			return nil, err
		}
		if len(known) == 0 {
			return nil, &UnknownPathError{Path: path}
		}
		filters = append(filters, Filter{State: Failed, Under: absolute})
	}
	var failed []string
	for _, filter := range filters {
		for f, err := range r.Ledger.Files(ctx, filter) {
			if err != nil {
				return nil, err
			}
			failed = append(failed, f.Path)
		}
	}
	return failed, nil
}

// UnknownPathError says that no file at or below a path was indexed before.
type UnknownPathError struct{ Path string }

func (e *UnknownPathError) Error() string {
	return fmt.Sprintf("no file in %s was indexed before", e.Path)
}
