package api_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/corpus"
)

// The search page names its feed, which begins with what came last.
func TestSearchPageNamesItsFeed(t *testing.T) {
	engine := newTestEngine(t)
	handler := newTestServer(t, engine).Public()
	root, err := html.Parse(get(t, handler, "/?q=armed&type=treaty&sort=date&page=1").Body)
	if err != nil {
		t.Fatal(err)
	}
	path := ""
	for _, link := range all(root, "link", "") {
		if attribute(link, "rel") == "alternate" && attribute(link, "type") == "application/atom+xml" {
			path = attribute(link, "href")
		}
	}
	if path == "" {
		t.Fatal("no feed")
	}
	put := func(id, text string) {
		document := &corpus.Document{ID: id, Title: id, Type: "treaty", Passages: []corpus.Passage{{Kind: corpus.Article, Number: "5", Text: text}}}
		if err := engine.Put(t.Context(), []*corpus.Document{document}); err != nil {
			t.Fatal(err)
		}
	}
	put("newer", "Armed.")
	put("newest", "An armed attack.")
	put("other", "Peace.")
	put("newer", "Armed again.") // which does not make it new
	answer := get(t, handler, path)
	body := answer.Body.String()
	if answer.Code != http.StatusOK || answer.Header().Get("Content-Type") != "application/atom+xml" {
		t.Fatalf("%d %v %.300s", answer.Code, answer.Header(), body)
	}
	newest, newer, old := strings.Index(body, "/documents/newest</id>"), strings.Index(body, "/documents/newer</id>"), strings.Index(body, "/documents/harbour-treaty-1949</id>")
	if newest < 0 || newest > newer || newer > old || strings.Contains(body, "/documents/other</id>") {
		t.Errorf("newest at %d, newer at %d, old at %d:\n%s", newest, newer, old, body)
	}
	for _, want := range []string{
		`href="http://example.com` + strings.ReplaceAll(path, "&", "&amp;") + `"`, `href="http://example.com/documents/newest?q=armed&amp;type=`, `#p0"`, "Article 5: An armed attack.",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
}
