package export_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/export"
	"entente/search"
)

var update = flag.Bool("update", false, "write the golden files")

// walker is a search with these hits; after broken of them it fails, unless that
// is below 0.
type walker struct {
	hits   []search.Hit
	broken int
}

var errBroken = errors.New("disk on fire at /secret")

func (w walker) Walk(_ context.Context, r search.Request, begin func(*search.Record) error, hit func(*search.Hit) error) error {
	record := w.record(r)
	record.IDs = nil
	if err := begin(record); err != nil {
		return err
	}
	for i := range w.hits {
		if i == w.broken {
			return errBroken
		}
		if err := hit(&w.hits[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w walker) record(r search.Request) *search.Record {
	r, _ = r.Normalize()
	var ids []string
	for _, h := range w.hits {
		ids = append(ids, h.ID)
	}
	return &search.Record{
		Format: search.RecordFormat, Made: "2026-11-25T10:00:00Z", Asked: r.Asked(), Query: r.Query, Identity: "IDENTITY", Generation: 2,
		Searched: search.Searched{Documents: 1161, UnreadFiles: 3, Sequence: 4120},
		Total:    search.Total{Value: len(ids), Relation: "eq"}, Digest: search.DigestIDs(ids), IDs: ids,
	}
}

// hostileText has what means something in one format or another.
const hostileText = "=HYPERLINK(\"http://evil\";\"x\") } {\\TeX} 100% $5 & #1 a_b ~ ^ @misc{x,\r\nER  - \r\nTY  - JOUR, \"q\" \x07\u2028دفاع 条约"

func hits() []search.Hit {
	date := func(text string) corpus.Date {
		d, err := corpus.ParseDate(text)
		if err != nil {
			panic(err)
		}
		return d
	}
	return []search.Hit{
		{
			ID: "north-atlantic-treaty", Title: "North Atlantic Treaty", Type: "treaty", Date: date("1949-04-04"), Language: "en",
			Organizations: []string{"NATO"}, Topics: []string{"collective-defence"}, Parties: []string{"US", "KR"}, Score: 7.25,
			URL: "/documents/north-atlantic-treaty", MatchedPassages: 7,
			Source: corpus.Source{Collection: "treaties", Path: "nato.md", URL: "https://treaties.example/nato?a=1&b=100%25#top_1"},
			Passages: []search.PassageHit{
				{Passage: 5, Label: "Article 5", Citation: "North Atlantic Treaty, Article 5", URL: "/documents/north-atlantic-treaty#p5", Text: "… that an armed attack against one …"},
				{Passage: 6, Label: "Article 6, p. 3", Citation: "North Atlantic Treaty, Article 6, p. 3", URL: "/documents/north-atlantic-treaty#p6", Text: "For the purpose of Article 5"},
			},
		},
		{
			ID: "a.b_c:d", Title: hostileText, Type: "=cmd", Date: date("1951-06"), Language: "ar", URL: "/documents/a.b_c:d", MatchedPassages: 1,
			Organizations: []string{"@NATO"}, Source: corpus.Source{Collection: "-x", Path: "\t=1", URL: "javascript:alert(1)"},
			Passages: []search.PassageHit{{Label: hostileText, Citation: hostileText, URL: "/documents/a.b_c:d#p0", Text: hostileText}},
		},
		{ID: "untitled", URL: "/documents/untitled", Date: date("1960"), Type: "law", Source: corpus.Source{Collection: "sample"}},
		{ID: "undated", Title: "Undated", Type: "report", URL: "/documents/undated", Source: corpus.Source{Collection: "c", URL: `http://x/{y}\z`}},
	}
}

func options() export.Options {
	return export.Options{Base: "http://127.0.0.1:8080", Label: func(field, value string) string {
		return map[string]string{"KR": "Korea, Republic of", "US": "United States"}[value]
	}}
}

func written(t testing.TB, name string, w walker, r search.Request) (string, error) {
	t.Helper()
	f, err := export.FormatNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = export.Write(t.Context(), &b, f, options(), w, r)
	return b.String(), err
}

// list is all hits in a format.
func list(t *testing.T, name string) string {
	t.Helper()
	text, err := written(t, name, walker{hits(), -1}, search.Request{Query: `"armed attack" OR org:@x`, Sort: search.ByDate})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestGolden(t *testing.T) {
	golden := func(name, got string) {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, f := range export.Formats() {
		golden("list."+f.Extension, list(t, f.Name))
	}
	read, _ := corpus.ParseDate("2026-11-25")
	treaty := &corpus.Document{ID: "north-atlantic-treaty", Title: "North Atlantic Treaty", Type: "treaty", Date: hits()[0].Date,
		Parties: []corpus.Tag{{Name: "US"}}, Source: hits()[0].Source, Passages: []corpus.Passage{{Kind: corpus.Article, Number: "5"}}}
	for _, format := range export.Citing() {
		text, mediaType, err := export.Cite(export.Citation{Document: treaty, Passage: 0, Read: read}, format, options())
		if err != nil {
			t.Fatal(err)
		}
		golden("citation-"+format+".txt", mediaType+"\n"+text)
	}
}

func TestPlainCitations(t *testing.T) {
	d := &corpus.Document{ID: "x", Title: "Act\n 1", Source: corpus.Source{Collection: "sample"}, Passages: []corpus.Passage{{Kind: corpus.Page, Page: 12}}}
	for passage, want := range map[int]string{
		-1: "Act 1, http://127.0.0.1:8080/documents/x. Read in a summary, not in the official text\n",
		0:  "Act 1, p. 12, http://127.0.0.1:8080/documents/x#p0. Read in a summary, not in the official text\n",
	} {
		got, _, err := export.Cite(export.Citation{Document: d, Passage: passage}, "plain", options())
		if got != want || err != nil {
			t.Errorf("passage %d: %q, %v", passage, got, err)
		}
	}
}

func TestUnknownFormats(t *testing.T) {
	_, listErr := export.FormatNamed("bibtx")
	_, _, citeErr := export.Cite(export.Citation{Document: &corpus.Document{ID: "x"}, Passage: -1}, "csv", export.Options{})
	for _, err := range []error{listErr, citeErr} {
		var invalid *search.InvalidError
		if !errors.As(err, &invalid) || invalid.Parameter != "format" {
			t.Errorf("%v", err)
		}
	}
	if !strings.Contains(listErr.Error(), `did you mean "bibtex"`) {
		t.Error(listErr)
	}
}

// A list that breaks off says so, says how much it has, and keeps the cause to itself.
func TestIncompleteListsSaySo(t *testing.T) {
	for _, f := range export.Formats() {
		for _, broken := range []int{0, 1, 3} {
			text, err := written(t, f.Name, walker{hits(), broken}, search.Request{})
			var incomplete *export.IncompleteError
			if !errors.As(err, &incomplete) || !errors.Is(err, errBroken) || incomplete.Written != broken || incomplete.Total != 4 {
				t.Errorf("%s broken at %d: %v", f.Name, broken, err)
			}
			if strings.Contains(text, "fire") {
				t.Errorf("%s broken at %d tells the cause", f.Name, broken)
			}
			lines := strings.Split(strings.TrimSpace(text), "\n")
			if end := strings.Join(lines[max(0, len(lines)-4):], "\n"); !strings.Contains(strings.ToLower(end), "incomplete") {
				t.Errorf("%s broken at %d ends:\n%s", f.Name, broken, end)
			}
		}
	}
}

// fewer is a search that gives fewer hits than it counts.
type fewer struct{ walker }

func (f fewer) Walk(ctx context.Context, r search.Request, begin func(*search.Record) error, hit func(*search.Hit) error) error {
	return f.walker.Walk(ctx, r, func(record *search.Record) error {
		record.Total.Value++
		return begin(record)
	}, hit)
}

func TestMissingHitsAreNoticed(t *testing.T) {
	for _, f := range export.Formats() {
		var b bytes.Buffer
		var incomplete *export.IncompleteError
		err := export.Write(t.Context(), &b, f, options(), fewer{walker{hits(), -1}}, search.Request{})
		if !errors.As(err, &incomplete) || incomplete.Written != 4 || incomplete.Total != 5 {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// refusing takes some bytes and then no more.
type refusing struct{ left int }

var errFull = errors.New("no space")

func (w *refusing) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWritersThatFail(t *testing.T) {
	for _, f := range export.Formats() {
		err := export.Write(t.Context(), &refusing{600}, f, options(), walker{hits(), -1}, search.Request{})
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// slow is a search that finds nothing before it is told to end.
type slow struct{}

func (slow) Walk(ctx context.Context, _ search.Request, _ func(*search.Record) error, _ func(*search.Hit) error) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestPatience(t *testing.T) {
	f, o := export.Formats()[0], options()
	o.Patience = 1
	if err := export.Write(t.Context(), &refusing{}, f, o, slow{}, search.Request{}); !errors.Is(err, search.ErrTimeout) {
		t.Errorf("out of patience: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	o.Patience = 1 << 40
	if err := export.Write(ctx, &refusing{}, f, o, slow{}, search.Request{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	var b bytes.Buffer
	if err := export.Write(t.Context(), &b, f, o, walker{hits(), -1}, search.Request{}); err != nil || b.Len() == 0 {
		t.Errorf("in time: %v", err)
	}
}
