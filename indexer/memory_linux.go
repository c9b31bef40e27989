package indexer

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// limitMemory limits the data of this process, not its address space: a Go
// program reserves far more addresses than it uses.
func limitMemory(limit uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit})
}

// peakMemory returns the most bytes of memory that a child had in use. Linux
// counts in what this process had in use when it started the child, so that no
// more than that is 0, unknown.
func peakMemory(child *os.ProcessState) uint64 {
	usage, ok := child.SysUsage().(*syscall.Rusage)
	var own unix.Rusage
	if !ok || unix.Getrusage(unix.RUSAGE_SELF, &own) != nil || usage.Maxrss <= own.Maxrss {
		return 0
	}
	return uint64(usage.Maxrss) << 10 // getrusage(2): kilobytes
}
