// Package gazetteer knows the organizations, states and topics of defence
// cooperation under their names in English and French, and recognises them in
// documents.
//
// What it knows are the files in data, compiled by New into one matcher; how a
// name is found in a text is in scan.go, trie.go and match.go, and how much
// evidence a tag needs in tally.go, parties.go and tag.go. Splitting text into
// passages, telling languages and searching documents belong elsewhere.
package gazetteer

import (
	"fmt"
	"slices"
)

// Gazetteer recognises names. It never changes after New and may be used by
// several goroutines at once.
type Gazetteer struct {
	entries []entry
	trie    *trie
	folder  *folder
	names   map[string][]string            // canonical names by field, sorted
	known   map[string]map[string]string   // canonical name by field and folded name
	labels  map[string]map[string]string   // label by field and canonical name
	others  map[string]map[string][]string // names, as they are written, by field and canonical name
}

// New compiles the embedded data. An error means that the data is wrong, for
// instance that two entries claim the same name.
func New() (*Gazetteer, error) {
	entries, err := load()
	if err != nil {
		return nil, fmt.Errorf("reading the gazetteer's data: %w", err)
	}
	return compile(entries)
}

func compile(entries []entry) (*Gazetteer, error) {
	g := &Gazetteer{entries: entries, folder: newFolder()}
	var err error
	if g.trie, err = newTrie(entries, g.folder); err != nil {
		return nil, fmt.Errorf("compiling the gazetteer: %w", err)
	}
	if err := g.index(); err != nil {
		return nil, fmt.Errorf("compiling the gazetteer: %w", err)
	}
	return g, nil
}

// Resolve returns the canonical name for any known name of an organization
// ("org"), topic, party, language ("lang") or type, without regard to case,
// accents and punctuation: "OTAN" is NATO, "Japan" is JP.
func (g *Gazetteer) Resolve(field, name string) (canonical string, ok bool) {
	canonical, ok = g.known[field][g.key(name)]
	return canonical, ok
}

// Label returns a canonical name as people read it: JP is "Japan",
// cyber-defence "Cyber defence". What is not known is returned as it is.
func (g *Gazetteer) Label(field, name string) string {
	if label, ok := g.labels[field][name]; ok {
		return label
	}
	return name
}

// LabelIn returns a party's or language's name in another language of the
// interface ("fr"), by Unicode CLDR; "" where it knows none.
func (g *Gazetteer) LabelIn(in, field, name string) string {
	if in != "fr" {
		return ""
	}
	return frenchLabel(field, name)
}

// Names returns the canonical names of a field in alphabetical order; none for
// a field that the gazetteer does not know.
func (g *Gazetteer) Names(field string) []string {
	return slices.Clone(g.names[field])
}

// NamesOf returns the names under which Resolve knows a canonical name, itself
// and its label among them; none when it does not know it.
func (g *Gazetteer) NamesOf(field, canonical string) []string {
	return slices.Clone(g.others[field][canonical])
}
