package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// The index stands in DIR/index/GENERATION, of which the highest number
// counts. One that cannot be trusted is renamed to GENERATION.damaged and left
// for people to look at.

// removeEarlier removes the generations before the one that is open, also those
// that a process left which was killed while it made the next. What was set aside
// stays.
func (e *Engine) removeEarlier() error {
	entries, err := os.ReadDir(filepath.Join(e.dir, "index"))
	if err != nil {
		return fmt.Errorf("listing the index folder: %w", err)
	}
	for _, entry := range entries {
		n, err := strconv.ParseUint(entry.Name(), 10, 64)
		if err != nil || n >= e.generation {
			continue
		}
		if err := os.RemoveAll(filepath.Join(e.dir, "index", entry.Name())); err != nil {
			return fmt.Errorf("removing an earlier index: %w", err)
		}
	}
	return nil
}

// replayBatch is how many documents are replayed at a time.
const replayBatch = 500

// openIndex opens the newest generation, or a new one when that cannot be
// trusted, and brings it up to the store.
func (e *Engine) openIndex(ctx context.Context) error {
	generation, err := newestGeneration(filepath.Join(e.dir, "index"))
	if err != nil {
		return err
	}
	err = e.openGeneration(ctx, generation)
	switch {
	case errors.Is(err, errIndexDamaged):
		e.log.Warn("the index cannot be trusted and is made again from the document store", "reason", err)
		if err := e.setAside(generation); err != nil {
			return err
		}
		err = e.openGeneration(ctx, generation+1)
	case errors.Is(err, errIndexOutdated):
		err = e.openGeneration(ctx, generation+1)
	}
	if err != nil {
		return err
	}
	if err := e.removeEarlier(); err != nil {
		return err
	}
	last, err := e.store.lastSequence(ctx)
	if err != nil {
		return err
	}
	return e.store.prune(ctx, last)
}

func newestGeneration(dir string) (int, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, fmt.Errorf("making the index folder: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("listing the index folder: %w", err)
	}
	newest := 1
	for _, entry := range entries {
		if n, err := strconv.Atoi(entry.Name()); err == nil {
			newest = max(newest, n)
		}
	}
	return newest, nil
}

func (e *Engine) generationPath(generation int) string {
	return filepath.Join(e.dir, "index", strconv.Itoa(generation))
}

// setAside renames a generation, keeping every file.
func (e *Engine) setAside(generation int) error {
	from := e.generationPath(generation)
	aside := from + ".damaged"
	for n := 2; ; n++ {
		if _, err := os.Stat(aside); errors.Is(err, os.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.damaged-%d", from, n)
	}
	if err := os.Rename(from, aside); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("setting the damaged index aside: %w", err)
	}
	e.log.Warn("the damaged index is kept", "path", aside)
	return nil
}

// openGeneration opens one generation, making it when there is none, replays
// what it lacks and compares it with the store. On an error nothing stays open.
func (e *Engine) openGeneration(ctx context.Context, generation int) error {
	path := e.generationPath(generation)
	if err := checkIndex(path); err != nil {
		return err
	}
	x, err := openIndex(path, e.store.identity)
	if err != nil {
		return err
	}
	e.index, e.path, e.generation = x, path, uint64(generation)
	if err := e.catchUp(ctx); err != nil {
		return errors.Join(err, x.close())
	}
	return nil
}

func (e *Engine) catchUp(ctx context.Context) error {
	if err := e.checkOrigin(ctx); err != nil {
		return err
	}
	if err := e.replay(ctx); err != nil {
		return err
	}
	return e.compare(ctx)
}

// errStoreLost says that an index was made from documents that are gone.
var errStoreLost = errors.New("documents.db is missing or empty, though the index was made from documents in it: " +
	"put it back from a backup, or move the folder index away to begin a new collection")

// checkOrigin refuses an index made by a program that indexed otherwise, one
// derived from another store, and one that is ahead of the store. That a store
// has lost everything is an error, lest it be taken for an empty collection.
func (e *Engine) checkOrigin(ctx context.Context) error {
	snapshot, err := e.index.snapshot()
	if err != nil {
		return err
	}
	defer snapshot.Close()
	sequence, err := sequenceOf(snapshot)
	if err != nil {
		return err
	}
	if sequence == 0 {
		return nil // just made; compare sees to it that nothing is in it
	}
	last, err := e.store.lastSequence(ctx)
	if err != nil {
		return err
	}
	if last == 0 {
		return errStoreLost
	}
	layout, err := snapshot.GetInternal(layoutKey)
	if err != nil {
		return fmt.Errorf("reading the layout of the index: %w", err)
	}
	if string(layout) != indexLayout {
		return fmt.Errorf("%w: it has layout %q, this program makes layout %q", errIndexOutdated, layout, indexLayout)
	}
	identity, err := snapshot.GetInternal(identityKey)
	if err != nil {
		return fmt.Errorf("reading the identity of the index: %w", err)
	}
	if string(identity) != e.store.identity {
		return fmt.Errorf("%w: it was made from another document store", errIndexDamaged)
	}
	if sequence > last {
		return fmt.Errorf("%w: it has change %d, the document store ends at %d", errIndexDamaged, sequence, last)
	}
	return nil
}

// replay brings into the index what the store has and it lacks.
func (e *Engine) replay(ctx context.Context) error {
	sequence, err := e.indexSequence()
	if err != nil {
		return err
	}
	for {
		versions, err := e.store.since(ctx, sequence, replayBatch)
		if err != nil {
			return adviseOnDamage(err)
		}
		if len(versions) == 0 {
			return e.catchUpDeletions(ctx, sequence)
		}
		if err := e.index.applyAll(versions); err != nil {
			return err
		}
		sequence = versions[len(versions)-1].sequence
		e.log.Info("replayed changes into the index", "documents", len(versions), "up to", sequence)
	}
}

// catchUpDeletions gives an index that has every document the number of the
// last change, when the changes in between are deletions long dropped.
func (e *Engine) catchUpDeletions(ctx context.Context, sequence uint64) error {
	last, err := e.store.lastSequence(ctx)
	if err != nil || last == sequence {
		return err
	}
	return e.index.apply(nil, last)
}

func (e *Engine) indexSequence() (uint64, error) {
	snapshot, err := e.index.snapshot()
	if err != nil {
		return 0, err
	}
	defer snapshot.Close()
	return sequenceOf(snapshot)
}

// compare checks that the index has as many documents as the store.
func (e *Engine) compare(ctx context.Context) error {
	snapshot, err := e.index.snapshot()
	if err != nil {
		return err
	}
	defer snapshot.Close()
	indexed, err := snapshot.DocCount()
	if err != nil {
		return fmt.Errorf("counting the index: %w", err)
	}
	stored, _, _, err := e.store.count(ctx)
	if err != nil {
		return err
	}
	if indexed != uint64(stored) {
		return fmt.Errorf("%w: it has %d documents, the document store %d", errIndexDamaged, indexed, stored)
	}
	return nil
}
