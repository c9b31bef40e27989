package local

import (
	"context"
	"time"

	"entente/search"
)

// Record returns every hit; see search.Engine.
func (e *Engine) Record(ctx context.Context, r search.Request) (*search.Record, error) {
	var record *search.Record
	err := e.list(ctx, r, func(_ *view, made *search.Record, _ []hit) error {
		record = made
		return nil
	})
	return record, err
}

// Walk gives every hit; see search.Engine. In memory are the places of all hits,
// some seventy bytes each, and what is shown of one.
func (e *Engine) Walk(ctx context.Context, r search.Request, begin func(*search.Record) error, each func(*search.Hit) error) error {
	return e.list(ctx, r, func(v *view, record *search.Record, hits []hit) error {
		record.IDs = nil
		if err := begin(record); err != nil {
			return err
		}
		for _, h := range hits {
			if err := ctx.Err(); err != nil {
				return err
			}
			shown, err := e.showHit(ctx, v, h, r.Passages)
			if err != nil {
				return err
			}
			if err := each(&shown); err != nil {
				return err
			}
		}
		return nil
	})
}

// list finds every hit of a request and gives them to use, with their record and
// the view that they are of.
func (e *Engine) list(ctx context.Context, r search.Request, use func(*view, *search.Record, []hit) error) error {
	r.Page, r.PerPage, r.Cursor = 0, 0, ""
	return e.ask(ctx, r, func(q question) error {
		record, hits, err := e.record(ctx, q)
		if err != nil {
			return err
		}
		return use(q.view, record, hits)
	})
}

// record lists the hits of a request.
func (e *Engine) record(ctx context.Context, asked question) (*search.Record, []hit, error) {
	v, node, r := asked.view, asked.node, asked.Request
	a, err := e.evaluate(ctx, v, node, r)
	if err != nil {
		return nil, nil, err
	}
	searched, err := e.searched(ctx, v, a)
	if err != nil {
		return nil, nil, err
	}
	hits, err := a.rank(ctx, v, r.Sort, a.total)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.id()
	}
	record := search.NewRecord(r, ids, time.Now())
	record.Query = node.String()
	record.Searched = searched
	record.Identity, record.Generation = e.store.identity, e.generation
	return record, hits, nil
}
