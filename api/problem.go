package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"entente/api/wire"
)

// answerError answers a request that failed: with a page where a person asked
// for one, else with a problem document.
func (s *Server) answerError(err error, c echo.Context) {
	p := s.problem(err, c)
	if c.Response().Committed {
		return
	}
	setRetry(c.Response().Header(), p.Status)
	if p.Status == wire.StatusClosed {
		c.NoContent(p.Status)
		return
	}
	if wantsPage(c.Request()) {
		s.errorPage(c, p)
		return
	}
	writeProblem(c.Response(), p)
}

// problem describes err with the request's id, and logs what is the server's fault.
func (s *Server) problem(err error, c echo.Context) *wire.Problem {
	var routing *echo.HTTPError
	var p *wire.Problem
	if errors.As(err, &routing) {
		p = routingProblem(routing, c)
	} else {
		described := *wire.ProblemOf(err)
		p = &described
	}
	p.RequestID = requestID(c)
	if p.Status >= http.StatusInternalServerError {
		s.options.Logger.Error("request failed", "id", p.RequestID, "status", p.Status, "path", c.Request().URL.Path, "cause", err)
	}
	return p
}

// routingProblem describes what echo itself refuses.
func routingProblem(err *echo.HTTPError, c echo.Context) *wire.Problem {
	switch err.Code {
	case http.StatusNotFound:
		return wire.NewProblem(wire.KindRoute, "There is nothing at this address. /openapi.json lists the addresses there are.")
	case http.StatusMethodNotAllowed:
		return wire.NewProblem(wire.KindMethod, "This address does not answer "+c.Request().Method+"; the Allow header says what it does answer.")
	}
	return wire.ProblemOf(err)
}

// retryAfter is how many seconds a client is asked to wait when the collection
// cannot be searched, or too many search it.
const retryAfter = "5"

func setRetry(h http.Header, status int) {
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", retryAfter)
	}
}

// wantsPage tells the addresses of pages from those of the interface for programs.
func wantsPage(r *http.Request) bool {
	path := r.URL.Path
	return !strings.HasPrefix(path, "/v1/") && path != "/v1" && path != "/healthz" && path != "/readyz" &&
		path != "/metrics" && !strings.HasPrefix(path, "/feeds/") &&
		!strings.HasSuffix(path, ".json")
}

func writeProblem(w http.ResponseWriter, p *wire.Problem) {
	body, err := json.Marshal(p)
	if err != nil { // a struct of strings and numbers always marshals
		http.Error(w, http.StatusText(p.Status), p.Status)
		return
	}
	w.Header().Set("Content-Type", wire.ProblemJSON)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	w.Write(append(body, '\n'))
}
