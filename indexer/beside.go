package indexer

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// above reads the manifests of the folders between home and the target.
func (v *visit) above() scope {
	var s scope
	for folder := v.home; folder != v.target.folder; {
		root, err := v.folders.open(folder)
		if err == nil {
			if info, err := root.Lstat(manifestName); err == nil && info.Mode().IsRegular() {
				s = append(s, v.manifest(root, folder, manifestName))
			}
		}
		rest, _ := strings.CutPrefix(v.target.folder, withSeparator(folder))
		next, _, _ := strings.Cut(rest, string(filepath.Separator))
		folder = filepath.Join(folder, next)
	}
	return s
}

// manifest reads a manifest; what is wrong with it is kept.
func (v *visit) manifest(root *os.Root, folder, name string) *manifest {
	path := filepath.Join(folder, name)
	text, err := readSmall(root, name, MaxManifestBytes)
	if err != nil {
		v.broken = append(v.broken, Problem{Path: path, Detail: oneLine(err.Error())})
	}
	m, problems := readManifest(path, text)
	v.broken = append(v.broken, problems...)
	return m
}

func (v *visit) sidecar(name string) declaration {
	text, err := readSmall(v.root, name, MaxSidecarBytes)
	if err != nil {
		v.broken = append(v.broken, Problem{Path: v.absolute(name), Detail: oneLine(err.Error())})
		return declaration{}
	}
	beside, problems := readSidecar(v.absolute(name), text)
	v.broken = append(v.broken, problems...)
	return beside
}

// readSmall reads a file that must not be larger than limit.
func readSmall(root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := root.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer f.Close() // only read from
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, withoutPath(err)
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("it is larger than %d bytes and is not used", limit)
	}
	return text, nil
}

func (v *visit) warnOfUnused(m *manifest) {
	if v.only == nil {
		v.warnings = append(v.warnings, m.unused()...)
	}
}

// warnOfOrphan warns of a sidecar without its file.
func (v *visit) warnOfOrphan(name string, names regularFiles) {
	file, ok := strings.CutSuffix(filepath.Base(name), sidecarSuffix)
	if ok && !names.has(file) {
		v.warnings = append(v.warnings, Problem{Path: v.absolute(name), Detail: file + " is not there, or is not a file to index"})
	}
}
