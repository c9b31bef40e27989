//go:build unix

package indexer

import (
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestWorkerThatHangsIsKilled(t *testing.T) {
	w := testWorkers(t, "unruly", WorkerOptions{Count: 1, Timeout: time.Second})
	before := pid(t, w)
	_, _, err := Extract(t.Context(), w, input("x.txt", "hang"))
	if reasonOf(t, err) != Timeout || !strings.Contains(err.Error(), "longer than 1s") {
		t.Errorf("error %v", err)
	}
	if number, err := strconv.Atoi(before); err != nil || syscall.Kill(number, 0) == nil {
		t.Errorf("worker %s is still there", before)
	}
	if pid(t, w) == before {
		t.Errorf("worker %s is still used", before)
	}
}
