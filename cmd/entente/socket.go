package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// maxSocketPath is what every system takes for the path of a socket.
const maxSocketPath = 100

// socketPath is where the owner of the folder answers: in the folder, or, when
// that path is too long for a socket, in a folder for temporary files under a
// name made from it.
func socketPath(dir string) string {
	path := filepath.Join(dir, "entente.sock")
	if len(path) <= maxSocketPath {
		return path
	}
	sum := sha256.Sum256([]byte(dir))
	name := fmt.Sprintf("entente-%x.sock", sum[:10])
	if path := filepath.Join(os.TempDir(), name); len(path) <= maxSocketPath {
		return path
	}
	return filepath.Join("/tmp", name)
}

// answer begins answering other processes on the socket, until the folder is
// closed. Only the owner may call it: a socket found there is a dead one's.
func (f *folder) answer(ctx context.Context, serve func(context.Context, net.Listener) error) error {
	path := socketPath(f.dir)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("removing the socket of a process that ended: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return fmt.Errorf("opening the socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return errors.Join(fmt.Errorf("protecting the socket: %w", err), listener.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- serve(ctx, listener) }()
	f.stop = func() error {
		cancel()
		return <-done
	}
	return nil
}
