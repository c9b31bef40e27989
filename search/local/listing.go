package local

import (
	"context"
	"time"

	"entente/search"
)

// Record returns every hit; see search.Engine.
func (e *Engine) Record(ctx context.Context, r search.Request) (*search.Record, error) {
	r.Page, r.PerPage, r.Cursor = 0, 0, ""
	r, err := r.Normalize()
	if err != nil {
		return nil, err
	}
	q, err := e.read(r)
	if err != nil {
		return nil, err
	}
	v, err := e.view(ctx)
	if err != nil {
		return nil, timeout(err)
	}
	defer v.close()
	record, err := e.record(ctx, v, q.node, r)
	return record, timeout(err)
}

// record lists the hits of a request on a view.
func (e *Engine) record(ctx context.Context, v *view, node search.Node, r search.Request) (*search.Record, error) {
	a, err := e.evaluate(ctx, v, node, r)
	if err != nil {
		return nil, err
	}
	searched, err := e.searched(ctx, v, a)
	if err != nil {
		return nil, err
	}
	hits, err := a.rank(ctx, v, r.Sort, a.total)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.id()
	}
	record := search.NewRecord(r, ids, time.Now())
	record.Query = node.String()
	record.Searched = searched
	record.Identity, record.Generation = e.store.identity, e.generation
	return record, nil
}
