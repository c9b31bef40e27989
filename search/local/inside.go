package local

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// insideClause holds in documents in one of whose parts the child holds.
type insideClause struct {
	part  part
	child clause // nil for documents that have the part
	// bound holds in every document in which child can hold: it is the child
	// without what it excludes.
	bound clause
}

// insidePart compiles a condition on a part.
func (c *compiler) insidePart(n search.Inside) (clause, error) {
	inside := &insideClause{part: part{n.Part, foldPart(n.Part, n.Number)}, bound: allClause{}}
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
	docs, err := s.documentsOf(field, term)
	if err != nil {
		return nil, err
	}
	return roaring.And(docs, s.live), nil
}

// insideReader reads, document by document, where the leaves below an
// insideClause occur and which parts it has.
type insideReader struct {
	ctx    context.Context
	clause *insideClause
	parts  *partReader
	opened *opener
	leaves map[*leaf]reader
	found  map[*leaf]reading // in the document
	here   map[*leaf]bool    // whether it occurs in the part that is looked at
}

func (s *segmentView) readInside(ctx context.Context, c *insideClause, docs *roaring.Bitmap) (*insideReader, error) {
	opened := s.opener(ctx, bodyField, docs)
	r := &insideReader{ctx: ctx, clause: c, opened: opened, leaves: map[*leaf]reader{}, found: map[*leaf]reading{}, here: map[*leaf]bool{}}
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

// satisfied reports whether the child, if there is one, holds in a part of the
// document. Unless visit is nil, it is called with every such part.
func (r *insideReader) satisfied(doc uint32, visit func(p foundPart) error) (any bool, err error) {
	parts, err := r.parts.at(doc)
	if err != nil || len(parts) == 0 {
		return false, err
	}
	err = r.read(doc)
	if !isTooManyPlaces(err) {
		if err != nil {
			return false, err
		}
		return r.anyOf(parts, visit)
	}
	err = r.opened.large(doc, func(texts *textReader) error {
		for i, p := range parts {
			if err := texts.read(p.texts()...); err != nil {
				return err
			}
			if err := r.read(doc); err != nil {
				return err
			}
			found, err := r.anyOf(parts[i:i+1], visit)
			if any = any || found; err != nil || any && visit == nil {
				return err
			}
		}
		return nil
	})
	return any, err
}

// read reads where the leaves occur in the document.
func (r *insideReader) read(doc uint32) error {
	for l, reader := range r.leaves {
		var err error
		if r.found[l], err = readingOf(reader, doc); err != nil {
			return err
		}
	}
	return nil
}

// anyOf reports whether the child holds in one of the parts; see satisfied.
func (r *insideReader) anyOf(parts []foundPart, visit func(p foundPart) error) (bool, error) {
	any := false
	for _, p := range parts {
		holds, err := r.holdsIn(p)
		if err != nil {
			return false, err
		}
		if !holds {
			continue
		}
		if any = true; visit == nil {
			return true, nil
		}
		if err := visit(p); err != nil {
			return false, err
		}
	}
	return any, nil
}

func (r *insideReader) holdsIn(p foundPart) (bool, error) {
	if err := r.ctx.Err(); err != nil {
		return false, err
	}
	for l, found := range r.found {
		var err error
		if r.here[l], err = found.within(p.words).occurs(); err != nil {
			return false, err
		}
	}
	return r.holds(r.clause.child), nil
}

// holds reports whether the clause holds in the part that is looked at.
func (r *insideReader) holds(c clause) bool {
	switch c := c.(type) {
	case *leaf:
		return r.here[c]
	case notClause:
		return !r.holds(c.child)
	case andClause:
		return !slices.ContainsFunc(c.children, func(child clause) bool { return !r.holds(child) })
	case orClause:
		return slices.ContainsFunc(c.children, r.holds)
	}
	return true
}

// collect visits what makes the clause hold in the part that is looked at.
func (r *insideReader) collect(c clause, p foundPart, visit func(l *leaf, found []occurrence) error) error {
	if !r.holds(c) {
		return nil
	}
	var children []clause
	switch c := c.(type) {
	case *leaf:
		found, err := r.found[c].within(p.words).showing()
		if err != nil {
			return err
		}
		return visit(c, found)
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
