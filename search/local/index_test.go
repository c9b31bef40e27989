package local

import (
	"errors"
	"fmt"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// stuckIndex is a scorch that cannot be closed before it is let go.
type stuckIndex struct {
	index.Index
	letGo chan struct{}
}

func (s stuckIndex) Close() error {
	<-s.letGo
	return nil
}

// TestClosingDoesNotWaitForTheDead closes an index of which a background task
// died with a lock held.
func TestClosingDoesNotWaitForTheDead(t *testing.T) {
	stuck := stuckIndex{letGo: make(chan struct{})}
	t.Cleanup(func() { close(stuck.letGo) })
	x := &invertedIndex{scorch: stuck, queue: index.NewAnalysisQueue(1), failed: make(chan error, 1), dead: make(chan error, 1)}
	died := fmt.Errorf("the persister: %w", scorch.ErrAsyncPanic)
	x.fail(died)
	if err := x.closeWithin(0); !errors.Is(err, died) {
		t.Errorf("close: %v, want why it cannot be closed", err)
	}
}

// TestClosingWaitsForTheLiving closes an index that takes its time.
func TestClosingWaitsForTheLiving(t *testing.T) {
	slow := stuckIndex{letGo: make(chan struct{})}
	x := &invertedIndex{scorch: slow, queue: index.NewAnalysisQueue(1), failed: make(chan error, 1), dead: make(chan error, 1)}
	closed := make(chan error)
	go func() { closed <- x.closeWithin(0) }()
	close(slow.letGo)
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
}
