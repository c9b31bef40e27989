package main

import (
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// againFlag names a folder to index in place of made-up files.
var againFlag = flag.String("again", "", "folder that BenchmarkRunAgain indexes")

// benchmarkRuns is how often a folder in which nothing changed is indexed, so
// that the clock of the system is fine enough.
const benchmarkRuns = 5

// BenchmarkRunAgain indexes a folder, and then again though nothing changed in
// it. The figures are of processor time, with that of the workers: in all, and
// what the second run takes of the first. For a figure that says something it
// needs many files:
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
	for b.Loop() {
		dir := b.TempDir()
		first += processorTime(b, "index", "--data", dir, docs)
		for range benchmarkRuns {
			again += processorTime(b, "index", "--data", dir, docs) / benchmarkRuns
		}
	}
	b.ReportMetric(float64(first.Milliseconds())/float64(b.N), "first-ms")
	b.ReportMetric(float64(again.Milliseconds())/float64(b.N), "again-ms")
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

// processorTime runs the program and returns what it used, with the processes
// that it started. That some files failed is no failure.
func processorTime(tb testing.TB, args ...string) time.Duration {
	tb.Helper()
	command := exec.Command("entente", args...) // TestMain has put it there
	output, err := command.CombinedOutput()
	if err != nil && command.ProcessState.ExitCode() != exitCode(errSomeFailed) {
		tb.Fatalf("entente %q: %v\n%s", args, err, output)
	}
	return command.ProcessState.UserTime() + command.ProcessState.SystemTime()
}
