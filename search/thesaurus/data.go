package thesaurus

import (
	"bytes"
	"embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"entente/corpus/gazetteer"
	"entente/search/analysis"
)

//go:embed data/*.yaml
var dataFiles embed.FS

// entry is one thing and what it is called.
type entry struct {
	id     string
	kind   string // organization, body, instrument or term
	source string // who shows the names
	names  []name // in the order in which they are shown
}

// name is a name in full or an acronym.
type name struct {
	text     string
	language analysis.Language // Other for a name used in both
	// weak names mean something else, too: understood, never searched for.
	weak bool
	// main acronyms mean this entry, though others have them.
	main bool

	words    int    // set by compile, as are the following
	acronym  bool   // one word in capitals, by which it is told from other words
	spelling string // in its language (spellingOf)
}

// record is an entry as the data files have it; they say in their head what
// each key means.
type record struct {
	ID      string   `yaml:"id"`
	English []string `yaml:"english"`
	French  []string `yaml:"french"`
	Weak    []string `yaml:"weak"`
	Main    []string `yaml:"main"`
	Source  string   `yaml:"source"`
}

// load reads the data files and the organizations of the gazetteer.
func load() ([]entry, error) {
	known, err := gazetteer.New()
	if err != nil {
		return nil, err
	}
	entries := organizations(known)
	for _, file := range []struct{ kind, path string }{
		{"body", "data/bodies.yaml"}, {"instrument", "data/instruments.yaml"}, {"term", "data/terms.yaml"},
	} {
		records, err := loadFile(file.path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.path, err)
		}
		for _, r := range records {
			entries = append(entries, r.entry(file.kind))
		}
	}
	return entries, nil
}

func loadFile(path string) ([]record, error) {
	content, err := dataFiles.ReadFile(path)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	var records []record
	if err := decoder.Decode(&records); err != nil {
		return nil, err
	}
	return records, nil
}

func (r record) entry(kind string) entry {
	e := entry{id: r.ID, kind: kind, source: r.Source}
	add := func(texts []string, language analysis.Language, weak bool) {
		for _, text := range texts {
			e.names = append(e.names, name{text: text, language: language, weak: weak, main: slices.Contains(r.Main, text)})
		}
	}
	add(r.English, analysis.English, false)
	add(r.French, analysis.French, false)
	add(r.Weak, analysis.Other, true)
	return e
}

// organizations returns those that have another name.
func organizations(known *gazetteer.Gazetteer) []entry {
	var entries []entry
	for _, o := range known.Organizations() {
		if len(o.Names) < 2 {
			continue
		}
		e := entry{id: o.Value, kind: "organization", source: o.Source}
		for _, n := range o.Names {
			e.names = append(e.names, name{text: n.Text, language: analysis.LanguageOf(n.Language), weak: n.Weak})
		}
		entries = append(entries, e)
	}
	return entries
}
