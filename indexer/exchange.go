package indexer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"entente/corpus"
	"entente/corpus/formats"
)

// exchange is the extraction of one file by a worker.
type exchange struct {
	*process
	limit   time.Duration // for the file, and for each page that is recognised
	left    time.Duration // of it, while the clock stands
	since   time.Time     // when the clock was started
	timer   *time.Timer
	expired atomic.Bool
	broken  bool // the process cannot be used any more
}

func (x *exchange) run(ctx context.Context, in Input, yield func(*corpus.Document) error) (reading Reading, err error) {
	stop := context.AfterFunc(ctx, x.kill)
	defer func() {
		reading.Took = x.limit - x.left + time.Since(x.since) // unless yield failed, the clock runs
		if !stop() || !x.timer.Stop() {
			x.broken = true // it was killed, be it a moment too late
		}
	}()
	x.output.reset()
	x.startClock()
	if err := x.ask(in); err != nil {
		return Reading{}, x.failed(ctx, err)
	}
	for {
		var r reply
		if err := readFrame(x.replies, &r); err != nil {
			return Reading{}, x.failed(ctx, err)
		}
		if r.End != nil {
			return r.End.Reading, x.ended(r.End)
		}
		if r.Wants != nil {
			if err := x.give(in, *r.Wants); err != nil {
				return Reading{}, x.failed(ctx, err)
			}
			continue
		}
		x.stopClock()
		if r.PageBegins {
			x.left = x.limit
			x.startClock()
			continue
		}
		if err := yield(r.Document); err != nil {
			x.broken = true
			return Reading{}, err
		}
		x.startClock()
	}
}

func (x *exchange) startClock() {
	x.since = time.Now()
	x.timer = time.AfterFunc(x.left, func() {
		x.expired.Store(true)
		x.kill()
	})
}

func (x *exchange) stopClock() {
	x.timer.Stop()
	x.left = max(0, x.left-time.Since(x.since))
}

// ask sends the request and, of a small file, the bytes.
func (x *exchange) ask(in Input) error {
	q := request{
		Name: []byte(in.Name), Path: []byte(in.Path), Collection: in.Collection, Metadata: in.Metadata,
		Hash: in.Hash, Format: in.Format, Size: in.Size, OCR: in.OCR,
	}
	if err := writeFrame(x.in, q); err != nil || in.Size > pieceBytes {
		return err
	}
	return x.give(in, piece{Length: in.Size})
}

// give sends a piece of the file.
func (x *exchange) give(in Input, p piece) error {
	source := &watched{reader: io.NewSectionReader(in.Data, p.Offset, p.Length)}
	n, err := io.Copy(x.in, source)
	switch {
	case source.err != nil:
		return unreadable(source.err)
	case err == nil && n < p.Length:
		return failure(Unreadable, "it became shorter while it was read")
	}
	return err
}

// watched remembers the error of a reader, to tell it from the writer's.
type watched struct {
	reader io.Reader
	err    error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

func (x *exchange) ended(end *ending) error {
	x.files++
	x.held = end.Memory
	x.broken = end.Leaves
	if end.Reason == "" {
		return nil
	}
	failed := &formats.Error{Reason: end.Reason, Detail: end.Detail}
	if end.Leaves {
		x.end()
		failed.Err = &Crash{Output: x.output.String()}
	}
	return failed
}

// failed says why the exchange broke off.
func (x *exchange) failed(ctx context.Context, err error) error {
	x.broken = true
	x.end() // so that its last words are there
	var own *formats.Error
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case x.expired.Load():
		return failure(Timeout, "reading it took longer than %s", x.limit)
	case errors.As(err, &own):
		return own
	}
	return &formats.Error{Reason: Crashed, Detail: x.causeOfDeath(), Err: &Crash{Output: x.output.String()}}
}

func (x *exchange) causeOfDeath() string {
	reason := cmp.Or(x.output.reason(), x.status())
	if strings.Contains(reason, "out of memory") || strings.Contains(reason, "cannot allocate memory") {
		return fmt.Sprintf("reading it needs more than %d MB of memory", MaxWorkerMemory>>20)
	}
	// At the limit the Go runtime also dies of other reasons, such as a thread
	// that cannot be started, or a nil pointer of its garbage collector.
	if peak := x.peakMemory(); peak > MaxWorkerMemory/4*3 {
		return fmt.Sprintf("the process reading it died with %d MB of its %d MB of memory in use: %s", peak>>20, MaxWorkerMemory>>20, reason)
	}
	return "the process reading it died: " + reason
}
