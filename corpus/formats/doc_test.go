package formats

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/formats/compound/compoundtest"
	"entente/corpus/formats/oldword"
	"entente/corpus/formats/wordbag"
)

// wordFile is a compound file with the beginning of a Word document.
func wordFile(flags string) []byte {
	content := strings.Repeat("\x00", 10) + flags + strings.Repeat("\x00", 20)
	return compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: "WordDocument", Content: content}}})
}

// TestReadDOCFails checks that what cannot be read says what would help.
func TestReadDOCFails(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, test := range []struct {
		name   string
		file   []byte
		reason Reason
		detail string
	}{
		{"a.doc", wordFile("\x00\x00"), Unsupported, "LibreOffice or antiword"},
		{"a.doc", wordFile("\x00\x01"), Encrypted, "password"},
		{"a.doc", compoundtest.Pack(compoundtest.Storage{Streams: []compoundtest.Stream{{Name: "Workbook", Content: "x"}}}), Unsupported, "Excel workbook"},
		{"a.doc", wordFile("\x00\x00")[:600], Malformed, "compound file is damaged"},
	} {
		_, err := readPacked(test.name, test.file)
		var failed *Error
		if !errors.As(err, &failed) || failed.Reason != test.reason || !strings.Contains(failed.Detail, test.detail) {
			t.Errorf("%v, want %s: …%s…", err, test.reason, test.detail)
		}
	}
}

// TestReadDOCNamesTheProgram checks that what read a document is told, also where
// there were no words in it.
func TestReadDOCNamesTheProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program that stands in for LibreOffice is a shell script, which Windows does not run")
	}
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	for text, reason := range map[string]Reason{"The base is shared.": "", "[pic]": NoText, "": Empty} {
		script := "#!/bin/sh\necho '" + text + "'\n"
		if err := os.WriteFile(filepath.Join(folder, "antiword"), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		records, err := readPacked("a.doc", wordFile("\x00\x00"))
		var failed *Error
		switch {
		case errors.As(err, &failed):
			if failed.Engine != AntiwordEngine || failed.Reason != reason || text == "" && !strings.Contains(failed.Detail, oldword.Antiword) {
				t.Errorf("%s: %v, by %s", text, err, failed.Engine)
			}
		case err != nil || records[0].Engine != AntiwordEngine:
			t.Errorf("%s: %v, %v", text, records, err)
		}
	}
}

// TestReadDOCSaysWhatEachProgramSaid keeps what two programs said apart.
func TestReadDOCSaysWhatEachProgramSaid(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs are shell scripts, which Windows does not run")
	}
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	for name, said := range map[string]string{"soffice": "no filter", "antiword": "not Word"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\necho '"+said+"' >&2\nexit 1\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	_, err := readPacked("a.doc", wordFile("\x00\x00"))
	if err == nil || !strings.Contains(err.Error(), "LibreOffice: no filter; antiword: not Word") {
		t.Errorf("%v", err)
	}
}

func TestReadPrinted(t *testing.T) {
	text := "\nArticle 1\n\nThe base is\u00a0shared.\n[pic]\n|Year  |Ships |\n|1949  |      |\n\nThe End of It\n-----------------------\n[1] See the annex.\n"
	records, err := readingRecords(context.Background(), &oldword.Reading{Program: oldword.Antiword, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	want := []Block{{Text: "Article 1"}, {Text: "The base is shared."}, {Text: "Year | Ships"}, {Text: "1949"}, {Text: "The End of It"}, {Text: "[1] See the annex."}}
	if diff := cmp.Diff(want, records[0].Blocks); diff != "" {
		t.Error(diff)
	}
	if unread := strings.Join(records[0].Unread, "; "); !strings.Contains(unread, "in 2 lines") {
		t.Errorf("unread: %s", unread)
	}
	_, err = readingRecords(context.Background(), &oldword.Reading{Program: oldword.Antiword, Text: "\n[pic]\n"})
	var failed *Error
	if !errors.As(err, &failed) || failed.Reason != NoText {
		t.Error(err)
	}
}

// TestOldWordPrograms compares the words of the two programs that read old Word
// documents. -v prints the score of each file.
func TestOldWordPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long; run without -short")
	}
	paths, _ := filepath.Glob(filepath.Join(sharedFormats, "doc", "*.doc"))
	if len(paths) == 0 {
		t.Skipf("there are no files in %s", sharedFormats)
	}
	for _, command := range []string{"soffice", "antiword"} {
		if _, err := exec.LookPath(command); err != nil {
			t.Skipf("%s is not installed", command)
		}
	}
	one := wordsByEngine(paths, LibreOfficeEngine)
	antiwordAlone(t)
	other := wordsByEngine(paths, AntiwordEngine)
	var scores wordbag.Scores
	for _, path := range paths {
		if len(one[path]) == 0 || len(other[path]) == 0 {
			t.Logf("    -  %s: LibreOffice %d words, antiword %d", filepath.Base(path), one[path].Total(), other[path].Total())
			continue
		}
		score := wordbag.F1(one[path], other[path])
		scores = append(scores, score)
		t.Logf("%.3f  %s", score, filepath.Base(path))
	}
	t.Logf("LibreOffice reads %d, antiword %d, both %d: mean word F1 %.3f, median %.3f", len(one), len(other), len(scores), scores.Mean(), scores.Median())
	if scores.Mean() < 0.9 {
		t.Errorf("mean word F1 is %.3f, want at least 0.9", scores.Mean())
	}
}

// wordsByEngine returns the words of the files that a program read.
func wordsByEngine(paths []string, engine Engine) map[string]wordbag.Bag {
	words := map[string]wordbag.Bag{}
	for _, path := range paths {
		if records, err := readPath(path); err == nil && records[0].Engine == engine {
			words[path] = wordbag.Of(textOf(records))
		}
	}
	return words
}

// antiwordAlone hides all other programs.
func antiwordAlone(t *testing.T) {
	t.Helper()
	program, err := exec.LookPath("antiword")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.Symlink(program, filepath.Join(folder, "antiword")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
}
