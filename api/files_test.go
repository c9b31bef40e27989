package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/api"
	"entente/api/wire"
	"entente/corpus"
	"entente/search"
)

// testFiles lists 250 files, of which the first failed, and of the second
// something was left out.
type testFiles struct {
	err   error
	asked *wire.FilesRequest // what was asked last; nil for nobody wants to know
}

func (f testFiles) ListFiles(_ context.Context, r wire.FilesRequest) (*wire.FileList, error) {
	if f.asked != nil {
		*f.asked = r
	}
	if f.err != nil {
		return nil, f.err
	}
	if r.State == "lost" {
		return nil, &search.InvalidError{Parameter: wire.State, Message: "is unknown"}
	}
	list := &wire.FileList{
		Total: 250, Page: r.Page, PerPage: r.PerPage, Files: []wire.File{},
		States:  []wire.FileCount{{Value: "indexed", Count: 1249, Selected: r.State == "indexed"}, {Value: "failed", Count: 1, Selected: r.State == "failed"}},
		Reasons: []wire.FileCount{{Value: "encrypted", Count: 1}}, Formats: []wire.FileCount{},
	}
	read := time.Date(2026, 11, 25, 10, 30, 0, 0, time.FixedZone("", 3600))
	for i := (r.Page - 1) * r.PerPage; i < min(list.Total, r.Page*r.PerPage); i++ {
		file := wire.File{Path: fmt.Sprintf("/files/%03d.md", i), Collection: "files", State: "indexed", Format: "Markdown", MediaType: "text/markdown",
			Size: 20, Documents: 1, TextBytes: 1234, Hash: "ab", Modified: read, Read: read, Indexed: read}
		switch i {
		case 0:
			file = wire.File{Path: "/files/<b>.pdf", Collection: "files", State: "failed", Reason: "encrypted", Detail: "it needs a password",
				Advice: "remove the password", Read: read}
		case 1:
			file.Unread = []string{"p. 3: no text", "p. 5: no text"}
			quality := 78
			file.Engines, file.Seconds, file.Pages, file.UnreadPages, file.PartlyPages, file.Quality = []string{"own", "pdfium"}, 1.25, 10, 2, 1, &quality
			file.PageQuality = []wire.PageRun{
				{First: 1, Last: 2, Engine: "own", Quality: 100}, {First: 3, Last: 3, Engine: "own", Unread: true, Problem: "no text"},
				{Entry: "a.pdf", First: 4, Last: 5, Engine: "pdfium", Quality: 80, Problem: "some characters cannot be read"},
			}
		}
		list.Files = append(list.Files, file)
	}
	return list, nil
}

// HasOriginal has the file of one document as it was read, and that of one that
// was read otherwise.
func (testFiles) HasOriginal(_ context.Context, d *corpus.Document) (bool, error) {
	return d.ID == "paper-01" || d.ID == "harbour-treaty-1949", nil
}

func (f testFiles) OpenOriginal(ctx context.Context, d *corpus.Document) (*os.File, error) {
	if known, _ := f.HasOriginal(ctx, d); !known {
		return nil, api.ErrNoOriginal
	}
	return os.Open(os.DevNull)
}

func TestFiles(t *testing.T) {
	var asked wire.FilesRequest
	server := newServer(t, newTestEngine(t), api.Options{Files: testFiles{asked: &asked}})
	for target, want := range map[string]wire.FilesRequest{
		"/v1/files":                      {Page: 1, PerPage: 100},
		"/v1/files?page=3&per_page=1000": {Page: 3, PerPage: 1000},
		"/files?state=failed&reason=&under=%2Fa+b&unread=true": {State: "failed", Under: "/a b", Unread: true, Page: 1, PerPage: 100},
		"/v1/files?format=PDF&reason=no-text&unread=false":     {Format: "PDF", Reason: "no-text", Page: 1, PerPage: 100},
	} {
		if answer := get(t, server.Public(), target); answer.Code != 200 {
			t.Fatalf("%s: %d: %.300s", target, answer.Code, answer.Body)
		}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Errorf("%s: %s", target, diff)
		}
		again, err := wire.ParseFiles(wire.FilesValues(want))
		if diff := cmp.Diff(want, again); err != nil || diff != "" {
			t.Errorf("%s written and read again: error %v %s", target, err, diff)
		}
	}
	for _, query := range []string{"per_page=1001", "page=0", "state=", "unread=yes", "status=failed", "state=failed&state=indexed", "state=lost"} {
		answer := get(t, server.Public(), "/v1/files?"+query)
		if p := problemOf(t, answer); p.Status != 400 || p.Parameter == "" {
			t.Errorf("%s: %+v", query, p)
		}
		if page := get(t, server.Public(), "/files?"+query); page.Code != 400 && query != "state=" {
			t.Errorf("page %s: %d", query, page.Code)
		}
	}
}

func TestFilesWithoutAnIndexer(t *testing.T) {
	server, err := api.New(newTestEngine(t), api.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list wire.FileList
	if err := json.Unmarshal(get(t, server.Public(), "/v1/files").Body.Bytes(), &list); err != nil || list.Total != 0 || list.Files == nil {
		t.Errorf("error %v, %+v", err, list)
	}
	if answer := get(t, server.Public(), "/files"); answer.Code != 200 || !strings.Contains(answer.Body.String(), "Index a folder") {
		t.Errorf("%d %.500s", answer.Code, answer.Body)
	}
}

func TestFilesPage(t *testing.T) {
	root := page(t, "/files?unread=true&under=%2Ffiles")
	if got := text(first(t, root, "h1", "")); got != "250 files, something left out" {
		t.Errorf("heading %q", got)
	}
	list := text(first(t, root, "ol", "files"))
	contains(t, list, "/files/<b>.pdf failed read 2026-11-25 09:30 UTC encrypted: it needs a password Remove the password.")
	contains(t, list, "/files/001.md indexed Markdown 1 document 1,234 bytes of text 8 of 10 pages read, 1 of them in part read by own reader and pdfium in 1.25 s, 2026-11-25 09:30 UTC "+
		"Left out: p. 3: no text; p. 5: no text Quality of the pages: 78% pp. 1–2: 100%, own reader p. 3: not read, own reader, no text "+
		"a.pdf, pp. 4–5: 80%, pdfium, some characters cannot be read")
	links := map[string]string{}
	for _, a := range all(root, "a", "") {
		links[text(a)] = attribute(a, "href")
	}
	for name, want := range map[string]string{
		"failed": "/files?state=failed&under=%2Ffiles&unread=true", "encrypted": "/files?reason=encrypted&under=%2Ffiles&unread=true",
		"Next": "/files?page=2&under=%2Ffiles&unread=true", "3": "/files?page=3&under=%2Ffiles&unread=true", "All files": "/files",
	} {
		if got := links[name]; got != want {
			t.Errorf("%s leads to %q, want %q", name, got, want)
		}
	}
	chosen := page(t, "/files?state=failed")
	if got := texts(all(chosen, "h1", "")); got[0] != "250 files could not be read" {
		t.Errorf("heading %q", got)
	}
	if a := first(t, chosen, "a", ""); attribute(a, "class") != "skip" {
		t.Errorf("the page begins with %q", text(a))
	}
	contains(t, text(page(t, "/files?page=4")), "The list ends before this page Go back to page 3.")
}

func TestFilesPageInFrench(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/files?unread=true&under=%2Ffiles", nil)
	request.Header.Set("Accept-Language", "fr")
	answer := httptest.NewRecorder()
	newServer(t, newTestEngine(t), api.Options{Files: testFiles{}}).Public().ServeHTTP(answer, request)
	contains(t, answer.Body.String(), "<span>lu par le lecteur intégré et pdfium en 1.25 s, <time")
}

func TestPagesLeadToTheFilesThatCouldNotBeRead(t *testing.T) {
	for _, target := range []string{"/", "/?q=armed", "/?q=armed&explain=true"} {
		found := false
		for _, a := range all(page(t, target), "a", "") {
			found = found || attribute(a, "href") == "/files?state=failed"
		}
		if !found {
			t.Errorf("%s does not lead there", target)
		}
	}
	answer := ask(t, newTestServer(t, newTestEngine(t)).Public(), httptest.NewRequest("HEAD", "/files", nil))
	if answer.Code != 200 {
		t.Errorf("HEAD: %d", answer.Code)
	}
}
