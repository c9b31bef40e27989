package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

// screen is standard error of a running program, which a test may read meanwhile.
type screen struct {
	mutex sync.Mutex
	text  bytes.Buffer
	wrote chan struct{} // has room for one
}

func newScreen() *screen { return &screen{wrote: make(chan struct{}, 1)} }

func (s *screen) Write(b []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	select {
	case s.wrote <- struct{}{}:
	default:
	}
	return s.text.Write(b)
}

func (s *screen) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}

var served = regexp.MustCompile(`at (http://\S+)`)

// serve runs the server on a free port until the test ends and returns its
// address.
func serve(t *testing.T, dir string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := newScreen()
	done := make(chan error, 1)
	go func() {
		done <- execute(ctx, io.Discard, s, append([]string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}, args...)...)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	for {
		if match := served.FindStringSubmatch(s.String()); match != nil {
			return match[1]
		}
		select {
		case <-s.wrote:
		case err := <-done:
			done <- nil
			t.Fatalf("serve ended: %v\n%s", err, s)
		case <-time.After(time.Minute):
			t.Fatalf("serve does not begin:\n%s", s)
		}
	}
}

// execute runs a command as main does, in this process.
func execute(ctx context.Context, out, err io.Writer, args ...string) error {
	p := &program{out: out, err: err, environment: func(string) (string, bool) { return "", false }}
	root := p.command()
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

func ask(t *testing.T, address, path string) search.Result {
	t.Helper()
	var result search.Result
	read(t, address, path, &result)
	return result
}

// read reads the JSON at a path of a server into target.
func read(t *testing.T, address, path string, target any) {
	t.Helper()
	response, err := http.Get(address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("GET %s: %s %s", path, response.Status, body)
	}
	if err := json.NewDecoder(response.Body).Decode(target); err != nil {
		t.Fatal(err)
	}
}

// TestServeFillsAnEmptyCollection asks the built-in collection what a newcomer
// would.
func TestServeFillsAnEmptyCollection(t *testing.T) {
	address := serve(t, t.TempDir())
	result := ask(t, address, `/v1/search?q="armed+attack"&org=NATO`)
	if result.Searched.Documents < 60 {
		t.Errorf("the built-in collection has %d documents, want at least 60", result.Searched.Documents)
	}
	if len(result.Hits) == 0 || len(result.Hits[0].Passages) == 0 || !strings.Contains(result.Hits[0].Passages[0].HTML, "<mark>") {
		t.Fatalf("no marked hit: %+v", result.Hits)
	}
	found := false
	for _, h := range result.Hits {
		for _, passage := range h.Passages {
			found = found || passage.Citation == "North Atlantic Treaty (summary), Article 5"
		}
	}
	if !found {
		t.Error("no hit cites Article 5 of the summary of the North Atlantic Treaty")
	}
}

// TestCommandsWorkWhileServerRuns indexes and searches through the socket.
func TestCommandsWorkWhileServerRuns(t *testing.T) {
	dir, docs := t.TempDir(), t.TempDir()
	address := serve(t, dir, "--sample=false")
	if err := os.WriteFile(filepath.Join(docs, "note.txt"), []byte("A note about the zeppelin question."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := execute(t.Context(), &out, io.Discard, "index", "--data", dir, docs); err != nil {
		t.Fatalf("index: %v\n%s", err, &out)
	}
	began := time.Now()
	if got := ask(t, address, "/v1/search?q=zeppelin").Total.Value; got != 1 {
		t.Errorf("the server finds %d documents %v after index returned, want 1", got, time.Since(began))
	}
	out.Reset()
	if err := execute(t.Context(), &out, io.Discard, "search", "--data", dir, "--json", "zeppelin"); err != nil {
		t.Fatalf("search: %v", err)
	}
	var fromTerminal search.Result
	if err := json.Unmarshal(out.Bytes(), &fromTerminal); err != nil {
		t.Fatal(err)
	}
	if fromTerminal.Total.Value != 1 || fromTerminal.Hits[0].Passages[0].Text != "A note about the zeppelin question." {
		t.Errorf("search --json prints %s", &out)
	}
	// A search is recorded and run again through the socket as well.
	record := filepath.Join(t.TempDir(), "zeppelin.json")
	if err := execute(t.Context(), io.Discard, io.Discard, "search", "--data", dir, "--record", record, "zeppelin"); err != nil {
		t.Fatalf("search --record: %v", err)
	}
	out.Reset()
	if err := execute(t.Context(), &out, io.Discard, "replay", "--data", dir, record); err != nil || !strings.Contains(out.String(), "the same documents in the same order") {
		t.Errorf("replay: %v\n%s", err, &out)
	}
	// A file that fails shows in the server's answers at once.
	if err := os.WriteFile(filepath.Join(docs, "bad.pdf"), []byte("%PDF-1.4\nno"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, docs); exitCode(err) != 3 {
		t.Errorf("index with a bad file: %v, want exit code 3", err)
	}
	if got := ask(t, address, "/v1/search?q=zeppelin").Searched.UnreadFiles; got != 1 {
		t.Errorf("the server says %d files could not be read, want 1", got)
	}
	var list wire.FileList
	read(t, address, "/v1/files?state=failed&format=PDF", &list)
	if list.Total != 1 || len(list.Files) != 1 || filepath.Base(list.Files[0].Path) != "bad.pdf" || list.Files[0].Advice == "" {
		t.Errorf("the server lists %+v", list)
	}
	if diff := cmp.Diff([]wire.FileCount{{Value: "malformed", Count: 1}}, list.Reasons); diff != "" {
		t.Error(diff)
	}
	for _, query := range []string{"state=lost", "reason=malform", "format=PDFF", "under=docs"} {
		response, err := http.Get(address + "/v1/files?" + query)
		if err != nil {
			t.Fatal(err)
		}
		if response.Body.Close(); response.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", query, response.Status)
		}
	}
}

// TestSecondServerIsRefused checks that it neither waits for ever nor does harm.
func TestSecondServerIsRefused(t *testing.T) {
	dir := t.TempDir()
	address := serve(t, dir)
	err := execute(t.Context(), io.Discard, io.Discard, "serve", "--data", dir, "--addr", "127.0.0.1:0")
	owner := fmt.Sprintf("belongs to process %d (entente serve)", os.Getpid())
	if err == nil || !strings.Contains(err.Error(), owner) {
		t.Errorf("a second server: %v, want it refused with the owner's name", err)
	}
	if got := ask(t, address, "/v1/search").Total.Value; got == 0 {
		t.Error("the first server lost its collection")
	}
}

// TestStaleSocketIsReplaced begins beside the socket of a process that died.
func TestStaleSocketIsReplaced(t *testing.T) {
	dir := t.TempDir()
	listener, err := net.Listen("unix", socketPath(dir))
	if err != nil {
		t.Fatal(err)
	}
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	listener.Close()
	if err := execute(t.Context(), io.Discard, io.Discard, "index", "--data", dir, t.TempDir()); err != nil {
		t.Errorf("index beside a stale socket: %v", err)
	}
	serve(t, dir)
	if err := execute(t.Context(), io.Discard, io.Discard, "search", "--data", dir, "treaty"); err != nil {
		t.Errorf("search: %v", err)
	}
}

func TestSocketPathFits(t *testing.T) {
	for _, dir := range []string{"/d", "/" + strings.Repeat("long/", 60)} {
		if path := socketPath(dir); len(path) > maxSocketPath || !strings.HasSuffix(path, ".sock") {
			t.Errorf("socketPath(%q) = %q, %d bytes", dir, path, len(path))
		}
	}
}

// TestIndexOutlivesTheOwner stops the server while index hands it documents.
func TestIndexOutlivesTheOwner(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	owner := newScreen()
	done := make(chan error, 1)
	go func() {
		done <- execute(ctx, io.Discard, owner, "serve", "--data", dir, "--addr", "127.0.0.1:0", "--sample=false")
	}()
	for !served.MatchString(owner.String()) {
		<-owner.wrote
	}
	p := &program{out: io.Discard, err: io.Discard, environment: os.LookupEnv, data: dir}
	f, err := p.openFolder(t.Context())
	if err != nil || f.owned() {
		t.Fatalf("the folder of a running server: owned %v, %v", f.owned(), err)
	}
	s := &sink{program: p, folder: f}
	put := func(id string) {
		d := &corpus.Document{ID: id, Title: id, Passages: []corpus.Passage{{Kind: corpus.Section, Text: "handed over"}}}
		if err := s.Put(t.Context(), []*corpus.Document{d}); err != nil {
			t.Fatalf("Put of %s: %v", id, err)
		}
	}
	put("before")
	stop()
	if err := <-done; err != nil {
		t.Fatalf("serve: %v", err)
	}
	if err := f.noteStore(t.Context()); err != nil {
		t.Errorf("a command that ends after the owner: %v", err)
	}
	put("after")
	result, err := f.engine.Search(t.Context(), search.Request{Query: "handed"})
	if err != nil || result.Total.Value != 2 || !f.owned() {
		t.Errorf("after the owner ended: %+v, %v, owned %v; want 2 documents, owned", result, err, f.owned())
	}
	var out bytes.Buffer
	if err := execute(t.Context(), &out, io.Discard, "search", "--data", dir, "handed"); err != nil || !strings.Contains(out.String(), "2 documents of 2") {
		t.Errorf("another process: %v\n%s", err, &out)
	}
	if err := f.close(); err != nil {
		t.Error(err)
	}
}

func TestServeLogsAccesses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "access.log")
	address := serve(t, filepath.Join(dir, "data"), "--sample=false", "--access-log", path, "--url", "https://treaties.example/")
	response, err := http.Get(address + "/feeds/search.atom?q=confidential")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), `<id>tag:treaties.example,2026:`) {
		t.Errorf("another address than the one given: %s", body)
	}
	log, err := os.ReadFile(path) // a short answer is sent after its line is written
	if err != nil {
		t.Fatal(err)
	}
	var line struct{ Route string }
	if err := json.Unmarshal(log, &line); err != nil || line.Route != "/feeds/search.atom" || strings.Contains(string(log), "confidential") {
		t.Errorf("%v: %s", err, log)
	}
	for _, args := range [][]string{{"--url", "treaties.example"}, {"--access-log", dir}} {
		err := execute(t.Context(), io.Discard, io.Discard, append([]string{"serve", "--data", filepath.Join(dir, "other")}, args...)...)
		if err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}
