package local

import (
	"context"
	"testing"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en" // the analyzer "en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"entente/search"
	"entente/search/relevance"
)

// BenchmarkRelevance reports how well this engine and bleve as it is shipped
// rank each of the collections, side by side. Bleve's queries match any of the
// words, since it has no query language to honour the rest; so that both do the
// same, those over the built-in collection are measured here in that way, too.
// Run it with -benchtime 1x; the time of an operation is that of all queries,
// rankings whole.
func BenchmarkRelevance(b *testing.B) {
	for _, name := range []string{"sample", "cranfield", "cisi"} {
		c, err := collections[name](b)
		if err != nil {
			b.Logf("%s is missing: %v", name, err)
			continue
		}
		e := filled(b, c)
		b.Run(name+"/entente-as-asked", func(b *testing.B) { measure(b, c, e.ranking) })
		words := matchingAny(c)
		b.Run(name+"/entente", func(b *testing.B) { measure(b, words, e.ranking) })
		b.Run(name+"/bleve-tf-idf", func(b *testing.B) { measure(b, words, shippedBleve(b, c, index.TFIDFScoring)) })
		b.Run(name+"/bleve-BM25", func(b *testing.B) { measure(b, words, shippedBleve(b, c, index.BM25Scoring)) })
	}
}

// matchingAny returns the collection with queries for any of the words.
func matchingAny(c *relevance.Collection) *relevance.Collection {
	words := &relevance.Collection{Name: c.Name, Documents: c.Documents}
	for _, q := range c.Queries {
		q.Text, q.Match = relevance.Plain(q.Text), search.MatchAny
		words.Queries = append(words.Queries, q)
	}
	return words
}

func measure(b *testing.B, c *relevance.Collection, rank relevance.Ranker) {
	b.Helper()
	var measured []relevance.Measured
	for b.Loop() {
		var err error
		if measured, err = relevance.Measure(b.Context(), c, rank); err != nil {
			b.Fatal(err)
		}
	}
	mean := relevance.Mean(measured)
	b.ReportMetric(mean.NDCG10, "nDCG@10")
	b.ReportMetric(mean.GradedNDCG10, "graded-nDCG@10")
	b.ReportMetric(mean.AveragePrecision, "MAP")
	b.ReportMetric(mean.Recall100, "recall@100")
	b.ReportMetric(mean.ReciprocalRank, "MRR")
}

// shippedBleve indexes the collection with bleve's own mapping, its analyzer for
// English and one of its scoring models.
func shippedBleve(b *testing.B, c *relevance.Collection, scoring string) relevance.Ranker {
	b.Helper()
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	m.ScoringModel = scoring
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	batch := x.NewBatch()
	for _, d := range c.Documents {
		body := ""
		for _, p := range d.Passages {
			body += p.Heading + "\n" + p.Text + "\n"
		}
		if err := batch.Index(d.ID, map[string]any{"title": d.Title, "body": body}); err != nil {
			b.Fatal(err)
		}
	}
	if err := x.Batch(batch); err != nil {
		b.Fatal(err)
	}
	return func(ctx context.Context, q relevance.Query) ([]string, error) {
		request := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(q.Text), len(c.Documents), 0, false)
		request.SortBy([]string{"-_score", "_id"})
		result, err := x.SearchInContext(ctx, request)
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, hit := range result.Hits {
			ids = append(ids, hit.ID)
		}
		return ids, nil
	}
}
