//go:build unix

package local

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"entente/corpus"
	"entente/search"
)

// benchmarkDocuments is how many documents the benchmarks index.
const benchmarkDocuments = 10_000

// loadCollection is a collection of documents of which the benchmarks index some,
// when it is there.
const loadCollection = "../../../shared/data/load.jsonl.zst"

// loadDocuments reads the first n documents of the load collection, or makes
// as many where that is missing.
func loadDocuments(b *testing.B, n int) []*corpus.Document {
	b.Helper()
	file, err := os.Open(loadCollection)
	if err != nil {
		b.Logf("the load collection is missing, made-up text instead: %v", err)
		return madeUpDocuments(n)
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	defer decoder.Close()
	lines := bufio.NewScanner(decoder)
	lines.Buffer(nil, 64<<20)
	var documents []*corpus.Document
	for len(documents) < n && lines.Scan() {
		var record struct{ Source, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			b.Fatal(err)
		}
		documents = append(documents, benchmarkDocument(len(documents), record.Title, strings.Split(record.Text, "\n\n")))
	}
	return documents
}

func madeUpDocuments(n int) []*corpus.Document {
	documents := make([]*corpus.Document, n)
	for i := range documents {
		var text strings.Builder
		for w := range 500 {
			fmt.Fprintf(&text, "word%d ", (i*7919+w*w*31)%(1+w*40))
		}
		documents[i] = benchmarkDocument(i, fmt.Sprintf("Document %d", i), []string{text.String()})
	}
	return documents
}

// benchmarkDocument has made-up values in six facets.
func benchmarkDocument(i int, title string, texts []string) *corpus.Document {
	tag := func(kind string, n int) []corpus.Tag {
		return []corpus.Tag{{Name: fmt.Sprint(kind, i%n), Origin: corpus.Declared}, {Name: fmt.Sprint(kind, i*i%n), Origin: corpus.Detected}}
	}
	d := &corpus.Document{
		ID: fmt.Sprintf("d%06d", i), Title: title, Type: corpus.Types()[i%len(corpus.Types())], Language: []string{"en", "fr", "de"}[i%3],
		Organizations: tag("org", 80), Topics: tag("topic", 20), Parties: tag("party", 190), Source: corpus.Source{Collection: "load"},
	}
	d.Date, _ = corpus.NewDate(1900+i%120, 1+i%12, 0)
	for _, text := range texts {
		d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Section, Text: text})
	}
	return d
}

// BenchmarkPut indexes documents in batches of 500 and reports megabytes of
// text per second of processor time, and the sizes on disk against the text.
func BenchmarkPut(b *testing.B) {
	documents := loadDocuments(b, benchmarkDocuments)
	for b.Loop() {
		b.StopTimer()
		e := open(b, b.TempDir())
		b.StartTimer()
		before := processorTime(b)
		for i := 0; i < len(documents); i += 500 {
			if err := e.Put(b.Context(), documents[i:min(i+500, len(documents))]); err != nil {
				b.Fatal(err)
			}
		}
		spent := processorTime(b) - before
		b.StopTimer()
		stats, err := e.Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(stats.TextBytes)/1e6/spent.Seconds(), "MB/cpu-s")
		b.ReportMetric(float64(stats.IndexBytes)/float64(stats.TextBytes), "index/text")
		b.ReportMetric(float64(stats.StoreBytes)/float64(stats.TextBytes), "store/text")
		e.Close()
		b.StartTimer()
	}
}

func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// BenchmarkSearch answers queries of each kind over one collection, with all
// facets.
func BenchmarkSearch(b *testing.B) {
	e := open(b, b.TempDir())
	defer e.Close()
	documents := loadDocuments(b, benchmarkDocuments)
	for i := 0; i < len(documents); i += 500 {
		if err := e.Put(b.Context(), documents[i:min(i+500, len(documents))]); err != nil {
			b.Fatal(err)
		}
	}
	for name, query := range map[string]string{
		"Everything": "", "Word": "assistance", "And": "military assistance", "Or": "military OR assistance",
		"Phrase": `"united states"`, "StopPhrase": `"of the united states"`, "Prefix": "assist*", "Not": "military -assistance",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Search(b.Context(), search.Request{Query: query}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
