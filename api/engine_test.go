package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
	"entente/search/local"
)

// unreadFiles is how many files the test engine says could not be read.
const unreadFiles = 3

// newTestEngine returns an engine that holds testDocuments. Tests of handlers,
// pages and the browser all get theirs here.
func newTestEngine(t testing.TB) search.Engine {
	t.Helper()
	engine := newEmptyEngine(t)
	if err := engine.Put(t.Context(), testDocuments()); err != nil {
		t.Fatal(err)
	}
	return completing{engine}
}

func newEmptyEngine(t testing.TB) search.Engine {
	t.Helper()
	return openEngine(t, local.Options{Names: testNames{}, Unread: testUnread{}})
}

func openEngine(t testing.TB, options local.Options) search.Engine {
	t.Helper()
	engine, err := local.Open(t.Context(), t.TempDir(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return engine
}

// testUnread has unreadFiles files that could not be read.
type testUnread struct{}

func (testUnread) CountUnread(context.Context) (int, error) { return unreadFiles, nil }

func (testUnread) CountPartlyUnread(context.Context) (int, error) { return 7, nil }

func (testUnread) ListPartlyUnread(_ context.Context, limit int) ([]search.UnreadFile, error) {
	return []search.UnreadFile{{Path: "/files/half.pdf", Reason: "p. 2: no text"}}, nil
}

func (testUnread) ListUnread(_ context.Context, limit int) ([]search.UnreadFile, error) {
	files := make([]search.UnreadFile, min(limit, unreadFiles))
	for i := range files {
		files[i] = search.UnreadFile{Path: fmt.Sprintf("/files/%d.pdf", i), Reason: "encrypted: it needs a password"}
	}
	return files, nil
}

// testNames knows no other names of values.
type testNames struct{ testLabels }

func (testNames) Resolve(string, string) (string, bool) { return "", false }

func (testNames) NamesOf(string, string) []string { return nil }

// failing is an engine of which every method but Close fails with err.
type failing struct {
	search.Engine
	err error
}

func (f failing) Search(context.Context, search.Request) (*search.Result, error) { return nil, f.err }

func (f failing) Document(context.Context, string) (*corpus.Document, error) { return nil, f.err }

func (f failing) Locate(context.Context, string, search.Request) ([]search.PassageMarks, error) {
	return nil, f.err
}

func (f failing) NearDuplicates(context.Context, string) ([]search.NearDuplicate, error) {
	return nil, f.err
}

func (f failing) Put(context.Context, []*corpus.Document) error { return f.err }

func (f failing) Delete(context.Context, []string) error { return f.err }

func (f failing) Stats(context.Context) (search.Stats, error) { return search.Stats{}, f.err }

func (f failing) Record(context.Context, search.Request) (*search.Record, error) { return nil, f.err }

func (f failing) Walk(context.Context, search.Request, func(*search.Record) error, func(*search.Hit) error) error {
	return f.err
}

func (f failing) Revision(context.Context) (string, error) { return "", f.err }

func (f failing) Suggest(context.Context, string, int) (*search.Suggestions, error) {
	return nil, f.err
}

// completing is an engine with suggestions of its own, which stay the same
// whatever the collection has.
type completing struct{ search.Engine }

func (completing) Suggest(_ context.Context, text string, limit int) (*search.Suggestions, error) {
	if limit > search.MaxSuggestions {
		return nil, &search.InvalidError{Parameter: "limit", Message: "is too large"}
	}
	if limit == 0 {
		limit = search.DefaultSuggestions
	}
	var found []search.Suggestion
	for _, s := range []search.Suggestion{
		{Kind: "word", Text: "harbour", Query: "harbour", Count: 30},
		{Kind: "title", Text: "Harbour Treaty", Query: `title:"Harbour Treaty"`, Count: 1},
		{Kind: "org", Text: "Harbour <b>Union</b>", Query: "org:HU", Count: 2},
	} {
		if strings.HasPrefix(strings.ToLower(s.Text), text) && text != "" && len(found) < limit {
			found = append(found, s)
		}
	}
	return &search.Suggestions{Suggestions: found}, nil
}

// telling is an engine whose answers say all that an answer can say.
type telling struct{ search.Engine }

func (e telling) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	r.Cursor = "" // it understands every cursor as the first page
	result, err := e.Engine.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	result.Next = "cursor-2"
	result.Hints = []search.Hint{{Column: 6, Length: 3, Message: `"and" is searched as a word`, Suggestion: "did you mean AND?", Query: "armed AND attack"}, {Column: 1, Length: 5, Message: "only said"}}
	if !r.NoSynonyms {
		result.Names = []search.NameExpansion{{Column: 1, Length: 5, Text: "armed", Also: []string{"équipé", "<b>weaponed</b>"}}, {Column: 7, Length: 6, Text: "attack", TooMany: true}}
	}
	if r.Histogram != search.NoHistogram {
		result.Histogram = &search.Histogram{Interval: r.Histogram, Buckets: []search.Bucket{{Year: 1940, Count: 2}, {Year: 1980, Count: 1}}, Undated: 4}
	}
	if r.Explain {
		result.Account = account(r, result)
		for i := range result.Hits {
			result.Hits[i].Why = &search.Why{Parts: []search.WhyPart{
				{Text: "armed", Score: 2.5, Rarity: 1.25, InTitle: 1, InText: 3, TitleLength: 2, TextLength: 90}, {Text: "title", Score: 0.5},
			}}
		}
	}
	return result, nil
}

func (telling) NearDuplicates(context.Context, string) ([]search.NearDuplicate, error) {
	return []search.NearDuplicate{{ID: "copy", Title: "A <b>Copy</b>", URL: "/documents/copy", Path: "/old.zip!copy.md", Likeness: 0.997}, {ID: "form", URL: "/documents/form", Likeness: 0.7}}, nil
}

// crowded is an engine whose results have every facet in full, and as many years
// as a timeline can show.
type crowded struct{ search.Engine }

func (e crowded) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	result, err := e.Engine.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, f := range corpus.Facets() {
		var values []search.FacetValue
		for n := range r.FacetSize {
			values = append(values, search.FacetValue{Value: fmt.Sprintf("%s-value-%d", f.Name, n), Count: 1000 + n, Detected: n})
		}
		result.Facets[f.Name], result.FacetsOmitted[f.Name] = values, 100
	}
	if r.Histogram != search.NoHistogram {
		result.Histogram = &search.Histogram{Interval: r.Histogram, Undated: 4}
		for year := 1900; year < 2026; year++ {
			result.Histogram.Buckets = append(result.Histogram.Buckets, search.Bucket{Year: year, Count: year})
		}
	}
	return result, nil
}

func account(r search.Request, result *search.Result) *search.Account {
	return &search.Account{
		Query: result.Query, Match: result.Match, Synonyms: !r.NoSynonyms,
		Clauses: []search.Clause{
			{Column: 1, Length: 5, Text: "armed", Documents: 31, Terms: [][]search.Term{{
				{Text: "armed", Documents: 30, Occurrences: 60}, {Text: "arming", Languages: []string{"en"}, Documents: 1, Occurrences: 1}}}},
			{Column: 7, Length: 8, Text: "org:OTAN", Excluded: true, Documents: 3, Values: []string{"NATO"}},
		},
		Filters: map[string][]string{"org": {"NATO"}}, From: "1940", To: "1990-02",
		Identity: "IDENTITY", Generation: 3, Sequence: result.Searched.Sequence, Documents: result.Searched.Documents,
		Languages: map[string]int{"en": 30, "other": 2},
		Unread:    []search.UnreadFile{{Path: "docs/<b>broken</b>.pdf", Reason: "malformed"}}, UnreadFiles: result.Searched.UnreadFiles,
		PartlyUnread: 7,
	}
}
