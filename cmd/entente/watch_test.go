package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWatchUntilInterrupted indexes a folder, and ends without an error when it
// is interrupted. How changes are brought in, the tests of indexer hold.
func TestWatchUntilInterrupted(t *testing.T) {
	docs, dir := t.TempDir(), t.TempDir()
	path := filepath.Join(docs, "a.md")
	if err := os.WriteFile(path, []byte("# A\n\nText.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out, errors := newScreen(), newScreen()
	done := make(chan error, 1)
	go func() { done <- execute(ctx, out, errors, "index", "--data", dir, "--watch", docs) }()
	for !strings.Contains(out.String(), "1 file seen = 1 indexed") {
		select {
		case <-out.wrote:
		case err := <-done:
			t.Fatalf("it ended: %v\n%s", err, errors)
		}
	}
	cancel()
	if err := <-done; err != nil || !strings.HasSuffix(errors.String(), "stopped\n") {
		t.Errorf("error %v, told %q", err, errors)
	}
}

func TestWatchFlags(t *testing.T) {
	for _, args := range [][]string{{"--watch", "--retry", "failed"}, {"--watch", "--rescan", "0s", "."}, {"--watch"}} {
		err := execute(t.Context(), newScreen(), newScreen(), append([]string{"index", "--data", t.TempDir()}, args...)...)
		if exitCode(err) != 2 {
			t.Errorf("%q: error %v", args, err)
		}
	}
}
