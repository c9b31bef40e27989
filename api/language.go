package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"entente/api/ui"
)

// languageCookie remembers the language that somebody chose for the pages. It
// is not part of their addresses, which mean the same to everybody.
const languageCookie = "language"

// languageSeconds is how long the choice is remembered.
const languageSeconds = 365 * 24 * 60 * 60

// languageMatcher chooses among the languages of the pages.
func languageMatcher() language.Matcher {
	var tags []language.Tag
	for _, name := range ui.Languages() {
		tags = append(tags, language.Make(name))
	}
	return language.NewMatcher(tags)
}

// pageLanguage returns the language of the pages for a request: the one chosen,
// else the best of those that the browser asks for.
func (s *Server) pageLanguage(r *http.Request) string {
	known := ui.Languages()
	if cookie, err := r.Cookie(languageCookie); err == nil && slices.Contains(known, cookie.Value) {
		return cookie.Value
	}
	// A header that does not parse asks for nothing.
	wanted, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	_, n, _ := s.languages.Match(wanted...)
	return known[n]
}

// chooseLanguage answers GET /language/:language, remembers the choice and
// leads back to the page that ?back= names.
func (s *Server) chooseLanguage(c echo.Context) error {
	chosen := c.Param("language")
	if !slices.Contains(ui.Languages(), chosen) {
		return echo.ErrNotFound
	}
	c.SetCookie(&http.Cookie{Name: languageCookie, Value: chosen, Path: "/", MaxAge: languageSeconds, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return c.Redirect(http.StatusSeeOther, localPath(c.QueryParam("back")))
}

// localPath returns path when it leads to a page of this server, else that of
// the first page.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// pagesFor returns the pages in the language for a request.
func (s *Server) pagesFor(c echo.Context) *ui.Pages {
	return s.pages.For(ui.Visit{Language: s.pageLanguage(c.Request()), Path: c.Request().URL.RequestURI()})
}
