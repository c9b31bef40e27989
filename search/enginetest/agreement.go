package enginetest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"entente/corpus"
	"entente/search"
)

// moreQueries is how many queries an engine and the naive evaluator are asked
// over each collection, when not the usual number.
var moreQueries = flag.Int("queries", 0, "ask an engine and the naive evaluator so many queries over each collection; 0 for the usual number")

// agreesOnMadeUp and agreesOnReal ask queries made up of the documents' own words
// and compare every answer with that of the naive evaluator: the documents, the
// counts, and which words are matched.
func agreesOnMadeUp(t *testing.T, e search.Engine) {
	agree(t, e, "made-up documents", madeUpCollection(), 800)
}

// RunAgreement asks an empty engine the made-up queries of Run alone, for an engine
// that has more than one way to find the same.
func RunAgreement(t *testing.T, e search.Engine) { agreesOnMadeUp(t, e) }

func agreesOnReal(t *testing.T, e search.Engine) {
	documents, from := realCollection(t)
	agree(t, e, from, documents, 120)
}

func agree(t *testing.T, e search.Engine, from string, documents []*corpus.Document, queries int) {
	for i := 0; i < len(documents); i += 17 { // several segments
		put(t, e, documents[i:min(i+17, len(documents))]...)
	}
	switch {
	case *moreQueries > 0:
		queries = *moreQueries
	case testing.Short(): // which is also under the race detector
		queries /= 10
	}
	c := &comparison{engine: e, readings: readAll(documents)}
	terms := c.terms()
	for seed := range queries {
		g := &generator{rand.New(rand.NewPCG(uint64(seed), 1949)), c.readings, terms}
		c.compare(t, g.query(3), seed%2 == 1, fmt.Sprintf("query %d over %s", seed, from))
		if c.disagreements >= tooMany {
			t.Fatalf("%d disagreements in %d queries: the rest is not asked", c.disagreements, seed+1)
		}
	}
	t.Logf("%s: %d documents, %d queries, %d with hits, %d of those with marked words, %d refused, %d disagreements",
		from, len(documents), queries, c.answered, c.marked, c.refused, c.disagreements)
	if c.answered < queries/2 || c.refused > queries/20 {
		t.Errorf("of %d queries %d had hits and %d were refused: this compares too little", queries, c.answered, c.refused)
	}
}

// tooMany disagreements end the comparison.
const tooMany = 10

// comparison is of an engine with the naive evaluator over one collection.
type comparison struct {
	engine                                   search.Engine
	readings                                 []*reading
	answered, marked, refused, disagreements int // queries
}

// terms returns the folded words of the collection, each once.
func (c *comparison) terms() []string {
	seen := map[string]bool{}
	var terms []string
	for _, r := range c.readings {
		for _, t := range r.texts {
			for _, w := range t.words {
				if !seen[w.Term] && len(w.Term) < 40 {
					seen[w.Term] = true
					terms = append(terms, w.Term)
				}
			}
		}
	}
	return terms
}
