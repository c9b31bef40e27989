package indexer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"entente/corpus"
)

// TestWorkerLeavesWithItsParent kills a process while its worker hangs, which has
// started a program.
func TestWorkerLeavesWithItsParent(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(program)
	parent.Env = append(os.Environ(), workerVariable+"=parent")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	child := strings.TrimSpace(line)
	if err != nil || !running(child) {
		t.Fatalf("program %q, error %v", child, err)
	}
	worker := parentOf(t, child)
	if !running(worker) {
		t.Fatalf("worker %q is not there", worker)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	parent.Wait() // killed
	for deadline := time.Now().Add(20 * parentInterval); running(worker) || running(child); <-time.After(parentInterval / 10) {
		if time.Now().After(deadline) {
			t.Fatalf("worker %s (%t) or its program %s (%t) goes on without the parent", worker, running(worker), child, running(child))
		}
	}
}

// parentOf returns the parent of a process.
func parentOf(t *testing.T, process string) string {
	t.Helper()
	stat, err := os.ReadFile("/proc/" + process + "/stat")
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	fields := strings.Fields(string(rest))
	if err != nil || len(fields) < 2 {
		t.Fatalf("process %s: %q, error %v", process, stat, err)
	}
	return fields[1]
}

// TestWhatAWorkerStartsIsKilled lets a worker start a program and hang.
func TestWhatAWorkerStartsIsKilled(t *testing.T) {
	if _, err := exec.LookPath("sleep"); err != nil {
		t.Skip("there is no program sleep")
	}
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	child := ""
	_, err := w.Extract(ctx, input("x.txt", "start-and-hang"), func(d *corpus.Document) error {
		if child = d.Passages[0].Text; !running(child) {
			t.Errorf("the program %q does not run", child)
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	for deadline := time.Now().Add(farewell); running(child); <-time.After(parentInterval / 10) {
		if time.Now().After(deadline) {
			t.Fatalf("the program %s goes on without the worker", child)
		}
	}
}

// running reports whether the process is there and no zombie.
func running(process string) bool {
	stat, err := os.ReadFile("/proc/" + process + "/stat")
	_, state, ok := bytes.Cut(stat, []byte(") "))
	return err == nil && ok && state[0] != 'Z'
}
