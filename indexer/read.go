package indexer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"entente/corpus"
)

const (
	// maxTextInFlight bounds the text read and not yet put, in bytes. The file
	// whose turn it is to be put may exceed it.
	maxTextInFlight = 64 << 20
	// filesAhead is how many jobs the walk and the readers may be ahead of the
	// writer, which takes them in the order of the walk.
	filesAhead = 256
	// passedTogether is how many files that nothing need be done about are handed
	// on at a time, as one job.
	passedTogether = 256
	// documentsAhead is how many documents of a file may wait for the writer.
	documentsAhead = 4
)

// readAll walks the targets, reads what has to be read and writes it. The
// walk, the readers and the writer work at the same time.
func (r *run) readAll(parent context.Context, targets []target) error {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	w := r.newWalk()
	jobs, work := make(chan *job, filesAhead), make(chan *job)
	var busy sync.WaitGroup
	var walkErr error
	busy.Go(func() {
		defer close(jobs)
		defer close(work)
		walkErr = r.walkAll(ctx, w, targets, jobs, work)
	})
	for range r.Parallel {
		busy.Go(func() {
			for j := range work {
				r.read(ctx, j)
			}
		})
	}
	r.countAhead(ctx, &busy, targets)
	stop := context.AfterFunc(ctx, r.budget.wake)
	defer stop()
	err := r.writeAll(ctx, jobs)
	if err == nil && walkErr == nil { // which was set before jobs was closed
		err = r.writePostponed(ctx, func(j *job) { busy.Go(func() { r.read(ctx, j) }) })
	}
	cancel(err)
	busy.Wait()
	r.addWalk(w)
	if err != nil {
		return err
	}
	return walkErr // the walk ended early, and the writer took it for the end
}

func (r *run) newWalk() *walk {
	return &walk{
		folders: r.folders, ledger: r.Ledger, collection: r.Collection, exclude: r.Exclude, rest: r.Rest,
		ignored: map[Ignored]int{}, missing: map[string][]string{},
	}
}

// walkAll hands every file to the writer, and those that have to be read to
// the readers too.
func (r *run) walkAll(ctx context.Context, w *walk, targets []target, jobs, work chan<- *job) error {
	h := handover{run: r, jobs: jobs, work: work}
	w.found = func(c candidate) error { return h.found(ctx, c) }
	for _, t := range targets {
		if err := w.target(ctx, t); err != nil {
			return err
		}
	}
	return h.passOn(ctx)
}

// handover hands on what the walk finds: a file at a time what may have to be read,
// or is a copy and waits for what becomes of its original, and all else together,
// since an unchanged folder would otherwise cost as much here as on the disk.
type handover struct {
	*run
	jobs, work chan<- *job
	number     int      // of the next job
	passed     []string // paths of files since the last job that nothing need be done about
}

func (h *handover) found(ctx context.Context, c candidate) error {
	settled, err := h.isSettled(c)
	if err != nil {
		return err
	}
	if settled && c.row.copyOf == "" {
		return h.pass(ctx, c.path)
	}
	j, err := h.newJob(ctx, h.number, c, settled)
	if err != nil {
		return err
	}
	h.number++
	if err := h.passOn(ctx); err != nil { // first, for they come before it
		return err
	}
	if err := send(ctx, h.jobs, j); err != nil {
		return err
	}
	if j.documents != nil {
		return send(ctx, h.work, j)
	}
	return nil
}

// pass hands on the path of a file that nothing need be done about, many at a time.
func (h *handover) pass(ctx context.Context, path string) error {
	if h.passed = append(h.passed, path); len(h.passed) < passedTogether {
		return nil
	}
	return h.passOn(ctx)
}

func (h *handover) passOn(ctx context.Context) error {
	if len(h.passed) == 0 {
		return nil
	}
	passed := h.passed
	h.passed = nil
	return send(ctx, h.jobs, &job{passed: passed})
}

func send[T any](ctx context.Context, to chan<- T, value T) error {
	select {
	case to <- value:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// read reads a file and hands its documents to the writer.
func (r *run) read(ctx context.Context, j *job) {
	defer close(j.documents)
	f, err := j.open()
	if err != nil {
		j.err = err
		return
	}
	defer f.Close() // only read from
	if j.hash, j.err = hashOf(ctx, f, j.size); j.err != nil {
		return
	}
	if j.comparable && j.hash == j.previous.Hash {
		j.unchanged = true
		return
	}
	in := Input{
		Name: filepath.Base(j.path), Path: j.path, Collection: j.collection, Metadata: j.metadata,
		Hash: j.hash, Data: f, Size: j.size, OCR: r.OCR,
	}
	if format, err := formatOf(in); err == nil { // else the reading says why
		in.Format, j.mediaType = format.Name, format.MediaType()
	}
	j.reading, j.err = r.Extractor.Extract(ctx, in, func(d *corpus.Document) error {
		if err := r.budget.acquire(ctx, j.number, d.TextBytes()); err != nil {
			return err
		}
		return send(ctx, j.documents, d)
	})
	j.reading.Unread = slices.Concat(j.notes, j.reading.Unread)
}

// open opens the file and takes its size and time from what was opened.
func (j *job) open() (*os.File, error) {
	f, err := j.root.OpenFile(j.name, openFlags, 0)
	if err != nil {
		return nil, unreadable(withoutPath(err))
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, errors.Join(unreadable(withoutPath(err)), f.Close())
	}
	j.size, j.modified = info.Size(), info.ModTime()
	return f, nil
}

// addWalk takes over what the walk found beside files.
func (r *run) addWalk(w *walk) {
	r.summary.Ignored, r.summary.Changing = w.ignored, w.changing
	r.summary.BrokenMetadata, r.summary.Warnings = w.broken, w.warnings
	r.missing, r.closed = w.missing, w.closed
}
