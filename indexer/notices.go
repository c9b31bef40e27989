package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// notices are what the system tells of changes in the folders followed. The zero
// value tells nothing.
type notices struct {
	watcher  *fsnotify.Watcher
	changes  <-chan fsnotify.Event
	failures <-chan error
}

// openNotices returns notices that can be used even when it fails.
func openNotices() (notices, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return notices{}, err
	}
	return notices{watcher: w, changes: w.Events, failures: w.Errors}, nil
}

func (n notices) close() {
	if n.watcher != nil {
		n.watcher.Close() // nothing is lost by a failure
	}
}

// follow has the system tell of changes in one folder, not below it.
func (n notices) follow(folder string) error {
	if n.watcher == nil {
		return nil
	}
	return n.watcher.Add(folder)
}

// isOverflow reports whether the system dropped notices since there were too many.
func isOverflow(err error) bool { return errors.Is(err, fsnotify.ErrEventOverflow) }

// take makes what has changed pending. A change of metadata concerns the files
// of its folder.
func (w *watch) take(path string, op fsnotify.Op) {
	if op == fsnotify.Chmod || w.isOutside(path) {
		return
	}
	if isMetadata(filepath.Base(path)) {
		path = filepath.Dir(path)
	}
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		w.followTree(path)
	}
	w.pending[path] = pendingPath{}
}

func (w *watch) followAll() {
	for _, folder := range w.folders {
		w.followTree(folder)
	}
}

// followTree follows a folder and all below it. At the limit of the system it
// stops and says so, once.
func (w *watch) followTree(top string) {
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil // a run will tell what cannot be read
		}
		if w.isOutside(path) {
			return fs.SkipDir
		}
		err = w.notices.follow(path)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return err
	})
	if err != nil && !w.limited {
		w.limited = true
		w.Trouble(fmt.Errorf("the system does not tell of changes in all folders, which are walked every %v (on Linux, fs.inotify.max_user_watches limits them): %w", w.Rescan, err))
	}
}
