// Package pdfsandbox reads the text of PDF pages with pdfium, which runs as
// WebAssembly: what a hostile file does to it stays within its own memory.
//
// It is slower than the package pdftext and knows nothing of columns and
// paragraphs, but opens more files and reads more fonts. Which pages it is asked
// for, and whether its text is taken, is decided in pdftext. Nothing is drawn and
// no text recognised in images here.
//
// A file can keep pdfium busy for ever, which cannot be ended here: run it where
// it can be killed.
package pdfsandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages is how much memory a file may use, in pages of 64 KB: 256 MB.
const memoryPages = 4096

// Engine is pdfium made ready for this machine, which takes some seconds the
// first time and a tenth of one with what is kept of that on disk. It is made
// ready when the first file is opened. One file is open at a time: Open waits for
// the one before to be closed.
type Engine struct {
	folder string // where the machine code is kept; "" keeps none
	ready  sync.Once
	pool   pdfium.Pool
	err    error // why it is not ready
}

// NewEngine returns an engine that keeps its machine code in the folder, which is
// made where it is missing. Without a folder, or where it cannot be written, every
// process makes the code anew.
func NewEngine(folder string) *Engine { return &Engine{folder: folder} }

// CacheFolder returns the folder of the user's caches that is this package's, or
// "" where the user has none.
func CacheFolder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "entente", "pdfium")
}

// start makes the engine ready. It stays so until the process ends: there is
// nothing to be closed that outlives it.
func (e *Engine) start() error {
	e.ready.Do(func() { e.pool, e.err = newPool(e.folder) })
	return e.err
}

// newPool makes pdfium ready with the machine code in the folder, or without it
// where it cannot be used or is damaged: the text matters more than the seconds.
func newPool(folder string) (pdfium.Pool, error) {
	if folder != "" && writable(folder) {
		if cache, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
			if pool, err := poolWith(cache); err == nil {
				return pool, nil
			}
		}
	}
	return poolWith(wazero.NewCompilationCache())
}

func poolWith(cache wazero.CompilationCache) (pdfium.Pool, error) {
	// Without an end by the context: looking for it slows pdfium down by half. The
	// module needs exceptions.
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCompilationCache(cache)
	pool, err := webassembly.Init(webassembly.Config{
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(), // no file of this machine; left out it would be all
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("starting pdfium: %w", err)
	}
	return pool, nil
}

// writable reports whether files can be made in the folder, which is made first.
// It is for its user alone, because what is in it is run.
func writable(folder string) bool {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return false
	}
	probe, err := os.CreateTemp(folder, "probe-*")
	if err != nil {
		return false
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name())) == nil
}

// Open opens a file in a sandbox of its own; Close ends it. The error wraps
// ErrEncrypted or ErrMalformed where the file is to blame.
func (e *Engine) Open(ctx context.Context, data []byte) (*File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := e.start(); err != nil {
		return nil, err
	}
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("making a sandbox: %w", err)
	}
	f := &File{instance: instance}
	if err := f.load(data); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
