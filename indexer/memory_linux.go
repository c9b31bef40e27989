package indexer

import "golang.org/x/sys/unix"

// limitMemory limits the data of this process, not its address space: a Go
// program reserves far more addresses than it uses.
func limitMemory(limit uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit})
}
