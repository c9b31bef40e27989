package indexer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
)

// first and second are two states of a folder for the unruly extractor.
var (
	first  = map[string]string{"a": "large 3", "b": "number 3", "c": "refuse", "d": "large 4", "e": "number 1"}
	second = map[string]string{"a": "large 1", "b": "refuse", "c": "number 2", "f": "large 3", "g": "large 5 panic"}
)

// outcomeOf is what a folder leads to: texts by id, and rows of the ledger.
type outcomeOf struct {
	Texts map[string]string
	Rows  map[string]File
	Owned map[string]bool
}

func (p *place) outcome() outcomeOf {
	p.t.Helper()
	o := outcomeOf{Texts: map[string]string{}, Rows: p.files(), Owned: map[string]bool{}}
	for id, d := range p.sink.documents {
		o.Texts[id] = strings.TrimRight(d.Passages[0].Text, ".")
	}
	owned, err := p.ledger.texts(p.t.Context(), `SELECT id FROM document`)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, id := range owned {
		o.Owned[id] = true
	}
	return o
}

// become changes the files of the place to those of a state.
func (p *place) become(files map[string]string, at time.Time) {
	p.remove(".")
	for name, text := range files {
		p.writeAt(name, text, at)
	}
}

func (p *place) unrulyOptions() Options {
	o := p.options()
	o.Extractor, o.Prune = tamed{}, true
	return o
}

// tamed is unruly in this process: it reports its panics.
type tamed struct{ unruly }

func (e tamed) Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (reading Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = failure(Crashed, "%v", p)
		}
	}()
	return e.unruly.Extract(ctx, in, yield)
}

var withoutTimes = cmp.Options{cmpopts.IgnoreFields(File{}, "Took", "Read", "Indexed", "refused"), cmp.AllowUnexported(File{})}

// TestInterruptedRuns breaks runs off in every call of the Sink and in several
// ways, and completes them: the result is that of runs that were not broken off.
func TestInterruptedRuns(t *testing.T) {
	p := newPlace(t, first)
	p.run(p.unrulyOptions())
	calls := p.sink.calls
	afterFirst := p.outcome()
	p.become(second, longAgo.Add(time.Hour))
	p.run(p.unrulyOptions())
	calls2 := p.sink.calls - calls
	afterSecond := p.outcome()
	if calls < 4 || calls2 < 3 {
		t.Fatalf("%d and %d calls try nothing", calls, calls2)
	}
	checkOwned(t, "uninterrupted", afterFirst)
	checkOwned(t, "uninterrupted", afterSecond)
	for name, done := range map[string]func(n int) int{
		"before": func(int) int { return 0 }, "half": func(n int) int { return n / 2 }, "after": func(n int) int { return n },
	} {
		for _, way := range []string{"failure", "cancelled", "ledger lost"} {
			t.Run(name+" "+way, func(t *testing.T) {
				p.t = t
				for call := 1; call <= max(calls, calls2); call++ {
					p.startAnew()
					p.become(first, longAgo)
					p.interruptedRun(call, way, done)
					checkOutcome(t, fmt.Sprintf("first, call %d", call), afterFirst, p.outcome())
					p.become(second, longAgo.Add(time.Hour))
					p.interruptedRun(call, way, done)
					checkOutcome(t, fmt.Sprintf("second, call %d", call), afterSecond, p.outcome())
				}
			})
		}
	}
	p.t = t
}

// startAnew empties the Sink and takes another ledger.
func (p *place) startAnew() {
	p.sink = newMemory()
	p.ledger = openTestLedger(p.t, filepath.Join(p.t.TempDir(), "ledger.db"), "store")
}

var errPower = errors.New("the power failed")

// interruptedRun runs until the call of the Sink, and then once more to the end.
func (p *place) interruptedRun(call int, way string, done func(int) int) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	defer cancel()
	before := p.sink.calls
	happened := false
	p.sink.interrupt = func(now, n int) (int, error) {
		if now-before != call {
			return n, nil
		}
		happened = true
		switch way {
		case "cancelled":
			cancel()
			return done(n), ctx.Err()
		case "ledger lost":
			p.ledger.Close()
			return done(n), nil
		}
		return done(n), errPower
	}
	s, err := Run(ctx, p.unrulyOptions(), []string{p.folder})
	p.sink.interrupt = nil
	if happened && err == nil {
		p.t.Fatalf("call %d: the run does not tell that it was broken off: %+v", call, s)
	}
	if s.Seen != s.Indexed+s.Unchanged+s.Failed {
		p.t.Errorf("call %d: broken off at %+v", call, s)
	}
	if way == "ledger lost" && happened {
		p.ledger = openTestLedger(p.t, p.ledger.path, "store")
	}
	p.run(p.unrulyOptions())
}

func checkOutcome(t *testing.T, when string, want, got outcomeOf) {
	t.Helper()
	if diff := cmp.Diff(want, got, withoutTimes); diff != "" {
		t.Errorf("%s: %.2000s", when, diff)
	}
	checkOwned(t, when, got)
}

// checkOwned checks that the ledger knows whose every document is.
func checkOwned(t *testing.T, when string, o outcomeOf) {
	t.Helper()
	if len(o.Owned) != len(o.Texts) {
		t.Errorf("%s: %d documents, %d ids in the ledger", when, len(o.Texts), len(o.Owned))
	}
}

func TestCancelledWhileReading(t *testing.T) {
	p := newPlace(t, map[string]string{"a": "number 3", "b": "hang", "c": "number 2"})
	o := p.options()
	o.Extractor = testWorkers(t, "unruly", WorkerOptions{})
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("Ctrl-C")
	var begin time.Time
	o.Progress = func(Progress) { // when the first batch was put
		if ctx.Err() == nil {
			begin = time.Now()
			cancel(stopped)
		}
	}
	s, err := Run(ctx, o, []string{p.folder})
	if took := time.Since(begin); took > farewell {
		t.Errorf("it took %v to stop", took)
	}
	if !errors.Is(err, stopped) || s.Seen != 1 || s.Indexed != 1 || s.Documents != 3 {
		t.Errorf("error %v, %+v", err, s)
	}
	p.write("b", "number 1")
	if s := p.run(p.unrulyOptions()); s.Unchanged != 1 || s.Indexed != 2 {
		t.Errorf("resumed: %+v", s)
	}
}

// TestUnrulyFilesInARun has files hang and die among others.
func TestUnrulyFilesInARun(t *testing.T) {
	p := newPlace(t, map[string]string{
		"1": "number 2", "2": "hang", "3": "number 1", "4": "panic now", "5": "exit", "6": "number 4", "7": "number 1000 panic", "8": "number 1 more",
	})
	o := p.options()
	o.Extractor = testWorkers(t, "unruly", WorkerOptions{Timeout: time.Second})
	s := p.run(o)
	if s.Seen != 8 || s.Indexed != 4 || s.Reasons[Timeout] != 1 || s.Reasons[Crashed] != 3 {
		t.Errorf("%+v", s)
	}
	if n := len(p.sink.ids()); n != 8 {
		t.Errorf("%d documents are left", n)
	}
	for name, f := range p.files() {
		if (f.Reason == Crashed) != (f.Output != "") || f.State == Failed && f.Documents != 0 {
			t.Errorf("%s: row %+v", name, f)
		}
	}
	o.Extractor = nil // must not be asked
	if again := p.run(o); again.Failed != 4 || again.Unchanged != 4 {
		t.Errorf("again: %+v", again)
	}
}

func TestWorkersThatDoNotStartEndTheRun(t *testing.T) {
	p := newPlace(t, map[string]string{"a.md": note("A")})
	o := p.options()
	o.Extractor = testWorkers(t, "broken", WorkerOptions{})
	if _, err := Run(t.Context(), o, []string{p.folder}); err == nil {
		t.Error("no error")
	}
	if len(p.files()) > 0 {
		t.Error("the file was blamed")
	}
}

// TestTwoRunsAtOnce indexes the same folder twice at the same time.
func TestTwoRunsAtOnce(t *testing.T) {
	p := newPlace(t, first)
	second := openTestLedger(t, p.ledger.path, "store")
	failures := make(chan error, 2)
	for _, l := range []*Ledger{p.ledger, second} {
		o := p.unrulyOptions()
		o.Ledger = l
		go func() {
			_, err := Run(t.Context(), o, []string{p.folder})
			failures <- err
		}()
	}
	for range 2 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	if n := len(p.sink.ids()); n != 11 {
		t.Errorf("%d documents", n)
	}
	if s := p.run(p.unrulyOptions()); s.Unchanged != 4 || s.Failed != 1 {
		t.Errorf("again: %+v", s)
	}
}
