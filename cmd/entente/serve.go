package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/spf13/cobra"

	"entente/api"
	"entente/corpus"
	"entente/corpus/sample"
	"entente/indexer"
)

// defaultAddress is where serve listens unless told otherwise: on this machine alone.
const defaultAddress = "127.0.0.1:8080"

// serveOptions are the flags of serve.
type serveOptions struct {
	address string
	hosts   []string
	url     string
	access  string // file of the access log
	queries bool   // are logged
	sample  bool
	timeout time.Duration
}

func newServeCommand(p *program) *cobra.Command {
	o := &serveOptions{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the search page and the API",
		Long: `Serve the search page and the API at http://` + defaultAddress + ` until stopped.

An empty collection is filled with the built-in one, unless --sample=false.
While the server runs, the other commands work on its collection: what they
index is searchable within two seconds.`,
		Args: exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), o) },
	}
	cmd.Flags().StringVar(&o.address, "addr", defaultAddress, "address to listen on, HOST:PORT")
	cmd.Flags().StringArrayVar(&o.hosts, "host", nil, "name under which the server is reached, beside that of --addr; may be repeated")
	cmd.Flags().StringVar(&o.url, "url", "", "address under which people reach the server, in exports and feeds; default as each asks")
	cmd.Flags().StringVar(&o.access, "access-log", "", "write a line of JSON for each request to the end of this file; - is standard error")
	cmd.Flags().BoolVar(&o.queries, "log-queries", false, "write to the access log what was searched for as well")
	cmd.Flags().BoolVar(&o.sample, "sample", true, "index the built-in collection when the folder is empty")
	cmd.Flags().DurationVar(&o.timeout, "timeout", searchTimeout, "time after which a search is stopped")
	return cmd
}

func (p *program) serve(ctx context.Context, o *serveOptions) (err error) {
	if o.timeout <= 0 {
		return usageError{errors.New("--timeout is more than 0")}
	}
	// An empty address would mean any port on every address of the machine.
	if _, port, err := net.SplitHostPort(o.address); err != nil || port == "" {
		return usageError{fmt.Errorf("--addr %q is no address: write HOST:PORT, as in %s", o.address, defaultAddress)}
	}
	options := api.Options{RequestTimeout: o.timeout, Hosts: append(o.hosts, hostOf(o.address)), LogQueries: o.queries}
	if o.url != "" {
		if options.URL, err = baseAddress(o.url); err != nil {
			return err
		}
	}
	var closeLog func() error
	if options.AccessLog, closeLog, err = p.accessLog(o.access); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeLog()) }()
	f, err := p.own(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.address)
	if err != nil {
		return fmt.Errorf("listening on %s: %w; choose another address with --addr", o.address, err)
	}
	defer listener.Close()
	if o.sample {
		if err := p.fill(ctx, f); err != nil {
			return err
		}
	}
	server, err := f.server(options)
	if err != nil {
		return err
	}
	if err := f.answer(ctx, server.ServePrivate); err != nil {
		return err
	}
	fmt.Fprintf(p.err, "Entente serves %s at http://%s (stop with Ctrl-C)\n", f.dir, listener.Addr())
	if err := server.Serve(ctx, listener); err != nil {
		return err
	}
	fmt.Fprintln(p.err, "stopped")
	return nil
}

// accessLog opens the access log, nil when none is asked for, and returns what
// closes it.
func (p *program) accessLog(path string) (log *slog.Logger, closeLog func() error, err error) {
	nothing := func() error { return nil }
	switch path {
	case "":
		return nil, nothing, nil
	case "-":
		return slog.New(slog.NewJSONHandler(p.err, nil)), nothing, nil
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the access log: %w", err)
	}
	return slog.New(slog.NewJSONHandler(file, nil)), file.Close, nil
}

// server prepares the handlers over the folder's engine.
func (f *folder) server(o api.Options) (*api.Server, error) {
	o.Version, o.Files, o.Labels, o.Logger = version, f, f.names, f.log
	return api.New(f.engine, o)
}

func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address // listening on it fails with a better message
	}
	return host
}

// fill indexes the built-in collection when the collection is empty.
func (p *program) fill(ctx context.Context, f *folder) error {
	stats, err := f.engine.Stats(ctx)
	if err != nil || stats.Documents > 0 || stats.Sequence > 0 {
		return err
	}
	documents, err := sampleDocuments(ctx, f)
	if err != nil {
		return fmt.Errorf("reading the built-in collection: %w", err)
	}
	// Claimed, so that no file can take the id of a built-in document.
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.ID
	}
	if _, err := f.ledger.Claim(ctx, "the built-in collection", ids); err != nil {
		return fmt.Errorf("indexing the built-in collection: %w", err)
	}
	if err := f.engine.Put(ctx, documents); err != nil {
		return fmt.Errorf("indexing the built-in collection: %w", err)
	}
	fmt.Fprintf(p.err, "indexed the built-in collection: %s\n", counted(len(documents), "document"))
	return nil
}

func sampleDocuments(ctx context.Context, f *folder) ([]*corpus.Document, error) {
	files, err := sample.Documents()
	if err != nil {
		return nil, err
	}
	extractor := indexer.NewExtractor(f.names)
	var all []*corpus.Document
	for _, file := range files {
		documents, _, err := indexer.Extract(ctx, extractor, indexer.Input{
			Name: file.Name, Collection: sample.Collection, Data: bytes.NewReader(file.Content), Size: int64(len(file.Content)),
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name, err)
		}
		all = append(all, documents...)
	}
	return all, nil
}
