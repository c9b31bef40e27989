package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"entente/corpus/formats/pdftext/pdftest"
	"entente/indexer"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == indexer.WorkerArgument {
		os.Exit(run()) // a worker of a command that a test runs in its own process
	}
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs the command line as people type it. Each script has a data
// folder of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("ENTENTE_DATA", e.WorkDir+"/data")
			return writeHalf(e.WorkDir + "/pages")
		},
		RequireExplicitExec: true,
	})
}

// writeHalf makes a folder with a PDF file of a page of text and an image of one.
func writeHalf(folder string) error {
	if err := os.Mkdir(folder, 0o777); err != nil {
		return err
	}
	half := pdftest.Pages(pdftest.Lines(11, "An armed attack against one or more of them"), "q 500 0 0 800 0 0 cm /Scan Do Q")
	return os.WriteFile(filepath.Join(folder, "half.pdf"), half, 0o666)
}
