package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"entente/api/wire"
)

// identify gives the request an id of ours, whatever the client calls it, and
// tells the measures and the access log how it went, also when it is cut off.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, newRequestID())
		start, ended := time.Now(), false
		defer func() {
			took := time.Since(start)
			s.measures.count(c, took)
			s.logAccess(c, took, ended)
		}()
		if err := next(c); err != nil {
			c.Error(err)
		}
		ended = true
		return nil
	}
}

// logAccess tells the access log of a request. What was searched for may be
// confidential, and stands in the query string alone.
func (s *Server) logAccess(c echo.Context, took time.Duration, ended bool) {
	if s.options.AccessLog == nil {
		return
	}
	r := c.Request()
	attributes := []slog.Attr{
		slog.String("id", requestID(c)), slog.String("remote", r.RemoteAddr), slog.String("method", r.Method), slog.String("route", routeOf(c)),
		slog.String("path", r.URL.Path), slog.Int("status", c.Response().Status), slog.Int64("bytes", c.Response().Size),
		slog.Float64("took_ms", float64(took.Microseconds())/1000),
	}
	if s.options.LogQueries {
		attributes = append(attributes, slog.String("query", r.URL.RawQuery))
	}
	if !ended {
		attributes = append(attributes, slog.Bool("cut_off", true))
	}
	s.options.AccessLog.LogAttrs(r.Context(), slog.LevelInfo, "request", attributes...)
}

func newRequestID() string {
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func requestID(c echo.Context) string {
	return c.Response().Header().Get(echo.HeaderXRequestID)
}

// recoverPanic turns a panic into an error that the log explains and the
// client does not see. An answer already begun is cut off, so that nobody
// takes it for whole.
func (s *Server) recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause)
			}
			s.options.Logger.Error("panic", "id", requestID(c), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			if c.Response().Committed {
				panic(http.ErrAbortHandler)
			}
			err = fmt.Errorf("panic: %v", cause)
		}()
		return next(c)
	}
}

// contentSecurityPolicy lets a page load its style, script and images from
// here, send its forms here, ask here for suggestions, and nothing else.
const contentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		return next(c)
	}
}

// minCompressed is the length in bytes from which an answer is compressed.
const minCompressed = 1024

// compress compresses answers, other than those of an upload, which are sent
// line by line, and original files, which are sent as they are.
func compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		MinLength: minCompressed,
		Skipper: func(c echo.Context) bool {
			method := c.Request().Method
			return method != http.MethodGet && method != http.MethodHead || c.Path() == originalPath
		},
	})
}

// limited bounds the time and the body of a request.
func (s *Server) limited(next echo.HandlerFunc, timeout time.Duration) echo.HandlerFunc {
	return func(c echo.Context) error {
		// The connection outlasts the work, so that its end can be answered.
		deadline := time.Now().Add(timeout + writeMargin)
		connection := http.NewResponseController(c.Response())
		connection.SetReadDeadline(deadline)
		connection.SetWriteDeadline(deadline)
		ctx, cancel := context.WithTimeout(c.Request().Context(), timeout)
		defer cancel()
		r := c.Request().WithContext(ctx)
		r.Body = http.MaxBytesReader(c.Response(), r.Body, s.options.MaxBodyBytes)
		c.SetRequest(r)
		return next(c)
	}
}

// oneOfSome refuses a search when Options.MaxSearches are under way.
func (s *Server) oneOfSome(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		release, err := s.searches.take("answers", "searches")
		if err != nil {
			return err
		}
		defer release()
		return next(c)
	}
}

// storeError returns err; where the time of ctx for storing is over it says so.
func (s *Server) storeError(ctx context.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		problem := wire.NewProblem(wire.KindStoreTimeout,
			fmt.Sprintf("It took longer than %s and was stopped. Some of it may be done; sending it again is safe.", s.options.StoreTimeout))
		return fmt.Errorf("%w: %w", problem, err)
	}
	return err
}

// checkHost lets only requests through that name a host of this machine or one
// of Options.Hosts.
func (s *Server) checkHost(next echo.HandlerFunc) echo.HandlerFunc {
	allowed := append([]string{"localhost", "127.0.0.1", "::1"}, s.hosts()...)
	return func(c echo.Context) error {
		if !slices.Contains(allowed, hostName(c.Request().Host)) {
			return wire.NewProblem(wire.KindHost,
				"It answers under localhost, on the machine it runs on, and under the names it was started with.")
		}
		return next(c)
	}
}

// hosts returns those of Options.Hosts that name a host.
func (s *Server) hosts() []string {
	var names []string
	for _, host := range s.options.Hosts {
		name := hostName(host)
		if ip := net.ParseIP(name); name != "" && !(ip != nil && ip.IsUnspecified()) {
			names = append(names, name)
		}
	}
	return names
}

// hostName returns the name of a Host header without port and brackets, in
// lower case.
func hostName(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil { // there is no port
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	return strings.ToLower(strings.TrimSuffix(name, "."))
}
