//go:build !unix

package indexer

import "os"

// openFlags opens files for reading.
const openFlags = os.O_RDONLY
