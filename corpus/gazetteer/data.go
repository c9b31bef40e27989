package gazetteer

import (
	"bytes"
	"embed"
	"fmt"

	"go.yaml.in/yaml/v3"
)

//go:embed data/*.yaml
var dataFiles embed.FS

// field says what an entry is.
type field uint8

const (
	organization field = iota
	topic
	party
	fields // number of fields
)

// fieldNames are the fields as the field table of package corpus names them.
var fieldNames = [fields]string{organization: "org", topic: "topic", party: "party"}

// The kinds of party that rules tell apart; an entry without kind is a state.
const (
	territory = "territory" // has a code but concludes no treaties: known in queries, never detected
	historic  = "historic"  // a state that is no more, under its English name
)

// entry is one organization, topic or party. The data files say in their head
// what each key means.
type entry struct {
	Field    field    `yaml:"-"`
	Name     string   `yaml:"name"`
	Label    string   `yaml:"label"`
	Kind     string   `yaml:"kind"`
	Names    []string `yaml:"names"`
	French   []string `yaml:"french"`
	Mentions []string `yaml:"mentions"`
	Words    []string `yaml:"words"`
	Weak     []string `yaml:"weak"`
	Confirm  []string `yaml:"confirm"`
	Unless   []string `yaml:"unless"`
	Not      []string `yaml:"not"`
	Known    []string `yaml:"known"`
	Source   string   `yaml:"source"`

	Examples        []string `yaml:"examples"`
	Counterexamples []string `yaml:"counterexamples"`
}

// load reads the embedded data files.
func load() ([]entry, error) {
	files := [fields]string{
		organization: "data/organizations.yaml", topic: "data/topics.yaml", party: "data/parties.yaml",
	}
	var all []entry
	for f, path := range files {
		entries, err := loadFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, e := range entries {
			e.Field = field(f)
			e.Names = append(e.Names, e.standardNames()...)
			all = append(all, e)
		}
	}
	return all, nil
}

func loadFile(path string) ([]entry, error) {
	content, err := dataFiles.ReadFile(path)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	var entries []entry
	if err := decoder.Decode(&entries); err != nil {
		return nil, err
	}
	for i, e := range entries {
		if e.Name == "" {
			return nil, fmt.Errorf("entry %d has no name", i+1)
		}
	}
	return entries, nil
}
