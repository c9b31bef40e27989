// Package relevance measures how well an engine ranks: it reads collections of
// documents with judged queries, asks an engine and reports the usual figures.
// Which engine, and with which settings, is decided by whoever calls it; tests
// and benchmarks do, no command needs it.
package relevance

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"entente/corpus"
	"entente/search"
)

// Collection is documents with queries whose relevant documents are known.
type Collection struct {
	Name      string
	Documents []*corpus.Document
	Queries   []Query
}

// Query is a judged query.
type Query struct {
	ID       string
	Need     string // what the reader wants to know, "" when nobody said
	Text     string // in the query language
	Match    search.Match
	Relevant map[string]int // grade of each relevant document by id, 1 and up
}

// Figures say how well a ranking of documents answers a query, or the mean of
// several.
type Figures struct {
	NDCG10           float64 // nDCG of the first ten, every relevant document counting the same
	GradedNDCG10     float64 // nDCG of the first ten, with a gain of the grade
	AveragePrecision float64 // over the whole ranking
	Recall100        float64 // share of the relevant documents among the first hundred
	ReciprocalRank   float64 // of the first document of the highest grade
}

// Measured is a query with the figures of its answer.
type Measured struct {
	Query   Query
	Figures Figures
	Ranking []string // the first ten
	Refused error    // the query was refused, and the figures are zero
}

// Ranker returns the ids of the documents that answer a query, best first.
type Ranker func(ctx context.Context, q Query) ([]string, error)

// Measure asks every query of the collection. A query that is refused counts
// as answered with nothing; any other error ends the measurement.
func Measure(ctx context.Context, c *Collection, rank Ranker) ([]Measured, error) {
	measured := make([]Measured, 0, len(c.Queries))
	for _, q := range c.Queries {
		ranking, err := rank(ctx, q)
		var syntax *search.SyntaxError
		if err != nil && !errors.As(err, &syntax) {
			return nil, fmt.Errorf("asking query %s of %s: %w", q.ID, c.Name, err)
		}
		measured = append(measured, Measured{
			Query: q, Figures: FiguresOf(ranking, q.Relevant), Ranking: ranking[:min(len(ranking), 10)], Refused: err,
		})
	}
	return measured, nil
}

// Mean returns the arithmetic mean of the figures.
func Mean(measured []Measured) Figures {
	var sum Figures
	for _, m := range measured {
		sum.NDCG10 += m.Figures.NDCG10
		sum.GradedNDCG10 += m.Figures.GradedNDCG10
		sum.AveragePrecision += m.Figures.AveragePrecision
		sum.Recall100 += m.Figures.Recall100
		sum.ReciprocalRank += m.Figures.ReciprocalRank
	}
	n := float64(max(len(measured), 1))
	return Figures{sum.NDCG10 / n, sum.GradedNDCG10 / n, sum.AveragePrecision / n, sum.Recall100 / n, sum.ReciprocalRank / n}
}

// FiguresOf compares a ranking with the relevant documents.
func FiguresOf(ranking []string, relevant map[string]int) Figures {
	if len(relevant) == 0 {
		return Figures{}
	}
	one := func(int) float64 { return 1 }
	graded := func(grade int) float64 { return float64(grade) }
	return Figures{
		NDCG10:           nDCG(ranking, relevant, 10, one),
		GradedNDCG10:     nDCG(ranking, relevant, 10, graded),
		AveragePrecision: averagePrecision(ranking, relevant),
		Recall100:        recall(ranking, relevant, 100),
		ReciprocalRank:   reciprocalRank(ranking, relevant),
	}
}

// nDCG is the discounted cumulative gain of the first k over that of the ideal
// ranking, with a discount of 1/log2(rank + 1) (K. Järvelin and J. Kekäläinen,
// "Cumulated Gain-Based Evaluation of IR Techniques", 2002).
func nDCG(ranking []string, relevant map[string]int, k int, gain func(grade int) float64) float64 {
	var got, ideal []float64
	for _, id := range ranking[:min(len(ranking), k)] {
		grade, ok := relevant[id]
		if !ok {
			got = append(got, 0)
			continue
		}
		got = append(got, gain(grade))
	}
	for _, grade := range relevant {
		ideal = append(ideal, gain(grade))
	}
	slices.SortFunc(ideal, func(a, b float64) int { return cmp.Compare(b, a) })
	return discounted(got) / discounted(ideal[:min(len(ideal), k)])
}

func discounted(gains []float64) float64 {
	sum := 0.0
	for i, g := range gains {
		sum += g / math.Log2(float64(i)+2)
	}
	return sum
}

// averagePrecision is the mean, over the relevant documents, of the precision
// at the rank of each; 0 for those that are not ranked.
func averagePrecision(ranking []string, relevant map[string]int) float64 {
	sum, found := 0.0, 0
	for i, id := range ranking {
		if _, ok := relevant[id]; ok {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum / float64(len(relevant))
}

func recall(ranking []string, relevant map[string]int, k int) float64 {
	found := 0
	for _, id := range ranking[:min(len(ranking), k)] {
		if _, ok := relevant[id]; ok {
			found++
		}
	}
	return float64(found) / float64(len(relevant))
}

func reciprocalRank(ranking []string, relevant map[string]int) float64 {
	best := 0
	for _, grade := range relevant {
		best = max(best, grade)
	}
	for i, id := range ranking {
		if grade, ok := relevant[id]; ok && grade == best {
			return 1 / float64(i+1)
		}
	}
	return 0
}
