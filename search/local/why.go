package local

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// why tells what the parts of the query, and the title as a whole, gave a hit.
func (v *view) why(ctx context.Context, h hit) (*search.Why, error) {
	why := &search.Why{Parts: []search.WhyPart{}}
	only := roaring.BitmapOf(h.doc)
	if err := v.addWhy(ctx, h, h.match, only, why); err != nil {
		return nil, err
	}
	t := newTally(h.segment)
	if err := v.addScores(ctx, h.segment, h.match, only, t); err != nil {
		return nil, err
	}
	if bonus := t.bonus(h.segment, h.doc); bonus > 0 {
		why.Parts = append(why.Parts, search.WhyPart{
			Text: "the title is named", Score: bonus, InTitle: t.titles[h.doc].words, TitleLength: int(h.segment.titleLength[h.doc]),
		})
	}
	if h.nearness > 0 {
		why.Parts = append(why.Parts, search.WhyPart{Text: "words stand near each other as in the query", Score: h.nearness})
	}
	return why, nil
}

// addWhy goes the way of addScores.
func (v *view) addWhy(ctx context.Context, h hit, m *match, only *roaring.Bitmap, why *search.Why) error {
	if l, ok := m.clause.(*leaf); ok {
		part, err := v.whyLeaf(ctx, h, l, roaring.And(only, m.docs))
		if part.Score > 0 {
			why.Parts = append(why.Parts, part)
		}
		return err
	}
	if !m.docs.Contains(h.doc) {
		return nil
	}
	for _, child := range m.children {
		if err := v.addWhy(ctx, h, child, only, why); err != nil {
			return err
		}
	}
	return nil
}

// whyLeaf tells what a leaf gives a document; with is the document, or nothing
// when it has the leaf's kin alone.
func (v *view) whyLeaf(ctx context.Context, h hit, l *leaf, with *roaring.Bitmap) (search.WhyPart, error) {
	part := search.WhyPart{Text: l.text, Rarity: l.weight}
	total := 0.0
	for _, field := range l.fields {
		evened, length := v.evened(h.segment, field), int(h.segment.lengthsOf(field)[h.doc])
		found := 0
		err := h.segment.eachFrequency(ctx, field, l, with, func(_ uint32, frequency, _ int) { found += frequency })
		if err != nil {
			return part, err
		}
		kin := 0
		err = h.segment.eachKinFrequency(ctx, field, l, roaring.BitmapOf(h.doc), func(_ uint32, frequency, _ int) { kin += frequency })
		if err != nil {
			return part, err
		}
		total += evened(h.doc, float64(found)+kinWeight*float64(kin))
		part.Kin += kin
		if field == titleField {
			part.InTitle, part.TitleLength = found, length
		} else {
			part.InText, part.TextLength = found, length
		}
	}
	part.Score = l.score(total)
	return part, nil
}
