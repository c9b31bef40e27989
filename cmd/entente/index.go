package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/formats/ocr"
	"entente/indexer"
	"entente/search"
)

// indexOptions are the flags of index.
type indexOptions struct {
	collection string
	prune      bool
	force      bool
	retry      string
	json       bool
	workers    int
	deadline   time.Duration
	maxFile    int64
	ocr        bool
	languages  []string // of OCR
	watch      bool
	rescan     time.Duration
}

func newIndexCommand(p *program) *cobra.Command {
	o := &indexOptions{}
	cmd := &cobra.Command{
		Use:   "index [PATH...]",
		Short: "Bring files and folders into the collection",
		Long: `Bring files and folders into the collection: Markdown, plain text, HTML, PDF,
Word, OpenDocument, RTF, EPUB, XML, e-mail and Outlook messages, CSV, JSON and
JSON Lines, also in ZIP and TAR archives. Metadata may stand in the files, in
FILE.meta.json beside them, or in a manifest.jsonl in the folder.

Only what has changed is read again. Every file that cannot be read is listed
with a reason, here and by "entente files"; the exit code is then 3. Interrupt
it when you like and run it again to go on.

With --watch it goes on until it is interrupted, and keeps the folders in step:
new and changed files are read as soon as nobody writes them any more, and the
documents of files that are gone are removed. What the system does not tell of,
as on network disks, is found when the folders are walked again.

  entente index treaties
  entente index --watch treaties           keep a folder in step
  entente index --retry failed             what could not be read, anywhere
  entente index --retry failed treaties    what could not be read in a folder
  entente index --ocr --ocr-languages eng,fra scans

With --ocr the text of pages that are images is recognised by tesseract, which
has to be installed; give it every time, or such pages are lost again when their
file changes. What was recognised is told on every hit.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(args); err != nil {
				return err
			}
			languages, err := o.recognised(cmd.Context())
			if err != nil {
				return err
			}
			return p.index(cmd.Context(), o, args, languages)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.collection, "collection", "", "name of the collection the files go into (default the folder's name)")
	flags.BoolVar(&o.prune, "prune", false, "remove the documents of files that are gone from the folders given")
	flags.BoolVar(&o.force, "force", false, "read files again that have not changed")
	flags.StringVar(&o.retry, "retry", "", "read again what could not be read before: "+retryFailed)
	flags.BoolVar(&o.watch, "watch", false, "go on, and keep the folders given in step")
	flags.DurationVar(&o.rescan, "rescan", indexer.DefaultRescan, "with --watch, how often the folders are walked whole")
	flags.BoolVar(&o.json, "json", false, "print the summary as JSON")
	flags.IntVar(&o.workers, "workers", 0, "processes that read files (default one for each processor)")
	flags.DurationVar(&o.deadline, "deadline", indexer.DefaultTimeout, "time after which reading a file is given up; with --ocr, also a page")
	flags.Int64Var(&o.maxFile, "max-file", 0, "largest file that is read, in bytes (default and most 256 MB)")
	flags.BoolVar(&o.ocr, "ocr", false, "recognise the text of pages without text, with tesseract")
	flags.StringSliceVar(&o.languages, "ocr-languages", []string{"eng"}, "languages of that text, as tesseract names them")
	return cmd
}

// recognised returns the languages of the text to be recognised, none for none,
// after making sure that it can be.
func (o *indexOptions) recognised(ctx context.Context) ([]string, error) {
	if !o.ocr {
		return nil, nil
	}
	if _, err := ocr.Find(ctx, o.languages); err != nil {
		return nil, fmt.Errorf("--ocr: %w", err)
	}
	return o.languages, nil
}

// retryFailed is what --retry can be.
const retryFailed = string(indexer.Failed)

// check refuses flags that mean nothing, alone or together with the paths.
func (o *indexOptions) check(paths []string) error {
	switch {
	case o.retry != "" && o.retry != retryFailed:
		return usageError{fmt.Errorf("--retry is %s, not %q", retryFailed, o.retry)}
	case len(paths) == 0 && o.retry == "":
		return usageError{errors.New("give the files or folders to index")}
	case o.watch && o.retry != "":
		return usageError{errors.New("--watch and --retry exclude each other")}
	case o.rescan <= 0:
		return usageError{errors.New("--rescan is a time such as 10m")}
	case o.deadline <= 0:
		return usageError{errors.New("--deadline is a time such as 90s")}
	case o.workers < 0:
		return usageError{errors.New("--workers is a number of processes, 1 or more")}
	case o.maxFile < 0 || o.maxFile > formats.MaxFileSize:
		return usageError{fmt.Errorf("--max-file is at most %d", int64(formats.MaxFileSize))}
	}
	return nil
}

func (p *program) index(ctx context.Context, o *indexOptions, paths, languages []string) (err error) {
	f, err := p.openToIndex(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	defer func() { err = errors.Join(err, f.noteStore(context.WithoutCancel(ctx))) }()
	defer p.spendMemory()()
	if f.owned() { // so that others can search meanwhile
		if err := f.answer(ctx, f.serveWhenAsked); err != nil {
			return err
		}
	}
	workers, err := indexer.NewWorkers(indexer.WorkerOptions{Count: o.workers, Timeout: o.deadline})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, workers.Close()) }()
	show := p.newProgress()
	began := time.Now()
	options := indexer.Options{
		Sink: &sink{program: p, folder: f}, Ledger: f.ledger, Extractor: workers, Collection: o.collection, Prune: o.prune, Force: o.force, Retry: o.retry != "", Exclude: []string{f.dir}, OCR: languages,
		Parallel: o.workers, MaxFileBytes: o.maxFile, Failure: show.failure, Log: f.log,
	}
	if show.bar != nil {
		options.Progress = show.progress
	}
	if o.watch {
		return p.watch(ctx, o, options, show, paths)
	}
	summary, err := indexer.Run(ctx, options, paths)
	show.end()
	if err != nil {
		return err
	}
	if err := p.printSummary(o, summary, time.Since(began)); err != nil {
		return err
	}
	if !summary.Complete() {
		return errSomeFailed
	}
	return nil
}

// While files are indexed, the heap may grow to three times what is live rather
// than twice, up to a limit: it takes a tenth of the work off.
const (
	indexingGCPercent = 200
	indexingMemory    = 250 << 20
)

// spendMemory trades memory for speed until the function that it returns is
// called. What the environment says of it (GOGC, GOMEMLIMIT) stands.
func (p *program) spendMemory() (restore func()) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		if _, ok := p.environment(name); ok {
			return func() {}
		}
	}
	percent, limit := debug.SetGCPercent(indexingGCPercent), debug.SetMemoryLimit(indexingMemory)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// sink writes into the folder, also when the process that owned it ends
// meanwhile: then this one opens the folder itself and goes on.
type sink struct {
	program *program
	folder  *folder
}

// Put stores documents; see indexer.Sink.
func (s *sink) Put(ctx context.Context, documents []*corpus.Document) error {
	return s.ask(ctx, func(e search.Engine) error { return e.Put(ctx, documents) })
}

// Delete removes documents; see indexer.Sink.
func (s *sink) Delete(ctx context.Context, ids []string) error {
	return s.ask(ctx, func(e search.Engine) error { return e.Delete(ctx, ids) })
}

// Document returns a document; see indexer.Sink.
func (s *sink) Document(ctx context.Context, id string) (*corpus.Document, error) {
	var d *corpus.Document
	err := s.ask(ctx, func(e search.Engine) (err error) {
		d, err = e.Document(ctx, id)
		return err
	})
	if errors.Is(err, search.ErrNotFound) {
		return nil, nil
	}
	return d, err
}

func (s *sink) ask(ctx context.Context, ask func(search.Engine) error) error {
	engine, err := s.folder.opened(ctx)
	if err != nil {
		return err
	}
	err = ask(engine)
	if s.folder.owned() || !errors.Is(err, search.ErrUnavailable) {
		return err
	}
	again, openErr := s.program.openFolder(ctx)
	if openErr != nil {
		return errors.Join(err, openErr)
	}
	if err := s.folder.become(again); err != nil {
		return err
	}
	if s.folder.owned() { // so that others can search meanwhile; it ends with the folder
		if err := s.folder.answer(context.WithoutCancel(ctx), s.folder.serveWhenAsked); err != nil {
			return err
		}
	}
	return ask(s.folder.engine)
}

// progress shows how far a run is: a bar on a terminal, and a line for each
// file that failed.
type progress struct {
	p   *program
	bar *progressbar.ProgressBar // nil when standard error is no terminal
}

func (p *program) newProgress() *progress {
	s := &progress{p: p}
	if isTerminal(p.err) {
		s.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription("indexing"), progressbar.OptionShowCount(),
			progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"), progressbar.OptionClearOnFinish(), progressbar.OptionFullWidth())
	}
	return s
}

// progress is for a run with a bar.
func (s *progress) progress(now indexer.Progress) {
	if now.Counted {
		s.bar.ChangeMax(now.Found)
	}
	s.bar.Describe("indexing, " + counted(now.Documents, "document"))
	s.bar.Set(now.Seen) // an error is a terminal that went away
}

func (s *progress) failure(file indexer.File) {
	if s.bar != nil {
		s.bar.Clear()
	}
	fmt.Fprintf(s.p.err, "failed %s: %s\n", printable(file.Path), reasonOf(file))
}

func (s *progress) end() {
	if s.bar != nil {
		s.bar.Finish()
	}
}

// reasonOf says why a file failed and what can be done.
func reasonOf(file indexer.File) string {
	reason := string(file.Reason)
	if file.Detail != "" {
		reason += ": " + file.Detail
	}
	if advice := file.Advice(); advice != "" {
		reason += " (" + advice + ")"
	}
	return printable(reason)
}

func (p *program) printSummary(o *indexOptions, s indexer.Summary, took time.Duration) error {
	if o.json {
		return writeJSON(p.out, s)
	}
	w := bufio.NewWriter(p.out)
	var notes []string
	for _, problem := range append(s.BrokenMetadata, s.Warnings...) {
		notes = append(notes, problem.String())
	}
	p.list(notes)
	gone := make([]string, len(s.Gone))
	for i, path := range s.Gone {
		gone[i] = "gone " + path
	}
	p.list(gone)
	fmt.Fprintf(w, "%s seen = %s indexed + %s unchanged + %s failed\n%s put, %.1f MB of text, in %s\n",
		counted(s.Seen, "file"), thousands(s.Indexed), thousands(s.Unchanged), thousands(s.Failed),
		counted(s.Documents, "document"), megabytes(s.TextBytes), took.Round(100*time.Millisecond))
	if s.Copies > 0 {
		fmt.Fprintf(w, "%s with the same bytes as another: one document in several places\n", counted(s.Copies, "file"))
	}
	if s.Partial > 0 {
		fmt.Fprintf(w, "of %s something was left out: entente files --unread tells what\n", counted(s.Partial, "file"))
	}
	if ignored := ignoredList(s.Ignored); ignored != "" {
		fmt.Fprintf(w, "not looked at: %s\n", ignored)
	}
	switch {
	case len(s.Gone) > 0 && s.Pruned:
		fmt.Fprintf(w, "%s gone, %s removed\n", counted(len(s.Gone), "file"), counted(s.Removed, "document"))
	case len(s.Gone) > 0:
		fmt.Fprintf(w, "%s gone; their documents are still searched: --prune removes them\n", counted(len(s.Gone), "file"))
	}
	return w.Flush()
}

// ignoredList says how many files were passed over for what they are.
func ignoredList(ignored map[indexer.Ignored]int) string {
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(ignored)) {
		parts = append(parts, thousands(ignored[why])+" "+string(why))
	}
	return strings.Join(parts, ", ")
}

// maxListed is how many lines of one kind are printed; --json has all of them.
const maxListed = 50

func (p *program) list(lines []string) {
	for _, line := range lines[:min(len(lines), maxListed)] {
		fmt.Fprintln(p.err, printable(line))
	}
	if more := len(lines) - maxListed; more > 0 {
		fmt.Fprintf(p.err, "and %s more like these: --json lists them\n", thousands(more))
	}
}
