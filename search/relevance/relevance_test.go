package relevance

import (
	"context"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

func TestFiguresOf(t *testing.T) {
	relevant := map[string]int{"a": 3, "b": 1, "c": 1}
	for _, test := range []struct {
		name    string
		ranking []string
		want    Figures
	}{
		{"ideal", []string{"a", "b", "c"}, Figures{1, 1, 1, 1, 1}},
		{"nothing", nil, Figures{}},
		{"none relevant", []string{"x", "y"}, Figures{}},
		{"one of three, second", []string{"x", "b"}, Figures{
			NDCG10:           (1 / math.Log2(3)) / (1 + 1/math.Log2(3) + 0.5),
			GradedNDCG10:     (1 / math.Log2(3)) / (3 + 1/math.Log2(3) + 0.5),
			AveragePrecision: 0.5 / 3, Recall100: 1.0 / 3,
		}},
		{"best last", []string{"b", "c", "x", "a"}, Figures{
			NDCG10:           (1 + 1/math.Log2(3) + 1/math.Log2(5)) / (1 + 1/math.Log2(3) + 0.5),
			GradedNDCG10:     (1 + 1/math.Log2(3) + 3/math.Log2(5)) / (3 + 1/math.Log2(3) + 0.5),
			AveragePrecision: (1 + 1 + 0.75) / 3, Recall100: 1, ReciprocalRank: 0.25,
		}},
	} {
		if got := FiguresOf(test.ranking, relevant); !near(got, test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func near(a, b Figures) bool {
	for _, d := range []float64{
		a.NDCG10 - b.NDCG10, a.GradedNDCG10 - b.GradedNDCG10, a.AveragePrecision - b.AveragePrecision,
		a.Recall100 - b.Recall100, a.ReciprocalRank - b.ReciprocalRank,
	} {
		if math.Abs(d) > 1e-12 {
			return false
		}
	}
	return true
}

func TestCollectionsAreRead(t *testing.T) {
	for _, test := range []struct {
		read               func(string) (*Collection, error)
		dir                string
		documents, queries int
	}{
		{ReadCranfield, "cranfield", 1400, 225},
		{ReadCISI, "cisi", 1460, 76},
	} {
		c, err := test.read("../../../shared/data/ir/" + test.dir)
		if err != nil {
			t.Skipf("the relevance collections are missing: %v", err)
		}
		if len(c.Documents) != test.documents || len(c.Queries) != test.queries {
			t.Errorf("%s has %d documents and %d queries, want %d and %d", c.Name, len(c.Documents), len(c.Queries), test.documents, test.queries)
		}
	}
}

func TestReadQueries(t *testing.T) {
	got, err := ReadQueries(strings.NewReader(`
- {id: a, need: the pact, query: '"warsaw pact"', match: all, relevant: {pact: 3, note: 1}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Query{{ID: "a", Need: "the pact", Text: `"warsaw pact"`, Match: search.MatchAll, Relevant: map[string]int{"pact": 3, "note": 1}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, text := range map[string]string{
		"no need":       `[{id: a, query: pact, match: all, relevant: {pact: 3}}]`,
		"no such match": `[{id: a, need: n, query: pact, match: some, relevant: {pact: 3}}]`,
		"grade 4":       `[{id: a, need: n, query: pact, match: all, relevant: {pact: 4}}]`,
		"none relevant": `[{id: a, need: n, query: pact, match: all, relevant: {}}]`,
		"unknown field": `[{id: a, need: n, query: pact, match: all, relevant: {pact: 3}, grade: 3}]`,
		"id twice":      `[{id: a, need: n, query: pact, match: all, relevant: {p: 3}}, {id: a, need: n, query: pact, match: all, relevant: {p: 3}}]`,
	} {
		if _, err := ReadQueries(strings.NewReader(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestJudgedQueriesParse: a judged query is one that the parser takes.
func TestJudgedQueriesParse(t *testing.T) {
	file, err := os.Open("testdata/judged.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	queries, err := ReadQueries(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(queries) < 60 {
		t.Errorf("%d judged queries, want 60 or more", len(queries))
	}
	for _, q := range queries {
		if _, err := search.Parse(q.Text, q.Match); err != nil {
			t.Errorf("%s: %v", q.ID, err)
		}
	}
}

func TestReport(t *testing.T) {
	relevant := map[string]int{"a": 3, "b": 1}
	c := &Collection{Name: "Two", Queries: []Query{{ID: "q1", Relevant: relevant}, {ID: "q2", Relevant: relevant}}}
	measured, err := Measure(t.Context(), c, func(_ context.Context, q Query) ([]string, error) {
		if q.ID == "q2" {
			return nil, &search.SyntaxError{Column: 1, Message: "no"}
		}
		return []string{"a", "x", "b"}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	report := Report(c, measured)
	for _, line := range []string{"nDCG@10         0.460\n", "MAP             0.417\n", "MRR of the best 0.500\n",
		"q1 0.920 0.833: a=3 x b=1\n", "q2 0.000 0.000: refused: "} {
		if !strings.Contains(report, line) {
			t.Errorf("the report lacks %q:\n%s", line, report)
		}
	}
}

func TestMeasureEndsAtAnError(t *testing.T) {
	c := &Collection{Queries: []Query{{ID: "q1"}}}
	failure := errors.New("broken")
	_, err := Measure(t.Context(), c, func(context.Context, Query) ([]string, error) { return nil, failure })
	if !errors.Is(err, failure) {
		t.Errorf("error %v, want %v", err, failure)
	}
}

func TestPlain(t *testing.T) {
	if got, want := Plain(`What does "NATO's" (Article 5) say - and why?`), "what does nato article 5 say and why"; got != want {
		t.Errorf("Plain = %q, want %q", got, want)
	}
	long := strings.Repeat("attack on all ", search.MaxQueryClauses)
	if got, want := Plain(long), "attack on all"; got != want {
		t.Errorf("Plain of a long question = %q, want %q", got, want)
	}
}
