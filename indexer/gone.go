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
		orphans, err := r.Ledger.orphans(ctx, t.folder)
		if err != nil {
			return err
		}
		paths := slices.DeleteFunc(slices.Concat(r.missing[t.folder], orphans), func(path string) bool {
			return slices.Contains(r.summary.Changing, path) || slices.ContainsFunc(r.closed, func(folder string) bool { return contains(folder, path) })
		})
		slices.Sort(paths)
		gone = append(gone, slices.Compact(paths)...)
	}
	isGone := make(map[string]bool, len(gone))
	for _, path := range gone {
		isGone[path] = true
	}
	for paths := range slices.Chunk(gone, batchDocuments) {
		if err := r.forget(ctx, paths, isGone); err != nil {
			return err
		}
	}
	r.summary.Pruned = r.Prune
	return nil
}

// forget drops the rows of files that are gone. Those with documents are
// reported, and dropped only when the run prunes, their documents first; a
// copy that is not among all that are gone has the documents from then on.
func (r *run) forget(ctx context.Context, paths []string, gone map[string]bool) error {
	var ids, dropped []string
	heirs := map[string]string{}
	for _, path := range paths {
		documents, err := r.Ledger.documentsOf(ctx, path)
		if err != nil {
			return err
		}
		file, known, err := r.Ledger.file(ctx, path)
		if err != nil {
			return err
		}
		if !known && len(documents) == 0 {
			continue // it was moved in this run
		}
		searched := len(documents) > 0 || file.CopyOf != ""
		if searched {
			r.summary.Gone = append(r.summary.Gone, path)
		}
		if searched && !r.Prune {
			continue
		}
		dropped = append(dropped, path)
		if heirs[path], err = r.heirOf(ctx, path, gone); err != nil {
			return err
		}
		if heirs[path] == "" {
			ids = append(ids, without(documents, nil)...)
		}
	}
	if len(ids) > 0 {
		if err := r.Ledger.giveUp(ctx, ids); err != nil {
			return err
		}
		if err := r.Sink.Delete(ctx, ids); err != nil {
			return fmt.Errorf("deleting %d documents: %w", len(ids), err)
		}
	}
	if len(dropped) == 0 {
		return nil
	}
	if err := r.Ledger.forget(ctx, dropped, ids, heirs); err != nil {
		return err
	}
	r.summary.Removed += len(ids)
	return nil
}

// heirOf returns the first copy of a file that is not gone with it, "" for none.
func (r *run) heirOf(ctx context.Context, path string, gone map[string]bool) (string, error) {
	copies, err := r.Ledger.copiesOf(ctx, path)
	for _, c := range copies {
		if !gone[c.Path] {
			return c.Path, err
		}
	}
	return "", err
}
