package sample

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const leastDocuments = 60

func TestCollectionIsLargeEnough(t *testing.T) {
	if n := len(documents(t)); n < leastDocuments {
		t.Errorf("%d documents, want %d or more", n, leastDocuments)
	}
}

func TestDocumentsComeInNameOrder(t *testing.T) {
	files, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	byName := func(a, b File) int { return strings.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(files, byName) {
		t.Error("the files are not in name order")
	}
}

func TestContentIsTheCallersOwn(t *testing.T) {
	first, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	clear(first[0].Content)
	second, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first[0].Content, second[0].Content) {
		t.Error("writing to a file's content changed the collection")
	}
}

// frontMatter has every key that a document of the collection may have.
type frontMatter struct {
	ID            string   `yaml:"id"`
	Title         string   `yaml:"title"`
	Type          string   `yaml:"type"`
	Date          string   `yaml:"date"`
	Language      string   `yaml:"language"`
	Organizations []string `yaml:"organizations"`
	Parties       []string `yaml:"parties"`
	Topics        []string `yaml:"topics"`
	URL           string   `yaml:"url"`
}

type document struct {
	frontMatter
	front, body string
}

// documents reads the collection, by id.
func documents(t *testing.T) map[string]document {
	t.Helper()
	files, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]document, len(files))
	for _, file := range files {
		id, ok := strings.CutSuffix(file.Name, ".md")
		if !ok {
			t.Fatalf("%s is no Markdown file", file.Name)
		}
		all[id] = parse(t, file)
	}
	return all
}

func parse(t *testing.T, file File) document {
	t.Helper()
	rest, found := strings.CutPrefix(string(file.Content), "---\n")
	front, body, closed := strings.Cut(rest, "\n---\n")
	if !found || !closed {
		t.Fatalf("%s: no front matter between lines of ---", file.Name)
	}
	decoder := yaml.NewDecoder(strings.NewReader(front))
	decoder.KnownFields(true)
	d := document{front: front, body: body}
	if err := decoder.Decode(&d.frontMatter); err != nil {
		t.Fatalf("%s: front matter: %v", file.Name, err)
	}
	return d
}
