package gazetteer

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/corpus"
)

// defenceFolder holds real documents that are not part of the project.
const defenceFolder = "../../../shared/data/defence"

// realDocument is a document of the folder and what its manifest declares.
type realDocument struct {
	corpus.Document
	source                 string
	organizations, parties []string
}

// realDocuments reads the folder, or skips the test where it is missing.
func realDocuments(tb testing.TB) []realDocument {
	tb.Helper()
	manifest, err := os.Open(filepath.Join(defenceFolder, "manifest.jsonl"))
	if err != nil {
		tb.Skipf("the folder of real documents is not here: %v", err)
	}
	defer manifest.Close()
	var documents []realDocument
	lines := bufio.NewScanner(manifest)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		documents = append(documents, realDocumentOf(tb, lines.Bytes()))
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return documents
}

func realDocumentOf(tb testing.TB, line []byte) realDocument {
	tb.Helper()
	var record struct {
		ID, Title, File, Source, Date string
		Organizations, Parties        []string
	}
	if err := json.Unmarshal(line, &record); err != nil {
		tb.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(defenceFolder, record.File))
	if err != nil {
		tb.Fatal(err)
	}
	return realDocument{
		Document:      corpus.Document{ID: record.ID, Title: record.Title, Passages: roughPassages(string(content))},
		source:        record.Source,
		organizations: record.Organizations,
		parties:       record.Parties,
	}
}

var (
	markup       = regexp.MustCompile(`<[^<>]*>`)
	firstArticle = regexp.MustCompile(`(?m)^[\s#*]*(?i:article|artikel)\s+(1|I)\b`)
)

// roughPassages is enough structure for tagging: what stands before the first
// article and the rest, without markup.
func roughPassages(text string) []corpus.Passage {
	text = markup.ReplaceAllString(text, " ")
	at := firstArticle.FindStringIndex(text)
	if at == nil {
		return []corpus.Passage{{Kind: corpus.Section, Text: text}}
	}
	return []corpus.Passage{{Kind: corpus.Preamble, Text: text[:at[0]]}, {Kind: corpus.Article, Number: "1", Text: text[at[0]:]}}
}

// TestRealDocuments logs how often detection finds what the manifest declares.
// With ENTENTE_TAGS=FILE it appends every tag to FILE, for reading by eye.
func TestRealDocuments(t *testing.T) {
	g := newGazetteer(t)
	var organizations, parties agreement
	for _, d := range realDocuments(t) {
		g.Tag(&d.Document)
		organizations.compare(g, "org", d.organizations, d.Organizations)
		parties.compare(g, "party", d.parties, d.Parties)
		if path := os.Getenv("ENTENTE_TAGS"); path != "" {
			writeTags(t, path, d)
		}
	}
	t.Logf("organizations: %s", organizations)
	t.Logf("parties: %s", parties)
}

// agreement counts declared values against detected ones.
type agreement struct {
	unknown, found, missed, more int
}

func (a agreement) String() string {
	return fmt.Sprintf("%d declared found, %d missed, %d unknown to the gazetteer; %d detected beside declared ones",
		a.found, a.missed, a.unknown, a.more)
}

func (a *agreement) compare(g *Gazetteer, field string, declared []string, detected []corpus.Tag) {
	known := map[string]bool{}
	for _, name := range declared {
		if canonical, ok := g.Resolve(field, name); ok {
			known[canonical] = true
		} else {
			a.unknown++
		}
	}
	for name := range known {
		if slices.ContainsFunc(detected, func(t corpus.Tag) bool { return t.Name == name }) {
			a.found++
		} else {
			a.missed++
		}
	}
	for _, tag := range detected {
		if len(known) > 0 && !known[tag.Name] {
			a.more++
		}
	}
}

// writeTags appends what was detected, for reading by eye.
func writeTags(t *testing.T, path string, d realDocument) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	fmt.Fprintf(file, "%s [%s] %s\n", d.ID, d.source, d.Title)
	for field, tags := range map[string][]corpus.Tag{"org": d.Organizations, "topic": d.Topics, "party": d.Parties} {
		for _, tag := range tags {
			fmt.Fprintf(file, "  %-5s %s: %s\n", field, tag.Name, strings.Join(tag.Evidence, " | "))
		}
	}
}

// TestRealNorthAtlanticTreaty reads a treaty that names the United States as
// depositary throughout, and no states at its beginning.
func TestRealNorthAtlanticTreaty(t *testing.T) {
	g := newGazetteer(t)
	for _, d := range realDocuments(t) {
		if d.ID != "nl-treaties-dad12a3424b4" {
			continue
		}
		for _, kind := range []string{"", "treaty"} {
			d.Type, d.Parties = kind, nil
			if g.Tag(&d.Document); len(d.Parties) > 0 {
				t.Errorf("type %q: parties %v", kind, d.Parties)
			}
		}
		return
	}
	t.Error("the North Atlantic Treaty is not among the real documents")
}
