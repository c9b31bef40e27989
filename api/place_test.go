package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/search"
)

// neighbours returns where the reading page leads in the result: to the document
// before and to the one after, "" for none.
func neighbours(t *testing.T, root *html.Node) (previous, next string) {
	t.Helper()
	for _, a := range all(first(t, root, "nav", "place"), "a", "") {
		switch attribute(a, "rel") {
		case "prev":
			previous = attribute(a, "href")
		case "next":
			next = attribute(a, "href")
		}
	}
	return previous, next
}

// One who goes on from document to document reads the result in its order, to its end.
func TestReadingGoesOnThroughTheResult(t *testing.T) {
	engine := newTestEngine(t)
	handler := newTestServer(t, engine).Public()
	for _, asked := range []string{"q=armed+attack", "q=armed+attack&sort=date&org=NATO&org=ORG-03", "sort=title", "q=exercises&sort=-date&from=1960", "type=speech", "q=article:5"} {
		t.Run(asked, func(t *testing.T) {
			want := found(t, handler, asked)
			var forth, back []string
			at, before := "/documents/"+want[0]+"?"+asked, ""
			for i := 0; at != ""; i++ {
				root := pageOf(t, handler, strings.TrimSuffix(at, "#first-match"))
				contains(t, text(first(t, root, "nav", "place")), fmt.Sprintf("Document %d of %d", i+1, len(want)))
				forth = append(forth, idIn(t, at))
				before, at = neighbours(t, root)
				if before != "" {
					back = append(back, idIn(t, before))
				}
			}
			if !slices.Equal(forth, want) || !slices.Equal(back, want[:len(want)-1]) {
				t.Errorf("read %q and back %q, want %q", forth, back, want)
			}
		})
	}
}

// found returns the ids of all that a search finds, as its pages list them.
func found(t *testing.T, handler http.Handler, asked string) []string {
	t.Helper()
	var result search.Result
	body := get(t, handler, "/v1/search?per_page=100&"+asked).Body.Bytes()
	if err := json.Unmarshal(body, &result); err != nil || len(result.Hits) < result.Total.Value || len(result.Hits) < 2 {
		t.Fatalf("%d hits of %d: %v", len(result.Hits), result.Total.Value, err)
	}
	var ids []string
	for _, h := range result.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func idIn(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/documents/")
}

// From the next document one comes back to the page of the result that lists it.
func TestTheNextDocumentMayBeOnTheNextPage(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	ids := found(t, handler, "sort=title")
	_, next := neighbours(t, pageOf(t, handler, "/documents/"+ids[4]+"?sort=title&per_page=5"))
	if want := "/documents/" + ids[5] + "?page=2&per_page=5&sort=title#first-match"; next != want {
		t.Errorf("leads to %s, want %s", next, want)
	}
	previous, _ := neighbours(t, pageOf(t, handler, "/documents/"+ids[5]+"?sort=title&per_page=5&page=2"))
	if want := "/documents/" + ids[4] + "?per_page=5&sort=title#first-match"; previous != want {
		t.Errorf("leads to %s, want %s", previous, want)
	}
}

func TestReadingPageWithoutAPlace(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	if places := all(pageOf(t, handler, "/documents/harbour-treaty-1949"), "nav", "place"); len(places) != 0 {
		t.Error("a document that no search led to has a place in one")
	}
	outside := pageOf(t, handler, "/documents/harbour-treaty-1949?q=armed+attack&type=speech")
	contains(t, text(first(t, outside, "nav", "place")), "This document is not in the result of the search.")
	contains(t, text(outside), "3 of 7 passages match")
	unknown := pageOf(t, handler, "/documents/harbour-treaty-1949?org=NATOO")
	contains(t, text(unknown), "A parameter cannot be honoured")
	if places := all(unknown, "nav", "place"); len(places) != 0 {
		t.Error("a search that is refused has a result")
	}
}

// The anchors lead to the first and the last match, whichever passages these are.
func TestMatchesAtTheEndsHaveAnchors(t *testing.T) {
	root := page(t, "/documents/harbour-treaty-1949?q=armed+attack")
	got := map[string]string{}
	for _, section := range all(root, "section", "matched") {
		for _, span := range all(section, "span", "") {
			if id := attribute(span, "id"); id != "" {
				got[id] = attribute(section, "id")
			}
		}
	}
	if got["first-match"] != "p2" || got["last-match"] != "p4" || len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// unlisted is an engine that lists no result in time.
type unlisted struct{ search.Engine }

func (unlisted) Record(context.Context, search.Request) (*search.Record, error) {
	return nil, search.ErrTimeout
}

// A search that fails leaves the document to be read.
func TestReadingPageWhenTheResultCannotBeListed(t *testing.T) {
	engine := unlisted{newTestEngine(t)}
	answer := get(t, newTestServer(t, engine).Public(), "/documents/harbour-treaty-1949?type=treaty")
	contains(t, answer.Body.String(), "The search took too long")
	contains(t, answer.Body.String(), "An armed attack against one party")
}
