// Package api serves a search.Engine over HTTP: the JSON interface under /v1,
// described in openapi.yaml, and the pages, which package api/ui draws. It is
// the only package that knows echo.
//
// There are two handlers. Public is for a TCP address and can only read.
// Private is for the unix socket in the data folder, whose file permissions
// decide who may write, and can do everything. How requests and errors are
// written in HTTP stands in api/wire; the other end is api/client. Nothing here
// knows how an engine stores or searches.
//
// Whoever reaches the address of Public may read the whole collection, and the
// files that its documents were read from: nobody is asked for a password. On a
// loopback address, and wherever Options.Hosts are given, a request is answered
// only under a name that the server knows, so that a page elsewhere cannot make a
// browser read the collection under a name of its own (DNS rebinding). On any
// other address, such as 0.0.0.0, without Options.Hosts every name is answered:
// then any page that is open in a browser which reaches the server can read the
// collection. Give the names people use.
package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/text/language"

	"entente/api/ui"
	"entente/search"
)

// Options says how to serve. The zero value is usable.
type Options struct {
	Version string // shown by /healthz and on the pages; empty means "unknown"

	// RequestTimeout bounds the work for one request that reads, such as a
	// search. 0 means DefaultRequestTimeout.
	RequestTimeout time.Duration
	// StoreTimeout bounds the work for one request that deletes, and for each
	// batch of an upload. 0 means DefaultStoreTimeout.
	StoreTimeout time.Duration
	// IdleTimeout bounds how long a connection may stand still: between two
	// requests, and within an upload. 0 means DefaultIdleTimeout.
	IdleTimeout time.Duration
	// ShutdownGrace bounds how long requests under way may take to end when the
	// server is told to stop. 0 means DefaultShutdownGrace.
	ShutdownGrace time.Duration

	// MaxBodyBytes bounds the body of a request, other than an upload, of which
	// each line is bounded by wire.MaxLineBytes. 0 means DefaultMaxBodyBytes.
	MaxBodyBytes int64
	// MaxSearches bounds how many searches are under way at once, over both
	// handlers; one more is answered with 503. 0 means DefaultMaxSearches.
	MaxSearches int

	// Hosts are names, beside localhost and the loopback addresses, under which
	// the server answers; with any given it answers under no other. Empty names
	// and the addresses 0.0.0.0 and ::, which name no host, do not count.
	Hosts []string

	// URL is the address under which people reach the server, for exports and
	// feeds, without a slash at the end: "https://treaties.example". Empty means
	// that of each request, over http.
	URL string

	// AccessLog is told of every request, without what was searched for unless
	// LogQueries says so; nil means no such log.
	AccessLog  *slog.Logger
	LogQueries bool

	Files  Files        // what the indexer saw; nil when there is no indexer
	Labels ui.Labels    // names of facet values for people; nil means the values themselves
	Logger *slog.Logger // nil means no log
}

// Defaults of Options.
const (
	DefaultRequestTimeout = 30 * time.Second
	DefaultStoreTimeout   = time.Minute
	DefaultIdleTimeout    = 2 * time.Minute
	DefaultShutdownGrace  = 10 * time.Second
	DefaultMaxBodyBytes   = 8 << 20
	DefaultMaxSearches    = 32
)

// Server serves one engine. Its methods may be called from several goroutines.
type Server struct {
	engine    search.Engine
	options   Options
	pages     *ui.Pages
	languages language.Matcher // of the pages
	openAPI   []byte           // openapi.yaml as JSON
	described ui.Interface     // openapi.yaml for people
	searches  slots
	exports   slots
	originals slots // of files that are sent
	measures  *measures
	run       string // drawn when the server was made
	public    http.Handler
	private   http.Handler
}

// New returns a server for the engine, which stays the caller's to close, after
// Serve has returned. An error means that the program is broken: an embedded
// file that does not parse.
func New(engine search.Engine, options Options) (*Server, error) {
	if engine == nil {
		return nil, errors.New("serving: no engine given")
	}
	options = options.withDefaults()
	pages, err := ui.New(ui.Options{Version: options.Version, Labels: options.Labels})
	if err != nil {
		return nil, fmt.Errorf("preparing the pages: %w", err)
	}
	description, err := openAPIDocument()
	if err != nil {
		return nil, fmt.Errorf("preparing the API description: %w", err)
	}
	described, err := readInterface(openAPISource)
	if err != nil {
		return nil, fmt.Errorf("preparing the API description: %w", err)
	}
	measures := newMeasures()
	s := &Server{
		engine: measured{engine, measures}, measures: measures, options: options, run: newRequestID(),
		pages: pages, languages: languageMatcher(), openAPI: description, described: described,
		searches: make(slots, options.MaxSearches), exports: make(slots, maxExports), originals: make(slots, maxOriginals),
	}
	s.public = s.router(false)
	s.private = s.router(true)
	return s, nil
}

func (o Options) withDefaults() Options {
	if o.Version == "" {
		o.Version = "unknown"
	}
	if o.RequestTimeout == 0 {
		o.RequestTimeout = DefaultRequestTimeout
	}
	if o.StoreTimeout == 0 {
		o.StoreTimeout = DefaultStoreTimeout
	}
	if o.IdleTimeout == 0 {
		o.IdleTimeout = DefaultIdleTimeout
	}
	if o.ShutdownGrace == 0 {
		o.ShutdownGrace = DefaultShutdownGrace
	}
	if o.MaxBodyBytes == 0 {
		o.MaxBodyBytes = DefaultMaxBodyBytes
	}
	if o.MaxSearches == 0 {
		o.MaxSearches = DefaultMaxSearches
	}
	if o.Files == nil {
		o.Files = noFiles{}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Public returns the handler that can only read. It does not check the Host
// header; Serve adds that where the address calls for it.
func (s *Server) Public() http.Handler { return s.public }

// Private returns the handler that can do everything Public can, and write.
// Whoever reaches it may write: serve it on a socket that only the owner of the
// data folder can open.
func (s *Server) Private() http.Handler { return s.private }
