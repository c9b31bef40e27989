package api

import (
	"bytes"
	"net/http"

	"github.com/labstack/echo/v4"

	"entente/api/ui"
	"entente/api/wire"
	"entente/export"
	"entente/search"
)

// feed answers GET /feeds/search.atom: the documents found that came last.
func (s *Server) feed(c echo.Context) error {
	values, err := wire.ParseQueryString(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	request, err := wire.ParseFeed(values)
	if err != nil {
		return err
	}
	options := s.exportOptions(c)
	feed := export.Feed{
		Title: ui.FeedTitle(request), Self: options.Base + ui.FeedPath(request), Page: options.Base + ui.SearchPath(request),
		Entry: func(h *search.Hit) string { return ui.HitPath(request, h) },
	}
	var body bytes.Buffer
	if err := export.WriteFeed(c.Request().Context(), &body, feed, options, s.engine, request); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, export.AtomMediaType, body.Bytes())
}
