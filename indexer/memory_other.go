//go:build !linux

package indexer

import "os"

// limitMemory does nothing where the system has no limit that a Go program
// can live with; the garbage collector's own limit still holds.
func limitMemory(uint64) error { return nil }

// peakMemory returns 0, unknown: where memory is not limited nobody asks.
func peakMemory(*os.ProcessState) uint64 { return 0 }
