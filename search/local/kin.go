package local

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/analysis"
)

// shortestKinRoot is how many letters a root needs for its words to be looked
// up: below a shorter one stands too much of the dictionary.
const shortestKinRoot = 4

// kin returns the terms in the fields that are of one root with the given term
// without being its forms, sorted: what is derived from it, and its like. They
// match nothing; see kinWeight.
func (c *compiler) kin(fields []string, term string, forms slot) (slot, error) {
	root := analysis.English.Root(term)
	if len(root) < shortestKinRoot {
		return nil, nil
	}
	found := map[string]bool{}
	for _, prefix := range analysis.English.RootBeginnings(root) {
		err := c.eachTermWith(fields, prefix, func(candidate string) bool {
			if analysis.English.Root(candidate) == root {
				found[candidate] = true
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	for _, form := range forms {
		delete(found, form)
	}
	return sorted(found), nil
}

// withKin returns how many live documents of the segment have the leaf or a
// term of its kin. docs are those that have the leaf.
func (s *segmentView) withKin(ctx context.Context, l *leaf, docs *roaring.Bitmap) (uint64, error) {
	if len(l.kin) == 0 {
		return docs.GetCardinality(), nil
	}
	with := docs.Clone()
	for _, field := range l.fields {
		dictionary, err := s.segment.Dictionary(field)
		if err != nil {
			return 0, fmt.Errorf("reading the dictionary of %s: %w", field, err)
		}
		for _, term := range l.kin {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			postings, err := dictionary.PostingsList([]byte(term), nil, nil)
			if err != nil {
				return 0, fmt.Errorf("reading the postings of %s: %w", term, err)
			}
			with.Or(docsOf(postings))
		}
	}
	return with.AndCardinality(s.live), nil
}
