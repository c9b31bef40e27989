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
	root, err := os.OpenRoot(t.folder)
	if err != nil {
		return // the walk tells
	}
	defer root.Close()
	r.countFolder(ctx, root, t.folder, ".")
}

func (r *run) countFolder(ctx context.Context, root *os.Root, top, folder string) {
	entries, _ := readFolder(root, folder) // what cannot be read, the walk tells
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case ctx.Err() != nil:
			return
		case ignored(e) != "" || slices.Contains(r.Exclude, filepath.Join(top, name)):
		case e.IsDir():
			r.countFolder(ctx, root, top, name)
		default:
			r.counted.files.Add(1)
		}
	}
}
