//go:build !linux

package indexer

// limitMemory does nothing where the system has no limit that a Go program
// can live with; the garbage collector's own limit still holds.
func limitMemory(uint64) error { return nil }
