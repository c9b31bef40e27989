// Package local is the engine inside the program: a document store in SQLite,
// which is the truth, and an inverted index made with bleve's scorch, which is
// derived from it. Everything that has to agree about the index stands here
// together: how documents are indexed (record), queries evaluated (compile,
// evaluate, score) and hits located (locate). What a query means is said in
// package search; how text becomes terms, in search/analysis.
//
// A data folder has one owner at a time; whoever opens an Engine must hold it
// (see cmd/entente).
package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"entente/corpus"
	"entente/search"
)

// Engine is a search.Engine over a data folder.
type Engine struct {
	dir    string
	names  Names
	other  search.Thesaurus
	unread UnreadFiles
	log    *slog.Logger
	store  *store
	index  *invertedIndex
	path   string // of the index
	// generation is the number of the index.
	generation uint64
	columns    columnCache
	pins       pins
	kept       keptViews
	large      chan struct{} // see largeReads
	small      int           // maxOccurrences, or less in tests

	using  sync.RWMutex // held for reading by whatever uses store and index
	closed bool         // guarded by using

	writing sync.Mutex // held while the store and then the index are changed
	behind  bool       // the index may lack changes that the store has; guarded by writing
}

// Names knows the names of organizations, topics and parties.
type Names interface {
	// Resolve returns the value that a name of it stands for: "OTAN" is "NATO".
	Resolve(field, name string) (value string, ok bool)
	// Label returns what people are shown for a value: "Japan" for "JP".
	Label(field, value string) string
	// NamesOf returns the names that Resolve understands as the value: "NATO",
	// "OTAN" and others for "NATO"; none for a value that it does not know.
	NamesOf(field, value string) []string
}

// UnreadFiles knows which files the indexer saw and could not read, which
// every answer says.
type UnreadFiles interface {
	CountUnread(ctx context.Context) (int, error)
	// CountPartlyUnread counts those that were read but for parts of them.
	CountPartlyUnread(ctx context.Context) (int, error)
	// ListUnread returns the first of those that could not be read, at most limit,
	// in the order of their paths; ListPartlyUnread of those that were read but
	// for parts of them.
	ListUnread(ctx context.Context, limit int) ([]search.UnreadFile, error)
	ListPartlyUnread(ctx context.Context, limit int) ([]search.UnreadFile, error)
}

// Options are what an Engine needs beside its folder.
type Options struct {
	Names     Names
	Thesaurus search.Thesaurus // nil for none
	Unread    UnreadFiles      // nil when there is no indexer
	Log       *slog.Logger     // of repairs; nil for none
}

// nothingElse stands for the thesaurus and the files where there are none.
type nothingElse struct{}

func (nothingElse) CountUnread(context.Context) (int, error)                     { return 0, nil }
func (nothingElse) CountPartlyUnread(context.Context) (int, error)               { return 0, nil }
func (nothingElse) ListUnread(context.Context, int) ([]search.UnreadFile, error) { return nil, nil }
func (nothingElse) ListPartlyUnread(context.Context, int) ([]search.UnreadFile, error) {
	return nil, nil
}
func (nothingElse) Expand(query search.Node, _ search.Match) (search.Node, []search.NameExpansion) {
	return query, nil
}

// Open opens the collection in dir, making it when there is none. The index is
// brought up to the store before Open returns: changes it lacks are replayed,
// and an index that cannot be trusted is set aside and made again.
func Open(ctx context.Context, dir string, o Options) (*Engine, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	store, err := openStore(ctx, dir)
	if err != nil {
		return nil, err
	}
	e := &Engine{
		dir: dir, names: o.Names, other: o.Thesaurus, unread: o.Unread, log: o.Log, store: store,
		pins: pins{counts: map[uint64]int{}}, large: make(chan struct{}, largeSearches), small: maxOccurrences,
	}
	e.kept = keptViews{pins: &e.pins, now: time.Now}
	if e.unread == nil {
		e.unread = nothingElse{}
	}
	if e.other == nil {
		e.other = nothingElse{}
	}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	e.mendStore(ctx)
	if err := e.openIndex(ctx); err != nil {
		return nil, errors.Join(err, store.close())
	}
	return e, nil
}

// mendStore mends what the store has twice. That it cannot, as on a full disk, does
// not keep the collection from being read.
func (e *Engine) mendStore(ctx context.Context) {
	mended, err := e.store.mendDictionaries(ctx)
	if err != nil {
		e.log.Warn("a damaged copy in the document store could not be mended", "reason", err)
	}
	if mended > 0 {
		e.log.Warn("a damaged copy in the document store has been mended", "dictionaries", mended)
	}
}

// Close waits for what is under way and releases the folder. Nothing put is
// lost without it. An engine that is closed answers search.ErrUnavailable.
func (e *Engine) Close() error {
	e.using.Lock()
	defer e.using.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	e.kept.drop()
	return errors.Join(e.index.close(), e.store.close())
}

// use keeps the engine from being closed until release is called.
func (e *Engine) use() (release func(), err error) {
	e.using.RLock()
	if e.closed {
		e.using.RUnlock()
		return nil, fmt.Errorf("%w: it is closed", search.ErrUnavailable)
	}
	return e.using.RUnlock, nil
}

// Put stores documents; see search.Engine.
func (e *Engine) Put(ctx context.Context, documents []*corpus.Document) error {
	for _, d := range documents {
		if err := d.Check(); err != nil {
			return &search.InvalidError{Parameter: "document " + d.ID, Message: err.Error()}
		}
	}
	return e.change(ctx, func() ([]version, error) { return e.store.put(ctx, documents) })
}

// Delete removes documents; see search.Engine.
func (e *Engine) Delete(ctx context.Context, ids []string) error {
	return e.change(ctx, func() ([]version, error) { return e.store.remove(ctx, ids) })
}

// change brings a change into the store and then into the index. When either
// fails, the next change first replays what the index lacks.
func (e *Engine) change(ctx context.Context, apply func() ([]version, error)) error {
	release, err := e.use()
	if err != nil {
		return err
	}
	defer release()
	e.writing.Lock()
	defer e.writing.Unlock()
	versions, err := apply()
	if err != nil {
		e.behind = true // a commit that failed may have been made all the same
		return err
	}
	if err := e.bringIn(ctx, versions); err != nil {
		e.behind = true
		return fmt.Errorf("%w: the documents are stored, but not yet safely searchable: %w", search.ErrUnavailable, err)
	}
	e.behind = false
	e.prune(context.WithoutCancel(ctx), versions)
	return nil
}

func (e *Engine) bringIn(ctx context.Context, versions []version) error {
	if e.behind {
		return e.replay(ctx)
	}
	return e.index.applyAll(lastStates(versions))
}

// lastStates drops all but the last version of each document.
func lastStates(versions []version) []version {
	last := make(map[string]uint64, len(versions))
	for _, v := range versions {
		last[v.id] = v.sequence
	}
	kept := versions[:0:0]
	for _, v := range versions {
		if last[v.id] == v.sequence {
			kept = append(kept, v)
		}
	}
	return kept
}

// prune drops what no open view needs of what was replaced and deleted. It is
// housekeeping: the change is made, and what is left over goes at the next one.
func (e *Engine) prune(ctx context.Context, versions []version) {
	if len(versions) == 0 {
		return
	}
	e.kept.expire()
	oldest := e.pins.oldest(versions[len(versions)-1].sequence)
	if err := e.store.prune(ctx, oldest); err != nil {
		e.log.Warn("versions that have been replaced could not be dropped yet", "reason", err)
	}
}

// Document returns a document; see search.Engine.
func (e *Engine) Document(ctx context.Context, id string) (*corpus.Document, error) {
	release, err := e.use()
	if err != nil {
		return nil, err
	}
	defer release()
	d, err := e.store.document(ctx, id, newest)
	if errors.Is(err, search.ErrNotFound) {
		return nil, e.unknownID(ctx, id)
	}
	return d, failure(err)
}

func (e *Engine) unknownID(ctx context.Context, id string) error {
	ids, err := e.store.ids(ctx)
	if err != nil {
		return err
	}
	return &search.UnknownIDError{ID: id, Nearest: search.Nearest(id, ids)}
}

// Revision names what is searched; see search.Engine. It is that of the index,
// which comes after the store.
func (e *Engine) Revision(ctx context.Context) (string, error) {
	release, err := e.use()
	if err != nil {
		return "", err
	}
	defer release()
	v, err := e.pinnedSnapshot()
	if err != nil {
		return "", fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	defer v.close()
	unread, err := e.unread.CountUnread(ctx)
	if err != nil {
		return "", fmt.Errorf("counting the files that could not be read: %w", err)
	}
	partly, err := e.unread.CountPartlyUnread(ctx)
	if err != nil {
		return "", fmt.Errorf("counting the files that were read in part: %w", err)
	}
	return fmt.Sprintf("%s-%d-%d-%d-%d", e.store.identity, e.generation, v.sequence, unread, partly), nil
}

// Stats describes the collection; see search.Engine.
func (e *Engine) Stats(ctx context.Context) (search.Stats, error) {
	s := search.Stats{Identity: e.store.identity, Generation: e.generation}
	release, err := e.use()
	if err != nil {
		return s, err
	}
	defer release()
	if s.Documents, s.Passages, s.TextBytes, err = e.store.count(ctx); err != nil {
		return s, err
	}
	if s.Sequence, err = e.store.lastSequence(ctx); err != nil {
		return s, err
	}
	if s.UnreadFiles, err = e.unread.CountUnread(ctx); err != nil {
		return s, err
	}
	if s.StoreBytes, err = sizeOf(e.dir, "documents.db"); err != nil {
		return s, err
	}
	s.IndexBytes, err = sizeOf(e.path, "")
	return s, err
}

// sizeOf adds up the bytes of the files in a folder whose names begin so.
func sizeOf(dir, prefix string) (int64, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, fmt.Errorf("measuring %s: %w", dir, err)
	}
	var total int64
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), prefix) {
			continue
		}
		if info, err := entry.Info(); err == nil { // a file may go while we look
			total += info.Size()
		}
	}
	return total, nil
}
