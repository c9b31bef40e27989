package local

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/corpus"
	"entente/search"
)

// part is a part of documents that a query names: article 5.
type part struct{ name, number string }

// insideClause holds in documents in one of whose parts the child holds.
type insideClause struct {
	part  part
	child clause // nil for documents that have the part
	// bound holds in every document in which child can hold: it is the child
	// without what it excludes.
	bound clause
}

// pieces are the words of one part: of an article its passage, of a page what
// stands on it of each passage. They are ascending; a part without words has none.
type pieces []run

func (p pieces) contain(o occurrence) bool {
	after := sort.Search(len(p), func(i int) bool { return p[i].first > o.first })
	return after > 0 && o.last <= p[after-1].last
}

// among returns those of the occurrences, which are sorted, that begin between the
// first word of the part and the last.
func (p pieces) among(all []occurrence) []occurrence {
	if len(p) == 0 {
		return nil
	}
	from := sort.Search(len(all), func(i int) bool { return all[i].first >= p[0].first })
	to := sort.Search(len(all), func(i int) bool { return all[i].first > p[len(p)-1].last })
	return all[from:max(from, to)]
}

// of returns those of the occurrences that stand in the part.
func (p pieces) of(all []occurrence) []occurrence {
	var inside []occurrence
	for _, o := range p.among(all) {
		if p.contain(o) {
			inside = append(inside, o)
		}
	}
	return inside
}

// insidePart compiles a condition on a part.
func (c *compiler) insidePart(n search.Inside) (clause, error) {
	number := n.Number
	if n.Part == "article" {
		number = corpus.FoldNumber(number)
	}
	inside := &insideClause{part: part{n.Part, number}, bound: allClause{}}
	c.keep(n, inside)
	if n.Child == nil {
		return inside, nil
	}
	c.inside = &inside.part
	child, err := c.compile(n.Child)
	c.inside = nil
	inside.child, inside.bound = child, boundOf(child)
	return inside, err
}

// boundOf returns a clause without negations that holds wherever c does.
func boundOf(c clause) clause {
	switch c := c.(type) {
	case notClause:
		return allClause{}
	case andClause:
		return andClause{boundsOf(c.children)}
	case orClause:
		return orClause{boundsOf(c.children)}
	}
	return c
}

func boundsOf(children []clause) []clause {
	bounds := make([]clause, len(children))
	for i, child := range children {
		bounds[i] = boundOf(child)
	}
	return bounds
}

func (s *segmentView) evaluateInside(ctx context.Context, c *insideClause) (*match, error) {
	docs, err := s.docsWith(partField(c.part.name), c.part.number)
	if err != nil || c.child == nil {
		return &match{clause: c, docs: docs}, err
	}
	bound, err := s.evaluate(ctx, c.bound)
	if err != nil {
		return nil, err
	}
	m := &match{clause: c, docs: roaring.New(), children: []*match{bound}}
	candidates := roaring.And(docs, bound.docs)
	reader, err := s.readInside(ctx, c, candidates)
	if err != nil {
		return nil, err
	}
	err = eachOf(ctx, candidates, func(doc uint32) error {
		found, err := reader.satisfied(doc, nil)
		if found {
			m.docs.Add(doc)
		}
		return err
	})
	return m, err
}

// docsWith returns the live documents with a term in a field.
func (s *segmentView) docsWith(field, term string) (*roaring.Bitmap, error) {
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	postings, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	return roaring.And(docsOf(postings), s.live), nil
}

// insideReader reads, document by document, where the leaves below an
// insideClause occur and which parts it has.
type insideReader struct {
	ctx    context.Context
	clause *insideClause
	parts  *partReader
	leaves map[*leaf]reader
	found  map[*leaf][]occurrence
}

func (s *segmentView) readInside(ctx context.Context, c *insideClause, docs *roaring.Bitmap) (*insideReader, error) {
	opened := s.opener(ctx, bodyField, docs)
	r := &insideReader{ctx: ctx, clause: c, leaves: map[*leaf]reader{}, found: map[*leaf][]occurrence{}}
	var err error
	if r.parts, err = s.readParts(ctx, c.part, docs); err != nil {
		return nil, err
	}
	var leaves []*leaf
	eachLeafOf(c.child, func(l *leaf) { leaves = append(leaves, l) })
	for _, l := range leaves {
		if r.leaves[l], err = opened.open(l.pattern); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func eachLeafOf(c clause, visit func(*leaf)) {
	switch c := c.(type) {
	case *leaf:
		visit(c)
	case notClause:
		eachLeafOf(c.child, visit)
	case andClause:
		for _, child := range c.children {
			eachLeafOf(child, visit)
		}
	case orClause:
		for _, child := range c.children {
			eachLeafOf(child, visit)
		}
	}
}

// satisfied reports whether the child holds in a part of the document. Unless
// visit is nil, it is called with every such part and what occurs there.
func (r *insideReader) satisfied(doc uint32, visit func(l *leaf, found []occurrence) error) (bool, error) {
	for l, reader := range r.leaves {
		found, err := reader.at(doc)
		if err != nil {
			return false, err
		}
		r.found[l] = found
	}
	parts, err := r.parts.at(doc)
	if err != nil {
		return false, err
	}
	any := false
	for _, p := range parts {
		if err := r.ctx.Err(); err != nil {
			return false, err
		}
		if !r.holds(r.clause.child, p) {
			continue
		}
		if any = true; visit == nil {
			return true, nil
		}
		if err := r.collect(r.clause.child, p, visit); err != nil {
			return false, err
		}
	}
	return any, nil
}

func (r *insideReader) holds(c clause, p pieces) bool {
	switch c := c.(type) {
	case *leaf:
		return slices.ContainsFunc(p.among(r.found[c]), p.contain)
	case notClause:
		return !r.holds(c.child, p)
	case andClause:
		return !slices.ContainsFunc(c.children, func(child clause) bool { return !r.holds(child, p) })
	case orClause:
		return slices.ContainsFunc(c.children, func(child clause) bool { return r.holds(child, p) })
	}
	return true
}

// collect visits what makes the child hold in the part.
func (r *insideReader) collect(c clause, p pieces, visit func(l *leaf, found []occurrence) error) error {
	if !r.holds(c, p) {
		return nil
	}
	var children []clause
	switch c := c.(type) {
	case *leaf:
		return visit(c, p.of(r.found[c]))
	case andClause:
		children = c.children
	case orClause:
		children = c.children
	}
	for _, child := range children {
		if err := r.collect(child, p, visit); err != nil {
			return err
		}
	}
	return nil
}

// partReader reads where the parts with one number are.
type partReader struct {
	name string
	term *termReader // nil when no document has one
	room *room
}

func (s *segmentView) readParts(ctx context.Context, p part, docs *roaring.Bitmap) (*partReader, error) {
	field := partField(p.name)
	dictionary, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("reading the dictionary of %s: %w", field, err)
	}
	term, err := newTermReader(dictionary, p.number, docs)
	return &partReader{p.name, term, s.newRoom(ctx, bodyField)}, err
}

// at returns the parts of the document: each article by itself, and all that
// stands on a page together.
func (r *partReader) at(doc uint32) ([]pieces, error) {
	if r.term == nil {
		return nil, nil
	}
	posting, err := r.term.at(doc, r.room)
	if err != nil || posting == nil {
		return nil, err
	}
	var parts []pieces
	for _, l := range posting.Locations() {
		if r.name != "page" || len(parts) == 0 {
			parts = append(parts, nil)
		}
		if piece := (run{newPlace(l.Start(), l.Pos()), newPlace(l.Start(), l.End())}); piece.first <= piece.last {
			parts[len(parts)-1] = append(parts[len(parts)-1], piece)
		}
	}
	return parts, nil
}
