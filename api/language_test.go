package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"entente/api"
)

// TestPagesSpeakTheLanguageAskedFor holds that the choice counts before what
// the browser asks for, and that caches are told.
func TestPagesSpeakTheLanguageAskedFor(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	for _, c := range []struct{ accept, cookie, want string }{
		{"", "", "en"}, {"fr", "", "fr"}, {"fr-CA,en;q=0.5", "", "fr"}, {"de,fr;q=0.2,en;q=0.1", "", "fr"}, {"de", "", "en"},
		{"fr", "en", "en"}, {"en", "fr", "fr"}, {"fr", "xx", "fr"}, {"!;q=", "", "en"},
	} {
		for _, target := range []string{"/", "/?q=armed", "/?q=(", "/documents/harbour-treaty-1949?q=armed", "/documents/nothing", "/compare", "/docs/api", "/files"} {
			request := httptest.NewRequest(http.MethodGet, target, nil)
			request.Header.Set("Accept-Language", c.accept)
			if c.cookie != "" {
				request.AddCookie(&http.Cookie{Name: "language", Value: c.cookie})
			}
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, request)
			contains(t, answer.Body.String(), `<html lang="`+c.want+`">`)
			contains(t, strings.Join(answer.Header().Values("Vary"), ", "), "Accept-Language, Cookie")
		}
	}
}

func TestLanguageIsRemembered(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	for target, want := range map[string]string{
		"/language/fr?back=%2F%3Fq%3Darmed%2Battack": "/?q=armed+attack", "/language/en": "/",
		"/language/fr?back=//elsewhere.example": "/", "/language/fr?back=https://elsewhere.example": "/", `/language/fr?back=/\elsewhere.example`: "/",
	} {
		answer := get(t, handler, target)
		if got := answer.Header().Get("Location"); answer.Code != http.StatusSeeOther || got != want {
			t.Errorf("%s leads to %q with status %d", target, got, answer.Code)
		}
		contains(t, answer.Header().Get("Set-Cookie"), "language=")
	}
	if answer := get(t, handler, "/language/xx"); answer.Code != http.StatusNotFound || answer.Header().Get("Set-Cookie") != "" {
		t.Errorf("an unknown language is answered with %d", answer.Code)
	}
}

// TestFrenchPage reads a page as somebody sees it who asks for French.
func TestFrenchPage(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/?q=armed+attack", nil)
	request.Header.Set("Accept-Language", "fr")
	answer := httptest.NewRecorder()
	newTestServer(t, newTestEngine(t)).Public().ServeHTTP(answer, request)
	for _, want := range []string{"31 documents sur 32 examinés", "Affiner les résultats", "anglais", "Défense collective", `href="/language/en?back=%2F%3Fq%3Darmed%2Battack"`} {
		contains(t, answer.Body.String(), want)
	}
}

// A search that is refused is refused in the language of the page, also in the
// title of the window.
func TestFrenchPageOfARefusedSearch(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/?q=%22armed", nil)
	request.Header.Set("Accept-Language", "fr")
	answer := httptest.NewRecorder()
	newTestServer(t, newTestEngine(t)).Public().ServeHTTP(answer, request)
	contains(t, answer.Body.String(), "<title>La requête ne peut être prise en compte – Entente</title>")
}

// Every page is in the language asked for, and offers itself in the other.
func TestEveryPageSpeaksFrench(t *testing.T) {
	handler := newServer(t, newTestEngine(t), api.Options{Files: testFiles{}}).Public()
	for _, page := range []string{
		"/", "/?q=armed", "/?q=%22armed", "/documents/harbour-treaty-1949", "/documents/harbour-treaty-1949/citation", "/documents/none",
		"/compare?a=harbour-treaty-1949", "/compare?a=harbour-treaty-1949&b=paper-03", "/clauses?q=armed", "/files", "/docs/api",
	} {
		request := httptest.NewRequest(http.MethodGet, page, nil)
		request.Header.Set("Accept-Language", "fr")
		body := ask(t, handler, request).Body.String()
		contains(t, body, `<html lang="fr">`)
		contains(t, body, `href="/language/en?back=`+url.QueryEscape(page)+`"`)
	}
}
