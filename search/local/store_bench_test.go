//go:build linux

package local

import (
	"flag"
	"fmt"
	"testing"

	"entente/corpus"
	"entente/corpus/gazetteer"
)

// storedFlag is small so that running all benchmarks stays quick.
var storedFlag = flag.Int("stored", 2000, "documents of the load collection that BenchmarkStorePut stores; 0 for all")

// BenchmarkStorePut stores documents without indexing them, in batches as a
// bulk of files gives them and one at a time. It reports megabytes of text per
// second of processor time, microseconds of that for each document, and bytes
// on disk for each byte of text.
func BenchmarkStorePut(b *testing.B) {
	documents := storedDocuments(b, *storedFlag)
	for _, batch := range []int{500, 1} {
		some := documents[:max(len(documents)*min(batch, 10)/10, 1)] // each batch is synced, which takes its time
		b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) {
			for b.Loop() {
				dir, text := b.TempDir(), int64(0)
				spent := processorTimeOf(b, func() { text = putAll(b, dir, some, batch) })
				b.ReportMetric(float64(text)/1e6/spent.Seconds(), "MB/cpu-s")
				b.ReportMetric(float64(spent.Microseconds())/float64(len(some)), "cpu-µs/document")
				b.ReportMetric(float64(treeSize(b, dir))/float64(text), "disk/text")
			}
		})
	}
}

// BenchmarkStoreRead reads documents one by one, and reports microseconds of
// processor time for each.
func BenchmarkStoreRead(b *testing.B) {
	documents, dir := storedDocuments(b, *storedFlag), b.TempDir()
	putAll(b, dir, documents, 500)
	s, err := openStore(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	spent := processorTimeOf(b, func() {
		for i := 0; b.Loop(); i++ {
			d := documents[i*7919%len(documents)]
			if _, err := s.document(b.Context(), d.ID, newest); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(spent.Nanoseconds())/1e3/float64(b.N), "cpu-µs/document")
}

// storedDocuments makes documents of the load collection as the indexer does, or
// makes some up where it is missing.
func storedDocuments(b *testing.B, n int) (documents []*corpus.Document) {
	b.Helper()
	if !exists(loadCollection) {
		b.Logf("the load collection is missing, made-up text instead")
		return madeUpDocuments(max(n, 1))
	}
	names, err := gazetteer.New()
	if err != nil {
		b.Fatal(err)
	}
	loadChunks(b, n, func(chunk []loadRecord) {
		for _, r := range chunk {
			documents = append(documents, documentOf(names, r))
		}
	})
	return documents
}

// putAll stores the documents, drops what they replace as the engine does, and
// returns how many bytes of text they have.
func putAll(b *testing.B, dir string, documents []*corpus.Document, batch int) (text int64) {
	b.Helper()
	s, err := openStore(b.Context(), dir)
	if err != nil {
		b.Fatal(err)
	}
	for first := 0; first < len(documents); first += batch {
		versions, err := s.put(b.Context(), documents[first:min(first+batch, len(documents))])
		if err != nil {
			b.Fatal(err)
		}
		for _, v := range versions {
			text += int64(v.document.TextBytes())
		}
		if err := s.prune(b.Context(), versions[len(versions)-1].sequence); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.close(); err != nil {
		b.Fatal(err)
	}
	return text
}
