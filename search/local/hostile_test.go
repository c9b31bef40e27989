package local

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/search"
)

const (
	// hostileDeadline is how long a search may take unless a caller says
	// otherwise; see cmd/entente.
	hostileDeadline = 5 * time.Second
	// hostileMargin is how much later than its deadline a search may return on a
	// busy machine.
	hostileMargin = 3 * time.Second
	// hostileMemory is how much a search may add to the heap.
	hostileMemory = 256 << 20
)

// TestHostileQueries asks what nobody asks in earnest. Every question has an
// answer or a clear error by the deadline, within the memory, while an ordinary
// question keeps being answered.
func TestHostileQueries(t *testing.T) {
	if testing.Short() {
		t.Skip("building a collection of a million words takes a while")
	}
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() }) // after the end of the ordinary questions
	putHostile(t, e)
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // so that the heap is little more than what is in use
	ordinary := askOrdinary(t, e)
	asked, worst := 0, map[string]cost{}
	for _, q := range hostileQueries() {
		before := ordinary.Load()
		c := ask(t, e, q)
		c.answers = int(ordinary.Load() - before)
		worst[q.kind] = worst[q.kind].with(c)
		asked++
	}
	if asked < 300 {
		t.Errorf("%d questions were asked, want 300", asked)
	}
	if ordinary.Load() == 0 {
		t.Error("meanwhile an ordinary question was never answered")
	}
	logCosts(t, asked, worst)
	t.Run("Refusals", func(t *testing.T) { refusalsAreClear(t, e) })
	t.Run("HangUp", func(t *testing.T) { hangingUpStops(t, e) })
}

// refusalsAreClear checks what is said of what goes over each limit.
func refusalsAreClear(t *testing.T, e *Engine) {
	prefixes := func(n int) string {
		return listed(n, " OR ", func(i int) string { return hostileWord(i * 1000)[:3] + "*" })
	}
	for _, test := range []struct{ query, want string }{
		{strings.Repeat("(", 100_000), "the query is longer than 4,096 characters"},
		{strings.Repeat("(", 33) + "a" + strings.Repeat(")", 33), "nested more than 32 deep"},
		{listed(257, " ", func(int) string { return "a" }), "more than 256 words and conditions"},
		{`"` + listed(257, " ", func(int) string { return "a" }) + `"`, "more than 256 words"},
		{"aa*", "aa* stands for more than 1024 words"},
		{"abz~2 abdegi~2", "abdegi~2 stands for more than 1024 words"},
		{prefixes(17), "column 129: up to here the query stands for more than 16384 words"},
		{strings.Repeat("a", 65) + "~1", "words of up to 64 letters"},
		{"aa /p bb", "more than 1048576 places of one passage of the document giant"},
		{"aa bb", "marked at more than 1048576 places of the document giant"},
		{"cc dd cc dd cc", "marked at more than 1048576 places of the document large"},
		{"(cc /255 cc) /255 cc", "met in more than 65536 ways in one passage of the document large"},
	} {
		_, err := e.Search(t.Context(), search.Request{Query: test.query})
		if clearError(err) == "" || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", shortened(test.query), err, test.want)
		}
	}
	if _, err := e.Search(t.Context(), search.Request{Query: prefixes(16)}); err != nil {
		t.Errorf("16 patterns that stand for 1,000 words each: %v", err)
	}
}

// hangingUpStops cancels a question that takes long.
func hangingUpStops(t *testing.T, e *Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	time.AfterFunc(100*time.Millisecond, cancel)
	began := time.Now()
	_, err := e.Search(ctx, search.Request{Query: slowestQuery})
	if took := time.Since(began); !errors.Is(err, context.Canceled) || took > hostileMargin {
		t.Errorf("a search whose client hung up ended after %v: %v", took, err)
	}
}

// cost is what questions of one kind cost.
type cost struct {
	questions, refused, stopped int
	took                        time.Duration // the longest
	memory                      int64         // bytes added to the heap, the most
	answers                     int           // to the ordinary question meanwhile
}

func (c cost) with(d cost) cost {
	return cost{c.questions + d.questions, c.refused + d.refused, c.stopped + d.stopped, max(c.took, d.took), max(c.memory, d.memory), c.answers + d.answers}
}

func logCosts(t *testing.T, asked int, worst map[string]cost) {
	t.Helper()
	var table strings.Builder
	fmt.Fprintf(&table, "%d questions to %d words\n%-28s %9s %7s %7s %9s %7s %8s\n", asked, hostileWords, "kind", "questions", "refused", "stopped", "worst ms", "most MB", "ordinary")
	for _, kind := range slices.Sorted(maps.Keys(worst)) {
		c := worst[kind]
		fmt.Fprintf(&table, "%-28s %9d %7d %7d %9d %7.1f %8d\n", kind, c.questions, c.refused, c.stopped, c.took.Milliseconds(), float64(c.memory)/(1<<20), c.answers)
	}
	t.Log(table.String())
}

// askOrdinary asks an ordinary question over and over until the test ends, and
// counts the answers.
func askOrdinary(t *testing.T, e *Engine) *atomic.Int64 {
	t.Helper()
	var answers atomic.Int64
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		pause := time.NewTicker(20 * time.Millisecond)
		defer pause.Stop()
		for ctx.Err() == nil {
			if err := askOnce(ctx, e); err != nil && ctx.Err() == nil {
				t.Errorf("the ordinary question after %d answers: %v", answers.Load(), err)
				return
			}
			answers.Add(1)
			<-pause.C
		}
	})
	t.Cleanup(func() { cancel(); group.Wait() })
	return &answers
}

func askOnce(ctx context.Context, e *Engine) error {
	ctx, cancel := context.WithTimeout(ctx, hostileDeadline)
	defer cancel()
	result, err := e.Search(ctx, search.Request{Query: "treaty defence"})
	if err == nil && result.Total.Value == 0 {
		err = errors.New("nothing was found")
	}
	return err
}

// ask asks one question and checks how it ends.
func ask(t *testing.T, e *Engine, q hostileQuery) cost {
	t.Helper()
	peak := watchHeap()
	ctx, cancel := context.WithTimeout(t.Context(), hostileDeadline)
	defer cancel()
	began := time.Now()
	err := q.ask(ctx, e)
	c := cost{questions: 1, took: time.Since(began), memory: peak()}
	if c.took > time.Second || c.memory > hostileMemory/2 {
		t.Logf("%s: %s took %v and %d MB: %v", q.kind, shortened(q.text), c.took.Round(time.Millisecond), c.memory>>20, err)
	}
	if c.took > hostileDeadline+hostileMargin {
		t.Errorf("%s: %s ended after %v", q.kind, shortened(q.text), c.took)
	}
	if c.memory > hostileMemory {
		t.Errorf("%s: %s took %d MB", q.kind, shortened(q.text), c.memory>>20)
	}
	switch message := clearError(err); {
	case errors.Is(err, search.ErrTimeout):
		c.stopped = 1
	case err != nil && message == "":
		t.Errorf("%s: %s ended with an error that is not for people: %v", q.kind, shortened(q.text), err)
	case err != nil:
		c.refused = 1
	}
	return c
}

// clearError returns what an error tells the person who asked, "" when it is none
// of those that a search may end with.
func clearError(err error) string {
	var syntax *search.SyntaxError
	var invalid *search.InvalidError
	switch {
	case errors.As(err, &syntax):
		return syntax.Message
	case errors.As(err, &invalid):
		return invalid.Message
	case errors.Is(err, search.ErrTimeout), errors.Is(err, search.ErrNotFound):
		return err.Error()
	}
	return ""
}

func shortened(text string) string {
	if len(text) > 60 {
		return fmt.Sprintf("%.60q… (%d bytes)", text, len(text))
	}
	return fmt.Sprintf("%q", text)
}

// watchHeap watches the heap until the function it returns is called, which
// returns the most bytes that were added to it.
func watchHeap() (peak func() int64) {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	size := func() int64 {
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	base := size()
	most, done := base, make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		often := time.NewTicker(2 * time.Millisecond)
		defer often.Stop()
		for {
			most = max(most, size())
			select {
			case <-done:
				return
			case <-often.C:
			}
		}
	})
	return func() int64 {
		close(done)
		group.Wait()
		return most - base
	}
}
