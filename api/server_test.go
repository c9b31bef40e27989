package api_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/api"
	"entente/api/wire"
	"entente/search"
)

func newTestServer(t testing.TB, engine search.Engine) *api.Server {
	t.Helper()
	return newServer(t, engine, api.Options{})
}

func newServer(t testing.TB, engine search.Engine, options api.Options) *api.Server {
	t.Helper()
	options.Version, options.Labels = "test", testLabels{}
	if options.Files == nil {
		broken, _ := engine.(failing)
		options.Files = testFiles{err: broken.err}
	}
	server, err := api.New(engine, options)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// get asks a handler and returns its answer.
func get(t testing.TB, handler http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, handler, httptest.NewRequest(http.MethodGet, target, nil))
}

func ask(t testing.TB, handler http.Handler, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	return recorder
}

func problemOf(t testing.TB, answer *httptest.ResponseRecorder) wire.Problem {
	t.Helper()
	var p wire.Problem
	if got := answer.Header().Get("Content-Type"); got != wire.ProblemJSON {
		t.Fatalf("media type %s: %.200s", got, answer.Body)
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != answer.Code {
		t.Errorf("the problem says %d, the answer %d", p.Status, answer.Code)
	}
	if p.RequestID == "" || p.RequestID != answer.Header().Get("X-Request-Id") {
		t.Errorf("request id %q in the problem, %q in the header", p.RequestID, answer.Header().Get("X-Request-Id"))
	}
	return p
}

func TestNewNeedsAnEngine(t *testing.T) {
	if _, err := api.New(nil, api.Options{}); err == nil {
		t.Error("no error")
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	for _, target := range []string{"/", "/?q=armed", "/documents/hostile", "/documents/nothing", "/nothing", "/v1/search", "/v1/nothing", "/healthz", "/openapi.json", "/robots.txt", styleSheet(t)} {
		h := get(t, handler, target).Header()
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":  "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: %s", target, name, got)
			}
		}
		for _, name := range []string{"Permissions-Policy", "Cache-Control", "X-Request-Id"} {
			if h.Get(name) == "" {
				t.Errorf("%s: no %s", target, name)
			}
		}
	}
}

func TestRequestIDsAreOurs(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	r := httptest.NewRequest("GET", "/healthz", nil)
	r.Header.Set("X-Request-Id", "theirs\r\nX: y")
	first, second := ask(t, handler, r).Header().Get("X-Request-Id"), get(t, handler, "/healthz").Header().Get("X-Request-Id")
	if strings.Contains(first, "theirs") || first == second || len(first) != 16 {
		t.Errorf("%q, %q", first, second)
	}
}

func TestUnknownAddressesAndMethods(t *testing.T) {
	server := newTestServer(t, newTestEngine(t))
	for _, c := range []struct {
		method, target string
		status         int
		allow          string
		page           bool
	}{
		{"GET", "/nothing", 404, "", true},
		{"GET", "/documents/", 404, "", true},
		{"GET", "/documents/a/b", 404, "", true},
		{"GET", "/documents/%2e%2e%2fetc", 404, "", true},
		{"GET", "/documents/" + strings.Repeat("a", 201), 404, "", true},
		{"GET", "/assets/../server.go", 404, "", true},
		{"GET", "/v1", 404, "", false},
		{"GET", "/v1/documents/%FF", 404, "", false},
		{"GET", "/v1/documents/a%2Fb", 404, "", false},
		{"GET", "/v1/nothing", 404, "", false},
		{"GET", "/nothing.json", 404, "", false},
		{"POST", "/", 405, "GET, HEAD", true},
		{"POST", "/v1/search", 405, "GET, HEAD", false},
		{"DELETE", "/v1/documents/hostile", 405, "GET, HEAD", false},
		{"GET", "/v1/documents", 405, "DELETE, POST", false},
		{"TRACE", "/v1/search", 405, "GET, HEAD", false},
	} {
		answer := ask(t, server.Public(), httptest.NewRequest(c.method, c.target, nil))
		if answer.Code != c.status {
			t.Errorf("%s %s: %d", c.method, c.target, answer.Code)
		}
		for _, method := range strings.Split(c.allow, ", ") {
			if !strings.Contains(answer.Header().Get("Allow"), method) {
				t.Errorf("%s %s: Allow: %s", c.method, c.target, answer.Header().Get("Allow"))
			}
		}
		if c.page != strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s %s: %s", c.method, c.target, answer.Header().Get("Content-Type"))
		}
		if !c.page {
			problemOf(t, answer)
		}
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	address := startServer(t, newTestServer(t, newTestEngine(t)))
	for _, target := range []string{"/", "/?q=armed", "/documents/hostile", "/v1/search?q=armed", "/v1/documents/hostile", "/healthz", "/openapi.json", "/nothing", "/v1/nothing", "/favicon.ico"} {
		got, err := http.Get(address + target)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		head, err := http.Head(address + target)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(head.Body)
		head.Body.Close()
		if head.StatusCode != got.StatusCode || head.Header.Get("Content-Type") != got.Header.Get("Content-Type") || len(body) > 0 {
			t.Errorf("%s: HEAD %s %s and %d bytes, GET %s %s", target, head.Status, head.Header.Get("Content-Type"), len(body), got.Status, got.Header.Get("Content-Type"))
		}
	}
}

func TestAssetsStayGoodForEver(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	path := styleSheet(t)
	answer := get(t, handler, path)
	tag := answer.Header().Get("ETag")
	if answer.Code != 200 || tag == "" || !strings.Contains(answer.Header().Get("Cache-Control"), "immutable") {
		t.Fatalf("%d %v", answer.Code, answer.Header())
	}
	for _, known := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if again := askAgain(t, handler, path, known); again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s: %d with %d bytes", known, again.Code, again.Body.Len())
		}
	}
	if other := get(t, handler, "/assets/style.css"); other.Code != 404 {
		t.Errorf("without the hash: %d", other.Code)
	}
}

func TestAnswersAreCompressed(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	for _, target := range []string{"/?q=armed", "/v1/search?q=armed", styleSheet(t), "/v1/documents/code-of-harbours-1962"} {
		r := httptest.NewRequest("GET", target, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		answer := ask(t, handler, r)
		if answer.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(answer.Header().Get("Vary"), "Accept-Encoding") {
			t.Fatalf("%s: %v", target, answer.Header())
		}
		reader, err := gzip.NewReader(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		if want := get(t, handler, target).Body.Bytes(); !strings.HasPrefix(target, "/v1/search") && !bytes.Equal(plain, want) {
			t.Errorf("%s: %d bytes compressed, %d plain", target, len(plain), len(want))
		}
	}
}

// askHost sends a request with a Host header, or none where host is "none",
// and returns the answer.
func askHost(t *testing.T, address, path, host string, headers ...string) *http.Response {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	lines := append([]string{"GET " + path + " HTTP/1.1", "Host: " + host, "Connection: close"}, headers...)
	if host == "none" {
		lines = slices.Delete(lines, 1, 2)
	}
	if _, err := io.WriteString(connection, strings.Join(lines, "\r\n")+"\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

func TestHostsOnALoopbackAddress(t *testing.T) {
	address := startServer(t, newServer(t, newTestEngine(t), api.Options{Hosts: []string{"Library.example"}}))
	for host, status := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "localhost.": 200, "127.0.0.1:1": 200, "[::1]:8080": 200, "[::1]": 200, "library.example:80": 200,
		"attacker.example": 421, "localhost.attacker.example": 421, "127.0.0.1.attacker.example": 421, "127.0.0.2": 421, "": 421, "none": 400,
	} {
		answer := askHost(t, address, "/healthz", host)
		if answer.StatusCode != status {
			t.Errorf("%q: %d, want %d", host, answer.StatusCode, status)
		}
		if status != 421 {
			continue
		}
		if answer.Header.Get("Content-Type") != wire.ProblemJSON {
			t.Errorf("%q: %s", host, answer.Header.Get("Content-Type"))
		}
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Request-Id", "Cache-Control"} {
			if answer.Header.Get(name) == "" {
				t.Errorf("%q: no %s", host, name)
			}
		}
	}
}

func TestHostsOnEveryAddress(t *testing.T) {
	for _, c := range []struct {
		hosts   []string
		foreign int
	}{
		{[]string{"library.example"}, 421},
		{nil, 200},
		{[]string{"", "0.0.0.0", "[::]"}, 200}, // which name no host
	} {
		listener, err := net.Listen("tcp", "0.0.0.0:0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ := net.SplitHostPort(listener.Addr().String())
		serveUntilEnd(t, listener, newServer(t, newTestEngine(t), api.Options{Hosts: c.hosts}).Serve)
		for host, status := range map[string]int{"library.example": 200, "localhost": 200, "attacker.example": c.foreign} {
			if answer := askHost(t, "127.0.0.1:"+port, "/healthz", host); answer.StatusCode != status {
				t.Errorf("hosts %q: %s: %d, want %d", c.hosts, host, answer.StatusCode, status)
			}
		}
	}
}

// What a proxy or client says about who asks, and how, changes nothing.
func TestForwardedHeadersAreIgnored(t *testing.T) {
	engine := newTestEngine(t)
	server := newTestServer(t, engine)
	address := startServer(t, server)
	for _, header := range []string{"X-Forwarded-Host: localhost", "Forwarded: for=127.0.0.1;host=localhost", "X-Original-Host: localhost", "X-Host: localhost"} {
		if answer := askHost(t, address, "/healthz", "attacker.example", header); answer.StatusCode != 421 {
			t.Errorf("%s: %d", header, answer.StatusCode)
		}
	}
	for handler, want := range map[http.Handler]int{server.Public(): 403, server.Private(): 204} {
		r := httptest.NewRequest("DELETE", "/v1/documents", strings.NewReader(`["paper-01"]`))
		r.Header.Set("X-Forwarded-For", "127.0.0.1")
		r.Header.Set("X-Real-Ip", "127.0.0.1")
		if answer := ask(t, handler, r); answer.Code != want {
			t.Errorf("%d, want %d", answer.Code, want)
		}
		r = httptest.NewRequest("POST", "/v1/documents/hostile", strings.NewReader(`["hostile"]`))
		r.Header.Set("X-HTTP-Method-Override", "GET")
		if answer := ask(t, handler, r); answer.Code != 405 {
			t.Errorf("a method is overridden: %d", answer.Code)
		}
	}
}

func TestStatsCanBeReadByEverybody(t *testing.T) {
	if answer := get(t, newTestServer(t, newTestEngine(t)).Public(), "/v1/stats"); answer.Code != 200 {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestSearchesAtOnceAreBounded(t *testing.T) {
	engine := slow{newTestEngine(t), make(chan struct{}), make(chan struct{})}
	handler := newServer(t, engine, api.Options{MaxSearches: 1}).Public()
	ended := make(chan int)
	go func() { ended <- get(t, handler, "/v1/search").Code }()
	<-engine.begun
	for _, target := range []string{"/v1/search", "/v1/documents/hostile/marks?q=armed"} {
		answer := get(t, handler, target)
		if p := problemOf(t, answer); p.Status != 503 || p.Kind() != wire.KindBusy || answer.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %+v", target, p)
		}
	}
	for _, target := range []string{"/", "/?q=armed", "/documents/hostile?q=armed"} {
		answer := get(t, handler, target)
		if answer.Code != 503 || answer.Header().Get("Retry-After") == "" || !strings.Contains(answer.Body.String(), "Too many searches at once") {
			t.Errorf("%s: %d", target, answer.Code)
		}
	}
	for _, target := range []string{"/v1/documents/hostile", "/healthz", "/readyz", "/v1/stats"} {
		if answer := get(t, handler, target); answer.Code != 200 {
			t.Errorf("%s: %d", target, answer.Code)
		}
	}
	close(engine.release)
	if code := <-ended; code != 200 {
		t.Errorf("the search under way: %d", code)
	}
	if answer := get(t, handler, "/v1/documents/hostile/marks?q=armed"); answer.Code != 200 {
		t.Errorf("afterwards: %d", answer.Code)
	}
}

func TestPublicHandlerCannotWrite(t *testing.T) {
	engine := newTestEngine(t)
	handler := newTestServer(t, engine).Public()
	for method, body := range map[string]string{"POST": `{"id":"x","title":"X"}`, "DELETE": `["hostile"]`} {
		answer := ask(t, handler, httptest.NewRequest(method, "/v1/documents", strings.NewReader(body)))
		if p := problemOf(t, answer); p.Status != 403 || !strings.Contains(p.Detail, "socket") {
			t.Errorf("%s: %+v", method, p)
		}
	}
	if _, err := engine.Document(t.Context(), "hostile"); err != nil {
		t.Error(err)
	}
	if _, err := engine.Document(t.Context(), "x"); err == nil {
		t.Error("x was stored")
	}
}

// panicking is an engine that panics where it should search.
type panicking struct{ search.Engine }

func (panicking) Search(context.Context, search.Request) (*search.Result, error) {
	panic("secret of the engine")
}

func (panicking) Revision(context.Context) (string, error) { return "1", nil }

func TestPanicsAndUnknownErrorsShowNothing(t *testing.T) {
	for name, engine := range map[string]search.Engine{"panic": panicking{}, "error": failing{err: errors.New("secret of the engine")}} {
		var log bytes.Buffer
		handler := newServer(t, engine, api.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))}).Public()
		answer := get(t, handler, "/v1/search?q=armed")
		p := problemOf(t, answer)
		if p.Status != 500 || strings.Contains(answer.Body.String(), "secret") {
			t.Errorf("%s: %s", name, answer.Body)
		}
		if !strings.Contains(log.String(), "secret of the engine") || !strings.Contains(log.String(), p.RequestID) {
			t.Errorf("%s: the log does not explain: %s", name, log.String())
		}
		page := get(t, handler, "/?q=armed")
		if page.Code != 500 || strings.Contains(page.Body.String(), "secret") || !strings.Contains(page.Body.String(), page.Header().Get("X-Request-Id")) {
			t.Errorf("%s: %s", name, page.Body)
		}
	}
}

// waiting is an engine that searches until it is told to stop.
type waiting struct{ search.Engine }

func (waiting) Search(ctx context.Context, _ search.Request) (*search.Result, error) {
	<-ctx.Done()
	return nil, fmt.Errorf("searching: %w", ctx.Err())
}

func (waiting) Revision(context.Context) (string, error) { return "1", nil }

func TestRequestsAreBoundedInTime(t *testing.T) {
	handler := newServer(t, waiting{}, api.Options{RequestTimeout: 20 * time.Millisecond}).Public()
	if p := problemOf(t, get(t, handler, "/v1/search")); p.Status != 504 {
		t.Errorf("%+v", p)
	}
}

// The end of a request's time is answered, though the connection has deadlines too.
func TestTheEndOfTheTimeIsAnswered(t *testing.T) {
	address := startServer(t, newServer(t, waiting{}, api.Options{RequestTimeout: 100 * time.Millisecond}))
	answer, err := http.Get(address + "/v1/search")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != 504 {
		t.Errorf("status %d", answer.StatusCode)
	}
}

func TestClientThatWentAwayGetsNothing(t *testing.T) {
	handler := newServer(t, waiting{}, api.Options{}).Public()
	for _, target := range []string{"/v1/search", "/?q=x"} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		answer := ask(t, handler, httptest.NewRequest("GET", target, nil).WithContext(ctx))
		if answer.Code != wire.StatusClosed || answer.Body.Len() > 0 {
			t.Errorf("%s: %d %s", target, answer.Code, answer.Body)
		}
	}
}

func TestHostileParameters(t *testing.T) {
	server := newTestServer(t, newTestEngine(t))
	for _, raw := range []string{
		"page=-5", "page=9223372036854775807", "page=1&page=2", "page=x", "page=", "page=0", "page=10001", "per_page=101", "per_page=0", "facet_size=1001",
		"q=%FF", "q=a%00b", "q=%zz", "a;b", "org=%00", "unknown=1", "sort=odd", "from=0000", "from=1960&to=1950", "match=some", "synonyms=1", "explain=1", "histogram=month", "facet=nothing", "facet_text=x", "cursor=",
		"q=" + strings.Repeat("(", 5000), "q=" + strings.Repeat("a", 5000), "q=" + url.QueryEscape(strings.Repeat("a OR ", 300)+"a"),
		"q=title:", "q=nofield:x", "q=%22", "org=" + strings.Repeat("x", 60000), strings.Repeat("org=x&", 201) + "org=x",
	} {
		p := problemOf(t, get(t, server.Public(), "/v1/search?"+raw))
		if p.Status != 400 || p.Detail == "" || p.Parameter == "" && p.Column == nil {
			t.Errorf("%.60s: %+v", raw, p)
		}
		if page := get(t, server.Public(), "/?"+raw); page.Code != 400 && raw != "page=" && raw != "cursor=" {
			t.Errorf("page %.60s: %d", raw, page.Code)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	engine := newTestEngine(t)
	server := newTestServer(t, engine)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 5 {
				for _, target := range []string{"/?q=armed&org=NATO", "/documents/harbour-treaty-1949?q=armed", "/v1/search?q=armed&page=2", "/", styleSheet(t), "/v1/search?page=x"} {
					if code := get(t, server.Public(), target).Code; code != 200 && code != 400 {
						t.Errorf("%s: %d", target, code)
					}
				}
				line := fmt.Sprintf(`{"id":"new-%d-%d","title":"New","source":{"collection":"x"},"passages":[]}`, i, j)
				if code := ask(t, server.Private(), httptest.NewRequest("POST", "/v1/documents", strings.NewReader(line))).Code; code != 200 {
					t.Errorf("putting: %d", code)
				}
			}
		})
	}
	group.Wait()
	stats, err := engine.Stats(t.Context())
	if want := len(testDocuments()) + 20; err != nil || stats.Documents != want {
		t.Errorf("%d documents, want %d: %v", stats.Documents, want, err)
	}
}
