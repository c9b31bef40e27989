package indexer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is a folder to walk, or single files of one.
type target struct {
	folder string          // absolute, without symbolic links
	only   map[string]bool // base names of the single files; nil for the whole folder
	home   string          // folder or a folder above: whose manifests and name hold
	// gone says that folder, or the file of that path, is not there any more
	// but known to the ledger.
	gone bool
}

// plan finds out what the paths are, in their order. What lies in another of
// the folders given is left out, as it is walked with that.
func (r *run) plan(ctx context.Context, paths []string) ([]target, error) {
	roots, err := r.Ledger.roots(ctx)
	if err != nil {
		return nil, err
	}
	for i, path := range r.Exclude {
		if r.Exclude[i], err = canonical(path); err != nil {
			return nil, err
		}
	}
	var targets []target
	for _, path := range paths {
		t, err := r.targetAt(ctx, path)
		if err != nil {
			return nil, err
		}
		t.home = homeOf(t.folder, roots)
		if err := r.checkHome(t); err != nil {
			return nil, err
		}
		targets = join(targets, t)
	}
	return slices.DeleteFunc(targets, func(t target) bool { return coveredByOther(t, targets) }), nil
}

// checkHome refuses to prune a folder that is missing with all that is in it:
// it may be on a disk that is not there at the moment.
func (r *run) checkHome(t target) error {
	if !t.gone || !r.Prune || r.Force {
		return nil
	}
	if _, err := os.Stat(t.home); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("the folder %s is not there, perhaps because its disk is not mounted; nothing was removed: to remove its documents, use --prune --force", t.home)
}

func (r *run) targetAt(ctx context.Context, path string) (target, error) {
	absolute, err := canonical(path)
	if err != nil {
		return target{}, err
	}
	for _, excluded := range r.Exclude {
		if contains(excluded, absolute) {
			return target{}, &ExcludedError{Path: path, Excluded: excluded}
		}
	}
	info, err := os.Stat(absolute)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		known, err := r.Ledger.pathsUnder(ctx, absolute)
		if err == nil && len(known) == 0 {
			err = &MissingError{Path: path}
		}
		return target{folder: absolute, gone: true}, err
	case err == nil && !info.IsDir():
		return target{folder: filepath.Dir(absolute), only: map[string]bool{filepath.Base(absolute): true}}, nil
	}
	return target{folder: absolute}, nil // what is wrong with it, the walk will find
}

// MissingError says that a path given is not there and never was. It is an
// fs.ErrNotExist.
type MissingError struct{ Path string }

func (e *MissingError) Error() string { return "there is no file or folder " + e.Path }

// Is makes errors.Is(err, fs.ErrNotExist) true.
func (e *MissingError) Is(target error) bool { return target == fs.ErrNotExist }

// ExcludedError says that a path given lies in what Options.Exclude passes over.
type ExcludedError struct{ Path, Excluded string }

func (e *ExcludedError) Error() string {
	return fmt.Sprintf("%s lies in %s, which is not indexed", e.Path, e.Excluded)
}

// canonical returns the absolute path without symbolic links, so that a file
// has one path. The end of the path need not exist.
func canonical(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", path, err)
	}
	real, err := filepath.EvalSymlinks(absolute)
	if err == nil {
		return real, nil
	}
	parent := filepath.Dir(absolute)
	if !errors.Is(err, fs.ErrNotExist) || parent == absolute {
		return absolute, nil
	}
	if parent, err = canonical(parent); err != nil {
		return "", err
	}
	return filepath.Join(parent, filepath.Base(absolute)), nil
}

// homeOf returns the nearest folder indexed before that holds folder, or
// folder itself.
func homeOf(folder string, roots []string) string {
	home := ""
	for _, root := range roots {
		if contains(root, folder) && len(root) > len(home) {
			home = root
		}
	}
	if home == "" {
		return folder
	}
	return home
}

// contains reports whether path is folder or lies in it.
func contains(folder, path string) bool {
	return path == folder || strings.HasPrefix(path, withSeparator(folder))
}

// join adds t, single files to those of the same folder.
func join(targets []target, t target) []target {
	for i := range targets {
		if t.only != nil && targets[i].only != nil && targets[i].folder == t.folder {
			for name := range t.only {
				targets[i].only[name] = true
			}
			return targets
		}
	}
	for _, other := range targets {
		if other.folder == t.folder && (other.only == nil) == (t.only == nil) {
			return targets
		}
	}
	return append(targets, t)
}

// coveredByOther reports whether the walk of another target comes to t.
func coveredByOther(t target, targets []target) bool {
	return slices.ContainsFunc(targets, func(other target) bool {
		if other.only != nil || !contains(other.folder, t.folder) {
			return false
		}
		return other.folder != t.folder || t.only != nil
	})
}

// folders are the folders opened in a run, by path. No symbolic link below
// leads out of them.
type folders map[string]*os.Root

func (f folders) open(path string) (*os.Root, error) {
	if root, ok := f[path]; ok {
		return root, nil
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	f[path] = root
	return root, nil
}

func (f folders) close() error {
	var failures []error
	for _, root := range f {
		failures = append(failures, root.Close())
	}
	return errors.Join(failures...)
}
