package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

// search answers GET /v1/search.
func (s *Server) search(c echo.Context) error {
	request, err := parameters(c, wire.ParseRequest)
	if err != nil {
		return err
	}
	result, err := s.engine.Search(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writeJSON(c, result)
}

// record answers GET /v1/record.
func (s *Server) record(c echo.Context) error {
	request, err := parameters(c, wire.ParseRecord)
	if err != nil {
		return err
	}
	record, err := s.engine.Record(c.Request().Context(), request)
	if err != nil {
		return err
	}
	return writeJSON(c, record)
}

// suggest answers GET /v1/suggest.
func (s *Server) suggest(c echo.Context) error {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	text, limit, err := wire.ParseSuggest(values)
	if err != nil {
		return err
	}
	suggestions, err := s.engine.Suggest(c.Request().Context(), text, limit)
	if err != nil {
		return err
	}
	answer := *suggestions
	if answer.Suggestions == nil {
		answer.Suggestions = []search.Suggestion{}
	}
	return writeJSON(c, answer)
}

// document answers GET /v1/documents/:id.
func (s *Server) document(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	document, err := s.findDocument(c)
	if err != nil {
		return err
	}
	answer := *document
	if answer.Passages == nil {
		answer.Passages = []corpus.Passage{}
	}
	return writeJSON(c, answer)
}

// passageAnswer is one passage with what is needed to cite it.
type passageAnswer struct {
	ID       string `json:"id"`
	Index    int    `json:"passage"`
	Citation string `json:"citation"`
	URL      string `json:"url"`
	corpus.Passage
}

// passage answers GET /v1/documents/:id/passages/:n.
func (s *Server) passage(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	n, err := wire.ParseNumber("n", c.Param("n"), 0)
	if err != nil {
		return err
	}
	document, err := s.findDocument(c)
	if err != nil {
		return err
	}
	if n >= len(document.Passages) {
		return noPassage(document, n)
	}
	return writeJSON(c, passageAnswer{
		ID: document.ID, Index: n, Citation: document.Citation(n),
		URL:     search.PassagePath(document.ID, n),
		Passage: document.Passages[n],
	})
}

// marks answers GET /v1/documents/:id/marks.
func (s *Server) marks(c echo.Context) error {
	request, err := parameters(c, wire.ParseMarks)
	if err != nil {
		return err
	}
	id, err := documentID(c)
	if err != nil {
		return err
	}
	marks, err := s.engine.Locate(c.Request().Context(), id, request)
	if err != nil {
		return err
	}
	answer := wire.Marks{Passages: []search.PassageMarks{}}
	for _, m := range marks {
		if m.Marks == nil { // matched in the heading alone
			m.Marks = []search.Mark{}
		}
		answer.Passages = append(answer.Passages, m)
	}
	return writeJSON(c, answer)
}

// nearDuplicates answers GET /v1/documents/:id/near-duplicates.
func (s *Server) nearDuplicates(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	id, err := documentID(c)
	if err != nil {
		return err
	}
	near, err := s.engine.NearDuplicates(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return writeJSON(c, wire.NearDuplicates{NearDuplicates: near})
}

// parameters reads the parameters of a request.
func parameters[T any](c echo.Context, parse func(url.Values) (T, error)) (T, error) {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		var none T
		return none, err
	}
	return parse(values)
}

// refuseParameters is for addresses that take no parameters.
func refuseParameters(c echo.Context) error {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	return wire.CheckNames(values, nil)
}

// documentID returns the id in the path; what cannot be an id names no document.
func documentID(c echo.Context) (string, error) {
	id := c.Param("id")
	if !corpus.ValidID(id) {
		return "", search.ErrNotFound
	}
	return id, nil
}

func (s *Server) findDocument(c echo.Context) (*corpus.Document, error) {
	id, err := documentID(c)
	if err != nil {
		return nil, err
	}
	return s.engine.Document(c.Request().Context(), id)
}

// writeJSON answers 200 with v. The answer is not stored anywhere, since the
// collection may change at any time, unless it is conditional.
func writeJSON(c echo.Context, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, wire.JSON, append(body, '\n'))
}
