package indexer

import (
	"context"
	"sync"
)

// budget bounds the text in flight. The file that the writer is waiting for
// is never held up, so that there is always progress.
type budget struct {
	mu      sync.Mutex
	changed *sync.Cond
	most    int64
	used    int64
	turn    int // number of the job whose documents the writer takes
}

func newBudget(most int64) *budget {
	b := &budget{most: most}
	b.changed = sync.NewCond(&b.mu)
	return b
}

func (b *budget) acquire(ctx context.Context, number int, n int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.used+n > b.most && b.turn != number && ctx.Err() == nil {
		b.changed.Wait()
	}
	b.used += n
	return context.Cause(ctx)
}

func (b *budget) release(n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used -= n
	b.changed.Broadcast()
}

func (b *budget) setTurn(number int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn = number
	b.changed.Broadcast()
}

func (b *budget) wake() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.changed.Broadcast()
}
