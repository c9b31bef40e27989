package indexer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// How folders are watched unless WatchOptions say otherwise.
const (
	DefaultRest   = 3 * time.Second
	DefaultRescan = 10 * time.Minute
	// lookInterval is how often files that are changing are looked at.
	lookInterval = time.Second
	// maxPending is how many changed paths are run by themselves; above it the
	// folders are walked whole.
	maxPending = 1000
)

// WatchOptions say how folders are watched. The zero value is right.
type WatchOptions struct {
	// Rest is how long the size and time of a file must have stayed the same
	// before it is read, so that none is read half written; 0 means DefaultRest.
	Rest time.Duration
	// Rescan is how often the folders are walked whole, for what the system did
	// not tell; 0 means DefaultRescan.
	Rescan time.Duration
	// Ran is told of the first run and of each that changed something, and how
	// long it took; Trouble of what went wrong without ending the watch. They are
	// not called concurrently.
	Ran     func(Summary, time.Duration)
	Trouble func(error)
}

// Watch keeps folders in step until ctx is done, which is no error: it indexes
// them, waits for the system to tell of changes and brings these in; documents
// of files that are gone are removed, as by Options.Prune. A failure of the
// first run ends it; later ones are told, and the folders walked again at the
// next rescan.
//
// What the system does not tell (on network disks, when more happens than it
// keeps, in folders beyond its limit of watches) is found by the rescan. Of a
// folder that is suddenly empty nothing is removed, as its disk may not be
// mounted.
func Watch(ctx context.Context, o Options, wo WatchOptions, folders []string) error {
	w, err := newWatch(o, wo, folders)
	if err != nil {
		return err
	}
	notices, err := openNotices()
	if err != nil {
		w.Trouble(fmt.Errorf("the system does not tell of changes, so the folders are walked every %v: %w", w.Rescan, err))
	}
	defer notices.close()
	w.notices = notices
	ticker := time.NewTicker(lookInterval)
	defer ticker.Stop()
	return w.keep(ctx, ticker.C)
}

// watch is the state of Watch; it belongs to one goroutine.
type watch struct {
	WatchOptions
	options Options
	folders []string // canonical
	exclude []string // canonical
	notices notices
	pending map[string]pendingPath
	scanned time.Time // when the folders were walked whole last
	again   bool      // walk them at the next look
	limited bool      // that the system's limit is reached was told
	noted   func()    // for tests: after a notice was taken in
}

// pendingPath is a changed path that is not read before it has come to rest.
type pendingPath struct {
	look  look
	since time.Time // when it began to look so
}

// look is what tells whether a file is being written.
type look struct {
	there    bool
	size     int64
	modified time.Time
}

func newWatch(o Options, wo WatchOptions, folders []string) (*watch, error) {
	w := &watch{WatchOptions: wo, options: o, notices: notices{}, pending: map[string]pendingPath{}}
	if w.Rest == 0 {
		w.Rest = DefaultRest
	}
	if w.Rescan == 0 {
		w.Rescan = DefaultRescan
	}
	if w.Ran == nil {
		w.Ran = func(Summary, time.Duration) {}
	}
	if w.Trouble == nil {
		w.Trouble = func(error) {}
	}
	w.options.Prune, w.options.Rest = true, w.Rest
	for _, folder := range folders {
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			err = errors.New("only folders can be watched")
		}
		if err != nil {
			return nil, fmt.Errorf("watching %s: %w", folder, withoutPath(err))
		}
	}
	var failures [2]error
	w.folders, failures[0] = allCanonical(folders)
	w.exclude, failures[1] = allCanonical(o.Exclude)
	return w, errors.Join(failures[:]...)
}

func allCanonical(paths []string) ([]string, error) {
	var all []string
	for _, path := range paths {
		c, err := canonical(path)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// keep does the work of Watch; looks says when to look at what is pending, with
// the time.
func (w *watch) keep(ctx context.Context, looks <-chan time.Time) error {
	w.followAll()
	began := time.Now()
	s, err := w.run(ctx, w.folders)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	w.options.Force = false // from now on what changes is read
	w.Ran(s, time.Since(began))
	for {
		select {
		case <-ctx.Done():
			return nil
		case n := <-w.notices.changes:
			w.take(n.Name, n.Op)
		case err := <-w.notices.failures:
			w.fail(err)
		case now := <-looks:
			w.look(ctx, now)
			continue
		}
		if w.noted != nil {
			w.noted()
		}
	}
}

// look brings in what has come to rest, or everything when it is time.
func (w *watch) look(ctx context.Context, now time.Time) {
	if w.scanned.IsZero() {
		w.scanned = now
	}
	var paths []string
	switch due := w.due(now); {
	case w.again || now.Sub(w.scanned) >= w.Rescan || len(due) > maxPending:
		w.again, w.scanned = false, now
		w.followAll()
		paths = w.folders
	default:
		paths = w.known(ctx, due)
	}
	if len(paths) == 0 {
		return
	}
	began := time.Now()
	s, err := w.run(ctx, paths)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		w.Trouble(fmt.Errorf("this is tried again in %v at most: %w", w.Rescan, err))
	case s.Indexed+s.Removed+s.Documents > 0:
		w.Ran(s, time.Since(began))
	}
}

// due takes the paths that have come to rest out of those pending, in order.
func (w *watch) due(now time.Time) []string {
	var due []string
	for path, before := range w.pending {
		switch l := lookAt(path); {
		case l != before.look || before.since.IsZero():
			w.pending[path] = pendingPath{l, now}
		case now.Sub(before.since) >= w.Rest:
			due = append(due, path)
			delete(w.pending, path)
		}
	}
	slices.Sort(due)
	return due
}

func lookAt(path string) look {
	info, err := os.Lstat(path)
	if err != nil {
		return look{}
	}
	return look{true, info.Size(), info.ModTime()}
}

// known leaves out what is gone and never was indexed, such as the temporary
// files of other programs.
func (w *watch) known(ctx context.Context, paths []string) []string {
	return slices.DeleteFunc(paths, func(path string) bool {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
		rows, err := w.options.Ledger.pathsUnder(ctx, path)
		if err != nil {
			w.fail(err)
		}
		return len(rows) == 0
	})
}

// run is Run; what was changing while it looked becomes pending.
func (w *watch) run(ctx context.Context, paths []string) (Summary, error) {
	o := w.options
	if empty := slices.IndexFunc(w.folders, isEmpty); empty >= 0 {
		o.Prune = false
		w.Trouble(fmt.Errorf("the folder %s is empty, perhaps because its disk is not mounted; nothing was removed", w.folders[empty]))
	}
	s, err := Run(ctx, o, slices.Clone(paths))
	for _, path := range s.Changing {
		w.pending[path] = pendingPath{}
	}
	return s, err
}

func isEmpty(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0
}

// fail has everything looked at again after something went wrong.
func (w *watch) fail(err error) {
	w.again = true
	if !isOverflow(err) {
		w.Trouble(err)
	}
}

// isOutside reports whether a path is nothing to be indexed.
func (w *watch) isOutside(path string) bool {
	if slices.ContainsFunc(w.exclude, func(excluded string) bool { return contains(excluded, path) }) {
		return true
	}
	return !slices.Contains(w.folders, path) && isHidden(filepath.Base(path))
}
