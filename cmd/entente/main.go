// Command entente indexes defence-cooperation documents and searches them, in
// the terminal, over HTTP and in the browser.
//
// There is one file for each command; this one joins the parts. What a command
// does belongs into the packages below: here is only what concerns flags,
// the terminal and the processes that share a data folder.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"entente/search"
)

func main() { os.Exit(run()) }

// run is main with an exit code, as the script tests call it.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	p := &program{out: os.Stdout, err: os.Stderr, environment: os.LookupEnv}
	root := p.command()
	err := root.ExecuteContext(ctx)
	if err != nil {
		p.report(err)
	}
	return exitCode(err)
}

// program is what every command has: where to write, and the global flags.
type program struct {
	out, err    io.Writer
	environment func(string) (string, bool)
	data        string // folder of the collection
	running     string // the command and its names before: entente serve
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "Search defence-cooperation documents, and rely on the answer",
		Long: `Entente indexes treaties, agreements, speeches and reports and searches them.

A query means exactly what it says or is refused with a reason, counts are
exact, each hit names its article or page, and every file that could not be
read is listed.

Start with "entente serve" and open http://127.0.0.1:8080 .

Every flag can be set in the environment: --data as ENTENTE_DATA, --per-page
as ENTENTE_PER_PAGE. Exit codes: 0 done, 1 failed, 2 wrong usage or query,
3 some files could not be read, 4 no such document, 5 a search that was run
again has other hits, 130 interrupted.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          refuseUnknownCommand,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			p.running = cmd.CommandPath()
			return p.readEnvironment(cmd.Flags())
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&p.data, "data", defaultDataFolder(p.environment), "folder of the collection")
	root.AddCommand(
		newServeCommand(p), newIndexCommand(p), newSearchCommand(p), newReplayCommand(p),
		newSuggestCommand(p), newShowCommand(p), newFilesCommand(p), newStatsCommand(p), newVersionCommand(p),
		newWorkerCommand(), newQueryTopic(),
	)
	return root
}

// readEnvironment sets the flags that were not given from their variables.
func (p *program) readEnvironment(flags *pflag.FlagSet) error {
	var failure error
	flags.VisitAll(func(f *pflag.Flag) {
		name := "ENTENTE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := p.environment(name)
		if f.Changed || !ok || value == "" || failure != nil {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			failure = usageError{fmt.Errorf("%s=%q: %w", name, value, err)}
		}
	})
	if failure == nil && p.data == "" {
		failure = usageError{errors.New("--data is empty: give the folder of the collection")}
	}
	return failure
}

func refuseUnknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, command := range root.Commands() {
		if !command.Hidden {
			known = append(known, command.Name())
		}
	}
	if nearest := search.Nearest(args[0], known); nearest != "" {
		return usageError{fmt.Errorf("there is no command %q; did you mean %q?", args[0], nearest)}
	}
	return usageError{fmt.Errorf("there is no command %q", args[0])}
}

// exactly is cobra.ExactArgs with an error of ours.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf("give %s", what)}
		}
		return nil
	}
}
