package local

import (
	"context"
	"time"

	"entente/search"
)

// Record returns every hit; see search.Engine.
func (e *Engine) Record(ctx context.Context, r search.Request) (record *search.Record, err error) {
	r.Page, r.PerPage, r.Cursor = 0, 0, ""
	err = e.ask(ctx, r, func(q question) error {
		record, err = e.record(ctx, q)
		return err
	})
	return record, err
}

// record lists the hits of a request.
func (e *Engine) record(ctx context.Context, asked question) (*search.Record, error) {
	v, node, r := asked.view, asked.node, asked.Request
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
