package passages

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"entente/corpus"
	"entente/corpus/formats"
)

// checkLossless holds Split to its promise: the labels, headings and texts of
// the passages are the words of the blocks, in their order, each once.
func checkLossless(t *testing.T, blocks []formats.Block) {
	t.Helper()
	var want, got, public strings.Builder
	for _, b := range blocks {
		want.WriteString(letters(b.Text))
	}
	for _, p := range piecesOf(linesOf(blocks)) {
		got.WriteString(letters(p.label))
		public.WriteString(letters(p.label))
		for _, title := range p.titles {
			got.WriteString(letters(title))
		}
		for _, paragraph := range p.body {
			got.WriteString(letters(paragraph.text()))
		}
		for i, passage := range p.passages() {
			if i == 0 {
				public.WriteString(strings.ReplaceAll(letters(passage.Heading), "–", ""))
			}
			public.WriteString(letters(passage.Text))
		}
	}
	if at := firstDifference(want.String(), got.String()); at >= 0 {
		t.Fatalf("the pieces are not the blocks: want …%q, got …%q", around(want.String(), at), around(got.String(), at))
	}
	// The headings were joined with dashes, so compare without any.
	wanted, passed := strings.ReplaceAll(want.String(), "–", ""), strings.ReplaceAll(public.String(), "–", "")
	if at := firstDifference(wanted, passed); at >= 0 {
		t.Fatalf("the passages are not the blocks: want …%q, got …%q", around(wanted, at), around(passed, at))
	}
}

func checkPassages(t *testing.T, passages []corpus.Passage) {
	t.Helper()
	if err := (&corpus.Document{ID: "x", Passages: passages}).Check(); err != nil {
		t.Error(err)
	}
	for i, p := range passages {
		if n := utf8.RuneCountInString(p.Text); n > maxPassage {
			t.Errorf("passage %d has %d characters", i, n)
		}
		if p.Text == "" && p.Heading == "" && p.Number == "" && p.Kind == corpus.Section {
			t.Errorf("passage %d is empty", i)
		}
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func firstDifference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

func around(s string, at int) string {
	return strings.ToValidUTF8(s[max(0, min(len(s), at-30)):min(len(s), at+50)], "")
}
