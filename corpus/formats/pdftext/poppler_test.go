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

	"entente/corpus/formats/pdfsandbox"
	"entente/corpus/formats/pdftext/pdftest"
	"entente/corpus/formats/wordbag"
)

const ordinaryFiles = "../../../../shared/data/pdfs"

// damagedFiles are files that are damaged, encrypted, images only or hostile.
const damagedFiles = "../../../../shared/data/pdfs-bad"

// TestAgainstPoppler compares the words read with those that pdftotext reads, and
// the processor time of both. Two of the ordinary files cannot agree, because
// pdftotext does not give there what is on the page: a treaty in Russian whose
// letters it cannot tell, and Arabic whose ligatures it turns round. Without the
// package poppler-data it does not read Korean either, which is logged: then the
// second engine scores lower than one alone, for reading more of two such files.
func TestAgainstPoppler(t *testing.T) {
	const (
		wanted = 0.975 // mean F1
		mayLow = 1     // files under .5
	)
	if testing.Short() {
		t.Skip("takes long; run without -short")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	engine := readyEngine(t)
	for _, test := range []struct {
		name, folder string
		second       *pdfsandbox.Engine
		reached      bool // what is wanted
	}{
		{"ordinary files, one engine", ordinaryFiles, nil, false},
		{"ordinary files", ordinaryFiles, engine, true},
		{"damaged files, one engine", damagedFiles, nil, false},
		{"damaged files", damagedFiles, engine, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := comparison{}
			for _, path := range pdfFiles(t, test.folder) {
				c.compare(t, path, test.second)
			}
			mean := c.sum / float64(c.files)
			own, poppler := float64(c.pages)/c.used.Seconds(), float64(c.pages)/c.popplerUsed.Seconds()
			t.Logf("%d files: mean word F1 %.4f, %d under .5; %d pages, %d of them read by the second engine; pages per CPU-second %.0f, pdftotext %.0f: %.2f times",
				c.files, mean, c.low, c.pages, c.second, own, poppler, own/poppler)
			if test.reached && (mean < wanted || c.low > mayLow) {
				t.Errorf("mean word F1 is %.4f with %d files under .5, want at least %.3f with %d", mean, c.low, wanted, mayLow)
			}
		})
	}
}

// readyEngine returns an engine that is ready, so that making it so does not
// count as the time of the first file.
func readyEngine(t testing.TB) *pdfsandbox.Engine {
	t.Helper()
	engine := pdfsandbox.NewEngine(t.TempDir())
	begun := processorTime(t)
	f, err := engine.Open(t.Context(), pdftest.Pages(pdftest.Lines(11, "Article 5")))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("pdfium is ready after %s of processor time", (processorTime(t) - begun).Round(time.Millisecond))
	return engine
}

// comparison sums up the comparison of files of which pdftotext reads enough.
type comparison struct {
	files, low, pages, second int
	sum                       float64 // of F1
	used, popplerUsed         time.Duration
}

func (c *comparison) compare(t *testing.T, path string, second *pdfsandbox.Engine) {
	const fewestWords = 30
	command := exec.Command("pdftotext", "-enc", "UTF-8", path, "-")
	var said bytes.Buffer
	command.Stderr = &said
	reference, err := command.Output()
	words := wordbag.Of(string(reference))
	if err != nil || words.Total() < fewestWords {
		return
	}
	if bytes.Contains(said.Bytes(), []byte("Missing language pack")) {
		t.Logf("pdftotext lacks the package poppler-data and gives less than stands in %s", filepath.Base(path))
	}
	begun := processorTime(t)
	document, err := readFile(path, second)
	took := processorTime(t) - begun
	score, again := 0.0, 0
	if err == nil {
		score = wordbag.F1(words, wordbag.Of(plainText(document)))
		for _, p := range document.Pages {
			if p.Second {
				again++
			}
		}
	}
	t.Logf("%.3f %4d pages %4d second %6d words %8s  %s %v%s", score, numPages(document), again, words.Total(), took.Round(time.Millisecond), filepath.Base(path), errorText(err), problems(document))
	c.files++
	c.sum += score
	if score < 0.5 {
		c.low++
	}
	c.pages += numPages(document)
	c.second += again
	c.used += took
	c.popplerUsed += command.ProcessState.UserTime() + command.ProcessState.SystemTime()
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

// readFile reads with one engine where the second is nil.
func readFile(path string, second *pdfsandbox.Engine) (*Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var open OpenSecond
	if second != nil {
		open = func(ctx context.Context) (Second, error) { return second.Open(ctx, data) }
	}
	return Read(context.Background(), bytes.NewReader(data), int64(len(data)), open)
}

func processorTime(t testing.TB) time.Duration {
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
