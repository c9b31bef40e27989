package indexer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
)

// writeAll takes the files in the order of the walk and writes them.
func (r *run) writeAll(ctx context.Context, jobs <-chan *job) error {
	ticker := time.NewTicker(batchInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
			if err := r.flush(ctx); err != nil {
				return err
			}
		case j, ok := <-jobs:
			if !ok {
				return r.flush(ctx)
			}
			if err := r.write(ctx, j, ticker.C); err != nil {
				return err
			}
		}
	}
}

// write takes the documents of one file, or files that have none to be written.
func (r *run) write(ctx context.Context, j *job, tick <-chan time.Time) error {
	if len(j.passed) > 0 {
		r.pass(j.passed)
		return nil
	}
	r.budget.setTurn(j.number)
	r.number = j.number + 1
	f := &fileWriter{run: r, job: j, now: map[string]bool{}}
	if j.documents == nil {
		return f.finish(ctx)
	}
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick:
			if err := r.flush(ctx); err != nil {
				return err
			}
		case d, ok := <-j.documents:
			if !ok {
				return f.finish(ctx)
			}
			if err := f.add(ctx, d); err != nil {
				return err
			}
		}
	}
}

// pass counts files that nothing need be done about, and tells.
func (r *run) pass(paths []string) {
	for _, path := range paths {
		r.written[keyOf(path)] = false
	}
	r.summary.Seen += len(paths)
	r.summary.Unchanged += len(paths)
	r.lastPath = paths[len(paths)-1]
	r.report(false)
}

// fileWriter puts the documents of one file into batches.
type fileWriter struct {
	*run
	job     *job
	old     map[string]bool // ids that the file had; nil until they are needed
	now     map[string]bool // ids that it has
	text    int64           // bytes
	refused []string        // ids that it wanted and another file has
	notes   []string        // why it did not get them

	compared  bool   // with other files, see compare
	postponed bool   // until others are written
	original  string // path of the file that this is a copy of, "" for none
	taken     *File  // row of a file that is gone and whose documents it has now
}

// add puts a document into the batch if its id is free.
func (f *fileWriter) add(ctx context.Context, d *corpus.Document) error {
	if err := f.compare(ctx); err != nil {
		return err
	}
	if f.postponed || f.original != "" || f.taken != nil {
		f.budget.release(d.TextBytes())
		return nil
	}
	f.names.rename(f.job.path, d)
	owner, err := f.ownerOf(ctx, d.ID)
	if err != nil {
		return err
	}
	free, err := f.isFree(ctx, owner, f.job.path)
	switch {
	case err != nil:
		return err
	case f.now[d.ID]:
		f.refuse(d, "another record of this file")
		return nil
	case !free:
		f.refused = append(f.refused, d.ID)
		f.refuse(d, owner)
		return nil
	}
	if owner != "" && owner != f.job.path {
		f.Log.Info("a document has moved", "id", d.ID, "from", owner, "to", f.job.path)
	}
	if owner != f.job.path {
		f.batch.claim(claim{id: d.ID, path: f.job.path, from: owner})
	}
	f.now[d.ID] = true
	f.text += d.TextBytes()
	f.batch.documents = append(f.batch.documents, d)
	f.batch.bytes += d.TextBytes()
	if f.batch.full() {
		return f.flush(ctx)
	}
	return nil
}

// recall finds out which ids the file had.
func (f *fileWriter) recall(ctx context.Context) (err error) {
	if f.old == nil {
		f.old, err = f.Ledger.documentsOf(ctx, f.job.path)
	}
	return err
}

// ownerOf returns the path of the file that has the id. When that is a file of
// this batch that gives the id up, the batch is written first.
func (f *fileWriter) ownerOf(ctx context.Context, id string) (string, error) {
	if f.batch.stale[id] {
		if err := f.flush(ctx); err != nil {
			return "", err
		}
	}
	if owner := f.batch.owners[id]; owner != "" {
		return owner, nil
	}
	if f.old[id] {
		return f.job.path, nil
	}
	return f.Ledger.owner(ctx, id)
}

func (f *fileWriter) refuse(d *corpus.Document, owner string) {
	f.budget.release(d.TextBytes())
	f.notes = append(f.notes, fmt.Sprintf("id %s is already used by %s", d.ID, owner))
}

// finish adds the row of the file to the batch.
func (f *fileWriter) finish(ctx context.Context) error {
	j := f.job
	var own *formats.Error
	if j.err != nil && (ctx.Err() != nil || !errors.As(j.err, &own)) {
		return fmt.Errorf("reading %s: %w", j.path, j.err)
	}
	if err := f.settle(ctx, own); err != nil {
		return err
	}
	if f.postponed {
		later := j.candidate
		later.row, later.isNew = nil, false // it may be another by then
		f.later = append(f.later, later)
		return nil
	}
	f.written[keyOf(j.path)] = !j.unchanged
	if f.batch.full() {
		return f.flush(ctx)
	}
	return nil
}

// settle decides what became of the file, which ended with an error of its own
// or nil.
func (f *fileWriter) settle(ctx context.Context, own *formats.Error) error {
	if f.job.unchanged {
		f.postponed = f.mustRecheck()
		if !f.postponed {
			f.unchanged()
		}
		return nil
	}
	if err := errors.Join(f.recall(ctx), f.compare(ctx)); err != nil {
		return err
	}
	switch {
	case f.postponed:
	case f.original != "":
		return f.copied(ctx)
	case f.taken != nil:
		f.moved()
	case own != nil:
		f.failed(own)
	case len(f.now) == 0:
		f.failed(failure(DuplicateID, "%s", firstOf(f.notes)))
	default:
		f.indexed()
	}
	return nil
}

func firstOf(notes []string) string {
	if len(notes) == 0 {
		return "no document in it has an id of its own"
	}
	return notes[0]
}

func (f *fileWriter) unchanged() {
	row := f.job.previous
	o := outcome{row: row, unchanged: true, keep: sameTime(row, f.job.candidate)}
	o.row.Modified, o.row.Read = f.job.modified, f.job.read
	f.batch.outcomes = append(f.batch.outcomes, o)
}

func (f *fileWriter) indexed() {
	row := f.row()
	row.State, row.Indexed = Indexed, row.Read
	row.TextBytes, row.Documents = f.text, len(f.now)
	row.Unread = slices.Concat(f.job.reading.Unread, f.notes)
	removed := f.batch.remove(without(f.old, f.now))
	f.batch.outcomes = append(f.batch.outcomes, outcome{row: row, put: len(f.now), removed: removed})
	f.isOriginal()
}

// failed keeps the documents of the version that was read last, and none of
// the one that could not be read.
func (f *fileWriter) failed(err *formats.Error) {
	row, previous := f.row(), f.job.previous
	row.State, row.Reason, row.Detail = Failed, err.Reason, describe(err)
	var crash *Crash
	if errors.As(err, &crash) {
		row.Output = crash.Output
	}
	kept := map[string]bool{}
	if !previous.Indexed.IsZero() && len(f.old) > 0 {
		kept = f.old
		row.Indexed, row.TextBytes, row.Documents = previous.Indexed, previous.TextBytes, len(f.old)
		row.Detail += "; " + f.keptVersion()
	}
	f.batch.remove(without(f.now, kept))
	removed := f.batch.remove(without(f.old, kept))
	f.batch.outcomes = append(f.batch.outcomes, outcome{row: row, keep: f.job.known && stillUnopened(previous, row), removed: removed})
}

// stillUnopened reports whether a file could not be opened, for the same reason as
// before, so that its row stays.
func stillUnopened(before, now File) bool {
	return before.Hash == "" && now.Hash == "" && !before.unfinished && before.State == Failed && before.Reason == now.Reason && before.Detail == now.Detail &&
		before.Size == now.Size && before.Modified.Equal(now.Modified) && before.MetadataHash == now.MetadataHash && before.MediaType == now.MediaType
}

// halfReplaced is part of the detail of a file of which a version failed after
// documents of it had taken the places of old ones.
const halfReplaced = "are of a version that could not be read to its end"

// keptVersion says what is searched of a file whose new version failed.
func (f *fileWriter) keptVersion() string {
	previous := f.job.previous
	day := previous.Indexed.Format(time.DateOnly)
	replaced := len(without(f.old, f.now)) < len(f.old)
	if replaced || previous.State == Failed && strings.Contains(previous.Detail, halfReplaced) {
		return fmt.Sprintf("some of the %d documents that are still searched %s, the others of the one indexed on %s", len(f.old), halfReplaced, day)
	}
	return fmt.Sprintf("the version indexed on %s is still searched", day)
}

// row is what is known of the file however it ended.
func (f *fileWriter) row() File {
	j := f.job
	return File{
		Path: j.path, Root: j.home, Collection: j.collection, Size: j.size, Modified: j.modified, Hash: j.hash,
		MetadataHash: j.metadataHash, MediaType: j.mediaType, Engines: j.reading.Engines, Pages: pageRuns(j.reading.Pages), Took: j.reading.Took,
		Read: j.read, refused: f.refused,
	}
}

// describe is the detail of a failure without its reason.
func describe(err *formats.Error) string {
	s := err.Detail
	var crash *Crash
	if err.Err != nil && !errors.As(err.Err, &crash) {
		if s != "" {
			s += ": "
		}
		s += err.Err.Error()
	}
	return oneLine(s)
}

func without(all, except map[string]bool) []string {
	var rest []string
	for id := range all {
		if !except[id] {
			rest = append(rest, id)
		}
	}
	slices.Sort(rest)
	return rest
}
