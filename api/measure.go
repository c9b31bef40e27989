package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"entente/api/metrics"
	"entente/search"
)

// measures are what the server counts, over both handlers.
type measures struct {
	requests *metrics.Histogram // by route, method and status
	searches *metrics.Histogram // by kind of query and how it went
}

func newMeasures() *measures {
	return &measures{
		requests: metrics.NewHistogram("entente_http_request_duration_seconds", "How long requests took until they were answered.", "route", "method", "status"),
		searches: metrics.NewHistogram("entente_search_duration_seconds", "How long searches took, by what is hardest in their query.", "kind", "outcome"),
	}
}

// measured is an engine whose searches are timed.
type measured struct {
	search.Engine
	measures *measures
}

func (m measured) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	start := time.Now()
	result, err := m.Engine.Search(ctx, r)
	m.measures.searches.Observe(time.Since(start).Seconds(), kindOf(r), outcomeOf(err))
	return result, err
}

// outcomeOf says how a search went.
func outcomeOf(err error) string {
	var syntax *search.SyntaxError
	var invalid *search.InvalidError
	switch {
	case err == nil:
		return "answered"
	case errors.As(err, &syntax), errors.As(err, &invalid):
		return "refused"
	case errors.Is(err, search.ErrTimeout):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "given-up"
	}
	return "failed"
}

// kindOf says what a query asks for that is hardest to find, one of a few words.
func kindOf(r search.Request) string {
	node, err := search.Parse(r.Query, r.Match)
	if err != nil {
		return "invalid"
	}
	hardest := 0
	weigh(node, &hardest)
	return queryKinds()[hardest]
}

// queryKinds are the kinds of query, the easiest first.
func queryKinds() []string {
	return []string{"everything", "values", "words", "phrase", "pattern", "nearness", "part", "like"}
}

// weigh raises hardest to the index in queryKinds of the hardest node.
func weigh(node search.Node, hardest *int) {
	kind := 0
	switch n := node.(type) {
	case search.Value, search.DateRange:
		kind = 1
	case search.Word:
		kind = 2
	case search.Phrase:
		kind = 3
	case search.Wildcard, search.Fuzzy:
		kind = 4
	case search.Near:
		kind = 5
	case search.Inside:
		kind = 6
	case search.Like:
		kind = 7
	case search.Not:
		weigh(n.Child, hardest)
	case search.And:
		for _, child := range n.Children {
			weigh(child, hardest)
		}
	case search.Or:
		for _, child := range n.Children {
			weigh(child, hardest)
		}
	}
	*hardest = max(*hardest, kind)
}

// metrics answers GET /metrics. It has no words of queries or documents.
func (s *Server) metrics(c echo.Context) error {
	if err := refuseParameters(c); err != nil {
		return err
	}
	stats, err := s.engine.Stats(c.Request().Context())
	if err != nil {
		return fmt.Errorf("counting the collection: %w", err)
	}
	var body bytes.Buffer
	for _, g := range []metrics.Gauge{
		{Name: "entente_build_info", Help: "The version of the program.", Labels: []string{"version", s.options.Version}, Value: 1},
		{Name: "entente_documents", Help: "Documents in the collection.", Value: float64(stats.Documents)},
		{Name: "entente_passages", Help: "Passages of all documents.", Value: float64(stats.Passages)},
		{Name: "entente_unread_files", Help: "Files that could not be read.", Value: float64(stats.UnreadFiles)},
		{Name: "entente_sequence", Help: "Number of the last change of the collection.", Value: float64(stats.Sequence)},
		{Name: "entente_index_generation", Help: "Number of the index in use; a higher one was made anew.", Value: float64(stats.Generation)},
		{Name: "entente_text_bytes", Help: "Text of all passages.", Value: float64(stats.TextBytes)},
		{Name: "entente_store_bytes", Help: "Document store on disk.", Value: float64(stats.StoreBytes)},
		{Name: "entente_index_bytes", Help: "Index on disk.", Value: float64(stats.IndexBytes)},
		{Name: "entente_searches_under_way", Help: "Searches under way.", Value: float64(len(s.searches))},
		{Name: "entente_exports_under_way", Help: "Exports under way.", Value: float64(len(s.exports))},
	} {
		if err := g.Write(&body); err != nil {
			return fmt.Errorf("writing metrics: %w", err)
		}
	}
	if err := errors.Join(s.measures.requests.Write(&body), s.measures.searches.Write(&body)); err != nil {
		return fmt.Errorf("writing metrics: %w", err)
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, metrics.ContentType, body.Bytes())
}

// routeKey is under which the context of a request has the path of its route.
const routeKey = "route"

// note keeps which route a request has taken, for the measures and the access log.
func note(r route, next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(routeKey, r.path)
		return next(c)
	}
}

// routeOf returns the path of the route that a request has taken, "" for none.
func routeOf(c echo.Context) string {
	path, _ := c.Get(routeKey).(string)
	return path
}

// count counts a request that has been answered.
func (m *measures) count(c echo.Context, took time.Duration) {
	m.requests.Observe(took.Seconds(), routeOf(c), methodOf(c), strconv.Itoa(c.Response().Status))
}

// methodOf returns the method of a request, "other" for what somebody made up.
func methodOf(c echo.Context) string {
	switch method := c.Request().Method; method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete:
		return method
	}
	return "other"
}
