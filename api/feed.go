package api

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"entente/api/ui"
	"entente/api/wire"
	"entente/export"
	"entente/search"
)

// feed answers GET /feeds/search.atom: the documents found that came last.
func (s *Server) feed(c echo.Context) error {
	request, err := parameters(c, wire.ParseFeed)
	if err != nil {
		return err
	}
	last := request
	last.Sort, last.PerPage, last.FacetSize = search.ByAdded, export.FeedEntries, 1
	result, err := s.engine.Search(c.Request().Context(), last)
	if err != nil {
		return err
	}
	stats, err := s.engine.Stats(c.Request().Context())
	if err != nil {
		return fmt.Errorf("asking for the identity of the collection: %w", err)
	}
	options := s.exportOptions(c)
	feed := export.Feed{
		Identity: stats.Identity,
		Title:    ui.FeedTitle(request), Self: options.Base + ui.FeedPath(request), Page: options.Base + ui.FeedSearchPath(request),
		Entry: func(h *search.Hit) string { return ui.HitPath(request, h) },
	}
	var body bytes.Buffer
	if err := export.WriteFeed(&body, feed, options, result); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, export.AtomMediaType, body.Bytes())
}
