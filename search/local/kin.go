package local

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search/analysis"
)

// shortestKinRoot is how many letters a root needs for its words to be looked
// up: below a shorter one stands too much of the dictionary.
const shortestKinRoot = 4

// kin returns the terms in the fields that are of one root with the given term
// without being its forms: what is derived from it, and its like. They match
// nothing; see kinWeight. It is nil when there are none.
func (c *compiler) kin(fields []string, term string, forms pattern) (*slot, error) {
	root := analysis.English.Root(term)
	if len(root) < shortestKinRoot || !c.view.hasLanguage(analysis.English) {
		return nil, nil
	}
	found := map[string]languages{}
	hasRoot := func(candidate string) bool { return analysis.English.Root(candidate) == root }
	for _, prefix := range analysis.English.RootBeginnings(root) {
		err := c.view.eachTerm(c.ctx, fields, wanted{prefix: prefix, test: hasRoot}, func(kin string) error {
			found[kin] = newLanguages(analysis.English)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	eachSlot(forms, func(s *slot) {
		for _, v := range s.variants {
			delete(found, v.term)
		}
	})
	if len(found) == 0 {
		return nil, nil
	}
	return newSlot(term, found), nil
}

// withKin returns how many live documents of the segment have the leaf or a
// term of its kin. docs are those that have the leaf.
func (s *segmentView) withKin(ctx context.Context, l *leaf, docs *roaring.Bitmap) (uint64, error) {
	if l.kin == nil {
		return docs.GetCardinality(), nil
	}
	with := docs.Clone()
	for _, field := range l.fields {
		kin, err := s.slotDocs(ctx, field, l.kin, s.live)
		if err != nil {
			return 0, err
		}
		with.Or(kin)
	}
	return with.GetCardinality(), nil
}

// eachKinFrequency visits those of the documents that have a term of the leaf's
// kin, as eachFrequency does.
func (s *segmentView) eachKinFrequency(ctx context.Context, field string, l *leaf, docs *roaring.Bitmap, visit func(doc uint32, frequency, width int)) error {
	if l.kin == nil {
		return nil
	}
	return s.eachSlotFrequency(ctx, field, l.kin, docs, visit)
}
