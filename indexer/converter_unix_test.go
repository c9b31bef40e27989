//go:build unix

package indexer

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/corpus/formats/compound/compoundtest"
)

// TestConverterIsKilledWithItsWorker checks that a program which a worker started
// ends with it, and what that has started as well, and that nothing of it stays
// in the temporary folder. The program holds a pipe open: it is empty and closed
// when the last of the processes is gone.
func TestConverterIsKilledWithItsWorker(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("there are no named pipes here: %v", err)
	}
	const hangs = "#!/bin/sh\nexec 3>\"$TEST_PIPE\"\necho \"$TMPDIR\" >&3\nsleep 600 &\nwait\n"
	if err := os.WriteFile(filepath.Join(folder, "soffice"), []byte(hangs), 0o700); err != nil {
		t.Fatal(err)
	}
	w := testWorkers(t, "real", WorkerOptions{
		Count: 1, Timeout: 2 * time.Second,
		Environment: []string{"PATH=" + folder + ":/usr/bin:/bin", "TEST_PIPE=" + pipe},
	})
	said := make(chan string)
	go func() {
		defer close(said)
		file, err := os.Open(pipe)
		if err != nil {
			return
		}
		defer file.Close()
		text, _ := io.ReadAll(file) // nothing said fails below
		said <- string(text)
	}()
	document := compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: "WordDocument", Content: strings.Repeat("\x00", 64)}}})
	_, _, err := Extract(t.Context(), w, input("a.doc", string(document)))
	if reasonOf(t, err) != Timeout {
		t.Fatal(err)
	}
	used := strings.TrimSpace(<-said)
	if used == "" {
		t.Fatal("the program did not run")
	}
	if _, err := os.Stat(used); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", used, err)
	}
}
