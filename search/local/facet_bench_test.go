//go:build unix

package local

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"entente/corpus"
	"entente/search"
)

// BenchmarkFacets compares, over one collection, what a query costs in processor
// time with facets and without, and what counting and listing them adds to the
// evaluation of the query, here and in bleve's own index.
//
// Every document matches, which counts from the totals of each segment; every
// other one does, which is the most that there is to walk; or filters choose.
func BenchmarkFacets(b *testing.B) {
	documents := facetDocuments(b)
	e := open(b, b.TempDir())
	defer e.Close()
	for i := 0; i < len(documents); i += 500 {
		if err := e.Put(b.Context(), documents[i:min(i+500, len(documents))]); err != nil {
			b.Fatal(err)
		}
	}
	index := bleveIndex(b, documents)
	defer index.Close()
	b.Logf("%d documents, %d facets", len(documents), len(corpus.Facets()))
	reportColumns(b, e)
	for _, kind := range []struct {
		name    string
		request search.Request
	}{
		{"All", search.Request{Query: "agreement"}},
		{"Half", search.Request{Query: "odd"}},
		{"Everything", search.Request{}},
		{"Chosen", search.Request{Query: "agreement", Filters: map[string][]string{"org": {"org1", "org2", "org3"}, "lang": {"en", "fr"}}}},
	} {
		r := kind.request
		with, without := compare(b, kind.name+"/Query",
			func(ctx context.Context) (int, error) { return searchWithFacets(ctx, e, r) },
			func(ctx context.Context) (int, error) { return searchWithoutFacets(ctx, e, r) })
		b.Logf("%s: with facets %.2f × the query without them", kind.name, float64(with)/float64(without))
		if r.Query == "" || r.Filters != nil {
			continue
		}
		counted, evaluated := compare(b, kind.name+"/FacetsAlone",
			func(ctx context.Context) (int, error) { return countFacetsAlone(ctx, e, r) },
			func(ctx context.Context) (int, error) { return evaluateAlone(ctx, e, r) })
		theirs, plain := compare(b, kind.name+"/Bleve",
			func(ctx context.Context) (int, error) { return searchBleve(ctx, index, r.Query, corpus.Facets()) },
			func(ctx context.Context) (int, error) { return searchBleve(ctx, index, r.Query, nil) })
		b.Logf("%s: facets alone %v, bleve's %v: 1/%.0f", kind.name, counted-evaluated, theirs-plain,
			float64(theirs-plain)/float64(counted-evaluated))
	}
}

// searching is a search that returns how many documents match.
type searching func(context.Context) (total int, err error)

// compare runs two searches in turn, so that whatever else the machine does
// meets both, and returns the mean processor time of each.
func compare(b *testing.B, name string, with, without searching) (meanWith, meanWithout time.Duration) {
	b.Run(name, func(b *testing.B) {
		var sumWith, sumWithout time.Duration
		for b.Loop() {
			sumWith += spent(b, with)
			sumWithout += spent(b, without)
		}
		meanWith, meanWithout = sumWith/time.Duration(b.N), sumWithout/time.Duration(b.N)
		b.ReportMetric(float64(meanWith.Microseconds())/1000, "with-ms")
		b.ReportMetric(float64(meanWithout.Microseconds())/1000, "without-ms")
	})
	return meanWith, meanWithout
}

func spent(b *testing.B, run searching) time.Duration {
	before := processorTime(b)
	total, err := run(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if total == 0 {
		b.Fatal("nothing matches")
	}
	return processorTime(b) - before
}

// facetDocuments are the load collection, each text cut to its beginning, with a
// word that all of them have and one that every other has.
func facetDocuments(b *testing.B) []*corpus.Document {
	const all, beginning = 60_000, 400
	documents := loadDocuments(b, all)
	for i, d := range documents {
		p := d.Passages[0]
		p.Text = []string{"Agreement, even. ", "Agreement, odd. "}[i%2] + strings.ToValidUTF8(p.Text[:min(len(p.Text), beginning)], "")
		d.Passages = []corpus.Passage{p}
	}
	return documents
}

// reportColumns says what the columns of the facets take.
func reportColumns(b *testing.B, e *Engine) {
	v, err := e.view(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer v.close()
	size := 0
	began := processorTime(b)
	for _, s := range v.segments {
		for _, f := range corpus.Facets() {
			c := s.facets[f.Name]
			size += 4 * (len(c.codes) + len(c.starts) + len(c.totals))
		}
	}
	for _, s := range v.segments {
		for _, f := range corpus.Facets() {
			newValueColumn(int(s.segment.Count()), s.keywords[f.Name], nil)
		}
	}
	spent := processorTime(b) - began
	per := 100_000 / float64(v.documents)
	b.Logf("%d segments; ordinals for 100,000 documents: %.1f MB, %.0f ms", len(v.segments), float64(size)/1e6*per, float64(spent.Milliseconds())*per)
}

// searchWithFacets is Search.
func searchWithFacets(ctx context.Context, e *Engine, r search.Request) (int, error) {
	result, err := e.Search(ctx, r)
	if err != nil {
		return 0, err
	}
	return result.Total.Value, nil
}

// searchWithoutFacets does what Search does, except that no facets are counted.
func searchWithoutFacets(ctx context.Context, e *Engine, r search.Request) (int, error) {
	return evaluateThen(ctx, e, r, func(v *view, a *answer, at cursor) error {
		hits, err := a.rank(ctx, v, search.ByRelevance, search.DefaultPerPage)
		if err != nil {
			return err
		}
		shown, err := e.show(ctx, v, hits, search.Excerpt)
		e.next(v, at, len(shown), a.total)
		return err
	})
}

// evaluateAlone finds the documents that match, and no more.
func evaluateAlone(ctx context.Context, e *Engine, r search.Request) (int, error) {
	return evaluateThen(ctx, e, r, func(*view, *answer, cursor) error { return nil })
}

// countFacetsAlone finds the documents that match and counts and lists facets.
func countFacetsAlone(ctx context.Context, e *Engine, r search.Request) (int, error) {
	return evaluateThen(ctx, e, r, func(v *view, a *answer, _ cursor) error {
		a.countFacets(v).list(v, e.names, a.chosen, search.Request{FacetSize: search.DefaultFacetSize})
		return nil
	})
}

func evaluateThen(ctx context.Context, e *Engine, r search.Request, then func(*view, *answer, cursor) error) (int, error) {
	r, err := r.Normalize()
	if err != nil {
		return 0, err
	}
	node, err := search.Parse(r.Query, r.Match)
	if err != nil {
		return 0, err
	}
	v, at, err := e.begin(ctx, node, r)
	if err != nil {
		return 0, err
	}
	defer v.close()
	a, err := e.evaluate(ctx, v, node, r)
	if err != nil {
		return 0, err
	}
	return a.total, then(v, a, at)
}

// bleveIndex has the documents in bleve's own index: the text, and the facets as
// whole values.
func bleveIndex(b *testing.B, documents []*corpus.Document) bleve.Index {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping = bleve.NewDocumentStaticMapping()
	text := bleve.NewTextFieldMapping()
	text.Store, text.IncludeInAll, text.IncludeTermVectors = false, false, false
	mapping.DefaultMapping.AddFieldMappingsAt("text", text)
	keyword := bleve.NewKeywordFieldMapping()
	keyword.Store, keyword.IncludeInAll, keyword.IncludeTermVectors = false, false, false
	for _, f := range corpus.Facets() {
		mapping.DefaultMapping.AddFieldMappingsAt(f.Name, keyword)
	}
	index, err := bleve.NewUsing(b.TempDir()+"/bleve", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(documents); i += 500 {
		batch := index.NewBatch()
		for _, d := range documents[i:min(i+500, len(documents))] {
			data := map[string]any{"text": d.Title + " " + d.Passages[0].Text}
			for _, f := range corpus.Facets() {
				data[f.Name] = f.Values(d)
			}
			if err := batch.Index(d.ID, data); err != nil {
				b.Fatal(err)
			}
		}
		if err := index.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
	return index
}

func searchBleve(ctx context.Context, index bleve.Index, word string, facets []corpus.Field) (int, error) {
	query := bleve.NewMatchQuery(word)
	query.SetField("text")
	request := bleve.NewSearchRequestOptions(query, search.DefaultPerPage, 0, false)
	for _, f := range facets {
		request.AddFacet(f.Name, bleve.NewFacetRequest(f.Name, search.DefaultFacetSize))
	}
	result, err := index.SearchInContext(ctx, request)
	if err != nil {
		return 0, fmt.Errorf("searching bleve's index: %w", err)
	}
	return int(result.Total), nil
}
