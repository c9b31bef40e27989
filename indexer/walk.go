package indexer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"entente/corpus/formats"
)

// Ignored says why something in a folder is no document by its nature.
type Ignored string

// The reasons for ignoring.
const (
	Hidden       Ignored = "hidden"        // .git, .DS_Store, ~$lock.docx
	SymbolicLink Ignored = "symbolic-link" // index what it leads to by its own path
	Special      Ignored = "special"       // socket, pipe, device
	Beside       Ignored = "metadata"      // manifest.jsonl, FILE.meta.json
	Excluded     Ignored = "excluded"      // asked for in the options
)

// candidate is a file that may hold documents, as the walk found it.
type candidate struct {
	root        *os.Root
	name        string // in root
	path        string // absolute
	home        string
	collection  string
	size        int64
	modified    time.Time
	declaration                // beside it
	failure     *formats.Error // why it, or the folder that it is, cannot be read
	row         *knownRow      // in the ledger, where the walk came by it
	isNew       bool           // the ledger has no row of it
}

// walk goes through targets, in the order of the names, and hands on what may
// hold documents. It belongs to one goroutine; its results are there for
// others when it has ended.
type walk struct {
	folders    folders
	ledger     *Ledger
	collection string
	exclude    []string
	rest       time.Duration         // see Options.Rest
	found      func(candidate) error // ends the walk when it fails

	ignored  map[Ignored]int
	broken   []Problem
	warnings []Problem
	missing  map[string][]string // by folder: paths in the ledger that it did not come to
	closed   []string            // folders that could not be read
	changing []string            // files that changed just now
}

// visit is the walk of one target.
type visit struct {
	*walk
	target
	root       *os.Root
	top        string // path of the target's folder with a separator
	collection string
	rows       *knownRows // of the folder; nil for single files
}

func (w *walk) target(ctx context.Context, t target) error {
	v := &visit{walk: w, target: t, top: withSeparator(t.folder), collection: w.collection}
	if v.collection == "" {
		v.collection = collectionName(t.home)
	}
	if t.only == nil {
		v.rows = w.ledger.known(t.folder)
	}
	if err := v.all(ctx); err != nil || v.rows == nil {
		return err
	}
	missing, err := v.rows.rest(ctx)
	w.missing[t.folder] = missing
	return err
}

func (v *visit) all(ctx context.Context) (err error) {
	if v.target.gone {
		return nil
	}
	if v.root, err = v.folders.open(v.target.folder); err != nil {
		return v.unopened(ctx, err)
	}
	return v.folder(ctx, ".", v.above())
}

// collectionName is the base name of a folder; of the top of a file system
// what stands there.
func collectionName(folder string) string {
	name := oneLine(strings.ToValidUTF8(filepath.Base(folder), "\uFFFD"))
	if name == "" {
		return folder
	}
	return name
}

func (v *visit) unopened(ctx context.Context, err error) error {
	if v.only == nil {
		return v.unreadable(ctx, ".", err)
	}
	for _, name := range slices.Sorted(keys(v.only)) {
		if err := v.unreadable(ctx, name, err); err != nil {
			return err
		}
	}
	return nil
}

// folder walks a folder, a path in the root.
func (v *visit) folder(ctx context.Context, folder string, s scope) error {
	entries, err := readFolder(v.root, folder)
	if err != nil {
		if err := v.unreadable(ctx, folder, err); err != nil {
			return err
		}
	}
	names := regularFiles(entries)
	if names.has(manifestName) {
		m := v.manifest(v.root, v.target.folder, filepath.Join(folder, manifestName))
		s = append(slices.Clip(s), m)
		defer v.warnOfUnused(m)
	}
	if !slices.ContainsFunc(entries, isSidecar) {
		names = nil // there is none to be looked for beside each file
	}
	path := withSeparator(v.absolute(folder))
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := v.entry(ctx, path+e.Name(), e, names, s); err != nil {
			return err
		}
	}
	return nil
}

// regularFiles is the content of a folder by name, to be asked for a regular file.
type regularFiles []fs.DirEntry

func (r regularFiles) has(name string) bool {
	i, found := slices.BinarySearchFunc(r, name, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	return found && r[i].Type().IsRegular()
}

func isSidecar(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), sidecarSuffix) }

// readFolder returns what is in a folder by name. With an error it returns
// what could be read.
func readFolder(root *os.Root, folder string) ([]fs.DirEntry, error) {
	f, err := root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// entry deals with what stands at a path. Of names it looks for sidecars.
func (v *visit) entry(ctx context.Context, path string, e fs.DirEntry, names regularFiles, s scope) error {
	if v.only != nil && !v.only[e.Name()] {
		return nil
	}
	name := path[len(v.top):]
	reason := ignored(e)
	if reason == Hidden && v.only != nil {
		reason = "" // it was named
	}
	if slices.Contains(v.exclude, path) {
		reason = Excluded
	}
	switch {
	case reason == Beside:
		v.warnOfOrphan(name, names)
		fallthrough
	case reason != "":
		v.ignored[reason]++
		return nil
	case e.IsDir():
		return v.folder(ctx, name, s)
	}
	beside := s.about(path)
	if names.has(e.Name() + sidecarSuffix) {
		beside = v.sidecar(name + sidecarSuffix).over(beside)
	}
	return v.file(ctx, candidate{root: v.root, name: name, path: path, home: v.home, collection: v.collection, declaration: beside}, e)
}

// ignored returns why something in a folder is no document, "" when it may be one.
func ignored(e fs.DirEntry) Ignored {
	name := e.Name()
	switch {
	case isHidden(name):
		return Hidden
	case e.Type()&fs.ModeSymlink != 0:
		return SymbolicLink
	case e.IsDir():
		return ""
	case !e.Type().IsRegular():
		return Special
	case isMetadata(name):
		return Beside
	}
	return ""
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "Thumbs.db" || name == "desktop.ini"
}

// file hands on a file with its size and time.
func (v *visit) file(ctx context.Context, c candidate, e fs.DirEntry) (err error) {
	if c.row, err = v.rows.take(ctx, c.path); err != nil {
		return err
	}
	c.isNew = v.rows != nil && c.row == nil
	info, err := v.look(c, e)
	if errors.Is(err, fs.ErrNotExist) {
		v.rows.giveBack(c.row)
		return nil // it went while we looked
	}
	if err != nil {
		return v.unreadable(ctx, c.name, err)
	}
	if v.isChanging(info) {
		v.changing = append(v.changing, c.path)
		return nil
	}
	c.size, c.modified = info.Size(), info.ModTime()
	return v.found(c)
}

// isChanging reports whether a file was changed less than a rest ago.
func (v *visit) isChanging(info fs.FileInfo) bool {
	if v.rest == 0 {
		return false
	}
	age := time.Since(info.ModTime())
	return age >= 0 && age < v.rest
}

// look returns the size and time of a file. Those that came with the listing of
// its folder do where the ledger has the same; else the file is looked at now, as
// the listing may be old.
func (v *visit) look(c candidate, e fs.DirEntry) (fs.FileInfo, error) {
	if c.row != nil {
		if info, err := e.Info(); err == nil && c.row.size == info.Size() && c.row.modified.Equal(info.ModTime()) {
			return info, nil
		}
	}
	return v.root.Lstat(c.name)
}

// unreadable hands on a file or folder that cannot be read.
func (v *visit) unreadable(ctx context.Context, name string, err error) error {
	path := v.absolute(name)
	if _, err := v.rows.take(ctx, path); err != nil {
		return err
	}
	v.closed = append(v.closed, path)
	return v.found(candidate{name: name, path: path, home: v.home, collection: v.collection, failure: unreadable(withoutPath(err))})
}

// withoutPath drops the path from the error of a file operation, which is
// named beside it.
func withoutPath(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

func (v *visit) absolute(name string) string { return filepath.Join(v.target.folder, name) }
