package api

import (
	"bytes"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"entente/api/ui"
	"entente/api/wire"
	"entente/search"
)

// searchPage answers GET /: without parameters with the start page, with some
// with the results of the search they make.
func (s *Server) searchPage(c echo.Context) error {
	values, request, err := pageRequest(c)
	if err != nil {
		return s.searchProblem(c, request, err)
	}
	if len(values) == 0 {
		return s.startPage(c)
	}
	asked := request
	if asked.Histogram == search.NoHistogram {
		asked.Histogram = search.ByYear
	}
	result, err := s.engine.Search(c.Request().Context(), asked)
	if err != nil {
		return s.searchProblem(c, request, err)
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Search(w, request, result) })
}

func (s *Server) startPage(c echo.Context) error {
	everything, err := s.engine.Search(c.Request().Context(), search.Request{PerPage: 1, FacetSize: ui.StartFacetSize})
	if err != nil {
		return s.searchProblem(c, search.Request{}, err)
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Start(w, everything) })
}

// searchProblem shows what is wrong beside the search box, so that it can be
// put right there.
func (s *Server) searchProblem(c echo.Context, r search.Request, err error) error {
	p := s.problem(err, c)
	if p.Status == wire.StatusClosed {
		return err
	}
	setRetry(c.Response().Header(), p.Status)
	return writePage(c, p.Status, func(w *bytes.Buffer) error { return s.pagesFor(c).SearchProblem(w, r, p) })
}

// readingPage answers GET /documents/:id. The parameters are those of the
// search that led there, so that it can mark the words and lead back.
func (s *Server) readingPage(c echo.Context) error {
	values, request, err := pageRequest(c)
	if err != nil {
		return err
	}
	document, err := s.findDocument(c)
	if err != nil {
		return err
	}
	reading := ui.Reading{Document: document, Request: request, Address: s.base(c) + search.DocumentPath(document.ID)}
	if request.Query != "" {
		reading.Marks, err = s.engine.Locate(c.Request().Context(), document.ID, request)
		if err != nil {
			reading.Problem = s.problem(err, c)
		}
	}
	if len(values) > 0 && reading.Problem == nil {
		if reading.Place, err = s.placeOf(c.Request().Context(), document.ID, request); err != nil {
			reading.Problem = s.problem(err, c)
		}
	}
	if reading.Original, err = s.options.Files.HasOriginal(c.Request().Context(), document); err != nil {
		return err
	}
	if reading.NearDuplicates, err = s.engine.NearDuplicates(c.Request().Context(), document.ID); err != nil {
		return err
	}
	return writePage(c, http.StatusOK, func(w *bytes.Buffer) error { return s.pagesFor(c).Document(w, reading) })
}

// pageValues reads the parameters of a page. A form sends the fields that were
// left empty as well; they mean nothing here.
func pageValues(c echo.Context) (url.Values, error) {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return nil, err
	}
	for name, vs := range values {
		if len(vs) == 1 && vs[0] == "" {
			delete(values, name)
		}
	}
	return values, nil
}

// pageRequest reads the parameters of a page that shows a search.
func pageRequest(c echo.Context) (url.Values, search.Request, error) {
	values, err := pageValues(c)
	if err != nil {
		return nil, search.Request{}, err
	}
	request, err := wire.ParseRequest(values)
	if request.FacetSize == 0 {
		request.FacetSize = ui.FacetSize
	}
	return values, request, err
}

// errorPage answers with a page that says what went wrong.
func (s *Server) errorPage(c echo.Context, p *wire.Problem) {
	err := writePage(c, p.Status, func(w *bytes.Buffer) error { return s.pagesFor(c).Error(w, p) })
	if err != nil {
		s.options.Logger.Error("error page", "id", p.RequestID, "cause", err)
		writeProblem(c.Response(), p)
	}
}

// writePage answers with what draw writes, once it is whole.
func writePage(c echo.Context, status int, draw func(*bytes.Buffer) error) error {
	var page bytes.Buffer
	if err := draw(&page); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	c.Response().Header().Add("Vary", "Accept-Language, Cookie")
	return c.HTMLBlob(status, page.Bytes())
}

// asset answers GET /assets/:name.
func (s *Server) asset(c echo.Context) error {
	asset, ok := s.pages.Asset(c.Request().URL.Path)
	if !ok {
		return echo.ErrNotFound
	}
	return writeAsset(c, asset, "public, max-age=31536000, immutable")
}

func (s *Server) favicon(c echo.Context) error {
	return writeAsset(c, s.pages.Icon(), "public, max-age=86400")
}

// writeAsset answers with an asset, or says that the client has it already.
func writeAsset(c echo.Context, asset ui.Asset, cache string) error {
	tag := `"` + asset.Path + `"`
	c.Response().Header().Set("Cache-Control", cache)
	c.Response().Header().Set("ETag", tag)
	if hasTag(c.Request(), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, asset.ContentType, asset.Body)
}
