package enginetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
)

// TestMarksOfNaiveEvaluation holds what is marked against examples worked out by
// hand. Of the conditions the word "of" alone counts as one of everyday.
func TestMarksOfNaiveEvaluation(t *testing.T) {
	everyday := func(m matched) bool { return m.condition.String() == "of" }
	for _, test := range []struct {
		document string
		query    search.Node
		title    string
		want     []search.PassageMarks
	}{
		{"Use of <force> | of force | of arms", or(plain("of"), plain("force")), "Use <mark>of</mark> &lt;<mark>force</mark>&gt;",
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 2}, {3, 8}}}}},
		{"x | of force | of arms", plain("of"), "x",
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 2}}}, {Passage: 1, Marks: []search.Mark{{0, 2}}}}},
		{"force | of arms", or(plain("of"), plain("force")), "<mark>force</mark>", // the title does not count
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 2}}}}},
		{"x | Défense:: défense armée", plain("defense"), "x",
			[]search.PassageMarks{{Passage: 0, Heading: []search.Mark{{0, 7}}, Marks: []search.Mark{{0, 7}}}}},
		{"x | armed attack on allies", or(phrase("armed attack"), phrase("attack on")), "x", // in one where they overlap
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 15}}}}},
		{"x | armed attack on allies", near(phrase("armed attack"), "/2", plain("ally")), "x",
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 12}, {16, 22}}}}},
		{"x | [5] of force | [6] force", article("5", plain("of")), "x",
			[]search.PassageMarks{{Passage: 0, Marks: []search.Mark{{0, 2}}}}},
		{"x | [5] of force | [6] force", and(plain("of"), article("6", plain("force"))), "x",
			[]search.PassageMarks{{Passage: 1, Marks: []search.Mark{{0, 5}}}}},
	} {
		r := read(example("en", test.document))
		all := r.matched(test.query, whole)
		if got := r.titleHTML(all); got != test.title {
			t.Errorf("%s marks the title of %q as %q, want %q", test.query, test.document, got, test.title)
		}
		if diff := cmp.Diff(test.want, r.passageMarks(all, everyday), sameMarks); diff != "" {
			t.Errorf("%s marks in %q (-want +got):\n%s", test.query, test.document, diff)
		}
	}
}
