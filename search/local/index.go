package local

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime/debug"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"entente/search/local/segment"
)

// What the index keeps about itself.
var (
	sequenceKey = []byte("entente.sequence") // number of the last change applied, with a checksum
	layoutKey   = []byte("entente.layout")   // indexLayout when it was made
	identityKey = []byte("entente.identity") // of the store that it is derived from
)

// Why an index has to be made again.
var (
	errIndexDamaged  = errors.New("the index is damaged")
	errIndexOutdated = errors.New("the index was made by another version of the program")
)

// invertedIndex is bleve's scorch index of one generation.
type invertedIndex struct {
	scorch   index.Index
	queue    *index.AnalysisQueue
	identity string     // of the store
	failed   chan error // why a background task of scorch could not write
	dead     chan error // why a background task of scorch died
}

// scorchRegistries guards scorch's only way of being given an error callback and a
// format of segments: registries for the whole process.
var scorchRegistries sync.Mutex

// openIndex opens the index in dir, making it when dir is empty, for the store
// with that identity. The caller has checked the files (checkIndex): scorch
// deletes what it does not understand.
func openIndex(dir, identity string) (x *invertedIndex, err error) {
	// Damaged pages are reached by address, where reading past the end is a
	// fault rather than an error.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			x, err = nil, fmt.Errorf("%w: opening it failed: %v", errIndexDamaged, p)
		}
	}()
	x = &invertedIndex{queue: index.NewAnalysisQueue(1), identity: identity, failed: make(chan error, 1), dead: make(chan error, 1)}
	if x.scorch, err = newScorch(dir, x.queue, x.fail); err != nil {
		x.queue.Close()
		return nil, fmt.Errorf("preparing the index %s: %w", dir, err)
	}
	if err := x.scorch.Open(); err != nil {
		x.queue.Close()
		return nil, fmt.Errorf("opening the index: %w", damage(err))
	}
	return x, nil
}

func newScorch(dir string, queue *index.AnalysisQueue, onError func(error)) (index.Index, error) {
	scorchRegistries.Lock()
	defer scorchRegistries.Unlock()
	scorch.RegisterSegmentPlugin(&segment.Plugin{}, false)
	scorch.RegistryAsyncErrorCallbacks[dir] = func(err error, _ string) { onError(err) }
	defer delete(scorch.RegistryAsyncErrorCallbacks, dir)
	return scorch.NewScorch(scorch.Name, map[string]any{
		"path":                   dir,
		"bolt_timeout":           "5s",
		"asyncErrorCallbackName": dir,
		"numSnapshotsToKeep":     1,
		"forceSegmentType":       segment.Type,
		"forceSegmentVersion":    segment.Version,
	}, queue)
}

// fail takes the errors of scorch's background tasks. A task that died stays
// dead; one that could not write tries again by itself.
func (x *invertedIndex) fail(err error) {
	channel := x.failed
	if errors.Is(err, scorch.ErrAsyncPanic) {
		channel = x.dead
	}
	select {
	case channel <- err:
	default: // the first error is the one to report
	}
}

// closeGrace is how long a close is waited for after a background task of scorch
// has died: it may have died with the lock of root.bolt held.
const closeGrace = 5 * time.Second

// close waits for what scorch is writing and closes it. Where a background task of
// it has died, as in a root.bolt that is damaged, it may never end: then what is
// open stays so until the program ends, and an error says it. Nothing is lost by
// that, and the files can be renamed all the same.
func (x *invertedIndex) close() error { return x.closeWithin(closeGrace) }

func (x *invertedIndex) closeWithin(grace time.Duration) error {
	x.queue.Close()
	done := make(chan error, 1)
	go func() { done <- x.scorch.Close() }()
	select {
	case err := <-done:
		return err
	case err := <-x.dead:
		x.dead <- err
		return closedAfter(err, done, grace)
	}
}

// closedAfter waits for a close after a task has died of an error.
func closedAfter(death error, done <-chan error, grace time.Duration) error {
	wait := time.NewTimer(grace)
	defer wait.Stop()
	select {
	case err := <-done:
		return err
	case <-wait.C:
		return fmt.Errorf("closing the index: it is left open, since it cannot be closed: %w", death)
	}
}

// applyAll brings versions into the index; see apply.
func (x *invertedIndex) applyAll(versions []version) error {
	if len(versions) == 0 {
		return nil
	}
	return x.apply(versions, versions[len(versions)-1].sequence)
}

// apply brings versions into the index as one batch, after which it has all
// changes up to the sequence number. It returns once they are searchable and on
// disk. It cannot be called off: the store has the changes already.
func (x *invertedIndex) apply(versions []version, sequence uint64) error {
	batch := index.NewBatch()
	for _, v := range versions {
		if v.document == nil {
			batch.Delete(v.id)
		} else {
			batch.Update(&record{v.document})
		}
	}
	batch.SetInternal(sequenceKey, encodeSequence(sequence))
	batch.SetInternal(layoutKey, []byte(indexLayout))
	batch.SetInternal(identityKey, []byte(x.identity))
	return x.write(batch)
}

// write hands a batch to scorch and waits until it is on disk, or until scorch
// says that it cannot write. Then the batch is searchable all the same, and
// scorch goes on trying; if the program ends before, opening replays it.
func (x *invertedIndex) write(batch *index.Batch) error {
	select {
	case <-x.failed: // of an earlier batch
	default:
	}
	done := make(chan error, 1)
	go func() { done <- x.scorch.Batch(batch) }()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("writing the index: %w", err)
		}
		return nil
	case err := <-x.failed:
		return fmt.Errorf("writing the index: %w", err)
	case err := <-x.dead: // the batch would wait for ever
		x.dead <- err
		return fmt.Errorf("writing the index: %w; start the program again", err)
	}
}

// snapshot returns the index as it is now, unchanging; close it after use.
func (x *invertedIndex) snapshot() (*scorch.IndexSnapshot, error) {
	reader, err := x.scorch.Reader()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok || snapshot == nil {
		return nil, fmt.Errorf("reading the index: it gives a reader of type %T", reader)
	}
	return snapshot, nil
}

// sequenceOf returns the number of the last change that the snapshot has, 0
// for an index that was just made.
func sequenceOf(snapshot index.IndexReader) (uint64, error) {
	value, err := snapshot.GetInternal(sequenceKey)
	if err != nil {
		return 0, fmt.Errorf("reading the sequence number of the index: %w", err)
	}
	if value == nil {
		return 0, nil
	}
	return decodeSequence(value)
}

func encodeSequence(sequence uint64) []byte {
	value := binary.BigEndian.AppendUint64(nil, sequence)
	return binary.BigEndian.AppendUint32(value, crc32.ChecksumIEEE(value))
}

func decodeSequence(value []byte) (uint64, error) {
	if len(value) != 12 || crc32.ChecksumIEEE(value[:8]) != binary.BigEndian.Uint32(value[8:]) {
		return 0, fmt.Errorf("%w: its sequence number fails its checksum", errIndexDamaged)
	}
	return binary.BigEndian.Uint64(value), nil
}
