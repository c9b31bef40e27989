//go:build unix

package pdftext

import (
	"bytes"
	"context"
	"os"
	"testing"
)

// BenchmarkOrdinaryFiles reads all ordinary files and reports pages per second.
func BenchmarkOrdinaryFiles(b *testing.B) {
	var contents [][]byte
	for _, path := range pdfFiles(b, ordinaryFiles) {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		contents = append(contents, data)
	}
	pages := 0
	for b.Loop() {
		for _, data := range contents {
			document, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), nil)
			if err == nil {
				pages += len(document.Pages)
			}
		}
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
