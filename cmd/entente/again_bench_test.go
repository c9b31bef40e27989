package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// againFlag names a folder or file to index in place of made-up files.
var againFlag = flag.String("again", "", "folder or file that BenchmarkRunAgain indexes")

// benchmarkRuns is how often a folder in which nothing changed is indexed, so
// that the clock of the system is fine enough.
const benchmarkRuns = 5

// BenchmarkRunAgain indexes a folder, and then again though nothing changed in
// it. The figures are of processor time, with that of the workers: in all, and
// what the second run takes of the first; and of the memory that the first run and
// its workers held together at most. For figures that say something it needs many
// files:
//
//	go test ./cmd/entente -run '^$' -bench RunAgain -benchtime 1x -again FOLDER
func BenchmarkRunAgain(b *testing.B) {
	docs := *againFlag
	if docs == "" {
		docs = b.TempDir()
		writeFiles(b, docs, 1000)
		settle(b, docs)
	}
	var first, again time.Duration
	var peak int64
	for b.Loop() {
		dir := b.TempDir()
		took, memory := resources(b, "index", "--data", dir, docs)
		first, peak = first+took, max(peak, memory)
		for range benchmarkRuns {
			took, _ := resources(b, "index", "--data", dir, docs)
			again += took / benchmarkRuns
		}
	}
	b.ReportMetric(float64(first.Milliseconds())/float64(b.N), "first-ms")
	b.ReportMetric(float64(again.Milliseconds())/float64(b.N), "again-ms")
	b.ReportMetric(float64(peak>>20), "peak-MB")
	b.ReportMetric(100*again.Seconds()/first.Seconds(), "again-%")
}

// settle makes files so old that their times are trusted.
func settle(tb testing.TB, dir string) {
	tb.Helper()
	long := time.Now().Add(-time.Hour)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return os.Chtimes(path, long, long)
	})
	if err != nil {
		tb.Fatal(err)
	}
}

// resources runs the program and returns the processor time that it used and the
// bytes that it held at most, with the processes that it started. That some files
// failed is no failure.
func resources(tb testing.TB, args ...string) (processor time.Duration, peak int64) {
	tb.Helper()
	command := exec.Command("entente", args...) // TestMain has put it there
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		tb.Fatal(err)
	}
	done, peaks := make(chan struct{}), make(chan int64)
	go func() { peaks <- peakMemory(command.Process.Pid, done) }()
	err := command.Wait()
	close(done)
	peak = <-peaks
	if err != nil && command.ProcessState.ExitCode() != exitCode(errSomeFailed) {
		tb.Fatalf("entente %q: %v\n%s", args, err, output.String())
	}
	return command.ProcessState.UserTime() + command.ProcessState.SystemTime(), peak
}
