//go:build unix

package indexer

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

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
	const hangs = "#!/bin/sh\nexec 3>\"$TEST_PIPE\"\nsleep 600 &\necho \"$TMPDIR\" >&3\nwait\n"
	if err := os.WriteFile(filepath.Join(folder, "soffice"), []byte(hangs), 0o700); err != nil {
		t.Fatal(err)
	}
	w := testWorkers(t, "real", WorkerOptions{
		Count:       1,
		Environment: []string{"PATH=" + folder + ":/usr/bin:/bin", "TEST_PIPE=" + pipe},
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said := make(chan string)
	go func() {
		defer close(said)
		file, err := os.Open(pipe)
		if err != nil {
			return
		}
		defer file.Close()
		all := bufio.NewReader(file)
		used, _ := all.ReadString('\n') // nothing said fails below
		cancel()
		io.Copy(io.Discard, all)
		said <- used
	}()
	document := compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: "WordDocument", Content: strings.Repeat("\x00", 64)}}})
	_, _, err := Extract(ctx, w, input("a.doc", string(document)))
	if !errors.Is(err, context.Canceled) {
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
