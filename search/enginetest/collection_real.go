package enginetest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/language"
	"entente/corpus/passages"
	"entente/corpus/sample"
)

// defence is a large collection of real texts that is not part of the project,
// seen from the folder of an engine. Where it is missing, the built-in collection
// takes its place.
const defence = "../../../shared/data/defence"

// Bounds on the real documents that are read: few enough, and short enough, to
// be walked word by word thousands of times.
const (
	realDocuments = 240
	perSource     = 45
	longestReal   = 12_000 // bytes of a file
	paged         = 3      // every so many-th document gets pages
)

// realCollection returns a few hundred real documents, and says where they are from.
func realCollection(t *testing.T) (documents []*corpus.Document, from string) {
	t.Helper()
	from = "the defence collection"
	manifest, err := os.ReadFile(filepath.Join(defence, "manifest.jsonl"))
	if err != nil {
		from = "the built-in collection"
		documents = builtIn(t)
	} else {
		documents = defenceDocuments(t, manifest)
	}
	random := rand.New(rand.NewPCG(12, 1949))
	for i, d := range documents {
		if i%paged == 0 {
			addPages(random, d, 150)
		}
	}
	return documents, from
}

// builtIn reads the built-in collection.
func builtIn(t *testing.T) []*corpus.Document {
	t.Helper()
	files, err := sample.Documents()
	if err != nil {
		t.Fatal(err)
	}
	var documents []*corpus.Document
	for _, f := range files {
		id := strings.TrimSuffix(f.Name, ".md")
		documents = append(documents, readFile(t, id, f.Name, f.Content)...)
	}
	return documents
}

// defenceDocuments reads the shorter of the documents of the manifest, evenly
// over its sources.
func defenceDocuments(t *testing.T, manifest []byte) []*corpus.Document {
	t.Helper()
	var documents []*corpus.Document
	taken := map[string]int{}
	for line := range bytes.Lines(manifest) {
		var entry struct{ ID, File, Source, Title, Date string }
		if err := json.Unmarshal(line, &entry); err != nil {
			t.Fatalf("manifest: %v", err)
		}
		content, err := os.ReadFile(filepath.Join(defence, entry.File))
		if err != nil || len(content) > longestReal || taken[entry.Source] == perSource || len(documents) >= realDocuments {
			continue
		}
		taken[entry.Source]++
		for _, d := range readFile(t, entry.ID, entry.File, content) {
			d.Title = entry.Title
			d.Date, _ = corpus.ParseDate(entry.Date)
			d.Organizations = tags(corpus.Declared, entry.Source)
			documents = append(documents, d)
		}
	}
	return documents
}

// readFile reads the first record of a file, if it has one.
func readFile(t *testing.T, id, name string, content []byte) []*corpus.Document {
	t.Helper()
	format, err := formats.Detect(name, content[:min(len(content), formats.DetectBytes)])
	if err != nil {
		return nil
	}
	records, err := format.Read(context.Background(), bytes.NewReader(content), int64(len(content)))
	if err != nil || len(records) == 0 {
		return nil
	}
	d := &corpus.Document{ID: id, Title: records[0].Metadata.Title}
	d.Passages, d.Language = passages.Languages(passages.Split(records[0].Blocks))
	d.Source = corpus.Source{Collection: "real", Path: name}
	d.Organizations = tags(corpus.Declared, records[0].Metadata.Organizations...)
	if d.Language == "" {
		var body strings.Builder
		for _, p := range d.Passages {
			fmt.Fprintln(&body, p.Heading, p.Text)
		}
		d.Language = language.Detect(body.String())
	}
	return []*corpus.Document{d}
}
