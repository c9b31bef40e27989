package api_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/api"
	"entente/api/client"
	"entente/corpus"
	"entente/export"
	"entente/search"
)

// breaking is an engine whose walks break off after some hits.
type breaking struct {
	search.Engine
	after int
}

func (b breaking) Walk(ctx context.Context, r search.Request, begin func(*search.Record) error, hit func(*search.Hit) error) error {
	left := b.after
	return b.Engine.Walk(ctx, r, begin, func(h *search.Hit) error {
		if left--; left < 0 {
			return errors.New("disk on fire")
		}
		return hit(h)
	})
}

// read asks over the network, with or without compression, and reads to the end.
func read(t *testing.T, address string, compressed bool) (*http.Response, string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if compressed {
		request.Header.Set("Accept-Encoding", "gzip")
	}
	response, err := (&http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body := io.Reader(response.Body)
	if response.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(body)
	if err == nil { // the end of what was compressed is not the end of the answer
		_, err = io.Copy(io.Discard, response.Body)
	}
	return response, string(text), err
}

func TestExportIsWholeOrCutOff(t *testing.T) {
	engine := newTestEngine(t)
	for i := range 30 { // more than any buffer holds
		document := &corpus.Document{ID: fmt.Sprintf("long-%d", i), Title: strings.Repeat("Harbour ", 200), Passages: []corpus.Passage{{Kind: corpus.Section, Text: "Long."}}}
		if err := engine.Put(t.Context(), []*corpus.Document{document}); err != nil {
			t.Fatal(err)
		}
	}
	whole := startServer(t, newTestServer(t, engine))
	broken := startServer(t, newTestServer(t, breaking{engine, 20}))
	early := startServer(t, newTestServer(t, breaking{engine, 0}))
	for _, f := range export.Formats() {
		for _, compressed := range []bool{false, true} {
			path := "/v1/export?sort=title&format=" + f.Name
			response, text, err := read(t, whole+path, compressed)
			if err != nil || strings.Contains(text, "INCOMPLETE") || response.StatusCode != http.StatusOK {
				t.Errorf("%s, compressed %v: %v", f.Name, compressed, err)
			}
			if got := response.Header.Get("Content-Type"); got != f.MediaType {
				t.Errorf("%s: %s", f.Name, got)
			}
			if !strings.Contains(text, whole+"/documents/long-0") {
				t.Errorf("%s has no whole addresses", f.Name)
			}
			for _, base := range []string{broken, early} {
				_, text, err := read(t, base+path, compressed)
				if !errors.Is(err, io.ErrUnexpectedEOF) {
					t.Errorf("%s broken off, compressed %v, ends with %v", f.Name, compressed, err)
				}
				if !strings.Contains(strings.ToLower(text), "incomplete") || strings.Contains(text, "fire") {
					t.Errorf("%s broken off, compressed %v, ends: …%s", f.Name, compressed, text[max(0, len(text)-200):])
				}
			}
		}
	}
}

func TestExportHeaders(t *testing.T) {
	handler := newServer(t, newTestEngine(t), api.Options{URL: "https://treaties.example/x"}).Public()
	answer := get(t, handler, "/v1/export?format=ris&q=armed&org=NATO&match=any")
	for name, want := range map[string]string{
		"Link": `</v1/record?match=any&org=NATO&q=armed>; rel="describedby"`, "Cache-Control": "no-store",
		"Content-Type": "application/x-research-info-systems",
	} {
		if got := answer.Header().Get(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := answer.Header().Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="entente-`) || !strings.HasSuffix(got, `.ris"`) {
		t.Error(got)
	}
	if !strings.Contains(answer.Body.String(), "L2  - https://treaties.example/x/documents/") {
		t.Errorf("another address than that of the server: %.500s", answer.Body)
	}
	record := strings.TrimSuffix(strings.TrimPrefix(answer.Header().Get("Link"), "<"), `>; rel="describedby"`)
	if got := get(t, handler, record).Code; got != http.StatusOK {
		t.Errorf("the record answers %d", got)
	}
	head := ask(t, handler, httptest.NewRequest(http.MethodHead, "/v1/export?format=csl", nil))
	if head.Code != http.StatusOK || head.Body.Len() > 0 || head.Header().Get("Content-Type") != "application/vnd.citationstyles.csl+json" {
		t.Errorf("head: %d, %d bytes, %v", head.Code, head.Body.Len(), head.Header())
	}
	none := get(t, handler, "/v1/export?format=ris&q=zeppelin")
	if none.Code != http.StatusOK || none.Body.Len() > 0 || none.Header().Get("Content-Disposition") == "" {
		t.Errorf("no hits: %d, %q, %v", none.Code, none.Body, none.Header())
	}
	failed := get(t, handler, "/v1/export?format=ris&q=armed+(")
	if problemOf(t, failed).Column == nil || failed.Header().Get("Content-Disposition") != "" {
		t.Errorf("%v", failed.Header())
	}
}

// unhurried is an engine that finds nothing before it is told to end.
type unhurried struct{ search.Engine }

func (unhurried) Walk(ctx context.Context, _ search.Request, _ func(*search.Record) error, _ func(*search.Hit) error) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestExportThatFindsNothingInTime(t *testing.T) {
	answer := get(t, newServer(t, unhurried{}, api.Options{RequestTimeout: 1}).Public(), "/v1/export?format=csv")
	if p := problemOf(t, answer); p.Kind() != "timeout" {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

// holding is an engine whose walks tell that they have begun and wait.
type holding struct {
	search.Engine
	begun, release chan struct{}
}

func (h holding) Walk(context.Context, search.Request, func(*search.Record) error, func(*search.Hit) error) error {
	h.begun <- struct{}{}
	<-h.release
	return search.ErrUnavailable
}

func TestExportsAtOnceAreFew(t *testing.T) {
	const most = 8
	engine := holding{begun: make(chan struct{}), release: make(chan struct{})}
	handler := newTestServer(t, engine).Public()
	done := make(chan struct{})
	for range most {
		go func() {
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/v1/export?format=csv", nil))
			done <- struct{}{}
		}()
		<-engine.begun
	}
	if p := problemOf(t, get(t, handler, "/v1/export?format=csv")); p.Kind() != "busy" {
		t.Errorf("%+v", p)
	}
	close(engine.release)
	for range most {
		<-done
	}
}

// A client's walk ends with an error when the server's does.
func TestClientNoticesExportsThatBreakOff(t *testing.T) {
	engine := breaking{newTestEngine(t), 2}
	c := connect(t, engine)
	hits := 0
	err := c.Walk(t.Context(), search.Request{}, func(*search.Record) error { return nil }, func(*search.Hit) error { hits++; return nil })
	var incomplete *export.IncompleteError
	if !errors.As(err, &incomplete) || !errors.Is(err, search.ErrUnavailable) || hits != 2 || incomplete.Written != 2 {
		t.Errorf("%d hits, %v", hits, err)
	}
	gone, err := client.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if err := gone.Walk(t.Context(), search.Request{}, nil, nil); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("no server: %v", err)
	}
}

func TestPagesLeadToExportsAndCitations(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	var paths []string
	for _, target := range []string{"/?q=armed&org=NATO&page=1", "/documents/harbour-treaty-1949?q=armed", "/documents/harbour-treaty-1949/citation?passage=0"} {
		root, err := html.Parse(get(t, handler, target).Body)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range all(root, "a", "") {
			if path := attribute(a, "href"); strings.Contains(path, "/export") || strings.Contains(path, "/citation") {
				paths = append(paths, path)
			}
		}
	}
	if len(paths) < len(export.Formats())+2+len(export.Citing()) {
		t.Errorf("%v", paths)
	}
	for _, path := range paths {
		if answer := get(t, handler, path); answer.Code != http.StatusOK || answer.Body.Len() == 0 {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
	page := get(t, handler, "/documents/hostile/citation?passage=0").Body.String()
	if strings.Contains(page, "<script>alert") || !strings.Contains(page, "@misc{hostile:p0,") {
		t.Errorf("%.2000s", page)
	}
}
