//go:build unix

package indexer

import (
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/corpus"
)

func TestWorkerThatHangsIsKilled(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1, Timeout: 3 * time.Second})
	worker := ""
	_, err := w.Extract(t.Context(), input("x.txt", "say-and-hang"), func(d *corpus.Document) error {
		worker = d.Passages[0].Text
		return nil
	})
	if reasonOf(t, err) != Timeout || !strings.Contains(err.Error(), "longer than 3s") {
		t.Errorf("error %v", err)
	}
	if number, err := strconv.Atoi(worker); err != nil || syscall.Kill(number, 0) == nil {
		t.Errorf("worker %s is still there", worker)
	}
	if pid(t, w) == worker {
		t.Errorf("worker %s is still used", worker)
	}
}
