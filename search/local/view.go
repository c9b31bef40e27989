package local

import (
	"context"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"entente/corpus"
	"entente/search"
	"entente/search/local/segment"
)

// view is the collection at one moment: a snapshot of the index and the number
// of the last change it has, by which the store gives the same moment. Close it
// after use.
type view struct {
	store     *store
	snapshot  *scorch.IndexSnapshot
	sequence  uint64
	segments  []*segmentView
	documents int
	// averageTitle and averageBody are the mean lengths in words over the
	// live documents, 0 when there are none.
	averageTitle, averageBody float64
	release                   func()
}

// segmentView is one segment of a view. Documents are numbered from 0 within it.
type segmentView struct {
	segment *segment.Segment
	*columns
	live  *roaring.Bitmap // documents that are not deleted
	large *largeReads     // of the search that has the view
}

// view opens the collection as it is now.
func (e *Engine) view(ctx context.Context) (*view, error) {
	release, err := e.use()
	if err != nil {
		return nil, err
	}
	x, err := e.pinnedSnapshot()
	if err != nil {
		release()
		return nil, fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	unpin := x.release
	x.release = func() { unpin(); release() }
	if err := x.readSegments(ctx, &e.columns); err != nil {
		x.close()
		return nil, err
	}
	e.letRead(x)
	return x, nil
}

// letRead lets the search that has the view read large documents, until it closes
// the view.
func (e *Engine) letRead(v *view) {
	large := &largeReads{gate: e.large, small: e.small, document: func(ctx context.Context, id string) (*corpus.Document, error) {
		return e.store.document(ctx, id, v.sequence)
	}}
	for i, s := range v.segments {
		own := *s
		own.large = large
		v.segments[i] = &own
	}
	release := v.release
	v.release = func() { large.close(); release() }
}

func (v *view) readSegments(ctx context.Context, cache *columnCache) error {
	columns, err := cache.of(ctx, v.snapshot)
	if err != nil {
		return err
	}
	var titles, bodies int64
	for i, s := range v.snapshot.Segments() {
		held, err := segment.Of(s.Segment())
		if err != nil {
			return err
		}
		read := &segmentView{segment: held, columns: columns[i], live: liveDocs(s)}
		v.segments = append(v.segments, read)
		v.documents += int(read.live.GetCardinality())
		title, body := read.lengths(s.Deleted())
		titles, bodies = titles+title, bodies+body
	}
	if v.documents > 0 {
		v.averageTitle = float64(titles) / float64(v.documents)
		v.averageBody = float64(bodies) / float64(v.documents)
	}
	return nil
}

// lengths returns the words in the titles and bodies of the documents that are
// not deleted.
func (c *columns) lengths(deleted *roaring.Bitmap) (title, body int64) {
	title, body = c.titleTotal, c.bodyTotal
	if deleted != nil {
		eachDoc(deleted, func(doc uint32) {
			title -= int64(c.titleLength[doc])
			body -= int64(c.bodyLength[doc])
		})
	}
	return title, body
}

// pinnedSnapshot opens a snapshot and keeps the store from dropping versions
// that it can still ask for.
func (e *Engine) pinnedSnapshot() (*view, error) {
	e.pins.Lock()
	defer e.pins.Unlock()
	snapshot, err := e.index.snapshot()
	if err != nil {
		return nil, err
	}
	sequence, err := sequenceOf(snapshot)
	if err != nil {
		snapshot.Close()
		return nil, err
	}
	e.pins.add(sequence)
	return &view{store: e.store, snapshot: snapshot, sequence: sequence, release: func() { e.pins.release(sequence) }}, nil
}

func (v *view) close() {
	v.snapshot.Close()
	v.release()
}

func liveDocs(s *scorch.SegmentSnapshot) *roaring.Bitmap {
	live := roaring.New()
	live.AddRange(0, s.Segment().Count())
	if deleted := s.Deleted(); deleted != nil {
		live.AndNot(deleted)
	}
	return live
}

// pins counts the open views by sequence number.
type pins struct {
	sync.Mutex
	counts map[uint64]int
}

// add is called with the lock held.
func (p *pins) add(sequence uint64) { p.counts[sequence]++ }

func (p *pins) release(sequence uint64) {
	p.Lock()
	defer p.Unlock()
	if p.counts[sequence]--; p.counts[sequence] == 0 {
		delete(p.counts, sequence)
	}
}

// oldest returns the lowest sequence number in use, or latest when that is lower.
func (p *pins) oldest(latest uint64) uint64 {
	p.Lock()
	defer p.Unlock()
	for sequence := range p.counts {
		latest = min(latest, sequence)
	}
	return latest
}

// textFields returns the index fields that a text condition looks into: the
// named one, or title and body.
func textFields(name string) []string {
	if name == "" {
		return []string{titleField, bodyField}
	}
	return []string{name}
}
