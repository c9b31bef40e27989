package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"entente/api"
	"entente/corpus"
	"entente/search"
)

// originals are the files of documents, by id: a path, "" for a file that is gone.
type originals struct {
	testFiles
	paths map[string]string
}

func (o originals) HasOriginal(_ context.Context, d *corpus.Document) (bool, error) {
	_, ok := o.paths[d.ID]
	return ok, nil
}

func (o originals) OpenOriginal(_ context.Context, d *corpus.Document) (*os.File, error) {
	path, ok := o.paths[d.ID]
	if !ok {
		return nil, api.ErrNoOriginal
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", api.ErrOriginalGone, err)
	}
	return file, nil
}

// original is a document and its file.
type original struct {
	id, path, mediaType string
	content             string
}

// withOriginals returns an engine with the documents, and their files. Each has a
// passage on page 1 and one on page 2.
func withOriginals(t *testing.T, list ...original) (search.Engine, originals) {
	t.Helper()
	engine, files := newEmptyEngine(t), originals{paths: map[string]string{}}
	folder := t.TempDir()
	for i, o := range list {
		files.paths[o.id] = filepath.Join(folder, fmt.Sprint(i))
		if err := os.WriteFile(files.paths[o.id], []byte(o.content), 0o600); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(o.content))
		d := &corpus.Document{
			ID: o.id, Title: o.id, Source: corpus.Source{Collection: "files", Path: o.path, MediaType: o.mediaType, Hash: hex.EncodeToString(sum[:])},
			Passages: []corpus.Passage{{Kind: corpus.Page, Page: 1, Text: "The opening."}, {Kind: corpus.Page, Page: 2, Text: "An armed attack."}},
		}
		if err := engine.Put(t.Context(), []*corpus.Document{d}); err != nil {
			t.Fatal(err)
		}
	}
	return engine, files
}

// pdf is a file of two long pages without a word, the second of which is red.
func pdf() string {
	return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 3000]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 3000]/Contents 5 0 R>>endobj\n" +
		"5 0 obj<</Length 26>>stream\n1 0 0 rg 0 0 600 3000 re f\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n"
}

func TestOriginalFilesAreServedSafely(t *testing.T) {
	long := strings.Repeat("a", 5000)
	engine, files := withOriginals(t,
		original{"pdf", "/files/treaty.pdf", "application/pdf", pdf()},
		original{"html", "/files/<b>.html", "text/html", "<script>alert(1)</script>" + long},
		original{"svg", `C:\files\x.svg`, "image/svg+xml", "<svg/>"},
		original{"text", "/files/" + "Traité\u202e\n\"x\".txt", "text/plain", long},
		original{"dots", "/files/..", "text/plain", "dots"},
		original{"long", "/files/" + strings.Repeat("é", 300) + ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"},
		original{"empty", "/files/empty.txt", "text/plain", ""},
	)
	handler := newServer(t, engine, api.Options{Files: files}).Public()
	for _, test := range []struct{ id, content, mediaType, disposition string }{
		{"pdf", pdf(), "application/pdf", `inline; filename=treaty.pdf`},
		{"html", "<script>alert(1)</script>" + long, "application/octet-stream", `attachment; filename=_b_.html`},
		{"svg", "<svg/>", "application/octet-stream", `attachment; filename=x.svg`},
		{"text", long, "text/plain", `attachment; filename*=utf-8''Trait%C3%A9___x_.txt`},
		{"dots", "dots", "text/plain", `attachment; filename=document`},
		{"long", "PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", `attachment; filename*=utf-8''` + strings.Repeat("%C3%A9", 115) + ".docx"},
		{"empty", "", "text/plain", `attachment; filename=empty.txt`},
	} {
		r := httptest.NewRequest("GET", "/documents/"+test.id+"/file", nil)
		r.Header.Set("Accept-Encoding", "gzip")
		r.Header.Set("Range", "bytes=1-2")
		answer := ask(t, handler, r)
		h := answer.Header()
		if answer.Code != 200 || answer.Body.String() != test.content || h.Get("Content-Encoding") != "" || h.Get("Content-Length") != fmt.Sprint(len(test.content)) {
			t.Errorf("%s: %d, %d bytes, %v", test.id, answer.Code, answer.Body.Len(), h)
		}
		for name, want := range map[string]string{
			"Content-Type": test.mediaType, "Content-Disposition": test.disposition, "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'", "Cache-Control": "private, no-cache",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: %s, want %s", test.id, name, got, want)
			}
		}
		if head := ask(t, handler, httptest.NewRequest("HEAD", "/documents/"+test.id+"/file", nil)); head.Body.Len() != 0 || head.Header().Get("Content-Length") != h.Get("Content-Length") {
			t.Errorf("%s: HEAD has %d bytes, %v", test.id, head.Body.Len(), head.Header())
		}
		if again := askAgain(t, handler, "/documents/"+test.id+"/file", "W/"+h.Get("ETag")); again.Code != 304 {
			t.Errorf("%s: asked again: %d", test.id, again.Code)
		}
	}
}

func TestOriginalFilesThatCannotBeHad(t *testing.T) {
	engine, files := withOriginals(t, original{"changed", "/a", "text/plain", "one"}, original{"gone", "/b", "text/plain", "two"},
		original{"unknown", "/c", "text/plain", "three"}, original{"folder", "/d", "text/plain", "four"})
	if err := os.WriteFile(files.paths["changed"], []byte("One"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(files.paths["gone"]); err != nil {
		t.Fatal(err)
	}
	files.paths["folder"] = t.TempDir()
	delete(files.paths, "unknown")
	handler := newServer(t, engine, api.Options{Files: files}).Public()
	for target, want := range map[string]struct {
		status int
		says   string
	}{
		"/documents/changed/file": {410, "The original file is gone"}, "/documents/gone/file": {410, "has been changed since"},
		"/documents/folder/file": {410, "The original file is gone"}, "/documents/unknown/file": {404, "No original file"},
		"/documents/nothing/file": {404, "There is no document"}, "/documents/gone/file?path=/etc/passwd": {400, "A parameter cannot be honoured"},
		"/documents/..%2f..%2fetc%2fpasswd/file": {404, ""}, "/documents/gone/file/etc/passwd": {404, ""}, "/documents/%2e%2e/file": {404, ""},
	} {
		answer := get(t, handler, target)
		if answer.Code != want.status || !strings.Contains(answer.Body.String(), want.says) || answer.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %v %.2000s", target, answer.Code, answer.Header(), answer.Body)
		}
	}
	if answer := askAgain(t, handler, "/documents/changed/file", `"`+strings.Repeat("ab", 32)+`"`); answer.Code != 410 {
		t.Errorf("a file that was changed is said to be as before: %d", answer.Code)
	}
}

// A file that changes while it is sent does not arrive whole.
func TestOriginalFileThatChangesMeanwhile(t *testing.T) {
	const size = 64 << 20 // more than the connection takes in before it is read
	content := strings.Repeat("x", size)
	engine, files := withOriginals(t, original{"large", "/large.txt", "text/plain", content})
	address := startServer(t, newServer(t, engine, api.Options{Files: files}))
	answer, err := http.Get(address + "/documents/large/file")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.ContentLength != size {
		t.Fatalf("%d bytes are announced", answer.ContentLength)
	}
	file, err := os.OpenFile(files.paths["large"], os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt([]byte("y"), size-1); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, answer.Body); err == nil || n >= size {
		t.Errorf("%d bytes of a file that was changed arrive, and %v", n, err)
	}
}

func TestReadingPageLeadsToTheOriginal(t *testing.T) {
	engine, files := withOriginals(t, original{"pdf", "/treaty.pdf", "application/pdf", pdf()}, original{"text", "/t.txt", "text/plain", "t"}, original{"entry", "/a.zip!b.pdf", "application/pdf", pdf()})
	delete(files.paths, "entry")
	handler := newServer(t, engine, api.Options{Files: files}).Public()
	for id, want := range map[string]string{
		"pdf": "/documents/pdf/file /documents/pdf/file#page=1 /documents/pdf/file#page=2", "text": "/documents/text/file", "entry": "",
	} {
		var links []string
		for _, a := range all(pageOf(t, handler, "/documents/"+id+"?q=armed"), "a", "") {
			if href := attribute(a, "href"); strings.Contains(href, "/file") && !strings.HasPrefix(href, "/files") {
				links = append(links, href)
			}
		}
		if got := strings.Join(links, " "); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// TestBrowserOpensAPDFAtItsPage follows the link of a passage to the browser's viewer.
func TestBrowserOpensAPDFAtItsPage(t *testing.T) {
	engine, files := withOriginals(t, original{"pdf", "/treaty.pdf", "application/pdf", pdf()})
	b := newTabOn(t, newServer(t, engine, api.Options{Files: files}), tabOptions{look: look{width: 1000, height: 800}})
	b.open("/documents/pdf?q=armed")
	b.leave(click(`#p1 a[href$="#page=2"]`))
	b.expect(`location.pathname + location.hash`, "/documents/pdf/file#page=2")
	b.expect(`document.contentType`, "application/pdf")
	for redness(b) < 0.2 { // of the first page and of a small picture of the second less would be seen; the deadline of the page ends it
	}
}

// redness is what part of the window is red.
func redness(b *tab) float64 {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatalf("looking for the red page: %v", err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		b.t.Fatal(err)
	}
	red, size := 0, picture.Bounds()
	for y := range size.Dy() {
		for x := range size.Dx() {
			if r, g, blue, _ := picture.At(x, y).RGBA(); r > 0xe000 && g < 0x2000 && blue < 0x2000 {
				red++
			}
		}
	}
	return float64(red) / float64(size.Dx()*size.Dy())
}
