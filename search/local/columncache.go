package local

import (
	"context"
	"errors"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	scorchsegment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/search/local/segment"
)

// columnCache keeps the columns of the segments of the newest snapshot.
type columnCache struct {
	mutex   sync.Mutex
	entries map[uint64]*columnEntry // by segment id
}

// columnEntry is the columns of one segment, good once made is closed.
type columnEntry struct {
	made    chan struct{}
	columns *columns
	err     error
}

// of returns the columns of the snapshot's segments. Those that are not there
// yet are made, once, however many ask for them; if that fails, whoever asks next
// has them made again. One that stops waiting does not stop the making.
func (c *columnCache) of(ctx context.Context, snapshot *scorch.IndexSnapshot) ([]*columns, error) {
	list := make([]*columns, len(snapshot.Segments()))
	for i, entry := range c.entriesOf(snapshot) {
		select {
		case <-entry.made:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if entry.err != nil {
			return nil, entry.err
		}
		list[i] = entry.columns
	}
	return list, nil
}

// entriesOf begins to make what is missing and forgets segments that are gone.
func (c *columnCache) entriesOf(snapshot *scorch.IndexSnapshot) []*columnEntry {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	kept := make(map[uint64]*columnEntry, len(snapshot.Segments()))
	var list []*columnEntry
	for _, s := range snapshot.Segments() {
		entry := c.entries[s.Id()]
		if entry == nil || entry.failed() {
			entry = &columnEntry{made: make(chan struct{})}
			s.Segment().AddRef() // keeps its file open until the columns are made
			go entry.make(s.Segment())
		}
		kept[s.Id()] = entry
		list = append(list, entry)
	}
	c.entries = kept
	return list
}

// failed reports whether the columns could not be made.
func (entry *columnEntry) failed() bool {
	select {
	case <-entry.made:
		return entry.err != nil
	default:
		return false
	}
}

func (entry *columnEntry) make(held scorchsegment.Segment) {
	defer close(entry.made)
	s, err := segment.Of(held)
	if err == nil {
		entry.columns, err = newColumns(s)
	}
	entry.err = errors.Join(err, held.DecRef())
}
