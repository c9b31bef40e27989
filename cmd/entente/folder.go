package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"entente/api/client"
	"entente/corpus/gazetteer"
	"entente/indexer"
	"entente/search"
	"entente/search/local"
	"entente/search/thesaurus"
)

// A data folder has one owner at a time, who holds entente.lock. The owner
// answers on entente.sock, through which other processes work meanwhile. The
// system drops the lock of a process that ends, however it ends, so that a
// lock file left behind means nothing.

// ownerPatience is how long to wait for an owner that is starting or ending.
const ownerPatience = 5 * time.Second

// defaultDataFolder is the user's folder for program data (XDG base directory
// specification on Linux, the usual place elsewhere).
func defaultDataFolder(environment func(string) (string, bool)) string {
	if dir, ok := environment("XDG_DATA_HOME"); ok && filepath.IsAbs(dir) {
		return filepath.Join(dir, "entente")
	}
	if dir, ok := environment("LOCALAPPDATA"); ok && runtime.GOOS == "windows" {
		return filepath.Join(dir, "entente")
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return "entente-data"
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "entente")
	}
	return filepath.Join(home, ".local", "share", "entente")
}

// folder is a data folder in use: opened by this process, or by another that
// is asked through its socket.
type folder struct {
	dir     string
	engine  search.Engine // nil until it is opened, see openToIndex
	opening sync.Mutex    // held while it is
	ledger  *indexer.Ledger
	names   *gazetteer.Gazetteer // nil where openToIndex left it out
	log     *slog.Logger
	lock    *flock.Flock // nil when another process owns the folder
	stop    func() error // ends answering on the socket
}

// owned reports whether this process owns the folder.
func (f *folder) owned() bool { return f.lock != nil }

// openCollection is openFolder for commands that read: a folder without a
// collection is a mistake, most likely in --data.
func (p *program) openCollection(ctx context.Context) (*folder, error) {
	if _, err := os.Stat(filepath.Join(p.data, "documents.db")); errors.Is(err, os.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no collection in %s: index files first, or choose another folder with --data", p.data)}
	}
	return p.openFolder(ctx)
}

// openFolder opens the data folder as its owner, or connects to its owner.
func (p *program) openFolder(ctx context.Context) (*folder, error) {
	f, err := p.reach(ctx, p.own)
	if err != nil || f.owned() {
		return f, err
	}
	if f.names, err = gazetteer.New(); err != nil {
		return nil, errors.Join(fmt.Errorf("reading the gazetteer: %w", err), f.close())
	}
	return f, nil
}

// reach has the data folder owned, or connects to its owner.
func (p *program) reach(ctx context.Context, own func(context.Context) (*folder, error)) (*folder, error) {
	patience, cancel := context.WithTimeout(ctx, ownerPatience)
	defer cancel()
	for {
		f, ownErr := own(ctx)
		if !errors.Is(ownErr, errInUse) {
			return f, ownErr
		}
		f, connectErr := p.connect(ctx, patience)
		if connectErr == nil {
			return f, nil
		}
		if pause(patience, 100*time.Millisecond) != nil {
			return nil, errors.Join(ctx.Err(), ownErr, connectErr)
		}
	}
}

// errInUse says that another process owns the data folder.
var errInUse = errors.New("the data folder is in use")

// own opens the data folder as its owner; the error is errInUse when there is
// another.
func (p *program) own(ctx context.Context) (*folder, error) {
	return p.hold(func(f *folder) error { return f.open(ctx) })
}

// hold makes this process the owner of the data folder, as long as open does not
// fail.
func (p *program) hold(open func(*folder) error) (f *folder, err error) {
	dir, err := filepath.Abs(p.data)
	if err != nil {
		return nil, fmt.Errorf("finding the data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w; choose another with --data", err)
	}
	lock := flock.New(filepath.Join(dir, "entente.lock"))
	locked, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the data folder %s: %w", dir, err)
	}
	if !locked {
		return nil, fmt.Errorf("%w: %s belongs to %s; wait for it or stop it, or choose another folder with --data", errInUse, dir, ownerOf(dir))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lock.Unlock())
		}
	}()
	note := fmt.Sprintf("process %d (%s)", os.Getpid(), p.running)
	if err := os.WriteFile(filepath.Join(dir, "owner"), []byte(note), 0o600); err != nil {
		return nil, fmt.Errorf("writing into the data folder: %w; make it writable, or choose another with --data", err)
	}
	f = &folder{dir: dir, lock: lock, log: slog.New(slog.NewTextHandler(p.err, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	return f, open(f)
}

// ownerOf says who owns the folder, as far as it is known.
func ownerOf(dir string) string {
	note, err := os.ReadFile(filepath.Join(dir, "owner"))
	if err != nil || len(note) == 0 {
		return "another process"
	}
	return string(note)
}

// open opens the engine and the ledger.
func (f *folder) open(ctx context.Context) error {
	if err := f.openEngine(ctx); err != nil {
		return err
	}
	stats, err := f.engine.Stats(ctx)
	if err != nil {
		return errors.Join(err, f.engine.Close())
	}
	if err := f.openOwnLedger(ctx, stats.Identity, stats.Sequence); err != nil {
		return errors.Join(err, f.engine.Close())
	}
	return nil
}

func (f *folder) openEngine(ctx context.Context) (err error) {
	if f.names, err = gazetteer.New(); err != nil {
		return fmt.Errorf("reading the gazetteer: %w", err)
	}
	other, err := thesaurus.New()
	if err != nil {
		return fmt.Errorf("reading the thesaurus: %w", err)
	}
	engine, err := local.Open(ctx, f.dir, local.Options{Names: f.names, Thesaurus: other, Unread: f, Log: f.log})
	if err != nil {
		return err
	}
	f.engine = engine
	return nil
}

// CountUnread and the three that follow tell the engine what the ledger has.

func (f *folder) CountUnread(ctx context.Context) (int, error) {
	if f.ledger == nil { // while the engine opens
		return 0, nil
	}
	return f.ledger.UnreadFiles(ctx)
}

func (f *folder) CountPartlyUnread(ctx context.Context) (int, error) {
	if f.ledger == nil {
		return 0, nil
	}
	return f.ledger.PartlyUnreadFiles(ctx)
}

func (f *folder) ListUnread(ctx context.Context, limit int) ([]search.UnreadFile, error) {
	var files []search.UnreadFile
	for file, err := range f.ledger.Files(ctx, indexer.Filter{State: indexer.Failed}) {
		if err != nil || len(files) == limit {
			return files, err
		}
		files = append(files, search.UnreadFile{Path: file.Path, Reason: string(file.Reason) + ": " + file.Detail})
	}
	return files, nil
}

func (f *folder) ListPartlyUnread(ctx context.Context, limit int) ([]search.UnreadFile, error) {
	var files []search.UnreadFile
	for file, err := range f.ledger.Files(ctx, indexer.Filter{State: indexer.Indexed, Unread: true}) {
		if err != nil || len(files) == limit {
			return files, err
		}
		files = append(files, search.UnreadFile{Path: file.Path, Reason: firstOf(file.Unread, search.MaxUnreadParts, len(file.Unread))})
	}
	return files, nil
}

// connect asks the owner of the folder, who has to be ready before patience ends.
func (p *program) connect(ctx, patience context.Context) (*folder, error) {
	dir, err := filepath.Abs(p.data)
	if err != nil {
		return nil, fmt.Errorf("finding the data folder: %w", err)
	}
	c := client.NewSocket(socketPath(dir))
	if err := c.Ready(patience); err != nil {
		return nil, fmt.Errorf("asking the owner of the data folder: %w", err)
	}
	f := &folder{dir: dir, engine: c, log: slog.New(slog.NewTextHandler(p.err, nil))}
	if err := f.openLedger(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return f, nil
}

// become takes the place of the folder as it was opened again, when its owner
// went away. The ledger stays: its file is shared.
func (f *folder) become(again *folder) error {
	err := errors.Join(f.engine.Close(), again.ledger.Close())
	again.ledger = f.ledger // for its engine
	f.engine, f.names, f.log, f.lock = again.engine, again.names, again.log, again.lock
	return err
}

// close gives the folder up. Nothing indexed depends on it.
func (f *folder) close() error {
	var failures []error
	if f.stop != nil {
		failures = append(failures, f.stop())
	}
	if f.ledger != nil {
		failures = append(failures, f.ledger.Close())
	}
	if f.engine != nil {
		failures = append(failures, f.engine.Close())
	}
	if f.lock != nil {
		failures = append(failures, f.lock.Unlock())
	}
	return errors.Join(failures...)
}

// pause waits, unless ctx ends before.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// openLedger opens the ledger of the folder, which belongs to its collection.
func (f *folder) openLedger(ctx context.Context) error {
	stats, err := f.engine.Stats(ctx)
	if err != nil {
		return err
	}
	return f.openLedgerOf(ctx, stats.Identity)
}

// openOwnLedger is openLedgerOf for the owner of the folder, whose store has come
// to the change with that number.
func (f *folder) openOwnLedger(ctx context.Context, identity string, sequence uint64) error {
	if err := f.openLedgerOf(ctx, identity); err != nil {
		return err
	}
	forgotten, err := f.ledger.FollowStore(ctx, sequence)
	if err != nil {
		return errors.Join(err, f.ledger.Close())
	}
	if forgotten > 0 {
		f.log.Warn("the document store is older than the ledger, which is begun anew: index the folders again", "files forgotten", forgotten)
	}
	return nil
}

// noteStore notes how far the store came by this command, so that one put back
// from a backup is found out by the next.
func (f *folder) noteStore(ctx context.Context) error {
	f.opening.Lock()
	defer f.opening.Unlock()
	if f.engine == nil {
		return nil
	}
	stats, err := f.engine.Stats(ctx)
	switch {
	case !f.owned() && errors.Is(err, search.ErrUnavailable):
		return nil // the owner has ended, as it may: a watch goes on without
	case err != nil:
		return err
	}
	return f.ledger.NoteStore(ctx, stats.Sequence)
}

// openLedgerOf opens the ledger of the collection with that identity.
func (f *folder) openLedgerOf(ctx context.Context, identity string) error {
	ledger, err := indexer.OpenLedger(ctx, filepath.Join(f.dir, "ledger.db"), identity)
	if err != nil {
		return err
	}
	if n := ledger.Dropped(); n > 0 {
		f.log.Warn("the ledger spoke of another collection and is begun anew", "files forgotten", n)
	}
	f.ledger = ledger
	return nil
}
