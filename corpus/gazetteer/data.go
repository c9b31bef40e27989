package gazetteer

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

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
	Nations  []string `yaml:"nations"`
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
	adjectives := nations(all)
	for i, e := range all {
		phrases, err := forNations(e.Nations, adjectives)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
		all[i].Mentions = append(e.Mentions, phrases...)
	}
	return all, nil
}

// anyNation stands in a phrase for the adjective of a nation.
const anyNation = "NATION"

// nations returns the words that say whose forces a text means: the adjectives
// in the names of governments, and what is used as one.
func nations(entries []entry) []string {
	adjectives := []string{"Allied", "American", "Netherlands", "Soviet", "United Kingdom", "United Nations", "United States"}
	for _, e := range entries {
		for _, name := range e.Names {
			if adjective, ok := strings.CutSuffix(name, " Government"); ok && e.Field == party {
				adjectives = append(adjectives, adjective)
			}
		}
	}
	return adjectives
}

// forNations writes each phrase out for each adjective.
func forNations(phrases, adjectives []string) ([]string, error) {
	var all []string
	for _, phrase := range phrases {
		if !strings.Contains(phrase, anyNation) {
			return nil, fmt.Errorf("%q does not say where %s goes", phrase, anyNation)
		}
		for _, adjective := range adjectives {
			all = append(all, strings.ReplaceAll(phrase, anyNation, adjective))
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
