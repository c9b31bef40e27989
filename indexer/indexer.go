// Package indexer brings files into a collection: it walks the folders given,
// decides which files changed, has them read in worker processes, and writes
// the documents to a Sink. What it saw of every file stands in the Ledger.
//
// It knows nothing about searching. How a document is stored and indexed (the
// index mapping, the analysis of words) belongs to the engine behind the Sink
// and stands in search/local; how the bytes of each format become text, in
// corpus/formats; how text becomes passages and tags, in corpus/passages and
// corpus/gazetteer.
//
// A run goes like this, and each step has its file: walk.go finds files, known.go
// their rows in the Ledger, and beside.go and manifest.go what is declared beside
// them; decide.go leaves out what did not change; read.go has the rest read,
// several files at a time, by the processes of workers.go; write.go and batch.go
// put the documents, in the order of the walk;
// copies.go recognises a text that is there already, and places.go tells its
// documents where else it stands. A file is recorded as indexed only after its
// documents are durable, so that a run that was broken off at any point is
// completed by the next.
package indexer

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
)

// Sink takes the documents. Its methods are not called concurrently by one run.
type Sink interface {
	// Put stores documents, replacing those with the same id. When it returns
	// nil, all of them are durable. When it fails, some may be stored.
	Put(ctx context.Context, documents []*corpus.Document) error
	// Delete removes the documents with these ids, as durably. An id that is
	// not there is no error.
	Delete(ctx context.Context, ids []string) error
	// Document returns the document with that id as it was put, nil when there
	// is none.
	Document(ctx context.Context, id string) (*corpus.Document, error)
}

// Options are what a run needs and may be told. Sink, Ledger and Extractor
// must be given.
type Options struct {
	Sink      Sink
	Ledger    *Ledger
	Extractor Extractor // for files of unknown origin: Workers

	// Collection is the name of the collection that the files go into. Empty
	// means the base name of the folder given (of a file's folder for a single
	// file), or, for a path inside a folder indexed before, of that folder.
	Collection string
	// Prune removes the documents of files that are gone. That a folder indexed
	// before is missing itself is an error, unless Force is set too: its disk may
	// not be mounted.
	Prune bool
	// Force reads files again that did not change.
	Force bool
	// Retry reads again what failed before, and nothing that is known and did
	// not fail: of the paths given, or of all when none is given. Without
	// Collection each file stays in the one that it was in. A path below which
	// nothing was indexed before is refused with an *UnknownPathError.
	Retry bool
	// OCR holds the languages, as tesseract names them, of the text that is
	// recognised in the images of pages without text; none recognises none. Files
	// that are known to have such pages are then read again once.
	OCR []string
	// Exclude holds files and folders to pass over, such as the data folder. A
	// path given that lies in one is refused with an *ExcludedError.
	Exclude []string
	// Rest leaves files alone that were changed less than that ago, since they
	// may be half written; Summary.Changing has them.
	Rest time.Duration
	// MaxFileBytes is the size above which a file is not read; 0 means
	// formats.MaxFileSize.
	MaxFileBytes int64
	// Parallel is how many files are read at a time; 0 means GOMAXPROCS.
	Parallel int

	// Progress is told how far the run is, at most ten times a second and once
	// at the end; Failure is told of every file that could not be read, in the
	// run or in an earlier one. They are not called concurrently.
	Progress func(Progress)
	Failure  func(File)
	Log      *slog.Logger // of documents that moved to another file; nil for none
}

// Progress says how far a run is.
type Progress struct {
	Found   int  // files counted so far
	Counted bool // whether all files are counted, so that Found is the total
	Seen    int  // files dealt with
	Failed  int  // of these, could not be read
	// Documents and Bytes are what was handed to the Sink, and the size of the
	// files it came from.
	Documents int
	Bytes     int64
	Path      string // of the file dealt with last
}

// Summary says what a run did. Seen = Indexed + Unchanged + Failed.
type Summary struct {
	Seen      int `json:"seen"`
	Indexed   int `json:"indexed"`   // read, and their documents durable
	Unchanged int `json:"unchanged"` // read by an earlier run
	// Copies counts those of Indexed with the same bytes as another file, whose
	// documents they share.
	Copies int `json:"copies,omitempty"`
	Failed int `json:"failed"` // could not be read, now or by an earlier run
	// Partial counts those of Indexed of which parts could not be read.
	Partial int                    `json:"partial"`
	Reasons map[formats.Reason]int `json:"reasons,omitempty"` // Failed by reason
	// Ignored counts by reason what is no document by its nature and so not seen.
	Ignored map[Ignored]int `json:"ignored,omitempty"`

	Changing []string `json:"changing,omitempty"` // files left alone, see Options.Rest

	Documents int   `json:"documents"`  // put, new or again
	Removed   int   `json:"removed"`    // documents deleted
	Bytes     int64 `json:"bytes"`      // size of the files indexed
	TextBytes int64 `json:"text_bytes"` // UTF-8 bytes of Documents: titles, headings and text

	// Gone lists the files that earlier runs indexed and that are no longer
	// there. Their documents are still searched unless the run pruned.
	Gone   []string `json:"gone,omitempty"`
	Pruned bool     `json:"pruned"` // whether the documents of Gone were removed

	// BrokenMetadata lists what could not be read of manifests and sidecars,
	// and Warnings what they say about files that are not there.
	BrokenMetadata []Problem `json:"broken_metadata,omitempty"`
	Warnings       []Problem `json:"warnings,omitempty"`
}

// Complete reports whether everything given could be read.
func (s Summary) Complete() bool { return s.Failed == 0 && len(s.BrokenMetadata) == 0 }

// Problem is something wrong in a manifest or sidecar.
type Problem struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"` // counted from 1; 0 for the file as a whole
	Detail string `json:"detail"`
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.Path + ": " + p.Detail
	}
	return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Detail)
}

// Run brings the files at paths, folders or single files, into the collection.
//
// A file that cannot be read never stops a run; it is in the ledger with the
// reason. An error means that the run itself could not go on: a path that was
// never there, a Sink or Ledger that fails, worker processes that do not
// start, or ctx done. What was put until then is kept, the summary says how
// much it is, and running again completes it.
func Run(ctx context.Context, o Options, paths []string) (Summary, error) {
	r := newRun(o)
	defer r.close()
	if o.Retry {
		var err error
		if paths, err = r.failedUnder(ctx, paths); err != nil {
			return r.summary, err
		}
	}
	targets, err := r.plan(ctx, paths)
	if err != nil {
		return r.summary, err
	}
	if r.names, err = r.Ledger.names(ctx); err != nil {
		return r.summary, err
	}
	if err := r.readAll(ctx, targets); err != nil {
		return r.summary, stopped(ctx, err)
	}
	if err := r.lookForGone(ctx, targets); err != nil {
		return r.summary, stopped(ctx, err)
	}
	if err := r.tellPlaces(ctx); err != nil {
		return r.summary, stopped(ctx, err)
	}
	r.report(true)
	return r.summary, nil
}

// stopped prefers the reason why ctx ended over what failed because of it.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// run is the state of one Run. The goroutine that calls Run writes the summary
// and the Sink; what the others may touch is said at each field.
type run struct {
	Options
	summary Summary
	folders folders // open while the run lasts
	batch   batch
	budget  *budget
	counted counter // set by another goroutine

	originals originals
	names     naming
	written   map[pathKey]bool // whether a file was found to have changed, by path
	later     []candidate      // postponed
	last      bool             // only they are left
	number    int              // of the job to come next

	bareHashes map[string]string // by collection; of the walk, and when that has ended of the writer

	missing  map[string][]string // by folder: paths in the ledger that the walk did not come to, once it has ended
	closed   []string            // folders that it could not read
	reported time.Time           // when Progress was told last
	lastPath string
}

func newRun(o Options) *run {
	if o.MaxFileBytes == 0 {
		o.MaxFileBytes = formats.MaxFileSize
	}
	if o.Parallel == 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Exclude = slices.Clone(o.Exclude)
	return &run{
		Options: o,
		summary: Summary{Reasons: map[formats.Reason]int{}, Ignored: map[Ignored]int{}},
		folders: folders{}, originals: originals{}, written: map[pathKey]bool{}, bareHashes: map[string]string{},
		budget: newBudget(maxTextInFlight),
	}
}

func (r *run) close() {
	if err := r.folders.close(); err != nil {
		r.Log.Warn("closing the folders", "error", err)
	}
}
