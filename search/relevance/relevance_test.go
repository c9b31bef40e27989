package relevance

import (
	"math"
	"testing"
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
