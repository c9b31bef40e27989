//go:build linux

package local

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/klauspost/compress/zstd"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/gazetteer"
	"entente/corpus/language"
	"entente/corpus/passages"
)

// bulkFlag is small so that running all benchmarks stays quick.
var bulkFlag = flag.Int("bulk", 1000, "documents of the load collection that BenchmarkBulk indexes; 0 for all")

// loadRecord is a line of the load collection.
type loadRecord struct{ ID, Source, Title, Text string }

// loadChunks hands on the first n records of the load collection, all when n is
// 0, in chunks of 500.
func loadChunks(b *testing.B, n int, each func([]loadRecord)) {
	b.Helper()
	file, err := os.Open(loadCollection)
	if err != nil {
		b.Skipf("the load collection is missing: %v", err)
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file, zstd.WithDecoderConcurrency(1))
	if err != nil {
		b.Fatal(err)
	}
	defer decoder.Close()
	lines := bufio.NewScanner(decoder)
	lines.Buffer(nil, 64<<20)
	var chunk []loadRecord
	for count := 0; (n == 0 || count < n) && lines.Scan(); count++ {
		var r loadRecord
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		if chunk = append(chunk, r); len(chunk) == 500 {
			each(chunk)
			chunk = nil
		}
	}
	each(chunk)
}

// bulk is one way to index.
type bulk struct {
	name  string
	open  func(b *testing.B, dir string)
	add   func(b *testing.B, chunk []loadRecord)
	close func(b *testing.B)
}

// BenchmarkBulk indexes the load collection as bleve does with its default
// mapping and batches of 500, with the index of this package alone, and with
// all that makes a collection: passages, language, tags, store and index. It
// reports megabytes of raw text per second of processor time, less what reading
// the records takes, bytes on disk against those of the text, and the most
// memory held; and for the latter two how many times as fast as bleve they are.
func BenchmarkBulk(b *testing.B) {
	stock := 0.0
	reading := processorTimeOf(b, func() { loadChunks(b, *bulkFlag, func([]loadRecord) {}) })
	for _, way := range []bulk{stockBleve(), indexAlone(), wholeCollection()} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				dir, text := b.TempDir(), 0
				resetPeakMemory(b)
				spent := processorTimeOf(b, func() {
					way.open(b, dir)
					loadChunks(b, *bulkFlag, func(chunk []loadRecord) {
						for _, r := range chunk {
							text += len(r.Title) + len(r.Text)
						}
						way.add(b, chunk)
					})
					way.close(b)
				}) - reading
				speed := float64(text) / 1e6 / spent.Seconds()
				b.ReportMetric(speed, "MB/cpu-s")
				b.ReportMetric(float64(treeSize(b, dir))/float64(text), "disk/text")
				b.ReportMetric(float64(peakMemory(b))/1e6, "peak-MB")
				if way.name == "bleve" {
					stock = speed
				} else if stock > 0 {
					b.ReportMetric(speed/stock, "times-bleve")
				}
			}
		})
	}
}

func stockBleve() bulk {
	var x bleve.Index
	return bulk{
		name: "bleve",
		open: func(b *testing.B, dir string) {
			var err error
			if x, err = bleve.New(filepath.Join(dir, "index"), bleve.NewIndexMapping()); err != nil {
				b.Fatal(err)
			}
		},
		add: func(b *testing.B, chunk []loadRecord) {
			batch := x.NewBatch()
			for _, r := range chunk {
				if err := batch.Index(r.ID, map[string]any{"source": r.Source, "title": r.Title, "text": r.Text}); err != nil {
					b.Fatal(err)
				}
			}
			if err := x.Batch(batch); err != nil {
				b.Fatal(err)
			}
		},
		close: func(b *testing.B) {
			if err := x.Close(); err != nil {
				b.Fatal(err)
			}
		},
	}
}

func indexAlone() bulk {
	var x *invertedIndex
	sequence := uint64(0)
	return bulk{
		name: "index",
		open: func(b *testing.B, dir string) {
			var err error
			if x, err = openIndex(filepath.Join(dir, "index"), "benchmark"); err != nil {
				b.Fatal(err)
			}
		},
		add: func(b *testing.B, chunk []loadRecord) {
			var versions []version
			for _, r := range chunk {
				sequence++
				d := &corpus.Document{ID: r.ID, Title: r.Title, Source: corpus.Source{Collection: r.Source}}
				for _, text := range strings.Split(r.Text, "\n\n") {
					d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Section, Text: text})
				}
				versions = append(versions, version{sequence: sequence, id: r.ID, document: d})
			}
			if err := x.applyAll(versions); err != nil {
				b.Fatal(err)
			}
		},
		close: func(b *testing.B) {
			if err := x.close(); err != nil {
				b.Fatal(err)
			}
		},
	}
}

func wholeCollection() bulk {
	var e *Engine
	names, namesErr := gazetteer.New()
	return bulk{
		name: "collection",
		open: func(b *testing.B, dir string) {
			if namesErr != nil {
				b.Fatal(namesErr)
			}
			e = open(b, dir)
		},
		add: func(b *testing.B, chunk []loadRecord) {
			var documents []*corpus.Document
			for _, r := range chunk {
				documents = append(documents, documentOf(names, r))
			}
			if err := e.Put(b.Context(), documents); err != nil {
				b.Fatal(err)
			}
		},
		close: func(b *testing.B) {
			if err := e.Close(); err != nil {
				b.Fatal(err)
			}
		},
	}
}

// documentOf makes a document of a record as the indexer does.
func documentOf(names *gazetteer.Gazetteer, r loadRecord) *corpus.Document {
	var blocks []formats.Block
	for _, text := range strings.Split(r.Text, "\n\n") {
		blocks = append(blocks, formats.Block{Text: text})
	}
	d := &corpus.Document{ID: r.ID, Title: r.Title, Source: corpus.Source{Collection: "load", Path: "/load.jsonl"}, Passages: passages.Split(blocks)}
	d.Language = language.Detect(r.Text)
	names.Tag(d)
	return d
}

func processorTimeOf(b *testing.B, do func()) time.Duration {
	before := processorTime(b)
	do()
	return processorTime(b) - before
}

func treeSize(b *testing.B, dir string) int64 {
	var total int64
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

// resetPeakMemory has the kernel forget how much memory the process held at most.
func resetPeakMemory(b *testing.B) {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("the peak of memory is that of all before, too: %v", err)
	}
}

// peakMemory returns the most bytes of memory that the process held.
func peakMemory(b *testing.B) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kilobytes, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		b.Fatal(fmt.Errorf("reading the peak of memory: %w", err))
	}
	return kilobytes << 10
}
