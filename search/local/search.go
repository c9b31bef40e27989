package local

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"entente/search"
	"entente/search/local/segment"
)

// Search answers a request; see search.Engine.
func (e *Engine) Search(ctx context.Context, r search.Request) (result *search.Result, err error) {
	began := time.Now()
	err = e.ask(ctx, r, func(q question) error {
		result, err = e.result(ctx, q)
		return err
	})
	if err != nil {
		return nil, err
	}
	result.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return result, nil
}

// question is a request made ready: as it was read, and the view it is about.
type question struct {
	search.Request // normalized
	query
	view *view
	at   cursor // from where on its hits are asked for
}

// ask makes a request ready and calls answer with it.
func (e *Engine) ask(ctx context.Context, r search.Request, answer func(question) error) error {
	r, err := r.Normalize()
	if err != nil {
		return err
	}
	q, err := e.read(r)
	if err != nil {
		return err
	}
	v, at, err := e.begin(ctx, q.node, r)
	if err != nil {
		return failure(err)
	}
	defer v.close()
	return failure(answer(question{r, q, v, at}))
}

// onView calls use with the collection as it is now.
func (e *Engine) onView(ctx context.Context, use func(*view) error) error {
	v, err := e.view(ctx)
	if err != nil {
		return failure(err)
	}
	defer v.close()
	return failure(use(v))
}

// query is a query as it was read, with other names beside what was written.
type query struct {
	node  search.Node
	names []search.NameExpansion
}

// read parses the query of a request and puts other names beside those in it.
func (e *Engine) read(r search.Request) (query, error) {
	node, err := search.Parse(r.Query, r.Match)
	if err != nil || r.NoSynonyms {
		return query{node: node}, err
	}
	node, names := e.other.Expand(node, r.Match)
	return query{node, names}, nil
}

// failure turns the end of a deadline into search.ErrTimeout, and damage of the
// index or of a document into search.ErrUnavailable.
func failure(err error) error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return search.ErrTimeout
	case errors.Is(err, segment.ErrDamaged), errors.Is(err, errBodyDamaged):
		return fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	return err
}

// notStored says that the index has a document which the store has not. That is no
// search.ErrNotFound: nobody asked for the document.
func notStored(id string) error {
	return fmt.Errorf("%w: document %s of the index is not in the document store", search.ErrUnavailable, id)
}

// hints remarks on what the query may have meant instead: on its operators, and
// on articles, pages and words that no document has.
func (e *Engine) hints(ctx context.Context, v *view, a *answer, q query, r search.Request) ([]search.Hint, error) {
	c := e.newCompiler(ctx, v)
	c.known = a.plan.known
	var failed error
	has := func(field, term string) bool {
		found, err := c.anyForm(textFields(field), term)
		failed = errors.Join(failed, err)
		return found
	}
	count := func(query string) (string, error) { return e.findingOf(ctx, v, r, query) }
	spelling, err := v.spellingHints(ctx, r.Query, q.node, has, count)
	parts, partsErr := e.partHints(v, r.Query, q.node, count)
	dates, datesErr := e.dateHints(ctx, v, a, r, q.node)
	hints := slices.Concat(search.Hints(r.Query, q.names), parts, dates, spelling)
	return hints, errors.Join(err, partsErr, datesErr, failed)
}

// findingOf says how many documents there are for another query in the place of
// that of a request, nothing where it is refused.
func (e *Engine) findingOf(ctx context.Context, v *view, r search.Request, query string) (string, error) {
	a, err := e.evaluateQuery(ctx, v, r, query)
	if err != nil || a == nil {
		return "", err
	}
	return a.finding(), nil
}

// finding says how many documents there are for a query that is proposed.
func (a *answer) finding() string {
	switch a.total {
	case 0:
		return " No document matches that, either"
	case 1:
		return " 1 document matches that"
	}
	return fmt.Sprintf(" %d documents match that", a.total)
}

// evaluateQuery finds what another query in the place of that of a request matches;
// nil where it is refused.
func (e *Engine) evaluateQuery(ctx context.Context, v *view, r search.Request, query string) (*answer, error) {
	r.Query = query
	q, err := e.read(r)
	var a *answer
	if err == nil {
		a, err = e.evaluate(ctx, v, q.node, r)
	}
	var syntax *search.SyntaxError
	var invalid *search.InvalidError
	if errors.As(err, &syntax) || errors.As(err, &invalid) {
		return nil, nil
	}
	return a, err
}

// result evaluates a request and makes what is shown of it.
func (e *Engine) result(ctx context.Context, asked question) (*search.Result, error) {
	v, q, r, at := asked.view, asked.query, asked.Request, asked.at
	a, err := e.evaluate(ctx, v, q.node, r)
	if err != nil {
		return nil, err
	}
	searched, err := e.searched(ctx, v, a)
	if err != nil {
		return nil, err
	}
	result := &search.Result{
		Query:    q.node.String(),
		Total:    search.Total{Value: a.total, Relation: "eq"},
		Searched: searched,
		Names:    q.names, Sort: r.Sort, Match: r.Match, Page: at.offset/r.PerPage + 1, PerPage: r.PerPage,
	}
	result.Facets, result.FacetsOmitted = a.countFacets(v).list(v, e.names, a.chosen, r)
	result.Histogram = a.histogram(v, r.Histogram)
	if result.Hints, err = e.hints(ctx, v, a, q, r); err != nil {
		return nil, err
	}
	hits, err := a.rank(ctx, v, r.Sort, at.offset+r.PerPage)
	if err != nil {
		return nil, err
	}
	hits = hits[min(at.offset, len(hits)):]
	if result.Hits, err = e.show(ctx, v, hits, r.Passages); err != nil {
		return nil, err
	}
	result.Next = e.next(v, at, len(result.Hits), a.total)
	if r.Explain {
		err = e.explain(ctx, v, a, r, hits, result)
	}
	return result, err
}

// answer is what a request matches in each segment of a view, before it is
// counted, put in order and shown.
type answer struct {
	plan    *plan
	chosen  selection
	matches []*match   // of the query
	found   []narrowed // by the choices
	total   int
}

// evaluate finds what a request matches in every segment.
func (e *Engine) evaluate(ctx context.Context, v *view, node search.Node, r search.Request) (*answer, error) {
	p, err := e.compile(ctx, v, node)
	if err != nil {
		return nil, err
	}
	a := &answer{plan: p}
	if a.chosen, err = v.choose(e.names, r); err != nil {
		return nil, err
	}
	if a.matches, err = v.evaluate(ctx, p.root); err != nil {
		return nil, err
	}
	if err := v.weigh(ctx, p, a.matches); err != nil {
		return nil, err
	}
	for i, s := range v.segments {
		found := a.chosen.narrow(s, a.matches[i].docs)
		a.found = append(a.found, found)
		a.total += int(found.all.GetCardinality())
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
