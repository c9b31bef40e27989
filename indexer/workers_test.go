package indexer

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/corpus/formats"
)

// pageTime is how long unruly takes for a page.
const pageTime = 500 * time.Millisecond

// unruly is an Extractor that does what the file tells it.
type unruly struct{}

func (unruly) Extract(ctx context.Context, in Input, yield func(*corpus.Document) error) (Reading, error) {
	text, err := io.ReadAll(io.NewSectionReader(in.Data, 0, in.Size))
	if err != nil {
		return Reading{}, err
	}
	command, argument, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	switch command {
	case "pages":
		for range 4 {
			if err := in.PageBegins(); err != nil {
				return Reading{}, err
			}
			<-time.After(pageTime)
		}
	case "page-and-hang":
		if err := in.PageBegins(); err != nil {
			return Reading{}, err
		}
		select {}
	case "start-and-hang":
		child := exec.Command("sleep", "600")
		if err := child.Start(); err != nil {
			return Reading{}, err
		}
		if err := yield(paper(in, "1", strconv.Itoa(child.Process.Pid))); err != nil {
			return Reading{}, err
		}
		select {}
	case "say-and-hang":
		if err := yield(paper(in, "1", strconv.Itoa(os.Getpid()))); err != nil {
			return Reading{}, err
		}
		fallthrough
	case "hang":
		for i := 0; ; i++ {
			if i < 0 {
				break
			}
		}
	case "eat":
		var eaten [][]byte
		for {
			eaten = append(eaten, make([]byte, 16<<20))
			for i := range eaten[len(eaten)-1] {
				eaten[len(eaten)-1][i] = 1
			}
		}
	case "panic":
		panic("index of " + argument + " out of range")
	case "overflow":
		return Reading{}, errors.New(strconv.Itoa(overflow(1)))
	case "exit":
		os.Stderr.WriteString("goodbye\n")
		os.Exit(7)
	case "refuse":
		return Reading{Unread: []string{"page 2"}, Pages: []formats.PageReading{{Number: 2, Engine: formats.OwnEngine, Unread: true}}}, failure(formats.Encrypted, "%s", argument)
	case "hash":
		hash, err := hashOf(ctx, in.Data, in.Size)
		if err != nil {
			return Reading{}, err
		}
		return Reading{}, yield(paper(in, "1", hash))
	case "print":
		os.Stdout.WriteString("a library says hello")
	case "number":
		return numbered(argument, "", in, yield)
	case "large":
		return numbered(argument, strings.Repeat(".", batchBytes/2), in, yield)
	}
	return Reading{}, yield(paper(in, "1", strconv.Itoa(os.Getpid())))
}

// parentOfWorker is a process that has a worker start a program and hang, and says
// which program.
func parentOfWorker() error {
	w, err := NewWorkers(WorkerOptions{Count: 1, Environment: []string{workerVariable + "=unruly"}})
	if err != nil {
		return err
	}
	_, err = w.Extract(context.Background(), input("x.txt", "start-and-hang"), func(d *corpus.Document) error {
		fmt.Println(d.Passages[0].Text)
		return nil
	})
	return err
}

func overflow(n int) int { return overflow(n+1) + n }

// numbered yields as many documents as asked for, and then dies when asked to.
func numbered(argument, padding string, in Input, yield func(*corpus.Document) error) (Reading, error) {
	count, then, _ := strings.Cut(argument, " ")
	n, err := strconv.Atoi(count)
	if err != nil {
		return Reading{}, err
	}
	for i := range n {
		if err := yield(paper(in, strconv.Itoa(i), strconv.Itoa(i)+" of "+count+padding)); err != nil {
			return Reading{}, err
		}
	}
	if then == "panic" {
		panic("after the last")
	}
	return Reading{}, nil
}

func paper(in Input, number, text string) *corpus.Document {
	return &corpus.Document{
		ID: slug(in.Name) + "-" + number, Title: in.Name,
		Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}},
	}
}

func input(name, text string) Input {
	return Input{Name: name, Path: "/files/" + name, Collection: "files", Data: strings.NewReader(text), Size: int64(len(text))}
}

// reasonOf returns the reason of a file's failure, "" for success.
func reasonOf(t *testing.T, err error) formats.Reason {
	t.Helper()
	if err == nil {
		return ""
	}
	var own *formats.Error
	if !errors.As(err, &own) {
		t.Fatalf("not the file's failure: %v", err)
	}
	return own.Reason
}

func TestWorkersSurviveFiles(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	for _, test := range []struct {
		text   string
		reason formats.Reason
		detail string // part of it
		output string // part of it
	}{
		{"fine", "", "", ""},
		{"eat", Crashed, "1024 MB of memory", ""}, // what the runtime has to say then differs
		{"panic slices", Crashed, "reading it failed: index of slices out of range", "unruly"},
		{"overflow", Crashed, "stack overflow", "overflow"},
		{"exit", Crashed, "exit status 7", "goodbye"},
		{"print", "", "", ""},
		{"refuse by password", formats.Encrypted, "by password", ""},
		{"fine", "", "", ""},
	} {
		if raceDetector && (test.text == "eat" || test.text == "overflow") {
			continue // it is the race detector that runs out of memory
		}
		documents, _, err := Extract(t.Context(), w, input("x.txt", test.text))
		if got := reasonOf(t, err); got != test.reason {
			t.Errorf("%s: reason %q, want %q: %v", test.text, got, test.reason, err)
			continue
		}
		if err == nil && len(documents) != 1 {
			t.Errorf("%s: %d documents", test.text, len(documents))
		}
		if err == nil {
			continue
		}
		var own *formats.Error
		errors.As(err, &own)
		if !strings.Contains(describe(own), test.detail) {
			t.Errorf("%s: detail %q lacks %q", test.text, describe(own), test.detail)
		}
		var crash *Crash
		if errors.As(err, &crash) != (own.Reason == Crashed) || crash != nil && !strings.Contains(crash.Output, test.output) {
			t.Errorf("%s: output %v lacks %q", test.text, crash, test.output)
		}
		if crash != nil && len(crash.Output) > keptOutput {
			t.Errorf("%s: %d bytes of output are kept", test.text, len(crash.Output))
		}
	}
}

// pid extracts a file and returns the process that did it.
func pid(t *testing.T, w *Workers) string {
	t.Helper()
	documents, _, err := Extract(t.Context(), w, input("x.txt", "fine"))
	if err != nil {
		t.Fatal(err)
	}
	return documents[0].Passages[0].Text
}

func TestWorkersAreReusedAndReplaced(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	first := pid(t, w)
	for range maxWorkerFiles - 1 {
		if now := pid(t, w); now != first {
			t.Fatalf("worker %s was replaced by %s too early", first, now)
		}
	}
	if pid(t, w) == first {
		t.Errorf("worker %s goes on after %d files", first, maxWorkerFiles)
	}
}

func TestWorkerOutlivesARefusal(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	first := pid(t, w)
	got, err := w.Extract(t.Context(), input("x.txt", "refuse this"), nil)
	want := Reading{Unread: []string{"page 2"}, Pages: []formats.PageReading{{Number: 2, Engine: formats.OwnEngine, Unread: true}}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Reading{}, "Took")); err == nil || diff != "" || got.Took <= 0 {
		t.Errorf("error %v, took %s, reading %s", err, got.Took, diff)
	}
	if now := pid(t, w); now != first {
		t.Errorf("a file that was refused cost the worker")
	}
}

func TestWorkersStreamInOrder(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	documents, _, err := Extract(t.Context(), w, input("x.txt", "number 2000"))
	if err != nil || len(documents) != 2000 {
		t.Fatalf("%d documents, error %v", len(documents), err)
	}
	for i, d := range documents {
		if want := "x-" + strconv.Itoa(i); d.ID != want {
			t.Fatalf("document %d is %s", i, d.ID)
		}
	}
}

// exchangeHere returns an exchange with an unruly worker in this process, for a
// test with a time of its own. When the time of a file is up nothing is killed.
func exchangeHere(t *testing.T, limit time.Duration) *exchange {
	t.Helper()
	in, requests := io.Pipe()
	replies, out := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- serveExtraction(t.Context(), in, out, unruly{}) }()
	t.Cleanup(func() {
		requests.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	p := &process{in: requests, out: replies, replies: bufio.NewReader(replies), output: &lastWords{}}
	p.killing.Do(func() {})
	if err := p.greeted(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &exchange{process: p, limit: limit, left: limit}
}

func TestWaitingForTheReceiverIsNoTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit = time.Second
		x := exchangeHere(t, limit)
		count := 0
		_, err := x.run(t.Context(), input("x.txt", "number 3"), func(*corpus.Document) error {
			count++
			<-time.After(2 * limit)
			return nil
		})
		if err != nil || count != 3 || x.expired.Load() || x.broken {
			t.Errorf("%d documents, expired %t, broken %t, error %v", count, x.expired.Load(), x.broken, err)
		}
	})
}

// TestEachPageHasItsTime reads pages that together take longer than a file may.
func TestEachPageHasItsTime(t *testing.T) {
	for limit, enough := range map[time.Duration]bool{pageTime - 1: false, pageTime + 1: true} {
		synctest.Test(t, func(t *testing.T) {
			x := exchangeHere(t, limit)
			_, err := x.run(t.Context(), input("x.txt", "pages"), func(*corpus.Document) error { return nil })
			if err != nil || x.expired.Load() == enough || x.broken == enough {
				t.Errorf("%v for a page of %v: expired %t, broken %t, error %v", limit, pageTime, x.expired.Load(), x.broken, err)
			}
		})
	}
}

func TestPageThatHangsIsStopped(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1, Timeout: pageTime})
	if _, _, err := Extract(t.Context(), w, input("x.txt", "page-and-hang")); reasonOf(t, err) != Timeout {
		t.Errorf("error %v", err)
	}
}

func TestWorkersStopWithTheContext(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	if pid(t, w) == "" {
		t.Fatal("no worker")
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var begin time.Time
	_, err := w.Extract(ctx, input("x.txt", "say-and-hang"), func(*corpus.Document) error {
		begin = time.Now()
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if took := time.Since(begin); took > farewell {
		t.Errorf("it took %v to stop", took)
	}
	if pid(t, w) == "" {
		t.Error("the pool is of no use after it")
	}
}

func TestFailingReceiverEndsTheExtraction(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	full := errors.New("full")
	_, err := w.Extract(t.Context(), input("x.txt", "number 100000"), func(*corpus.Document) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if pid(t, w) == "" {
		t.Error("the pool is of no use after it")
	}
}

func TestWorkersThatDoNotStart(t *testing.T) {
	for _, test := range []struct {
		name string
		w    *Workers
		want string
	}{
		{"broken", testWorkers(t, "broken", WorkerOptions{}), "no gazetteer today"},
		{"missing", testWorkers(t, "real", WorkerOptions{Command: []string{"/nonexistent/entente"}}), "no such file"},
		{"another program", testWorkers(t, "real", WorkerOptions{Command: []string{"/bin/echo", "hello"}}), "did not start"},
	} {
		_, _, err := Extract(t.Context(), test.w, input("x.txt", "fine"))
		var own *formats.Error
		if err == nil || errors.As(err, &own) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one of the program that says %q", test.name, err, test.want)
		}
	}
}

// shrinking is a file that became shorter than it was.
type shrinking struct{ *strings.Reader }

func TestFileThatCannotBeReadToItsEnd(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	in := input("x.txt", "fine")
	in.Data, in.Size = shrinking{strings.NewReader("fi")}, 4
	if _, _, err := Extract(t.Context(), w, in); reasonOf(t, err) != Unreadable {
		t.Errorf("shorter: %v", err)
	}
	in.Data = failing{}
	if _, _, err := Extract(t.Context(), w, in); reasonOf(t, err) != Unreadable || !strings.Contains(err.Error(), "input/output") {
		t.Errorf("failing: %v", err)
	}
}

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errors.New("input/output error") }
