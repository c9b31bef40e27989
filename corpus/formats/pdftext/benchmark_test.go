//go:build unix

package pdftext

import (
	"os/exec"
	"testing"
	"time"
)

// BenchmarkOrdinaryFiles reads all ordinary files, with pdfium for the pages in
// doubt, and reports pages per second of processor time: ours, those of pdftotext
// in the same run, and how many times theirs ours are.
func BenchmarkOrdinaryFiles(b *testing.B) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		b.Skip("pdftotext (poppler-utils) is not installed")
	}
	files := pdfFiles(b, ordinaryFiles)
	engine := readyEngine(b)
	pages := 0
	var used, popplerUsed time.Duration
	for b.Loop() {
		for _, path := range files {
			begun := processorTime(b)
			document, err := readFile(path, engine)
			if err != nil {
				continue // it counts for neither
			}
			used += processorTime(b) - begun
			pages += len(document.Pages)
			command := exec.Command("pdftotext", "-enc", "UTF-8", path, "-")
			if err := command.Run(); err != nil {
				b.Fatalf("%s: %v", path, err)
			}
			popplerUsed += command.ProcessState.UserTime() + command.ProcessState.SystemTime()
		}
	}
	ours, theirs := float64(pages)/used.Seconds(), float64(pages)/popplerUsed.Seconds()
	b.ReportMetric(ours, "pages/cpu-s")
	b.ReportMetric(theirs, "pdftotext-pages/cpu-s")
	b.ReportMetric(ours/theirs, "times")
}
