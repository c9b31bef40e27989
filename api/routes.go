package api

import (
	"net/http"

	"entente/api/wire"

	"github.com/labstack/echo/v4"
)

// route is one line of the list of what is served.
type route struct {
	method  string
	path    string
	handler echo.HandlerFunc
	search  bool // counts among the searches at once
	write   bool // refused by the public handler
	tagged  bool // its answers can be asked for again by their tag
	own     bool // has its own limits on body and time
}

// routes is the list of all routes. What answers GET answers HEAD as well.
func (s *Server) routes() []route {
	return []route{
		{method: http.MethodGet, path: "/", handler: s.searchPage, search: true},
		{method: http.MethodGet, path: "/documents/:id", handler: s.readingPage, search: true},
		{method: http.MethodGet, path: "/documents/:id/citation", handler: s.citationPage},
		{method: http.MethodGet, path: "/compare", handler: s.comparisonPage, search: true},
		{method: http.MethodGet, path: "/clauses", handler: s.clausesPage, search: true},
		{method: http.MethodGet, path: originalPath, handler: s.originalFile, own: true},
		{method: http.MethodGet, path: "/files", handler: s.filesPage, search: true},
		{method: http.MethodGet, path: "/feeds/search.atom", handler: s.feed, search: true, tagged: true},
		{method: http.MethodGet, path: "/v1/files", handler: s.files, search: true},
		{method: http.MethodGet, path: "/v1/search", handler: s.search, search: true, tagged: true},
		{method: http.MethodGet, path: "/v1/record", handler: s.record, search: true},
		{method: http.MethodGet, path: "/v1/export", handler: s.export, own: true},
		{method: http.MethodGet, path: "/v1/compare", handler: s.compare, search: true, tagged: true},
		{method: http.MethodGet, path: "/v1/suggest", handler: s.suggest, search: true},
		{method: http.MethodGet, path: "/v1/documents/:id", handler: s.document, tagged: true},
		{method: http.MethodGet, path: "/v1/documents/:id/passages/:n", handler: s.passage, tagged: true},
		{method: http.MethodGet, path: "/v1/documents/:id/citation", handler: s.citation},
		{method: http.MethodGet, path: "/v1/documents/:id/marks", handler: s.marks, search: true, tagged: true},
		{method: http.MethodGet, path: "/v1/documents/:id/near-duplicates", handler: s.nearDuplicates, search: true, tagged: true},
		{method: http.MethodPost, path: "/v1/documents", handler: s.putDocuments, write: true, own: true},
		{method: http.MethodDelete, path: "/v1/documents", handler: s.deleteDocuments, write: true},
		{method: http.MethodGet, path: "/v1/stats", handler: s.stats},
		{method: http.MethodGet, path: "/healthz", handler: s.health},
		{method: http.MethodGet, path: "/readyz", handler: s.ready},
		{method: http.MethodGet, path: "/metrics", handler: s.metrics},
		{method: http.MethodGet, path: "/openapi.json", handler: s.describe},
		{method: http.MethodGet, path: "/docs/api", handler: s.interfacePage},
		{method: http.MethodGet, path: "/robots.txt", handler: s.robots},
		{method: http.MethodGet, path: "/favicon.ico", handler: s.favicon},
		{method: http.MethodGet, path: "/assets/:name", handler: s.asset},
		{method: http.MethodGet, path: "/language/:language", handler: s.chooseLanguage},
	}
}

// router returns the handler with all routes, or with those that write refused.
// Outer stands before the routes.
func (s *Server) router(private bool, outer ...echo.MiddlewareFunc) *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.answerError
	e.Use(s.identify, securityHeaders, s.recoverPanic)
	e.Use(outer...)
	e.Use(compress())
	for _, r := range s.routes() {
		handler := note(r, s.guarded(r, private))
		e.Add(r.method, r.path, handler)
		if r.method == http.MethodGet {
			e.Add(http.MethodHead, r.path, handler)
		}
	}
	return e
}

// guarded returns the handler of a route within its limits.
func (s *Server) guarded(r route, private bool) echo.HandlerFunc {
	switch {
	case r.write && !private:
		return refuseWrite
	case r.own:
		return r.handler
	case r.write:
		return s.limited(r.handler, s.options.StoreTimeout)
	case r.search && r.tagged:
		return s.limited(s.conditional(s.oneOfSome(r.handler)), s.options.RequestTimeout)
	case r.search:
		return s.limited(s.oneOfSome(r.handler), s.options.RequestTimeout)
	case r.tagged:
		return s.limited(s.conditional(r.handler), s.options.RequestTimeout)
	}
	return s.limited(r.handler, s.options.RequestTimeout)
}

// refuseWrite is what the public handler answers where the private one writes.
func refuseWrite(echo.Context) error {
	return wire.NewProblem(wire.KindReadOnly,
		"Documents are put and deleted through the socket in the data folder: use the entente command on the machine that holds it.")
}
