package api_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/api"
	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

func line(id string) string {
	return fmt.Sprintf(`{"id":%q,"title":"Title of %s","source":{"collection":"x"},"passages":[{"kind":"page","page":1,"text":"armed"}]}`, id, id) + "\n"
}

func upload(t *testing.T, server *api.Server, body io.Reader) []wire.PutResult {
	t.Helper()
	answer := ask(t, server.Private(), httptest.NewRequest("POST", "/v1/documents", body))
	if answer.Code != 200 || answer.Header().Get("Content-Type") != wire.NDJSON {
		t.Fatalf("%d %s %s", answer.Code, answer.Header().Get("Content-Type"), answer.Body)
	}
	return readResults(t, answer.Body)
}

func readResults(t *testing.T, r io.Reader) []wire.PutResult {
	t.Helper()
	var results []wire.PutResult
	decoder := json.NewDecoder(r)
	for {
		var result wire.PutResult
		if err := decoder.Decode(&result); errors.Is(err, io.EOF) {
			return results
		} else if err != nil {
			t.Fatal(err)
		}
		results = append(results, result)
	}
}

func TestEachLineHasAResult(t *testing.T) {
	engine := newTestEngine(t)
	body := line("a") + "\n  \r\n" + line("b") + "not json\n" + `{"id":"c","titel":"typo"}` + "\n" + `{"id":"d"} {"id":"e"}` + "\n" +
		`{"id":"../d"}` + "\n" + "{\"id\":\"f\",\"title\":\"\xff\"}\n" + `{"id":"g"}}` + "\n" + `[]` + "\n" + `{"id":"h","date":"1949-02-30"}` + "\n" +
		`{"id":"i","passages":[{"kind":"verse","text":"t"}]}` + "\n" + `{"id":"j","passages":[{"kind":"page","page":"1"}]}` + "\n" + `{"id":"k","date":1949}` + "\n" +
		`{"id":"l","topics":[{"name":"x","origin":"guessed"}]}` + "\n" + `{"id":"m","passages":[` + "\n" + `{"id":"n","title":"N","title":"M"}` + "\n" + `null` + "\n" +
		`{"id":"o","instrument":{"signed":{"date":"1949-04-04","origin":"unknown"}}}` + "\n" + `{"id":"p","instrument":{"sigend":{}}}` + "\n" + strings.TrimSuffix(line("z"), "\n")
	type row struct {
		Line, Status int
		ID, Reason   string
	}
	var got []row
	for _, r := range upload(t, newTestServer(t, engine), strings.NewReader(body)) {
		row := row{Line: r.Line, Status: r.Status, ID: r.ID}
		if r.Error != nil {
			row.Reason = r.Error.Parameter + " " + r.Error.Detail
		}
		got = append(got, row)
	}
	_, badDate := corpus.ParseDate("1949-02-30")
	want := []row{
		{1, 200, "a", ""}, {4, 200, "b", ""},
		{5, 400, "", "document is not a document in JSON: invalid character 'o' in literal null (expecting 'u')"},
		{6, 400, "c", `document is not a document in JSON: unknown field "titel"`},
		{7, 400, "d", "document is followed by more on the same line"},
		{8, 400, "", "document " + corpus.CheckID("../d").Error()},
		{9, 400, "", "document is not valid UTF-8"},
		{10, 400, "g", "document is followed by more on the same line"},
		{11, 400, "", "document is not a document in JSON: array where an object is wanted"},
		{12, 400, "h", "document is not a document in JSON: " + badDate.Error()},
		{13, 400, "i", `document passage 0: "verse" is no kind of passage: write one of [article page section preamble annex]`},
		{14, 400, "j", "document is not a document in JSON: passages.page: string where a whole number is wanted"},
		{15, 400, "k", "document is not a document in JSON: number where a string is wanted"},
		{16, 400, "l", `document topic "x" has the origin "guessed": write declared or detected`},
		{17, 400, "m", "document is not a document in JSON: it ends in the middle"},
		{18, 400, "n", `document has "title" twice in one object`},
		{19, 400, "", "document " + corpus.CheckID("").Error()},
		{20, 400, "o", `document a date of its record, "1949-04-04", has the origin "unknown": write unknown for a date that is not known, and only then`},
		{21, 400, "p", `document is not a document in JSON: unknown field "sigend"`},
		{22, 200, "z", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for id, stored := range map[string]bool{"a": true, "b": true, "c": false, "d": false, "f": false, "g": false, "h": false, "z": true} {
		if _, err := engine.Document(t.Context(), id); (err == nil) != stored {
			t.Errorf("%s is stored: %v", id, err == nil)
		}
	}
}

func TestAnEmptyUploadIsAnswered(t *testing.T) {
	if results := upload(t, newTestServer(t, newTestEngine(t)), strings.NewReader("")); len(results) != 0 {
		t.Error(results)
	}
}

func TestDocumentsArePutTogether(t *testing.T) {
	engine := &countingEngine{Engine: newTestEngine(t)}
	var body bytes.Buffer
	for i := range 1200 {
		body.WriteString(line(fmt.Sprint("n", i)))
	}
	body.WriteString(strings.Replace(line("large"), "armed", strings.Repeat("armed ", 1<<19), 1))
	body.WriteString(line("last"))
	if results := upload(t, newTestServer(t, engine), &body); len(results) != 1202 || results[1201].Line != 1202 {
		t.Errorf("%d results", len(results))
	}
	if diff := cmp.Diff([]int{500, 500, 201, 1}, engine.puts); diff != "" {
		t.Error(diff)
	}
}

// countingEngine counts the documents of each Put.
type countingEngine struct {
	search.Engine
	puts []int
}

func (c *countingEngine) Put(ctx context.Context, documents []*corpus.Document) error {
	c.puts = append(c.puts, len(documents))
	return c.Engine.Put(ctx, documents)
}

func TestALineThatIsTooLongFailsAlone(t *testing.T) {
	long := io.MultiReader(strings.NewReader(line("a")+`{"id":"long","title":"`),
		io.LimitReader(endless{}, wire.MaxLineBytes), strings.NewReader("\"}\n"+line("b")))
	results := upload(t, newTestServer(t, newTestEngine(t)), long)
	var statuses []int
	for _, r := range results {
		statuses = append(statuses, r.Status)
	}
	if diff := cmp.Diff([]int{200, 413, 200}, statuses); diff != "" {
		t.Error(diff)
	}
}

// endless reads as the letter x for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestABatchThatCannotBeStoredFailsWhole(t *testing.T) {
	for status, failure := range map[int]error{503: search.ErrUnavailable, 400: &search.InvalidError{Parameter: "id", Message: "no"}, 500: errors.New("secret")} {
		results := upload(t, newTestServer(t, failing{err: failure}), strings.NewReader(line("a")+"bad\n"+line("b")))
		if len(results) != 3 || results[0].Status != status || results[1].Status != 400 || results[2].Status != status {
			t.Errorf("%v: %+v", failure, results)
		}
		if strings.Contains(results[0].Error.Error(), "secret") || status == 500 && results[0].Error.RequestID == "" {
			t.Errorf("%+v", results[0].Error)
		}
	}
}

// What bounds searches does not bound deletions and uploads; those have a
// bound of their own.
func TestStoringHasItsOwnTime(t *testing.T) {
	patient := newServer(t, newTestEngine(t), api.Options{RequestTimeout: time.Nanosecond}).Private()
	if answer := ask(t, patient, httptest.NewRequest("DELETE", "/v1/documents", strings.NewReader(`["hostile"]`))); answer.Code != 204 {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if answer := ask(t, patient, httptest.NewRequest("POST", "/v1/documents", strings.NewReader(line("a")))); !strings.Contains(answer.Body.String(), `"status":200`) {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	server := newServer(t, slowStore{}, api.Options{StoreTimeout: 10 * time.Millisecond})
	p := problemOf(t, ask(t, server.Private(), httptest.NewRequest("DELETE", "/v1/documents", strings.NewReader(`["hostile"]`))))
	if p.Status != 504 || p.Kind() != wire.KindStoreTimeout || !strings.Contains(p.Detail, "10ms") {
		t.Errorf("%+v", p)
	}
	if results := upload(t, server, strings.NewReader(line("a"))); len(results) != 1 || results[0].Error.Kind() != wire.KindStoreTimeout {
		t.Errorf("%+v", results)
	}
}

// slowStore is an engine that stores and deletes until it is told to stop.
type slowStore struct{ search.Engine }

func (slowStore) Put(ctx context.Context, _ []*corpus.Document) error {
	<-ctx.Done()
	return fmt.Errorf("putting: %w", ctx.Err())
}

func (slowStore) Delete(ctx context.Context, _ []string) error {
	<-ctx.Done()
	return fmt.Errorf("deleting: %w", ctx.Err())
}

// An upload may take longer than a request may: what counts is that it goes on.
func TestResultsComeWhileDocumentsAreSent(t *testing.T) {
	server := newServer(t, newTestEngine(t), api.Options{RequestTimeout: 50 * time.Millisecond, IdleTimeout: 5 * time.Second})
	connection, err := net.Dial("unix", startSocket(t, server))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	reader, writer := io.Pipe()
	r, err := http.NewRequest("POST", "http://entente/v1/documents", reader)
	if err != nil {
		t.Fatal(err)
	}
	go r.Write(connection)
	for i := range 500 {
		io.WriteString(writer, line(fmt.Sprint("n", i)))
	}
	answer, err := http.ReadResponse(bufio.NewReader(connection), r)
	if err != nil {
		t.Fatal(err)
	}
	results := json.NewDecoder(answer.Body)
	for i := range 500 {
		var result wire.PutResult
		if err := results.Decode(&result); err != nil || result.Status != 200 {
			t.Fatalf("result %d: %+v, %v", i, result, err)
		}
	}
	<-time.After(200 * time.Millisecond) // longer than a request may take
	io.WriteString(writer, line("late"))
	writer.Close()
	var result wire.PutResult
	if err := results.Decode(&result); err != nil || result.ID != "late" || result.Status != 200 {
		t.Errorf("%+v, %v", result, err)
	}
}

// A client that stops in the middle gets no answer that it could take for complete.
func TestAnUploadThatBreaksOff(t *testing.T) {
	engine := newTestEngine(t)
	server := newServer(t, engine, api.Options{IdleTimeout: 100 * time.Millisecond})
	connection, err := net.Dial("unix", startSocket(t, server))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprintf(connection, "POST /v1/documents HTTP/1.1\r\nHost: entente\r\nContent-Length: 100000\r\n\r\n%s%s", line("whole"), line("part")[:20])
	connection.SetReadDeadline(time.Now().Add(5 * time.Second))
	answer, err := io.ReadAll(connection) // the server gives up after its patience
	if err != nil {
		t.Fatal(err)
	}
	if len(answer) > 0 {
		t.Errorf("an answer: %q", answer)
	}
	if _, err := engine.Document(t.Context(), "part"); err == nil {
		t.Error("half a line was stored")
	}
}

func TestDelete(t *testing.T) {
	engine := newTestEngine(t)
	handler := newTestServer(t, engine).Private()
	for body, status := range map[string]int{
		`["hostile","nothing"]`: 204, `[]`: 204, ``: 400, `null`: 400, `"hostile"`: 400, `[1]`: 400, `["a"]["b"]`: 400, `["a"`: 400,
		`["` + strings.Repeat(`a","`, wire.MaxDeleteIDs) + `"]`: 400,
	} {
		answer := ask(t, handler, httptest.NewRequest("DELETE", "/v1/documents", strings.NewReader(body)))
		if answer.Code != status {
			t.Errorf("%.40s: %d %s", body, answer.Code, answer.Body)
		}
	}
	if _, err := engine.Document(t.Context(), "hostile"); !errors.Is(err, search.ErrNotFound) {
		t.Errorf("not deleted: %v", err)
	}
}
