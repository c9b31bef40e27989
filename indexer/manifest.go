package indexer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"unicode/utf8"

	"entente/corpus/formats"
)

const (
	manifestName  = formats.ManifestName
	sidecarSuffix = formats.SidecarSuffix

	// MaxManifestBytes and MaxSidecarBytes are the sizes above which a
	// manifest or sidecar is refused.
	MaxManifestBytes = 256 << 20
	MaxSidecarBytes  = 1 << 20
)

// manifest is a manifest.jsonl: JSON objects, one a line, each with the key
// "file" or "path" that names a file in the manifest's folder or below it, and
// the keys that formats.MetadataFrom reads, and perhaps "date_is_guess" or
// "date_guess". Other keys are none of its business.
type manifest struct {
	path    string // absolute
	entries map[string]*entry
}

// entry is a line of a manifest.
type entry struct {
	line int
	declaration
	used bool // a file was found for it
}

// declaration is what is declared beside a file.
type declaration struct {
	metadata formats.Metadata
	notes    []string // what of it is not used, for people
}

func (d declaration) isEmpty() bool { return reflect.ValueOf(d).IsZero() }

// guessKeys say, with the value true, that the date beside them is a guess.
var guessKeys = []string{"date_is_guess", "date_guess"}

// declaredIn reads what one object declares. A date that is a guess is not used:
// it would be searched and shown like any other.
func declaredIn(values map[string]any) (declaration, error) {
	metadata, err := formats.MetadataFrom(values)
	d := declaration{metadata: metadata}
	for _, key := range guessKeys {
		if values[key] == true && d.metadata.Date != "" {
			d.notes = append(d.notes, fmt.Sprintf("the date %q is a guess and is not used", shortened(d.metadata.Date)))
			d.metadata.Date = ""
		}
	}
	return d, err
}

// over fills what d does not declare from below.
func (d declaration) over(below declaration) declaration {
	return declaration{metadata: overlay(d.metadata, below.metadata), notes: slices.Concat(d.notes, below.notes)}
}

func (m *manifest) folder() string { return filepath.Dir(m.path) }

// utf8Mark is the byte order mark that some editors write before UTF-8, and that
// is no part of a manifest or sidecar.
const utf8Mark = "\uFEFF"

// readManifest reads all lines; those that cannot be used are told in problems.
func readManifest(path string, text []byte) (m *manifest, problems []Problem) {
	m = &manifest{path: path, entries: map[string]*entry{}}
	text = bytes.TrimPrefix(text, []byte(utf8Mark))
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := m.add(number, line); err != nil {
			problems = append(problems, Problem{Path: path, Line: number, Detail: oneLine(err.Error())})
		}
	}
	return m, problems
}

func (m *manifest) add(number int, line []byte) error {
	values, err := jsonObject(line)
	if err != nil {
		return err
	}
	name, err := fileNamed(values)
	if err != nil {
		return err
	}
	if earlier, ok := m.entries[name]; ok {
		return fmt.Errorf("%s is described on line %d already; that line is used", name, earlier.line)
	}
	d, err := declaredIn(values)
	m.entries[name] = &entry{line: number, declaration: d}
	return err
}

// jsonObject decodes one object, with numbers as they are written.
func jsonObject(text []byte) (map[string]any, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("not in UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var values map[string]any
	if err := decoder.Decode(&values); err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	if values == nil {
		return nil, errors.New("not a JSON object but null")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON object")
	}
	return values, nil
}

// fileNamed returns the file that a line is about, relative to the manifest
// and with slashes.
func fileNamed(values map[string]any) (string, error) {
	for _, key := range []string{"file", "path"} {
		value, ok := values[key]
		if !ok {
			continue
		}
		name, ok := value.(string)
		if !ok || name == "" {
			return "", fmt.Errorf("%s is not the name of a file", key)
		}
		if name = path.Clean(name); !filepath.IsLocal(filepath.FromSlash(name)) || name == "." {
			return "", fmt.Errorf("%s %q is not in the folder of the manifest or below it", key, shortened(name))
		}
		return name, nil
	}
	return "", errors.New(`neither "file" nor "path" says which file it is about`)
}

// scope is what manifests declare about the files of a folder, the outermost
// first.
type scope []*manifest

// about returns what the manifests declare about the file at path; the nearer
// one goes first.
func (s scope) about(path string) declaration {
	var all declaration
	for _, m := range slices.Backward(s) {
		name, err := filepath.Rel(m.folder(), path)
		if err != nil {
			continue
		}
		if e, ok := m.entries[filepath.ToSlash(name)]; ok {
			e.used = true
			all = all.over(e.declaration)
		}
	}
	return all
}

// unused returns a warning for each line of the manifest for which there was
// no file, in their order.
func (m *manifest) unused() []Problem {
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(m.entries)) {
		if e := m.entries[name]; !e.used {
			problems = append(problems, Problem{Path: m.path, Line: e.line, Detail: name + " is not there, or is not a file to index"})
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return a.Line - b.Line })
	return problems
}

// readSidecar reads a FILE.meta.json: one JSON object with the keys that
// formats.MetadataFrom reads.
func readSidecar(path string, text []byte) (declaration, []Problem) {
	values, err := jsonObject(bytes.TrimPrefix(text, []byte(utf8Mark)))
	if err != nil {
		return declaration{}, []Problem{{Path: path, Detail: oneLine(err.Error())}}
	}
	d, err := declaredIn(values)
	if err != nil {
		return d, []Problem{{Path: path, Detail: oneLine(err.Error())}}
	}
	return d, nil
}

func isMetadata(name string) bool { return formats.IsBeside(name) }
