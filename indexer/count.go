package indexer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
)

// counter counts the files to come, for a progress bar.
type counter struct {
	files atomic.Int64
	done  atomic.Bool
}

// countAhead counts the files in the targets without looking at them.
func (r *run) countAhead(ctx context.Context, busy *sync.WaitGroup, targets []target) {
	if r.Progress == nil {
		return
	}
	busy.Go(func() {
		for _, t := range targets {
			r.countTarget(ctx, t)
		}
		r.counted.done.Store(true)
	})
}

func (r *run) countTarget(ctx context.Context, t target) {
	if t.only != nil {
		r.counted.files.Add(int64(len(t.only)))
		return
	}
	r.countFolder(ctx, t.folder)
}

// countFolder reads the names alone, which a walk through a root does not: that
// asks for the size of each.
func (r *run) countFolder(ctx context.Context, folder string) {
	entries, _ := os.ReadDir(folder) // what cannot be read, the walk tells
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch {
		case ctx.Err() != nil:
			return
		case ignored(e) != "" || slices.Contains(r.Exclude, path):
		case e.IsDir():
			r.countFolder(ctx, path)
		default:
			r.counted.files.Add(1)
		}
	}
}
