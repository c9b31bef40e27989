//go:build unix

package oldword

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The programs of the tests: they say what they were given.
const (
	convertsWell = "#!/bin/sh\nfor last; do :; done\n/bin/cat \"$last\" > \"${last}x\"\necho convert\n"
	convertsNot  = "#!/bin/sh\necho 'a warning' >&2\necho 'Error: source file could not be loaded' >&2\n"
	printsWell   = "#!/bin/sh\n/bin/cat\n"
	printsNot    = "#!/bin/sh\necho \"I'm afraid not.\" >&2\nexit 1\n"
)

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name     string
		programs map[string]string
		want     *Reading
		err      string
	}{
		{"LibreOffice", map[string]string{"soffice": convertsWell, "antiword": printsWell}, &Reading{Program: LibreOffice, DOCX: []byte("words")}, ""},
		{"of another name", map[string]string{"libreoffice": convertsWell}, &Reading{Program: LibreOffice, DOCX: []byte("words")}, ""},
		{"antiword", map[string]string{"antiword": printsWell}, &Reading{Program: Antiword, Text: "words"}, ""},
		{"antiword where LibreOffice fails", map[string]string{"soffice": convertsNot, "antiword": printsWell}, &Reading{Program: Antiword, Text: "words"}, ""},
		{"both fail", map[string]string{"soffice": convertsNot, "antiword": printsNot}, nil, "LibreOffice: Error: source file could not be loaded\nantiword: I'm afraid not."},
		{"none", nil, nil, ErrNoProgram.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder, temporary := t.TempDir(), t.TempDir()
			for name, script := range test.programs {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", folder)
			t.Setenv("TMPDIR", temporary)
			reading, err := Read(t.Context(), []byte("words"))
			if diff := cmp.Diff(test.want, reading); diff != "" {
				t.Error(diff)
			}
			if test.err != "" && (err == nil || err.Error() != test.err) || test.err == "" && err != nil {
				t.Errorf("error %v, want %s", err, test.err)
			}
			if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
				t.Errorf("left in the temporary folder: %v, %v", left, err)
			}
		})
	}
}

func TestReadNoProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Read(t.Context(), nil); !errors.Is(err, ErrNoProgram) {
		t.Error(err)
	}
}

func TestLimited(t *testing.T) {
	l := limited{left: 5}
	for _, text := range strings.SplitAfter("one two three", " ") {
		if n, err := l.Write([]byte(text)); n != len(text) || err != nil {
			t.Error(n, err)
		}
	}
	if l.String() != "one t" || !l.over {
		t.Errorf("%q %v", l.String(), l.over)
	}
}
