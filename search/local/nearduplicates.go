package local

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/corpus"
	"entente/search"
)

const (
	// maxCandidates is how many documents at most are compared with one, those
	// that agree in most bands first.
	maxCandidates = 60
	// maxShingles is about how many shingles of a text are compared; of more,
	// those whose hashes end in zeros, the same in both texts.
	maxShingles = 20_000
)

// NearDuplicates returns documents with nearly the same text; see search.Engine.
func (e *Engine) NearDuplicates(ctx context.Context, id string) (near []search.NearDuplicate, err error) {
	err = e.onView(ctx, func(v *view) error {
		near, err = e.nearDuplicates(ctx, v, id)
		return err
	})
	return near, err
}

func (e *Engine) nearDuplicates(ctx context.Context, v *view, id string) ([]search.NearDuplicate, error) {
	d, err := e.store.document(ctx, id, v.sequence)
	if errors.Is(err, search.ErrNotFound) {
		return nil, e.unknownID(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	candidates, err := v.nearTo(ctx, id, sketchOf(d).bands())
	if err != nil {
		return nil, err
	}
	near := []search.NearDuplicate{}
	for _, candidate := range candidates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		other, err := e.store.document(ctx, candidate, v.sequence)
		if err != nil {
			return nil, err
		}
		if likeness := sharedShingles(d, other); likeness >= search.LeastLikeness {
			near = append(near, search.NearDuplicate{
				ID: other.ID, Title: other.Title, URL: search.DocumentPath(other.ID), Path: other.Source.Path, Likeness: likeness,
			})
		}
	}
	slices.SortFunc(near, func(a, b search.NearDuplicate) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), strings.Compare(a.ID, b.ID))
	})
	return near[:min(len(near), search.MaxNearDuplicates)], nil
}

// nearTo returns the ids of documents that have some of the bands, other than
// the one with that id, those with most first and ties by id.
func (v *view) nearTo(ctx context.Context, id string, bands []byte) ([]string, error) {
	agreed := map[string]int{}
	for _, s := range v.segments {
		column := s.segment.Strings(nearField)
		err := eachOf(ctx, s.live, func(doc uint32) error {
			if n := agreeing(bands, column.Bytes(doc)); n > 0 {
				agreed[s.ids[doc]] = n
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	delete(agreed, id)
	ids := slices.Collect(maps.Keys(agreed))
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(agreed[b]-agreed[a], strings.Compare(a, b)) })
	return ids[:min(len(ids), maxCandidates)], nil
}

// sharedShingles is Jaccard's coefficient of the shingles of two documents, in
// thousandths; of long ones that of a sample, off by less than .01.
func sharedShingles(a, b *corpus.Document) float64 {
	every := uint64(1)
	for max(a.TextBytes(), b.TextBytes())/6/int64(every) > maxShingles { // six bytes are about a word
		every *= 2
	}
	inA, inB := shingleSet(a, every), shingleSet(b, every)
	both := 0
	for hash := range inA {
		if inB[hash] {
			both++
		}
	}
	all := len(inA) + len(inB) - both
	if all == 0 {
		return 0
	}
	return math.Round(1000*float64(both)/float64(all)) / 1000
}

// shingleSet returns the hashes of a document's shingles that are divisible.
func shingleSet(d *corpus.Document, every uint64) map[uint64]bool {
	set := map[uint64]bool{}
	s := shingles{}
	eachBodyTerm(d, func(term string) {
		if hash, ok := s.next(term); ok && hash%every == 0 {
			set[hash] = true
		}
	})
	return set
}
