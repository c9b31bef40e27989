package segment

import (
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	scorch "github.com/blevesearch/scorch_segment_api/v2"
)

// Type and Version name the format to scorch.
const (
	Type    = "entente"
	Version = 1
)

// Source is a document that can be put into a segment.
type Source interface {
	index.Document
	// AddTo adds the document to a builder: it calls Begin, and then adds its words
	// and values. It is called by one goroutine at a time.
	AddTo(b *Builder)
}

// Plugin makes, opens and merges segments for scorch. The zero value is ready.
type Plugin struct {
	// builders are kept for the next documents: what they have grown to is most of
	// what making a segment would allocate.
	builders sync.Pool
}

// Type returns the name of the format.
func (*Plugin) Type() string { return Type }

// Version returns the version of the format.
func (*Plugin) Version() uint32 { return Version }

// New makes a segment of documents, which are Sources, in memory.
func (p *Plugin) New(documents []index.Document) (scorch.Segment, uint64, error) {
	return p.NewUsing(documents, nil)
}

// NewUsing is New; there is nothing to configure.
func (p *Plugin) NewUsing(documents []index.Document, _ map[string]any) (scorch.Segment, uint64, error) {
	sources := make([]Source, len(documents))
	for i, d := range documents {
		source, ok := d.(Source)
		if !ok {
			return nil, 0, fmt.Errorf("a document of type %T cannot be indexed", d)
		}
		sources[i] = source
	}
	builders := p.invert(sources, runtime.GOMAXPROCS(0))
	data, err := build(builders)
	for _, b := range builders {
		b.reset()
		p.builders.Put(b)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("making a segment of %d documents: %w", len(documents), err)
	}
	s, err := parse(data)
	return s, uint64(len(data)), err
}

// invert inverts the documents, a share of them on each of so many processors.
func (p *Plugin) invert(sources []Source, processors int) []*Builder {
	share := (len(sources) + processors - 1) / processors
	var builders []*Builder
	var group sync.WaitGroup
	for len(sources) > 0 {
		n := min(share, len(sources))
		b, mine := p.builder(), sources[:n]
		builders, sources = append(builders, b), sources[n:]
		group.Go(func() {
			for _, s := range mine {
				s.AddTo(b)
			}
		})
	}
	group.Wait()
	return builders
}

func (p *Plugin) builder() *Builder {
	if b, ok := p.builders.Get().(*Builder); ok {
		return b
	}
	return NewBuilder()
}

// Open opens the segment at path.
func (p *Plugin) Open(path string) (scorch.Segment, error) { return p.OpenUsing(path, nil) }

// OpenUsing is Open; there is nothing to configure.
func (*Plugin) OpenUsing(path string, _ map[string]any) (scorch.Segment, error) {
	return openFile(path)
}

// Merge joins segments to one at path, without the documents to drop, and returns
// the new number of each document. It stops with scorch's ErrClosed when the channel
// is closed.
func (p *Plugin) Merge(segments []scorch.Segment, drops []*roaring.Bitmap, path string, stopped chan struct{}, s scorch.StatsReporter) ([][]uint64, uint64, error) {
	return p.MergeUsing(segments, drops, path, stopped, s, nil)
}

// MergeUsing is Merge; there is nothing to configure.
func (*Plugin) MergeUsing(segments []scorch.Segment, drops []*roaring.Bitmap, path string, stopped chan struct{}, _ scorch.StatsReporter, _ map[string]any) ([][]uint64, uint64, error) {
	merged := make([]*Segment, len(segments))
	for i, s := range segments {
		var err error
		if merged[i], err = Of(s); err != nil {
			return nil, 0, err
		}
		if err := merged[i].check(); err != nil {
			return nil, 0, err
		}
	}
	m, documents := newMerger(merged, drops, stopped)
	size, err := writeFile(path, func(out *output) {
		out.documents = documents
		if err := m.write(out); err != nil {
			out.fail(err)
		}
	})
	if errors.Is(err, scorch.ErrClosed) {
		return nil, 0, scorch.ErrClosed // which scorch compares as it is
	}
	if err != nil {
		return nil, 0, err
	}
	return m.numbers, size, nil
}
