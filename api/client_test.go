package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/api/client"
	"entente/api/wire"
	"entente/corpus"
	"entente/search"
	"entente/search/enginetest"
	"entente/search/local"
)

// connect returns a client of a server of the engine, over a socket.
func connect(t *testing.T, engine search.Engine) *client.Client {
	t.Helper()
	c := client.NewSocket(startSocket(t, newTestServer(t, engine)))
	t.Cleanup(func() { c.Close() })
	return c
}

// What holds for an engine holds for the same engine behind a server.
func TestClientIsAnEngine(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole suite takes long; run without -short")
	}
	enginetest.Run(t, func(t *testing.T) search.Engine {
		return connect(t, openEngine(t, local.Options{Names: enginetest.Names{}, Thesaurus: enginetest.Thesaurus{}}))
	})
}

func TestClientAnswersAsTheEngine(t *testing.T) {
	engine := telling{newTestEngine(t)}
	c := connect(t, engine)
	for _, r := range []search.Request{
		{}, {Query: "armed attack", Match: search.MatchAny, NoSynonyms: true}, {Match: "some"}, {Histogram: "month"}, {Facet: "nothing"}, {FacetText: "x"},
		{Query: "armed", Explain: true, Histogram: search.ByYear, Facet: "org", FacetText: "n"}, {Query: `"armed attack" OR exercises`, PerPage: 5, Page: 2, Sort: search.ByDateDesc}, {Filters: map[string][]string{"org": {"NATO", "un"}}, From: date("1940")},
		{Query: "zeppelin"}, {Query: "armed ("}, {Query: "a\x00\xff"}, {Page: -1}, {PerPage: 1000}, {Filters: map[string][]string{"org": {"NATOO"}}},
		{Filters: map[string][]string{"nothing": {"x"}}}, {Sort: "odd"}, {From: date("1960"), To: date("1950")},
	} {
		want, wantErr := engine.Search(t.Context(), r)
		got, gotErr := c.Search(t.Context(), r)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{}), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(search.Result{}, "TookMS")); diff != "" {
			t.Errorf("%+v: %s", r, diff)
		}
		if fmt.Sprintf("%T %v", wantErr, wantErr) != fmt.Sprintf("%T %v", gotErr, gotErr) {
			t.Errorf("%+v: %v, want %v", r, gotErr, wantErr)
		}
		wantRecord, _ := engine.Record(t.Context(), r)
		gotRecord, _ := c.Record(t.Context(), r)
		if diff := cmp.Diff(wantRecord, gotRecord, cmpopts.IgnoreFields(search.Record{}, "Made")); diff != "" && wantErr == nil {
			t.Errorf("%+v: %s", r, diff)
		}
	}
	for _, text := range []string{"", "harb", "zeppelin"} {
		want, _ := engine.Suggest(t.Context(), text, 2)
		got, err := c.Suggest(t.Context(), text, 2)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%s: %v %s", text, err, diff)
		}
	}
	for _, id := range []string{"harbour-treaty-1949", "hostile", "harbour-treaty-1948", "x", "a/b", "", ".."} {
		want, wantErr := engine.Document(t.Context(), id)
		got, gotErr := c.Document(t.Context(), id)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
		if errors.Is(wantErr, search.ErrNotFound) != errors.Is(gotErr, search.ErrNotFound) {
			t.Errorf("%s: %v, want %v", id, gotErr, wantErr)
		}
		wantMarks, _ := engine.Locate(t.Context(), id, search.Request{Query: "armed"})
		gotMarks, err := c.Locate(t.Context(), id, search.Request{Query: "armed"})
		if diff := cmp.Diff(wantMarks, gotMarks, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %v %s", id, err, diff)
		}
	}
}

func TestClientReportsWhatHappened(t *testing.T) {
	for _, want := range []error{search.ErrTimeout, search.ErrUnavailable, &search.SyntaxError{Column: 3, Length: 2, Message: "m", Suggestion: "s"},
		&search.InvalidError{Parameter: "p", Message: "m", Nearest: "n"}, &search.UnknownIDError{ID: "x", Nearest: "y"}} {
		c := connect(t, failing{err: fmt.Errorf("inside: %w", want)})
		ctx := t.Context()
		_, searching := c.Search(ctx, search.Request{})
		_, reading := c.Document(ctx, "x")
		_, locating := c.Locate(ctx, "x", search.Request{Query: "q"})
		_, recording := c.Record(ctx, search.Request{})
		_, suggesting := c.Suggest(ctx, "x", 0)
		_, counting := c.Stats(ctx)
		for name, got := range map[string]error{"Search": searching, "Document": reading, "Locate": locating, "Record": recording, "Suggest": suggesting, "Stats": counting, "Ready": c.Ready(ctx),
			"Put": c.Put(ctx, []*corpus.Document{{ID: "x"}}), "Delete": c.Delete(ctx, []string{"x"})} {
			if !sameError(got, want) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
	}
}

// sameError compares what errors.Is and errors.As find.
func sameError(got, want error) bool {
	for e := got; e != nil; e = errors.Unwrap(e) {
		if fmt.Sprintf("%T%+v", e, e) == fmt.Sprintf("%T%+v", want, want) {
			return true
		}
	}
	return errors.Is(got, want)
}

func TestClientShowsNothingOfAServerThatFailed(t *testing.T) {
	c := connect(t, failing{err: errors.New("secret")})
	if _, err := c.Search(t.Context(), search.Request{}); err == nil || err.Error() == "secret" {
		t.Error(err)
	}
}

func TestClientWithoutAServer(t *testing.T) {
	c := client.NewSocket(filepath.Join(t.TempDir(), "nothing.sock"))
	if err := c.Ready(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Error(err)
	}
	if err := c.Put(t.Context(), testDocuments()); !errors.Is(err, search.ErrUnavailable) {
		t.Error(err)
	}
	for _, base := range []string{"", "localhost:8080", "ftp://localhost", "http://", "http:// x"} {
		if _, err := client.New(base); err == nil {
			t.Errorf("%q is taken for an address", base)
		}
	}
}

func TestClientAsksOnlyServersOfOurs(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"other": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "hello", http.StatusTeapot) },
		"html":  func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") },
		"moved": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) },
	} {
		server := httptest.NewServer(handler)
		defer server.Close()
		c, err := client.New(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Search(t.Context(), search.Request{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if err := c.Put(t.Context(), []*corpus.Document{{ID: "x"}}); err == nil {
			t.Errorf("%s: no error from Put", name)
		}
	}
}

func TestClientGivesUpWithItsCaller(t *testing.T) {
	c := connect(t, waiting{newTestEngine(t)})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Search(ctx, search.Request{}); !errors.Is(err, search.ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := c.Search(ended, search.Request{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := c.Put(ended, testDocuments()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestClientPutsAndDeletesMany(t *testing.T) {
	engine := newTestEngine(t)
	c := connect(t, engine)
	var documents []*corpus.Document
	var ids []string
	for i := range wire.MaxDeleteIDs + 5 { // more than go into one request
		ids = append(ids, fmt.Sprint("many-", i))
	}
	for _, id := range append(ids[:600:600], ids[wire.MaxDeleteIDs:]...) { // more than go into one batch
		documents = append(documents, &corpus.Document{ID: id, Title: "Many", Passages: []corpus.Passage{}})
	}
	if err := c.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Document(t.Context(), ids[len(ids)-1]); err != nil || got.Title != "Many" {
		t.Errorf("%+v, %v", got, err)
	}
	if err := c.Delete(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if stats, err := c.Stats(t.Context()); err != nil || stats.Documents != len(testDocuments()) {
		t.Errorf("%+v, %v", stats, err)
	}
}
