package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
	"entente/search/analysis"
)

// finding is words of one text of a document that make it a hit. Without a leaf
// it is what a named part has of the text, which is shown and not marked.
type finding struct {
	leaf  *leaf
	text  int // number of the passage; 0 for the title
	first int // position of its first word
	words int
	// paragraph says of a named part that it is a paragraph of an article.
	paragraph bool
}

// findings are those of one document, by index field.
type findings map[string][]finding

// maxFindings is how many runs of words of one document are marked for one query,
// at 40 bytes each. What has more is refused.
const maxFindings = 1 << 20

// locate finds where the clauses that make the document a hit occur in it.
// What stands below a NOT, or in an alternative that the document does not
// meet as a whole, is not among them.
func locate(ctx context.Context, h hit) (findings, error) {
	found := findings{}
	return found, h.match.locate(ctx, h, found)
}

// telling drops the texts in which nothing but everyday words occurs, those
// that more than half of the documents have ("of"), unless nothing else does.
func telling(texts map[int][]finding) map[int][]finding {
	kept := map[int][]finding{}
	for n, found := range texts {
		if slices.ContainsFunc(found, func(f finding) bool { return f.leaf == nil || !f.leaf.everyday }) {
			kept[n] = found
		}
	}
	if len(kept) == 0 {
		return texts
	}
	return kept
}

func (m *match) locate(ctx context.Context, h hit, found findings) error {
	if !m.docs.Contains(h.doc) {
		return nil
	}
	switch c := m.clause.(type) {
	case *leaf:
		return h.segment.locateLeaf(ctx, c, h.doc, found)
	case *insideClause:
		return h.segment.locateInside(ctx, c, h.doc, found)
	}
	for _, child := range m.children {
		if err := child.locate(ctx, h, found); err != nil {
			return err
		}
	}
	return nil
}

func (s *segmentView) locateLeaf(ctx context.Context, l *leaf, doc uint32, found findings) error {
	for _, field := range l.fields {
		opened := s.opener(ctx, field, roaring.BitmapOf(doc))
		r, err := opened.open(l.pattern)
		if err != nil {
			return err
		}
		err = opened.eachText(doc, func() (more bool, err error) {
			occurrences, err := showing(r, doc)
			if err == nil && !found.add(field, l, occurrences) {
				err = tooManyToMark(s.ids[doc])
			}
			return true, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func tooManyToMark(id string) error {
	return &search.InvalidError{Parameter: "q", Message: fmt.Sprintf(
		"its words would be marked at more than %d places of the document %s; leave out the most frequent of them, or exclude the document by a facet or date", maxFindings, id)}
}

// locateInside finds what makes the child hold in the parts, and the parts as
// such in which nothing is to be marked: article:5 alone, article:5 (NOT attack).
func (s *segmentView) locateInside(ctx context.Context, c *insideClause, doc uint32, found findings) error {
	r, err := s.readInside(ctx, c, roaring.BitmapOf(doc))
	if err != nil {
		return err
	}
	_, err = r.satisfied(doc, func(p foundPart) error {
		before := len(found[bodyField])
		err := r.collect(c.child, p, func(l *leaf, occurrences []occurrence) error {
			if !found.add(bodyField, l, occurrences) {
				return tooManyToMark(s.ids[doc])
			}
			return nil
		})
		if err != nil || len(found[bodyField]) > before {
			return err
		}
		if !found.addPart(p, c.part.isParagraph()) {
			return tooManyToMark(s.ids[doc])
		}
		return nil
	})
	return err
}

// add adds the words of the occurrences, and reports whether there is room for them.
func (f findings) add(field string, l *leaf, occurrences []occurrence) bool {
	if len(f[field])+len(occurrences) > maxFindings {
		return false
	}
	all := slices.Grow(f[field], len(occurrences))
	for _, o := range occurrences {
		if o.words == nil {
			all = append(all, newFinding(l, run{o.first, o.last}))
			continue
		}
		for _, r := range o.words {
			all = append(all, newFinding(l, r))
		}
		if len(all) > maxFindings {
			return false
		}
	}
	f.set(field, all)
	return true
}

// addPart adds what a part has of its texts, and reports whether there is room for it.
func (f findings) addPart(p foundPart, paragraph bool) bool {
	all := f[bodyField]
	for _, r := range p.stands {
		named := newFinding(nil, r)
		named.paragraph = paragraph
		all = append(all, named)
	}
	f.set(bodyField, all)
	return len(all) <= maxFindings
}

func (f findings) set(field string, all []finding) {
	if len(all) > 0 {
		f[field] = all
	}
}

func newFinding(l *leaf, r run) finding {
	return finding{leaf: l, text: r.first.text(), first: r.first.position(), words: r.last.position() - r.first.position() + 1}
}

// byText groups findings, which it sorts, by the text they stand in, in reading
// order.
func byText(all []finding) map[int][]finding {
	slices.SortFunc(all, func(a, b finding) int { return cmp.Or(a.text-b.text, a.first-b.first) })
	groups := map[int][]finding{}
	for len(all) > 0 {
		text := all[0].text
		n := sort.Search(len(all), func(i int) bool { return all[i].text > text })
		groups[text], all = all[:n:n], all[n:]
	}
	return groups
}

// span is a half-open range of bytes of a text, and what occurs there.
type span struct {
	start, end int
	leaf       *leaf // nil where it does not matter
}

// spansIn returns the bytes of the findings to be marked in each of the parts of a
// text, ascending and without overlaps. Positions are those of the index (counted from
// 1, see field.addText), part by part.
func spansIn(found []finding, parts ...string) [][]span {
	found = marked(found)
	if byFirst := func(a, b finding) int { return a.first - b.first }; !slices.IsSortedFunc(found, byFirst) {
		found = slices.SortedFunc(slices.Values(found), byFirst)
	}
	spans := make([][]span, len(parts))
	before := 0 // positions before the part
	for i, part := range parts {
		var words int
		spans[i], words, found = spansOf(part, before, found)
		spans[i] = joinSpans(spans[i])
		before += words + 1 // one position is free between parts
	}
	return spans
}

// marked leaves out findings without a leaf.
func marked(found []finding) []finding {
	named := func(f finding) bool { return f.leaf == nil }
	if !slices.ContainsFunc(found, named) {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), named)
}

// spansOf returns the bytes of the findings that begin in a part of a text, how
// many words that has, if there are others, and these.
func spansOf(part string, before int, found []finding) (spans []span, words int, others []finding) {
	type unended struct{ span, words int }
	var open []unended
	spans = make([]span, 0, len(found))
	for token := range analysis.Tokens(part) {
		if len(found) == 0 && len(open) == 0 {
			break
		}
		words++
		for len(found) > 0 && found[0].first < before+words {
			found = found[1:] // it stands in no part
		}
		for ; len(found) > 0 && found[0].first == before+words; found = found[1:] {
			open = append(open, unended{len(spans), found[0].words})
			spans = append(spans, span{start: token.Start, leaf: found[0].leaf})
		}
		ended := func(u unended) bool { return u.words == 0 }
		for k := range open {
			spans[open[k].span].end = token.End
			open[k].words--
		}
		open = slices.DeleteFunc(open, ended)
	}
	return spans, words, found
}

// joinSpans sorts spans and joins those that overlap.
func joinSpans(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.start < joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, s.end)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}
