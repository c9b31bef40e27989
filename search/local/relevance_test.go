package local

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus/gazetteer"
	"entente/corpus/sample"
	"entente/indexer"
	"entente/search"
	"entente/search/enginetest"
	"entente/search/relevance"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenFolder has the judged queries, and how they are ranked.
const goldenFolder = "../relevance/testdata"

// TestRelevance compares the ranking of judged queries with what it was. Look at
// the difference, and write it with -update when it is for the better.
func TestRelevance(t *testing.T) {
	if testing.Short() {
		t.Skip("ranking the judged collections takes long; run without -short")
	}
	for name, read := range collections {
		t.Run(name, func(t *testing.T) {
			c, err := read(t)
			if err != nil {
				t.Skipf("the collection is missing: %v", err)
			}
			e := filled(t, c)
			measured, err := relevance.Measure(t.Context(), c, e.ranking)
			if err != nil {
				t.Fatal(err)
			}
			compareGolden(t, filepath.Join(goldenFolder, name+".golden"), relevance.Report(c, measured))
		})
	}
}

// collections reads the collections with judged queries. All but the first are
// test data that can be missing.
var collections = map[string]func(testing.TB) (*relevance.Collection, error){
	"sample": sampleCollection,
	"cranfield": func(testing.TB) (*relevance.Collection, error) {
		return relevance.ReadCranfield("../../../shared/data/ir/cranfield")
	},
	"cisi": func(testing.TB) (*relevance.Collection, error) {
		return relevance.ReadCISI("../../../shared/data/ir/cisi")
	},
}

// sampleCollection reads the built-in collection and the judged queries over it.
func sampleCollection(t testing.TB) (*relevance.Collection, error) {
	t.Helper()
	names, err := gazetteer.New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := sample.Documents()
	if err != nil {
		t.Fatal(err)
	}
	c := &relevance.Collection{Name: "Built-in collection"}
	extractor := indexer.NewExtractor(names)
	for _, f := range files {
		documents, _, err := indexer.Extract(t.Context(), extractor, indexer.Input{
			Name: f.Name, Collection: sample.Collection, Data: bytes.NewReader(f.Content), Size: int64(len(f.Content)),
		})
		if err != nil {
			t.Fatal(err)
		}
		c.Documents = append(c.Documents, documents...)
	}
	judged, err := os.Open(filepath.Join(goldenFolder, "judged.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer judged.Close()
	if c.Queries, err = relevance.ReadQueries(judged); err != nil {
		t.Fatal(err)
	}
	checkJudged(t, c)
	return c, nil
}

// checkJudged wants every judged document to be in the collection.
func checkJudged(t testing.TB, c *relevance.Collection) {
	t.Helper()
	known := map[string]bool{}
	for _, d := range c.Documents {
		known[d.ID] = true
	}
	for _, q := range c.Queries {
		for id := range q.Relevant {
			if !known[id] {
				t.Errorf("query %s judges %s, which is not in the collection", q.ID, id)
			}
		}
	}
}

// filled returns an engine with the documents of the collection.
func filled(t testing.TB, c *relevance.Collection) *Engine {
	t.Helper()
	e, err := Open(t.Context(), t.TempDir(), Options{Names: enginetest.Names{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	for i := 0; i < len(c.Documents); i += 500 {
		if err := e.Put(t.Context(), c.Documents[i:min(i+500, len(c.Documents))]); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

// ranking returns the ids of all hits of a query, best first.
func (e *Engine) ranking(ctx context.Context, q relevance.Query) ([]string, error) {
	record, err := e.Record(ctx, search.Request{Query: q.Text, Match: q.Match})
	if err != nil {
		return nil, err
	}
	return record.IDs, nil
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is otherwise (-want +got):\n%s", path, diff)
	}
}
