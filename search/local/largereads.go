package local

import (
	"context"
	"fmt"
	"sync"

	"entente/corpus"
)

// largeSearches is how many searches may hold a document at once that has more
// places than maxOccurrences. Such a search takes up to 256 MB and all others far
// less, so that these bound what hostile queries take together. One more waits
// until it may or its context is done, and ordinary queries pass by.
const largeSearches = 4

// largeReads is the leave of one search to read large documents, one at a time.
type largeReads struct {
	gate     chan struct{} // of the engine: one element for each search that has leave
	small    int           // places of a document that are read without it
	document func(ctx context.Context, id string) (*corpus.Document, error)

	reading sync.Mutex       // held while a large document is read; guards what follows
	entered bool             // gate has an element of this search
	last    *corpus.Document // that was read
}

// read calls visit with the document of that id, when it may be read.
func (l *largeReads) read(ctx context.Context, id string, visit func(*corpus.Document) error) error {
	l.reading.Lock()
	defer l.reading.Unlock()
	if !l.entered {
		select {
		case l.gate <- struct{}{}:
			l.entered = true
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if l.last == nil || l.last.ID != id {
		d, err := l.document(ctx, id)
		if err != nil {
			return fmt.Errorf("reading the texts of document %s: %w", id, err)
		}
		l.last = d
	}
	return visit(l.last)
}

// close gives the leave back, when the search is over.
func (l *largeReads) close() {
	l.reading.Lock()
	defer l.reading.Unlock()
	if l.entered {
		<-l.gate
		l.entered = false
	}
	l.last = nil
}
