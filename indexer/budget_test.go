package indexer

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// acquiring starts to acquire and returns what becomes of it: nothing while it waits.
func acquiring(ctx context.Context, b *budget, number int, n int64) <-chan error {
	done := make(chan error, 1)
	go func() { done <- b.acquire(ctx, number, n) }()
	synctest.Wait()
	return done
}

func waiting(done <-chan error) bool {
	select {
	case <-done:
		return false
	default:
		return true
	}
}

func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBudget(100)
		ctx, cancel := context.WithCancel(t.Context())
		defer context.AfterFunc(ctx, b.wake)()
		if waiting(acquiring(ctx, b, 1, 60)) {
			t.Error("within the budget one waits")
		}
		second := acquiring(ctx, b, 2, 60)
		if !waiting(second) {
			t.Error("over the budget one goes on")
		}
		if waiting(acquiring(ctx, b, 0, 1000)) {
			t.Error("the one whose turn it is waits")
		}
		b.release(1000)
		synctest.Wait()
		if !waiting(second) {
			t.Error("what was released is more than it was")
		}
		b.release(60)
		synctest.Wait()
		if waiting(second) {
			t.Error("it waits though there is room")
		}
		third := acquiring(ctx, b, 3, 60)
		b.setTurn(3)
		synctest.Wait()
		if waiting(third) {
			t.Error("it waits though it is its turn")
		}
		last := acquiring(ctx, b, 4, 1)
		cancel()
		synctest.Wait()
		if err := <-last; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
}
