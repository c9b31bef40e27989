package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"entente/api"
)

// metricLine is a line of the text format of Prometheus.
var metricLine = regexp.MustCompile(`^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)*\})? [0-9.e+-]+|[a-z_]+_bucket\{.*le="\+Inf"\} \d+)$`)

func TestMetrics(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	for _, target := range []string{
		"/v1/search", "/v1/search?q=org:NATO", "/v1/search?q=armed", `/?q="armed+attack"`, "/v1/search?q=arm*+armed", "/v1/search?q=armed+/3+attack+OR+peace",
		"/v1/search?q=article:5+(armed)", "/v1/search?q=like:hostile", "/v1/search?q=armed+(", "/v1/search?org=secret", "/nothing/secret", "/documents/nothing", "/documents/hostile",
	} {
		get(t, handler, target)
	}
	ask(t, handler, httptest.NewRequest("SECRET", "/v1/search", nil))
	answer := get(t, handler, "/metrics")
	text := answer.Body.String()
	if answer.Code != http.StatusOK || !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/plain; version=0.0.4") {
		t.Fatalf("%d %v", answer.Code, answer.Header())
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if !metricLine.MatchString(line) {
			t.Errorf("no line of the format: %s", line)
		}
	}
	if strings.Contains(strings.ToLower(text), "secret") {
		t.Error("it tells what was asked for")
	}
	for _, want := range []string{
		`entente_build_info{version="test"} 1`, "entente_unread_files 3", "entente_index_generation 1", "entente_searches_under_way 0",
		`entente_search_duration_seconds_count{kind="everything",outcome="answered"} 1`, `entente_search_duration_seconds_count{kind="everything",outcome="refused"} 1`,
		`entente_search_duration_seconds_count{kind="values",outcome="answered"} 1`, `entente_search_duration_seconds_count{kind="words",outcome="answered"} 1`,
		`entente_search_duration_seconds_count{kind="phrase",outcome="answered"} 1`, `entente_search_duration_seconds_count{kind="pattern",outcome="answered"} 1`,
		`entente_search_duration_seconds_count{kind="nearness",outcome="answered"} 1`, `entente_search_duration_seconds_count{kind="part",outcome="answered"} 1`,
		`entente_search_duration_seconds_count{kind="like",outcome="answered"} 1`, `entente_search_duration_seconds_count{kind="invalid",outcome="refused"} 1`,
		`entente_http_request_duration_seconds_count{route="/v1/search",method="GET",status="200"} 7`, `entente_http_request_duration_seconds_count{route="/v1/search",method="GET",status="400"} 2`,
		`entente_http_request_duration_seconds_count{route="/documents/:id",method="GET",status="404"} 1`, `entente_http_request_duration_seconds_count{route="",method="GET",status="404"} 1`,
		`entente_http_request_duration_seconds_count{route="",method="other",status="405"} 1`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// accessLine is a line of the access log.
type accessLine struct {
	ID, Method, Route, Path, Query, Remote string
	Status                                 int
	Bytes                                  int
	TookMS                                 float64 `json:"took_ms"`
	CutOff                                 bool    `json:"cut_off"`
}

func TestAccessLog(t *testing.T) {
	engine := newTestEngine(t)
	for _, queries := range []bool{false, true} {
		var log bytes.Buffer
		server := newServer(t, breaking{engine, 1}, api.Options{AccessLog: slog.New(slog.NewJSONHandler(&log, nil)), LogQueries: queries})
		answer := get(t, server.Public(), "/v1/search?q=confidential")
		get(t, server.Public(), "/documents/hostile?q=confidential")
		get(t, server.Public(), "/nothing?confidential")
		func() {
			defer func() {
				if recover() != http.ErrAbortHandler {
					t.Error("the export is not cut off")
				}
			}()
			get(t, server.Public(), "/v1/export?format=csv&q=")
		}()
		if strings.Contains(log.String(), "confidential") != queries {
			t.Errorf("queries %v: %s", queries, log.String())
		}
		var lines []accessLine
		for decoder := json.NewDecoder(&log); decoder.More(); {
			var line accessLine
			if err := decoder.Decode(&line); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
		if len(lines) != 4 {
			t.Fatalf("%+v", lines)
		}
		first, last := lines[0], lines[3]
		if first.ID != answer.Header().Get("X-Request-Id") || first.Status != 200 || first.Bytes != answer.Body.Len() || first.Route != "/v1/search" || first.Remote == "" || first.TookMS <= 0 || first.CutOff {
			t.Errorf("%+v", first)
		}
		if lines[2].Status != 404 || lines[2].Route != "" || lines[2].Path != "/nothing" {
			t.Errorf("%+v", lines[2])
		}
		if !last.CutOff || last.Route != "/v1/export" {
			t.Errorf("%+v", last)
		}
	}
}
