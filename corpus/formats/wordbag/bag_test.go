package wordbag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	got := Of("Traité d'amitié, TRAITE\u0301 ﬁn; 5(2) \u0301")
	if diff := cmp.Diff(Bag{"traite": 2, "d": 1, "amitie": 1, "fin": 1, "5": 1, "2": 1}, got); diff != "" {
		t.Error(diff)
	}
}

func TestF1(t *testing.T) {
	for _, test := range []struct {
		reference, reading string
		want               float64
	}{
		{"a b c d", "d c b a", 1},
		{"a b c d", "a b", 2.0 / 3},
		{"a a b", "a b b", 2.0 / 3},
		{"a", "b", 0},
		{"", "", 0},
	} {
		if got := F1(Of(test.reference), Of(test.reading)); got != test.want {
			t.Errorf("%q, %q: %v, want %v", test.reference, test.reading, got, test.want)
		}
	}
}

func TestMissing(t *testing.T) {
	if diff := cmp.Diff([]string{"a", "c"}, Of("c a a b").Missing(Of("a b"))); diff != "" {
		t.Error(diff)
	}
}

func TestScores(t *testing.T) {
	s := Scores{1, 0.25, 0.5, 0.25}
	if s.Mean() != 0.5 || s.Median() != 0.5 || (Scores{}).Mean() != 0 || (Scores{}).Median() != 0 {
		t.Error(s.Mean(), s.Median())
	}
}
