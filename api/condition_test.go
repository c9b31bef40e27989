package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/local"
)

// askAgain asks for what has the tag.
func askAgain(t *testing.T, handler http.Handler, target, tag string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("If-None-Match", tag)
	return ask(t, handler, r)
}

// countedUnread has as many unread files as it is told.
type countedUnread struct{ files *int }

func (u countedUnread) CountUnread(context.Context) (int, error)     { return *u.files, nil }
func (countedUnread) CountPartlyUnread(context.Context) (int, error) { return 0, nil }
func (countedUnread) ListUnread(context.Context, int) ([]search.UnreadFile, error) {
	return nil, nil
}
func (countedUnread) ListPartlyUnread(context.Context, int) ([]search.UnreadFile, error) {
	return nil, nil
}

func TestAnswersAreAskedForAgainByTheirTag(t *testing.T) {
	unread := 0
	engine := openEngine(t, local.Options{Names: testNames{}, Unread: countedUnread{&unread}})
	if err := engine.Put(t.Context(), testDocuments()); err != nil {
		t.Fatal(err)
	}
	server := newTestServer(t, engine)
	changes := []struct {
		name string
		make func()
	}{
		{"a document", func() {
			if err := engine.Put(t.Context(), []*corpus.Document{{ID: "new"}}); err != nil {
				t.Fatal(err)
			}
		}},
		{"a document less", func() {
			if err := engine.Delete(t.Context(), []string{"new"}); err != nil {
				t.Fatal(err)
			}
		}},
		{"a file that cannot be read", func() { unread++ }},
	}
	for _, target := range []string{
		"/v1/search?q=armed", "/v1/search", "/v1/documents/harbour-treaty-1949", "/v1/documents/harbour-treaty-1949/passages/0",
		"/v1/documents/harbour-treaty-1949/marks?q=armed", "/feeds/search.atom?q=armed",
	} {
		for _, change := range changes {
			first := get(t, server.Public(), target)
			tag := first.Header().Get("ETag")
			if first.Code != http.StatusOK || !strings.HasPrefix(tag, `W/"`) || first.Header().Get("Cache-Control") != "private, no-cache" {
				t.Fatalf("%s: %d %v", target, first.Code, first.Header())
			}
			for _, given := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag, "*"} {
				again := askAgain(t, server.Public(), target, given)
				if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != tag {
					t.Errorf("%s with %s: %d, %d bytes, %v", target, given, again.Code, again.Body.Len(), again.Header())
				}
			}
			if other := askAgain(t, server.Public(), target, `W/"x"`); other.Code != http.StatusOK || other.Body.Len() == 0 {
				t.Errorf("%s with another tag: %d", target, other.Code)
			}
			change.make()
			if changed := askAgain(t, server.Public(), target, tag); changed.Code != http.StatusOK || changed.Header().Get("ETag") == tag {
				t.Errorf("%s after %s: %d %s", target, change.name, changed.Code, changed.Header().Get("ETag"))
			}
		}
	}
	tag := get(t, server.Public(), "/v1/search").Header().Get("ETag")
	if got := askAgain(t, newTestServer(t, engine).Public(), "/v1/search", tag).Code; got != http.StatusOK {
		t.Errorf("another server answers %d to the tag of the first", got)
	}
	for _, target := range []string{"/v1/search?q=(", "/v1/documents/nothing"} {
		answer := get(t, server.Public(), target)
		if answer.Header().Get("ETag") != "" || answer.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: an error with %v", target, answer.Header())
		}
	}
}
