package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits on a connection, besides those in Options.
const (
	readHeaderTimeout = 5 * time.Second
	// maxHeaderBytes leaves room for the longest query, percent-encoded, and
	// the most facet values.
	maxHeaderBytes = 128 << 10
	// writeMargin is what an answer may take beyond the work for it.
	writeMargin = 30 * time.Second
)

// Serve answers on listener with the Public handler until ctx is done; then it
// lets requests under way end, for at most Options.ShutdownGrace, and returns
// nil. On a loopback address, and on any address when Options.Hosts are given,
// it refuses requests under other names with 421. It closes listener.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	handler := s.public
	if isLoopback(listener.Addr()) || len(s.hosts()) > 0 {
		handler = s.router(false, s.checkHost)
	}
	return s.serve(ctx, listener, handler)
}

// ServePrivate is Serve with the Private handler, for a unix socket. It refuses
// any other listener, since who reaches the handler may write.
func (s *Server) ServePrivate(ctx context.Context, listener net.Listener) error {
	if network := listener.Addr().Network(); network != "unix" {
		listener.Close()
		return fmt.Errorf("serving documents for writing: %s is a %s address, not a unix socket", listener.Addr(), network)
	}
	return s.serve(ctx, listener, s.private)
}

func (s *Server) serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       s.options.RequestTimeout,
		WriteTimeout:      s.options.RequestTimeout + writeMargin,
		IdleTimeout:       s.options.IdleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.options.Logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	return s.shutDown(server)
}

// shutDown ends the connections, with force those that outlast the grace.
func (s *Server) shutDown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), s.options.ShutdownGrace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		s.options.Logger.Warn("requests were cut off by the shutdown", "grace", s.options.ShutdownGrace)
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("shutting down: %w", err)
	}
	return nil
}

func isLoopback(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
