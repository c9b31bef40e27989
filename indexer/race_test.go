//go:build race

package indexer

// raceDetector says that the tests run with the race detector, which uses
// memory in ways of its own.
const raceDetector = true
