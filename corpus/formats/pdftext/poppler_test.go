//go:build unix

package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const ordinaryFiles = "../../../../shared/data/pdfs"

// TestAgainstPoppler compares the words read from ordinary files with those that
// pdftotext reads.
func TestAgainstPoppler(t *testing.T) {
	const (
		fewestWords = 30
		wanted      = 0.975 // mean F1
	)
	if testing.Short() {
		t.Skip("short")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	files := pdfFiles(t, ordinaryFiles)
	var sum float64
	var counted, low, pages int
	var used time.Duration
	for _, path := range files {
		reference, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
		if err != nil {
			t.Logf("%s: pdftotext: %v", path, err)
			continue
		}
		begun := processorTime(t)
		document, err := readFile(path)
		took := processorTime(t) - begun
		words := foldedWords(string(reference))
		if total(words) < fewestWords {
			continue
		}
		score := 0.0
		if err == nil {
			score = wordF1(words, foldedWords(plainText(document)))
			pages += len(document.Pages)
			used += took
		}
		t.Logf("%.3f %4d pages %6d words %8s  %s %v%s", score, numPages(document), total(words), took.Round(time.Millisecond), filepath.Base(path), errorText(err), problems(document))
		counted++
		sum += score
		if score < 0.5 {
			low++
		}
	}
	mean := sum / float64(counted)
	t.Logf("%d files: mean word F1 %.3f, %d (%.0f%%) under .5; %d pages, %.0f pages per CPU-second",
		counted, mean, low, 100*float64(low)/float64(counted), pages, float64(pages)/used.Seconds())
	if mean < wanted {
		t.Errorf("mean word F1 is %.3f, want at least %.3f", mean, wanted)
	}
}

func pdfFiles(t testing.TB, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".pdf") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Skipf("there are no files in %s: %v", folder, err)
	}
	return files
}

func readFile(path string) (*Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)))
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func numPages(d *Document) int {
	if d == nil {
		return 0
	}
	return len(d.Pages)
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func problems(d *Document) string {
	if d == nil {
		return ""
	}
	seen := map[string]int{}
	for _, p := range d.Pages {
		if p.Problem != "" {
			seen[p.Problem]++
		}
	}
	if len(seen) == 0 {
		return ""
	}
	var text strings.Builder
	for problem, count := range seen {
		fmt.Fprintf(&text, " [%d: %s]", count, problem)
	}
	return text.String()
}

// foldedWords counts the words of a text without regard to case and accents.
func foldedWords(text string) map[string]int {
	words := map[string]int{}
	for _, word := range strings.FieldsFunc(norm.NFKD.String(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if folded := strings.Map(dropMark, word); folded != "" {
			words[folded]++
		}
	}
	return words
}

func dropMark(r rune) rune {
	if unicode.IsMark(r) {
		return -1
	}
	return r
}

func total(words map[string]int) (n int) {
	for _, count := range words {
		n += count
	}
	return n
}

// wordF1 is the harmonic mean of precision and recall over bags of words.
func wordF1(reference, words map[string]int) float64 {
	common := 0
	for word, count := range words {
		common += min(count, reference[word])
	}
	if common == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total(words)+total(reference))
}
