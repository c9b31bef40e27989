package formats

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/corpus/formats/wordbag"
)

const sharedFormats = "../../../shared/data/formats"

var wordsApart = flag.Bool("apart", false, "print the words on which a reader and pandoc differ")

// withoutPictures is a filter for pandoc: the descriptions of pictures, which it
// prints, are no words of the text, and programs make them up.
const withoutPictures = `function Image() return {} end
function Meta() return {} end
`

// TestAgainstPandoc compares the words read from ordinary files with those of
// pandoc's plain text. -v prints the score of each file; with -apart it prints
// the words on which the two differ, too.
func TestAgainstPandoc(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long; run without -short")
	}
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	filter := filepath.Join(t.TempDir(), "words.lua")
	if err := os.WriteFile(filter, []byte(withoutPictures), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		format string
		wanted float64 // mean F1
	}{
		{"docx", 0.95},
		{"odt", 0.95},
		{"epub", 0.95},
		// Lower, since pandoc takes letters of every code page for Latin ones.
		{"rtf", 0.84},
	} {
		t.Run(test.format, func(t *testing.T) {
			paths, _ := filepath.Glob(filepath.Join(sharedFormats, test.format, "*."+test.format))
			if len(paths) == 0 {
				t.Skipf("there are no files in %s", sharedFormats)
			}
			var scores wordbag.Scores
			for _, path := range paths {
				if score, ok := scoreAgainstPandoc(t, path, test.format, filter); ok {
					scores = append(scores, score)
				}
			}
			mean := scores.Mean()
			t.Logf("%d files: mean word F1 %.3f, median %.3f, lowest %.3f", len(scores), mean, scores.Median(), slices.Min(scores))
			if mean < test.wanted {
				t.Errorf("mean word F1 is %.3f, want at least %.3f", mean, test.wanted)
			}
		})
	}
}

// scoreAgainstPandoc returns the F1 of the words of a file, and false for a file
// in which pandoc finds none.
func scoreAgainstPandoc(t *testing.T, path, format, filter string) (float64, bool) {
	t.Helper()
	plain, err := exec.Command("pandoc", "--from="+format, "--to=plain", "--wrap=none", "--standalone", "--track-changes=accept", "--lua-filter="+filter, path).Output()
	reference := wordbag.Of(string(plain))
	records, readError := readPath(path)
	if err != nil || len(reference) == 0 {
		t.Logf("    -  %s: pandoc: %v; here: %v", filepath.Base(path), err, readError)
		return 0, false
	}
	words := wordbag.Of(textOf(records))
	score := wordbag.F1(reference, words)
	t.Logf("%.3f  %s %v", score, filepath.Base(path), readError)
	if *wordsApart {
		t.Logf("       pandoc alone: %s", shown(reference.Missing(words)))
		t.Logf("       here alone:   %s", shown(words.Missing(reference)))
	}
	return score, true
}

// textOf returns the text of records.
func textOf(records []Record) string {
	var text strings.Builder
	for _, r := range records {
		for _, b := range r.Blocks {
			text.WriteString(b.Text + "\n")
		}
	}
	return text.String()
}

// shown is a list of words that is not too long.
func shown(words []string) string {
	const most = 40
	return strings.Join(words[:min(len(words), most)], " ")
}

// TestEverySharedFile holds all readers to their promise on files of any kind: a
// record, or an *Error that says why there is none.
func TestEverySharedFile(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(sharedFormats, "*", "*"))
	if len(paths) == 0 {
		t.Skipf("there are no files in %s", sharedFormats)
	}
	t.Setenv("PATH", t.TempDir()) // no other programs, see TestOldWordPrograms
	for _, path := range paths {
		records, err := readPath(path)
		name := filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path))
		var known *Error
		switch {
		case err == nil:
			for _, r := range records {
				for _, b := range r.Blocks {
					checkBlock(t, path, b)
				}
				if len(r.Unread) > 0 {
					t.Logf("%s: unread: %s", name, strings.Join(r.Unread, "; "))
				}
			}
		case !errors.As(err, &known):
			t.Errorf("%s: the error is no *Error: %v", name, err)
		case known.Detail == "" && known.Err == nil:
			t.Errorf("%s: %v says nothing specific", name, err)
		default:
			t.Logf("%s: %v", name, err)
		}
	}
}
