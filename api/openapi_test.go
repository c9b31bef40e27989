package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"entente/api/wire"
	"entente/corpus"
	"entente/export"
	"entente/search"
)

// description reads what the server says about itself.
func description(t *testing.T, handler http.Handler) *openapi3.T {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData(get(t, handler, "/openapi.json").Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func TestDescriptionIsValid(t *testing.T) {
	document := description(t, newTestServer(t, newTestEngine(t)).Public())
	if err := document.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	if document.OpenAPI != "3.1.0" {
		t.Errorf("version %s", document.OpenAPI)
	}
}

var pathParameter = regexp.MustCompile(`:(\w+)`)

func TestEveryRouteIsDescribedAndExists(t *testing.T) {
	server := newTestServer(t, newTestEngine(t))
	var described []string
	for path, item := range description(t, server.Public()).Paths.Map() {
		for method := range item.Operations() {
			described = append(described, method+" "+path)
		}
	}
	slices.Sort(described)
	for name, handler := range map[string]http.Handler{"public": server.Public(), "private": server.Private()} {
		var routes []string
		for _, r := range handler.(*echo.Echo).Routes() {
			if r.Method != http.MethodHead {
				routes = append(routes, r.Method+" "+pathParameter.ReplaceAllString(r.Path, "{$1}"))
			}
		}
		slices.Sort(routes)
		if diff := cmp.Diff(described, routes); diff != "" {
			t.Errorf("%s handler (-described +served):\n%s", name, diff)
		}
	}
}

func TestParametersAreDescribed(t *testing.T) {
	document := description(t, newTestServer(t, newTestEngine(t)).Public())
	for path, want := range map[string][]string{
		"/v1/search": wire.Parameters(), "/": wire.Parameters(), "/documents/{id}": wire.Parameters(),
		"/v1/record": wire.RecordParameters(), "/v1/documents/{id}/marks": append([]string{"id"}, wire.MarkParameters()...),
		"/v1/suggest": {wire.Query, wire.Limit}, "/v1/files": wire.FileParameters(), "/files": wire.FileParameters(),
		"/v1/export": wire.ExportParameters(), "/v1/compare": wire.ComparisonParameters(), "/clauses": wire.Parameters(), "/feeds/search.atom": wire.FeedParameters(),
	} {
		var names []string
		for _, p := range document.Paths.Find(path).Get.Parameters {
			names = append(names, p.Value.Name)
			isList := p.Value.Schema.Value.Type.Is("array")
			if isFacet := slices.Contains(wire.Facets(), p.Value.Name); isList != isFacet {
				t.Errorf("%s: %s is a list: %v, a facet: %v", path, p.Value.Name, isList, isFacet)
			}
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s (-read +described):\n%s", path, diff)
		}
	}
}

func TestDescribedLimitsAreThoseEnforced(t *testing.T) {
	parameters := description(t, newTestServer(t, newTestEngine(t)).Public()).Components.Parameters
	for name, want := range map[string][2]float64{
		"files_per_page": {wire.MaxFilesPerPage, wire.DefaultFilesPerPage},
		"per_page":       {search.MaxPerPage, search.DefaultPerPage}, "facet_size": {search.MaxFacetSize, search.DefaultFacetSize}, "page": {search.MaxDepth, 1},
	} {
		schema := parameters[name].Value.Schema.Value
		if got := [2]float64{*schema.Max, schema.Default.(float64)}; got != want {
			t.Errorf("%s: described %v, enforced %v", name, got, want)
		}
	}
	for name, want := range map[string]uint64{"q": search.MaxQueryLength, "facet_text": search.MaxFacetText} {
		if got := *parameters[name].Value.Schema.Value.MaxLength; got != want {
			t.Errorf("%s: described %d, enforced %d", name, got, want)
		}
	}
	for name, want := range map[string][]any{
		"sort": anyOf(search.Sorts()), "match": anyOf(search.Matches()), "facet": anyOf(wire.Facets()),
		"histogram": anyOf(search.Intervals()), "passages": anyOf(search.Extents()),
	} {
		if diff := cmp.Diff(want, parameters[name].Value.Schema.Value.Enum); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDescribedLimitsOfSuggestionsAreThoseThereAre(t *testing.T) {
	document := description(t, newTestServer(t, newTestEngine(t)).Public())
	parameters := document.Paths.Find("/v1/suggest").Get.Parameters
	limit := parameters.GetByInAndName("query", "limit").Schema.Value
	text := parameters.GetByInAndName("query", "q").Schema.Value
	got := []float64{*limit.Max, limit.Default.(float64), float64(*text.MaxLength)}
	if diff := cmp.Diff([]float64{search.MaxSuggestions, search.DefaultSuggestions, search.MaxSuggestLength}, got); diff != "" {
		t.Error(diff)
	}
	if got := *document.Components.Schemas["Account"].Value.Properties["unread"].Value.MaxItems; got != search.MaxUnreadListed {
		t.Errorf("unread: described %d, listed %d", got, search.MaxUnreadListed)
	}
}

func TestDescribedFormatsAreThoseThereAre(t *testing.T) {
	paths := description(t, newTestServer(t, newTestEngine(t)).Public()).Paths
	var names []string
	var mediaTypes []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
		mediaType, _, _ := mime.ParseMediaType(f.MediaType)
		mediaTypes = append(mediaTypes, mediaType)
	}
	slices.Sort(mediaTypes)
	for path, want := range map[string][]string{"/v1/export": names, "/v1/documents/{id}/citation": export.Citing()} {
		if diff := cmp.Diff(anyOf(want), paths.Find(path).Get.Parameters.GetByInAndName("query", "format").Schema.Value.Enum); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	described := slices.Sorted(maps.Keys(paths.Find("/v1/export").Get.Responses.Value("200").Value.Content))
	if diff := cmp.Diff(mediaTypes, described); diff != "" {
		t.Error(diff)
	}
}

func anyOf[T ~string](values []T) []any {
	var out []any
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

func TestDescribedKindsOfProblemAreThoseThereAre(t *testing.T) {
	schemas := description(t, newTestServer(t, newTestEngine(t)).Public()).Components.Schemas
	var kinds []any
	for _, k := range wire.Kinds() {
		kinds = append(kinds, k.Type())
	}
	if diff := cmp.Diff(kinds, schemas["Problem"].Value.Properties["type"].Value.Enum); diff != "" {
		t.Error(diff)
	}
	for _, list := range []struct {
		schema, name string
		want         uint64
	}{{"Document", "passages", corpus.MaxPassages}, {"Document", "unread", corpus.MaxUnread}, {"Hit", "unread", search.MaxUnreadParts}} {
		if got := *schemas[list.schema].Value.Properties[list.name].Value.MaxItems; got != list.want {
			t.Errorf("%s of %s: described %d, enforced %d", list.name, list.schema, got, list.want)
		}
	}
}

// exchange is a request of which the answer is held against the description.
type exchange struct {
	method, path string // as described
	target       string
	body         string
	status       int
	public       bool
	failure      error
}

func TestAnswersAreAsDescribed(t *testing.T) {
	calls := []exchange{
		{"GET", "/v1/search", "/v1/search?q=armed+attack&org=NATO&org=UN&facet_size=2&sort=-date&from=1940", "", 200, true, nil},
		{"GET", "/v1/search", "/v1/search?q=zeppelin", "", 200, true, nil},
		{"GET", "/v1/search", "/v1/search?per_page=100", "", 200, true, nil},
		{"GET", "/v1/search", "/v1/search?q=armed+org:nato&match=any&synonyms=false&facet=org&facet_text=n&histogram=year&explain=true", "", 200, true, nil},
		{"GET", "/v1/search", "/v1/search?q=armed+attack&passages=full", "", 200, true, nil},
		{"GET", "/v1/search", "/v1/search?passages=half", "", 400, true, nil},
		{"GET", "/v1/search", "/v1/search?q=armed+(", "", 400, true, nil},
		{"GET", "/v1/compare", "/v1/compare?a=harbour-treaty-1949&b=hostile", "", 200, true, nil},
		{"GET", "/v1/compare", "/v1/compare?a=harbour-treaty-1949&b=harbour-treaty-1949&show=different", "", 200, true, nil},
		{"GET", "/v1/compare", "/v1/compare?a=harbour-treaty-1949", "", 400, true, nil},
		{"GET", "/v1/compare", "/v1/compare?a=harbour-treaty-1949&b=hostile&show=some", "", 400, true, nil},
		{"GET", "/v1/compare", "/v1/compare?a=harbour-treaty-1949&b=harbour-treaty-1948", "", 404, true, nil},
		{"GET", "/compare", "/compare?a=harbour-treaty-1949&b=hostile", "", 200, true, nil},
		{"GET", "/compare", "/compare?a=harbour-treaty-1949", "", 200, true, nil},
		{"GET", "/compare", "/compare", "", 400, true, nil},
		{"GET", "/compare", "/compare?a=harbour-treaty-1948&b=hostile", "", 404, true, nil},
		{"GET", "/clauses", "/clauses?q=armed+attack", "", 200, true, nil},
		{"GET", "/clauses", "/clauses?q=armed+(", "", 400, true, nil},
		{"GET", "/v1/record", "/v1/record?q=armed&match=any&synonyms=false&org=NATO&from=1940&to=1990&sort=title", "", 200, true, nil},
		{"GET", "/v1/record", "/v1/record?q=zeppelin", "", 200, true, nil},
		{"GET", "/v1/record", "/v1/record?page=1", "", 400, true, nil},
		{"GET", "/feeds/search.atom", "/feeds/search.atom?q=armed&org=NATO", "", 200, true, nil},
		{"GET", "/feeds/search.atom", "/feeds/search.atom?sort=date", "", 400, true, nil},
		{"GET", "/v1/export", "/v1/export?format=jsonl&q=armed&org=NATO&sort=date", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=csv", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=csv&passages=full", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=ris", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=bibtex", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=csl", "", 200, true, nil},
		{"GET", "/v1/export", "/v1/export?format=xls", "", 400, true, nil},
		{"GET", "/v1/export", "/v1/export?q=armed", "", 400, true, nil},
		{"GET", "/v1/export", "/v1/export?format=csv&page=2", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?passage=1&format=ris", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?format=bibtex", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?format=csl", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?format=csv", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?format=", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?passage=-1", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/citation", "/v1/documents/harbour-treaty-1949/citation?passage=999", "", 404, true, nil},
		{"GET", "/docs/api", "/docs/api", "", 200, true, nil},
		{"GET", "/docs/api", "/docs/api?x=1", "", 400, true, nil},
		{"GET", "/documents/{id}/citation", "/documents/harbour-treaty-1949/citation?passage=1", "", 200, true, nil},
		{"GET", "/documents/{id}/citation", "/documents/hostile/citation", "", 200, true, nil},
		{"GET", "/documents/{id}/citation", "/documents/harbour-treaty-1949/citation?format=ris", "", 400, true, nil},
		{"GET", "/documents/{id}/citation", "/documents/nothing/citation", "", 404, true, nil},
		{"GET", "/v1/suggest", "/v1/suggest?q=harb&limit=2", "", 200, true, nil},
		{"GET", "/v1/suggest", "/v1/suggest?q=", "", 200, true, nil},
		{"GET", "/v1/suggest", "/v1/suggest?q=a&limit=21", "", 400, true, nil},
		{"GET", "/v1/search", "/v1/search?org=NATOO", "", 400, true, nil},
		{"GET", "/v1/documents/{id}", "/v1/documents/harbour-treaty-1949", "", 200, true, nil},
		{"GET", "/v1/documents/{id}", "/v1/documents/hostile", "", 200, true, nil},
		{"GET", "/v1/documents/{id}", "/v1/documents/harbour-treaty-1948", "", 404, true, nil},
		{"GET", "/v1/documents/{id}", "/v1/documents/hostile?x=1", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/passages/{n}", "/v1/documents/burden-report-1988/passages/1", "", 200, true, nil},
		{"GET", "/v1/documents/{id}", "/v1/documents/burden-report-1988", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/passages/{n}", "/v1/documents/burden-report-1988/passages/2", "", 404, true, nil},
		{"GET", "/v1/documents/{id}/passages/{n}", "/v1/documents/burden-report-1988/passages/-1", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/harbour-treaty-1949/near-duplicates", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/harbour-treaty-1949/near-duplicates?x=1", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/nothing/near-duplicates", "", 404, true, nil},
		{"GET", "/v1/documents/{id}/marks", "/v1/documents/harbour-treaty-1949/marks?q=armed", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/marks", "/v1/documents/harbour-treaty-1949/marks?q=zeppelin", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/marks", "/v1/documents/harbour-treaty-1949/marks", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/marks", "/v1/documents/nothing/marks?q=armed", "", 404, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/harbour-treaty-1949/near-duplicates", "", 200, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/harbour-treaty-1949/near-duplicates?x=1", "", 400, true, nil},
		{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/nothing/near-duplicates", "", 404, true, nil},
		{"POST", "/v1/documents", "/v1/documents", "{\"id\":\"a\",\"title\":\"A\",\"source\":{\"collection\":\"x\"},\"passages\":[]}\nnot json\n", 200, false, nil},
		{"POST", "/v1/documents", "/v1/documents", "{\"id\":\"a\",\"title\":\"A\",\"source\":{\"collection\":\"x\"},\"passages\":[]}\n", 200, false, search.ErrUnavailable},
		{"POST", "/v1/documents", "/v1/documents?x=1", "", 400, false, nil},
		{"POST", "/v1/documents", "/v1/documents", "", 403, true, nil},
		{"DELETE", "/v1/documents", "/v1/documents", `["a","b"]`, 204, false, nil},
		{"DELETE", "/v1/documents", "/v1/documents", `{"a":1}`, 400, false, nil},
		{"DELETE", "/v1/documents", "/v1/documents", "", 403, true, nil},
		{"DELETE", "/v1/documents", "/v1/documents", `["` + strings.Repeat("a", 9<<20) + `"]`, 413, false, nil},
		{"GET", "/v1/stats", "/v1/stats", "", 200, true, nil},
		{"GET", "/v1/stats", "/v1/stats?x=1", "", 400, true, nil},
		{"GET", "/documents/{id}/file", "/documents/paper-01/file", "", 200, true, nil},
		{"GET", "/documents/{id}/file", "/documents/paper-01/file?path=x", "", 400, true, nil},
		{"GET", "/documents/{id}/file", "/documents/paper-02/file", "", 404, true, nil},
		{"GET", "/documents/{id}/file", "/documents/harbour-treaty-1949/file", "", 410, true, nil},
		{"GET", "/v1/files", "/v1/files?state=failed&unread=true&page=2", "", 200, true, nil},
		{"GET", "/v1/files", "/v1/files", "", 200, true, nil},
		{"GET", "/v1/files", "/v1/files?state=", "", 400, true, nil},
		{"GET", "/files", "/files?state=failed&reason=", "", 200, true, nil},
		{"GET", "/files", "/files?page=x", "", 400, true, nil},
		{"GET", "/metrics", "/metrics", "", 200, true, nil},
		{"GET", "/metrics", "/metrics?x=1", "", 400, true, nil},
		{"GET", "/healthz", "/healthz", "", 200, true, nil},
		{"GET", "/healthz", "/healthz?x=1", "", 400, true, nil},
		{"GET", "/readyz", "/readyz", "", 200, true, nil},
		{"GET", "/readyz", "/readyz?x=1", "", 400, true, nil},
		{"GET", "/openapi.json", "/openapi.json", "", 200, true, nil},
		{"GET", "/openapi.json", "/openapi.json?x=1", "", 400, true, nil},
		{"GET", "/", "/", "", 200, true, nil},
		{"GET", "/", "/?page=x", "", 400, true, nil},
		{"GET", "/documents/{id}", "/documents/harbour-treaty-1949?q=armed", "", 200, true, nil},
		{"GET", "/documents/{id}", "/documents/harbour-treaty-1949?page=x", "", 400, true, nil},
		{"GET", "/documents/{id}", "/documents/harbour-treaty-1948", "", 404, true, nil},
		{"GET", "/assets/{name}", styleSheet(t), "", 200, true, nil},
		{"GET", "/assets/{name}", "/assets/nothing.css", "", 404, true, nil},
		{"GET", "/favicon.ico", "/favicon.ico", "", 200, true, nil},
		{"GET", "/robots.txt", "/robots.txt", "", 200, true, nil},
		{"GET", "/language/{language}", "/language/fr", "", 303, true, nil},
		{"GET", "/language/{language}", "/language/xx", "", 404, true, nil},
	}
	for _, c := range calls[:] {
		if c.method == "POST" || c.status >= 300 || c.failure != nil {
			continue
		}
		for status, failure := range map[int]error{500: errors.New("disk on fire"), 503: search.ErrUnavailable, 504: search.ErrTimeout} {
			if !touchesEngine(c.path) {
				continue
			}
			c.status, c.failure = status, failure
			calls = append(calls, c)
		}
	}
	engine := newTestEngine(t)
	document := description(t, newTestServer(t, engine).Public())
	t.Run("an answer that says all", func(t *testing.T) {
		hold(t, document, telling{engine}, exchange{"GET", "/v1/search", "/v1/search?q=armed&histogram=decade&explain=true", "", 200, true, nil})
		hold(t, document, telling{engine}, exchange{"GET", "/v1/documents/{id}/near-duplicates", "/v1/documents/harbour-treaty-1949/near-duplicates", "", 200, true, nil})
	})
	exercised := make(map[string]bool)
	for _, c := range calls {
		t.Run(fmt.Sprintf("%s %s %d", c.method, c.target[:min(len(c.target), 60)], c.status), func(t *testing.T) { hold(t, document, engine, c) })
		exercised[fmt.Sprint(c.method, " ", c.path, " ", c.status)] = true
	}
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			for status := range operation.Responses.Map() {
				if name := method + " " + path + " " + status; !exercised[name] && status != "304" {
					t.Errorf("no call exercises %s", name)
				}
			}
		}
	}
}

func touchesEngine(path string) bool {
	return !slices.Contains([]string{"/healthz", "/openapi.json", "/docs/api", "/assets/{name}", "/favicon.ico", "/robots.txt"}, path)
}

// hold asks and compares the answer with its description.
func hold(t *testing.T, document *openapi3.T, engine search.Engine, c exchange) {
	if c.failure != nil {
		engine = failing{err: c.failure}
	}
	server := newTestServer(t, engine)
	handler := server.Private()
	if c.public {
		handler = server.Public()
	}
	answer := ask(t, handler, httptest.NewRequest(c.method, c.target, strings.NewReader(c.body)))
	if answer.Code != c.status {
		t.Fatalf("status %d, want %d: %.300s", answer.Code, c.status, answer.Body)
	}
	response := document.Paths.Value(c.path).GetOperation(c.method).Responses.Value(fmt.Sprint(c.status))
	if response == nil {
		t.Fatalf("the status %d is not described", c.status)
	}
	if len(response.Value.Content) == 0 {
		if answer.Body.Len() > 0 {
			t.Fatalf("a body that is not described: %.300s", answer.Body)
		}
		return
	}
	mediaType, _, err := mime.ParseMediaType(answer.Header().Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	content := response.Value.Content[mediaType]
	if content == nil {
		t.Fatalf("the media type %s is not described", mediaType)
	}
	for _, name := range requiredHeaders(response.Value) {
		if answer.Header().Get(name) == "" {
			t.Errorf("no header %s", name)
		}
	}
	validate(t, content.Schema.Value, mediaType, answer.Body.Bytes())
}

func requiredHeaders(response *openapi3.Response) []string {
	var names []string
	for name := range response.Headers {
		names = append(names, name)
	}
	return names
}

func validate(t *testing.T, schema *openapi3.Schema, mediaType string, body []byte) {
	values := [][]byte{body}
	switch mediaType {
	case wire.JSON, wire.ProblemJSON:
	case wire.NDJSON:
		values = bytes.Split(bytes.TrimSpace(body), []byte("\n"))
	default:
		return
	}
	for _, v := range values {
		var decoded any
		if err := json.Unmarshal(v, &decoded); err != nil {
			t.Fatalf("%v: %.300s", err, v)
		}
		if err := schema.VisitJSON(decoded, openapi3.EnableJSONSchema2020()); err != nil {
			t.Errorf("%v\n%.600s", err, v)
		}
	}
}

// styleSheet returns the path of the style sheet as the pages name it.
func styleSheet(t *testing.T) string {
	t.Helper()
	page := get(t, newTestServer(t, newTestEngine(t)).Public(), "/").Body.String()
	path := regexp.MustCompile(`/assets/style-[0-9a-f]+\.css`).FindString(page)
	if path == "" {
		t.Fatal("the page names no style sheet")
	}
	return path
}
