package api

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// conditional answers 304 to a request for what the client has already. The tag of
// an answer is made of the collection as it was before the answer was: what is
// newer than its tag is only asked for once more. It is weak, since answers tell
// how long they took. It holds no longer than the server runs, whose labels and
// limits may be others the next time.
func (s *Server) conditional(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		revision, err := s.engine.Revision(c.Request().Context())
		if err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(s.run + " " + revision + " " + s.base(c)))
		tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
		if hasTag(c.Request(), tag) {
			setTag(c.Response().Header(), tag)
			return c.NoContent(http.StatusNotModified)
		}
		c.Response().Before(func() {
			if c.Response().Status == http.StatusOK {
				setTag(c.Response().Header(), tag)
			}
		})
		return next(c)
	}
}

// setTag lets the client, and nobody else, keep the answer and ask whether it is
// still good.
func setTag(h http.Header, tag string) {
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
}

// hasTag reports whether the client has the answer with the tag already: one of the
// tags of its If-None-Match header is that, by the weak comparison of RFC 9110.
func hasTag(r *http.Request, tag string) bool {
	opaque := strings.TrimPrefix(tag, "W/")
	for given := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		given = strings.TrimSpace(given)
		if given == "*" || strings.TrimPrefix(given, "W/") == opaque {
			return true
		}
	}
	return false
}
