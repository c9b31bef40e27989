package indexer

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"entente/corpus"
)

// Limits of what a worker is used for.
const (
	// DefaultTimeout is how long the extraction of one file may take; a file
	// may take as long again for every timedBytes that it has.
	DefaultTimeout = 60 * time.Second
	timedBytes     = 16 << 20
	// A worker that read so many files or holds so many bytes of memory is
	// replaced by a fresh one.
	maxWorkerFiles = 2000
	maxWorkerHeld  = 512 << 20
	// startTime is how long a worker may take until it is ready, and farewell
	// until it is gone when it is killed.
	startTime = 30 * time.Second
	farewell  = 5 * time.Second
)

// WorkerOptions say how worker processes are run. The zero value is right.
type WorkerOptions struct {
	// Command starts a worker: a program that calls WorkerMain. Empty means
	// this program with WorkerArgument.
	Command     []string
	Environment []string      // added to this process's
	Count       int           // processes at a time; 0 means GOMAXPROCS
	Timeout     time.Duration // per file, and again per 16 MB of it; 0 means DefaultTimeout
}

// Workers is an Extractor that has files read in other processes, so that a
// file which makes its reader hang, run out of memory or crash fails alone.
// Processes are started when needed and used for many files.
type Workers struct {
	command     []string
	environment []string
	timeout     time.Duration
	slots       chan *process // one for each process that may run; nil where none does
}

// NewWorkers returns a pool; Close must be called after the last Extract.
func NewWorkers(o WorkerOptions) (*Workers, error) {
	w := &Workers{command: o.Command, environment: o.Environment, timeout: o.Timeout}
	if len(w.command) == 0 {
		program, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("finding this program, to start workers: %w", err)
		}
		w.command = []string{program, WorkerArgument}
	}
	if w.timeout == 0 {
		w.timeout = DefaultTimeout
	}
	count := o.Count
	if count == 0 {
		count = runtime.GOMAXPROCS(0)
	}
	w.slots = make(chan *process, count)
	for range count {
		w.slots <- nil
	}
	return w, nil
}

// Close ends the processes.
func (w *Workers) Close() error {
	for range cap(w.slots) {
		if p := <-w.slots; p != nil {
			p.end()
		}
	}
	return nil
}

// Extract has a file read by a worker; see Extractor. The bytes of the file go
// through a pipe, so that the worker itself opens nothing. Waiting for yield
// does not count as the file's time. A page that is recognised has as much time as
// a file.
func (w *Workers) Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	var p *process
	select {
	case p = <-w.slots:
	case <-ctx.Done():
		return Reading{}, context.Cause(ctx)
	}
	defer func() { w.slots <- p }()
	if p == nil {
		var err error
		if p, err = startProcess(ctx, w.command, w.environment); err != nil {
			return Reading{}, err
		}
	}
	limit := w.timeout * time.Duration(1+in.Size/timedBytes)
	x := &exchange{process: p, limit: limit, left: limit}
	reading, err := x.run(ctx, in, yield)
	if x.broken || p.worn() {
		p.end()
		p = nil
	}
	return reading, err
}
