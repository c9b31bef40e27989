//go:build unix

package indexer

import (
	"os"
	"syscall"
)

// openFlags opens files for reading. Should a pipe have taken the place of a
// file since the walk saw it, opening it does not wait for a writer.
const openFlags = os.O_RDONLY | syscall.O_NONBLOCK
