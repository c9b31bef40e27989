package enginetest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

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
	d := &corpus.Document{ID: id, Title: records[0].Metadata.Title, Passages: passages.Split(records[0].Blocks)}
	d.Source = corpus.Source{Collection: "real", Path: name}
	d.Organizations = tags(corpus.Declared, records[0].Metadata.Organizations...)
	var body strings.Builder
	for _, p := range d.Passages {
		fmt.Fprintln(&body, p.Heading, p.Text)
	}
	d.Language = language.Detect(body.String())
	return []*corpus.Document{d}
}

// addPages makes up pages for a document without any, of so many words: they
// begin with a word, anywhere in a passage.
func addPages(random *rand.Rand, d *corpus.Document, words int) {
	page := 1
	for n := range d.Passages {
		p := &d.Passages[n]
		p.Page, p.Breaks = page, nil
		blank, first := true, true
		for offset, r := range p.Text {
			begins := blank && !unicode.IsSpace(r)
			blank = unicode.IsSpace(r)
			if begins && !first && random.IntN(words) == 0 {
				page++
				p.Breaks = append(p.Breaks, corpus.PageBreak{Offset: offset, Page: page})
			}
			first = first && !begins
		}
	}
}

// vocabularies are the words of made-up documents by their language. A mark at
// the end of one ends sentences.
func vocabularies() map[string][]string {
	return map[string][]string{
		"en": strings.Fields("the the of of armed attack attacks attacked attacking attaché treaty treaties party parties ally allies peace " +
			"peaceful U.S. us co-operation cooperation co-operate défense defence ceasefire cease-fire cease fire UN un NATO Nato " +
			"organisation organization force forces. States. attack. Art. 5 F-35 l'Europe standby stand by non-use"),
		"fr": strings.Fields("le la la de de des attaque attaques attaqué armée armées traité traités paix alliés. l'organisation " +
			"national nationaux nationale coopération co-opération un UN OTAN défense forces force. d'accord accords Art. 5 contre-attaque"),
		"de": strings.Fields("der die und Vertrag Verträge Angriff Frieden. NATO UN Art. 5 Armee attack attacks"),
	}
}

// madeUpCollection returns documents of a few words, in which the same words
// come in all ways that matter: forms, spellings, capitals, sentences, headings,
// articles and pages.
func madeUpCollection() []*corpus.Document {
	random := rand.New(rand.NewPCG(5, 1949))
	var documents []*corpus.Document
	for i := range 120 {
		documents = append(documents, madeUpDocument(random, i))
	}
	return documents
}

func madeUpDocument(random *rand.Rand, i int) *corpus.Document {
	language := []string{"en", "en", "fr", "de", ""}[random.IntN(5)]
	vocabulary := vocabularies()[language]
	if language == "" {
		vocabulary = slices.Concat(vocabularies()["en"], vocabularies()["fr"])
	}
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, vocabulary[random.IntN(len(vocabulary))])
		}
		return strings.Join(text, " ")
	}
	var texts []string
	for range 1 + random.IntN(5) {
		texts = append(texts, words(random.IntN(14)))
	}
	d := document(fmt.Sprintf("d%03d", i), words(2), "", texts...)
	d.Language = language
	for n := range d.Passages {
		p := &d.Passages[n]
		p.Number = []string{"1", "2", "II", "3", "5", "5 bis", "V"}[random.IntN(7)]
		if random.IntN(3) == 0 {
			p.Kind, p.Number = corpus.Section, ""
		}
		if random.IntN(3) == 0 {
			p.Heading = words(1 + random.IntN(2))
		}
	}
	if random.IntN(3) == 0 {
		addPages(random, d, 8)
	}
	if random.IntN(4) > 0 {
		d.Date, _ = corpus.NewDate(1940+random.IntN(20), random.IntN(13), 0)
	}
	d.Organizations = tags(corpus.Declared, []string{"NATO", "UN", "EU"}[random.IntN(3)])
	return d
}
