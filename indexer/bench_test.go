package indexer

import (
	"fmt"
	"strings"
	"testing"
)

const benchmarkFiles = 200

// benchmarkPlace has files of about 20 kB with articles.
func benchmarkPlace(b *testing.B) (p *place, size int64) {
	b.Helper()
	files := map[string]string{}
	for i := range benchmarkFiles {
		var text strings.Builder
		fmt.Fprintf(&text, "# Agreement %d on mutual defence\n\n", i)
		for article := 1; article <= 20; article++ {
			fmt.Fprintf(&text, "## Article %d\n\n%s\n\n", article, strings.Repeat("The Parties consult each other whenever the territorial integrity of one of them is threatened by an armed attack. ", 9))
		}
		files[fmt.Sprintf("%d/%d.md", i%10, i)] = text.String()
		size += int64(text.Len())
	}
	return newPlace(b, files), size
}

// BenchmarkRun reads and writes all files in each iteration.
func BenchmarkRun(b *testing.B) {
	for _, where := range []string{"here", "workers"} {
		b.Run(where, func(b *testing.B) {
			p, size := benchmarkPlace(b)
			o := p.options()
			o.Force = true
			if where == "workers" {
				o.Extractor = testWorkers(b, "real", WorkerOptions{})
			}
			b.SetBytes(size)
			for b.Loop() {
				if s := p.run(o); s.Indexed != benchmarkFiles {
					b.Fatalf("%+v", s)
				}
			}
		})
	}
}

// BenchmarkUnchanged finds in each iteration that there is nothing to do.
func BenchmarkUnchanged(b *testing.B) {
	p, _ := benchmarkPlace(b)
	p.run(p.options())
	for b.Loop() {
		if s := p.run(p.options()); s.Unchanged != benchmarkFiles {
			b.Fatalf("%+v", s)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkFiles, "ns/file")
}
