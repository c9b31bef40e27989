package comparison

import (
	"strings"
	"testing"

	"entente/corpus"
)

// longest returns the length of a longest common subsequence by the table of all
// prefixes.
func longest(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

func FuzzCommon(f *testing.F) {
	for _, seed := range [][2]string{{"", ""}, {"a b c a b b a", "c b a b a c"}, {"a", ""}, {"a b", "b a"}, {"x a a a", "a a a y"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := strings.Fields(one), strings.Fields(other)
		if len(a)+len(b) > MaxEdits {
			t.Skip("may take more edits than are made")
		}
		kept, ok, err := common(t.Context(), a, b)
		if err != nil || !ok {
			t.Fatalf("%v, %v", ok, err)
		}
		if want := longest(a, b); len(kept) != want {
			t.Fatalf("%d in common, want %d", len(kept), want)
		}
		last := pairOfWords{-1, -1}
		for _, k := range kept {
			if k.a <= last.a || k.b <= last.b || a[k.a] != b[k.b] {
				t.Fatalf("%v after %v", k, last)
			}
			last = k
		}
	})
}

// FuzzOf holds what is true of every comparison: each passage stands in one pair,
// marks are within the text, and both texts without the marked words are the same.
func FuzzOf(f *testing.F) {
	f.Add("The Parties agree.\x00They consult.", "The Parties agree.\x00The parties don’t consult, “ever”.")
	f.Add("a\u0301\u00ad b", "á b c")
	f.Add("", "\x00\x00")
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := documentOf(one), documentOf(other)
		pairs, err := Of(t.Context(), a, b)
		if err != nil {
			t.Skip(err)
		}
		seenA, seenB := make([]int, len(a.Passages)), make([]int, len(b.Passages))
		for _, p := range pairs {
			if p.A != nil {
				seenA[p.A.Passage]++
			}
			if p.B != nil {
				seenB[p.B.Passage]++
			}
			if p.A == nil || p.B == nil || p.Finding == Unlike || p.Finding == TooLong {
				continue
			}
			if left, right := unmarked(t, a, p.A), unmarked(t, b, p.B); left != right {
				t.Fatalf("without marks %q and %q", left, right)
			}
		}
		for _, seen := range [][]int{seenA, seenB} {
			for i, n := range seen {
				if n != 1 {
					t.Fatalf("passage %d stands in %d pairs", i, n)
				}
			}
		}
	})
}

// documentOf makes a document of texts with zero bytes between them.
func documentOf(text string) *corpus.Document {
	d := &corpus.Document{Language: "en"}
	for i, part := range strings.Split(strings.ToValidUTF8(text, "?"), "\x00") {
		d.Passages = append(d.Passages, article(string(rune('1'+i%5)), part))
	}
	return d
}

// unmarked returns the words of a passage outside of the marks.
func unmarked(t *testing.T, d *corpus.Document, s *Side) string {
	t.Helper()
	runes := []rune(d.Passages[s.Passage].Text)
	var out []string
	at := 0
	for _, m := range append(s.Marks, [2]int{len(runes), len(runes)}) {
		if m[0] < at || m[1] < m[0] || m[1] > len(runes) {
			t.Fatalf("marks %v of %d characters", s.Marks, len(runes))
		}
		out = append(out, forms(cut(string(runes[at:m[0]]), false))...)
		at = m[1]
	}
	return strings.Join(out, " ")
}
