package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"entente/api"
	"entente/search"
	"entente/search/local"
)

// openToIndex is openFolder, except that the engine of a folder that this process
// owns stays closed until it is asked for (see opened): where no file changed,
// the ledger alone tells so. What opening does for the collection, to bring its
// index up to the store and to find damage, is then left to the next command.
func (p *program) openToIndex(ctx context.Context) (*folder, error) {
	return p.reach(ctx, func(ctx context.Context) (*folder, error) {
		return p.hold(func(f *folder) error { return f.openLedgerAlone(ctx) })
	})
}

// openLedgerAlone opens the ledger, and the engine only where that is needed for
// it: to make a collection, or to say what is wrong with it.
func (f *folder) openLedgerAlone(ctx context.Context) error {
	identity, sequence, err := local.Identity(ctx, f.dir)
	if err != nil {
		return f.open(ctx)
	}
	return f.openOwnLedger(ctx, identity, sequence)
}

// opened returns the engine, and opens it if need be.
func (f *folder) opened(ctx context.Context) (search.Engine, error) {
	f.opening.Lock()
	defer f.opening.Unlock()
	if f.engine == nil {
		if err := f.openEngine(ctx); err != nil {
			return nil, err
		}
	}
	return f.engine, nil
}

// serveWhenAsked answers other processes on the socket. The engine is opened when
// the first of them comes.
func (f *folder) serveWhenAsked(ctx context.Context, listener net.Listener) error {
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	first, err := listener.Accept()
	switch ended := !stop(); {
	case err != nil && ended:
		return nil // nobody asked
	case err != nil:
		return errors.Join(fmt.Errorf("waiting at the socket: %w", err), listener.Close())
	}
	server, err := f.openedServer(ctx)
	if err != nil {
		first.Close()    // nothing was said on it
		listener.Close() // already, where ctx has ended
		if ctx.Err() != nil {
			return nil // asked too late: what was to be indexed is
		}
		return err
	}
	return server.ServePrivate(ctx, &begunListener{Listener: listener, first: first})
}

func (f *folder) openedServer(ctx context.Context) (*api.Server, error) {
	if _, err := f.opened(ctx); err != nil {
		return nil, err
	}
	return f.server(api.Options{RequestTimeout: time.Minute})
}

// begunListener is a listener of which one connection was accepted before.
type begunListener struct {
	net.Listener
	first net.Conn // nil once it was handed on
}

// Accept hands on the first connection, and then waits for others. One goroutine
// may call it.
func (l *begunListener) Accept() (net.Conn, error) {
	if first := l.first; first != nil {
		l.first = nil
		return first, nil
	}
	return l.Listener.Accept()
}
