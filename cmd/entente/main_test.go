package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

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
			return nil
		},
		RequireExplicitExec: true,
	})
}
