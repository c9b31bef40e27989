package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"entente/api/ui"
	"entente/api/wire"
	"entente/comparison"
	"entente/search"
)

// compare answers GET /v1/compare.
func (s *Server) compare(c echo.Context) error {
	request, err := parameters(c, wire.ParseComparison)
	if err != nil {
		return err
	}
	answer, err := s.comparison(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writeJSON(c, answer)
}

// comparison compares two documents of the collection.
func (s *Server) comparison(ctx context.Context, r wire.ComparisonRequest) (wire.Comparison, error) {
	a, err := s.engine.Document(ctx, r.A)
	if err != nil {
		return wire.Comparison{}, err
	}
	b, err := s.engine.Document(ctx, r.B)
	if err != nil {
		return wire.Comparison{}, err
	}
	pairs, err := comparison.Of(ctx, a, b)
	var tooLarge *comparison.TooLargeError
	switch {
	case errors.As(err, &tooLarge):
		return wire.Comparison{}, &search.InvalidError{Parameter: wire.DocumentB, Message: tooLarge.Error()}
	case err != nil:
		return wire.Comparison{}, err
	}
	return wire.NewComparison(r, a, b, pairs), nil
}

// comparisonPage answers GET /compare: with one document alone it offers others
// to compare it with.
func (s *Server) comparisonPage(c echo.Context) error {
	values, err := pageValues(c)
	if err != nil {
		return err
	}
	if !values.Has(wire.DocumentB) {
		return s.partnersPage(c, values)
	}
	request, err := wire.ParseComparison(values)
	if err != nil {
		return err
	}
	answer, err := s.comparison(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Comparison(w, request, answer) })
}

// partnersShown is how many documents are offered for a comparison.
const partnersShown = 20

// partnersPage offers documents to compare one with: those that a query finds,
// without one those that are most like it.
func (s *Server) partnersPage(c echo.Context, values url.Values) error {
	if err := wire.CheckNames(values, []string{wire.DocumentA, wire.Query}); err != nil {
		return err
	}
	if !values.Has(wire.DocumentA) {
		return &search.InvalidError{Parameter: wire.DocumentA, Message: "is missing: give the id of a document"}
	}
	ctx := c.Request().Context()
	document, err := s.engine.Document(ctx, values.Get(wire.DocumentA))
	if err != nil {
		return err
	}
	partners := ui.Partners{Document: document, Query: values.Get(wire.Query)}
	if partners.Query == "" {
		if partners.NearDuplicates, err = s.engine.NearDuplicates(ctx, document.ID); err != nil {
			return err
		}
	}
	query := partners.Query
	if query == "" {
		query = search.Like{ID: document.ID}.String()
	}
	partners.Result, err = s.engine.Search(ctx, search.Request{Query: query, PerPage: partnersShown, FacetSize: 1})
	if err != nil && partners.Query != "" {
		partners.Problem, err = s.problem(err, c), nil
	}
	if err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Partners(w, partners) })
}

// clausesPage answers GET /clauses: what each document of a result says, in whole
// passages.
func (s *Server) clausesPage(c echo.Context) error {
	_, request, err := pageRequest(c)
	if err != nil {
		return err
	}
	request.Passages, request.FacetSize = search.Full, 0
	asked := request
	asked.FacetSize = 1
	result, err := s.engine.Search(c.Request().Context(), asked)
	if err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Clauses(w, request, result) })
}
