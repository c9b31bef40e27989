package indexer

import (
	"context"
	"fmt"
	"slices"
)

// lookForGone finds the files that earlier runs saw in the targets and that
// are not there any more. Of files under a folder that could not be read
// nothing is known, so they are left alone.
func (r *run) lookForGone(ctx context.Context, targets []target) error {
	var gone []string
	for _, t := range targets {
		if t.only != nil {
			continue
		}
		paths, err := r.Ledger.pathsUnder(ctx, t.folder)
		if err != nil {
			return err
		}
		for _, path := range paths {
			if !r.seen[keyOf(path)] && !slices.ContainsFunc(r.closed, func(folder string) bool { return contains(folder, path) }) {
				gone = append(gone, path)
			}
		}
	}
	for paths := range slices.Chunk(gone, batchDocuments) {
		if err := r.forget(ctx, paths); err != nil {
			return err
		}
	}
	r.summary.Pruned = r.Prune
	return nil
}

// forget drops the rows of files that are gone. Those with documents are
// reported, and dropped only when the run prunes, their documents first.
func (r *run) forget(ctx context.Context, paths []string) error {
	var ids, dropped []string
	for _, path := range paths {
		documents, err := r.Ledger.documentsOf(ctx, path)
		if err != nil {
			return err
		}
		if len(documents) > 0 {
			r.summary.Gone = append(r.summary.Gone, path)
		}
		if len(documents) == 0 || r.Prune {
			dropped = append(dropped, path)
			ids = append(ids, without(documents, nil)...)
		}
	}
	if len(ids) > 0 {
		if err := r.Sink.Delete(ctx, ids); err != nil {
			return fmt.Errorf("deleting %d documents: %w", len(ids), err)
		}
	}
	if len(dropped) == 0 {
		return nil
	}
	if err := r.Ledger.forget(ctx, dropped, ids); err != nil {
		return err
	}
	r.summary.Removed += len(ids)
	return nil
}
