package local

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"entente/search"
)

// Search answers a request; see search.Engine.
func (e *Engine) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	began := time.Now()
	r, err := r.Normalize()
	if err != nil {
		return nil, err
	}
	node, err := search.Parse(r.Query, r.Match)
	if err != nil {
		return nil, err
	}
	v, err := e.view(ctx)
	if err != nil {
		return nil, timeout(err)
	}
	defer v.close()
	result, err := e.result(ctx, v, node, r)
	if err != nil {
		return nil, timeout(err)
	}
	result.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return result, nil
}

// timeout turns the end of a deadline into search.ErrTimeout.
func timeout(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return search.ErrTimeout
	}
	return err
}

// result evaluates a request on a view and makes what is shown of it.
func (e *Engine) result(ctx context.Context, v *view, node search.Node, r search.Request) (*search.Result, error) {
	unread, err := e.unread(ctx)
	if err != nil {
		return nil, fmt.Errorf("counting the files that could not be read: %w", err)
	}
	a, err := e.evaluate(ctx, v, node, r)
	if err != nil {
		return nil, err
	}
	result := &search.Result{
		Query:    node.String(),
		Total:    search.Total{Value: len(a.hits), Relation: "eq"},
		Searched: search.Searched{Documents: v.documents, UnreadFiles: unread, Sequence: v.sequence},
		Sort:     r.Sort, Page: r.Page, PerPage: r.PerPage,
	}
	result.Facets, result.FacetsOmitted = a.facets(e.names, r.FacetSize)
	sortHits(a.hits, r.Sort, len(a.plan.leaves) > 0)
	result.Hits, err = e.show(ctx, v, a.hits, r)
	return result, err
}

// answer is what a request matches, before it is put in order and shown.
type answer struct {
	plan   *plan
	chosen selection
	hits   []hit
	counts facetCounts
}

// facets lists the values of every facet, at most size of each, and how many
// are left out.
func (a *answer) facets(names Names, size int) (values map[string][]search.FacetValue, omitted map[string]int) {
	values, omitted = map[string][]search.FacetValue{}, map[string]int{}
	for _, f := range facetFields() {
		list, more := a.counts.list(names, f, a.chosen[f.Name], size)
		values[f.Name] = list
		if more > 0 {
			omitted[f.Name] = more
		}
	}
	return values, omitted
}

// evaluate finds the hits of a request in every segment, counts the facets and
// scores the hits.
func (e *Engine) evaluate(ctx context.Context, v *view, node search.Node, r search.Request) (*answer, error) {
	p, err := e.compile(ctx, v, node)
	if err != nil {
		return nil, err
	}
	chosen, err := v.resolveFilters(e.names, r.Filters)
	if err != nil {
		return nil, err
	}
	root := p.root
	if !r.From.IsZero() || !r.To.IsZero() {
		root = andClause{[]clause{root, newDateClause(r.From, r.To)}}
	}
	matches, err := v.evaluate(ctx, root)
	if err != nil {
		return nil, err
	}
	if err := v.weigh(ctx, p, matches); err != nil {
		return nil, err
	}
	a := &answer{plan: p, chosen: chosen, counts: facetCounts{}}
	for i, s := range v.segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a.counts.add(s, matches[i].docs, chosen)
		hits, err := v.hits(ctx, s, matches[i], chosen)
		if err != nil {
			return nil, err
		}
		a.hits = append(a.hits, hits...)
	}
	return a, nil
}

// evaluate runs a clause over all segments, on all processors.
func (v *view) evaluate(ctx context.Context, root clause) ([]*match, error) {
	matches := make([]*match, len(v.segments))
	failures := make([]error, len(v.segments))
	var group sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, s := range v.segments {
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			matches[i], failures[i] = s.evaluate(ctx, root)
		})
	}
	group.Wait()
	return matches, errors.Join(failures...)
}

// hits returns the documents of a segment that match and meet the choices,
// with their scores.
func (v *view) hits(ctx context.Context, s *segmentView, m *match, chosen selection) ([]hit, error) {
	docs := chosen.narrow(s, m.docs, "")
	scores, err := v.scores(ctx, s, m, docs)
	if err != nil {
		return nil, err
	}
	hits := make([]hit, 0, docs.GetCardinality())
	eachDoc(docs, func(doc uint32) {
		hits = append(hits, hit{segment: s, match: m, doc: doc, score: scores[doc]})
	})
	return hits, nil
}

// Locate marks a document; see search.Engine.
func (e *Engine) Locate(ctx context.Context, id string, r search.Request) ([]search.PassageMarks, error) {
	node, err := search.Parse(r.Query, r.Match)
	if err != nil {
		return nil, err
	}
	v, err := e.view(ctx)
	if err != nil {
		return nil, timeout(err)
	}
	defer v.close()
	marks, err := e.mark(ctx, v, id, node)
	return marks, timeout(err)
}

func (e *Engine) mark(ctx context.Context, v *view, id string, node search.Node) ([]search.PassageMarks, error) {
	d, err := e.store.document(ctx, id, v.sequence)
	if errors.Is(err, search.ErrNotFound) {
		return nil, e.unknownID(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	p, err := e.compile(ctx, v, node)
	if err != nil {
		return nil, err
	}
	h, err := v.find(ctx, p, id)
	if err != nil || h == nil {
		return nil, err
	}
	found, err := locate(ctx, *h)
	if err != nil {
		return nil, err
	}
	return passageMarks(d, telling(byText(found[bodyField]))), nil
}

// find returns the document as a hit of the plan, nil when it is none.
func (v *view) find(ctx context.Context, p *plan, id string) (*hit, error) {
	matches, err := v.evaluate(ctx, p.root)
	if err != nil {
		return nil, err
	}
	if err := v.weigh(ctx, p, matches); err != nil {
		return nil, err
	}
	for i, s := range v.segments {
		numbers, err := s.segment.DocNumbers([]string{id})
		if err != nil {
			return nil, fmt.Errorf("looking up document %s: %w", id, err)
		}
		numbers.And(matches[i].docs)
		if !numbers.IsEmpty() {
			return &hit{segment: s, match: matches[i], doc: numbers.Minimum()}, nil
		}
	}
	return nil, nil
}
