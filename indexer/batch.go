package indexer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"entente/corpus"
)

// A batch is put when it has one of these, or when the interval is over, so
// that what was read is soon searchable. More documents at a time cost memory
// and gain nothing.
const (
	batchDocuments = 500
	batchBytes     = 2 << 20 // of text
	batchInterval  = 2 * time.Second
)

// batch is what is written together: documents, and the rows of the files that
// are complete with them.
type batch struct {
	documents []*corpus.Document
	bytes     int64             // of their text
	claims    []claim           // ids that are new
	outdated  []File            // what is known so far of the rows to come, of files that have one or documents
	owners    map[string]string // path by id, of claims
	stale     map[string]bool   // ids to be deleted
	outcomes  []outcome
}

// outcome is what became of a file.
type outcome struct {
	row       File
	unchanged bool
	keep      bool // the row stands as it is in the ledger
	put       int  // documents
	removed   int  // documents of an earlier version
	copied    bool // the documents are those of row.CopyOf
}

func (b *batch) empty() bool {
	return len(b.documents) == 0 && len(b.stale) == 0 && len(b.outcomes) == 0
}

func (b *batch) full() bool {
	return len(b.documents) >= batchDocuments || b.bytes >= batchBytes || len(b.outcomes) >= batchDocuments
}

func (b *batch) claim(c claim) {
	if b.owners == nil {
		b.owners = map[string]string{}
	}
	b.owners[c.id] = c.path
	b.claims = append(b.claims, c)
}

// remove marks documents as to be deleted, and returns how many there are.
func (b *batch) remove(ids []string) int {
	if b.stale == nil {
		b.stale = map[string]bool{}
	}
	for _, id := range ids {
		b.stale[id] = true
	}
	return len(ids)
}

// flush writes the batch. The order makes it safe to be killed in between:
// whatever the Sink may have stands in the ledger as belonging to its file, and
// the row of a file is written when its documents are durable. In between it does
// not say that they have the text of before.
func (r *run) flush(ctx context.Context) error {
	b := r.batch
	if b.empty() {
		return nil
	}
	if err := r.Ledger.claim(ctx, b.claims, b.outdated); err != nil {
		return err
	}
	if len(b.documents) > 0 {
		if err := r.Sink.Put(ctx, b.documents); err != nil {
			return fmt.Errorf("storing %d documents: %w", len(b.documents), err)
		}
	}
	stale := slices.Sorted(maps.Keys(b.stale))
	if len(stale) > 0 {
		if err := r.Sink.Delete(ctx, stale); err != nil {
			return fmt.Errorf("deleting %d documents: %w", len(stale), err)
		}
	}
	if err := r.Ledger.finish(ctx, b.outcomes, stale, b.claims); err != nil {
		return err
	}
	r.batch = batch{}
	r.budget.release(b.bytes)
	r.add(b)
	return nil
}
