//go:build unix

package local

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkSuggest completes beginnings of queries, from one letter on, and
// reports the median and the longest time of a call. The first call, which makes
// the lists of words, is reported by itself.
func BenchmarkSuggest(b *testing.B) {
	e := open(b, b.TempDir())
	defer e.Close()
	documents := loadDocuments(b, benchmarkDocuments)
	for i := 0; i < len(documents); i += 500 {
		if err := e.Put(b.Context(), documents[i:min(i+500, len(documents))]); err != nil {
			b.Fatal(err)
		}
	}
	ask := func(text string) time.Duration {
		began := time.Now()
		if _, err := e.Suggest(b.Context(), text, 0); err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	first := ask("a")
	var beginnings []string
	for _, text := range []string{"military assistance", "united nations", `"armed attack`, "title:foreign relations", "org:org1", "treaty -secret"} {
		for n := range text {
			if beginning := text[:n+1]; !strings.HasSuffix(beginning, " ") {
				beginnings = append(beginnings, beginning)
			}
		}
	}
	var times []time.Duration
	for b.Loop() {
		for _, text := range beginnings {
			times = append(times, ask(text))
		}
	}
	slices.Sort(times)
	milliseconds := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(milliseconds(times[len(times)/2]), "ms-p50")
	b.ReportMetric(milliseconds(times[len(times)*95/100]), "ms-p95")
	b.ReportMetric(milliseconds(times[len(times)-1]), "ms-max")
	b.ReportMetric(milliseconds(first), "ms-first")
}
