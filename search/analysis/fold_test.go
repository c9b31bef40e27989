package analysis

import (
	"strings"
	"testing"
)

// TestFoldLatin holds the table of Latin letters against what Unicode says of them.
func TestFoldLatin(t *testing.T) {
	for r := 'À'; r <= 'ſ'; r++ {
		want := new(folder).foldUnicode(string(r))
		if plain := plainLatin(r); plain != ' ' && want != string(rune(plain)) || plain == ' ' && len(want) == 1 {
			t.Errorf("plainLatin(%c) is %q, want %q", r, plain, want)
		}
	}
}

// TestFoldKeepsTerms folds more words than a block of memory holds.
func TestFoldKeepsTerms(t *testing.T) {
	var f folder
	var got, want []string
	for length := range 400 {
		for _, letter := range []string{"A", "É", "Ж"} {
			got = append(got, f.fold(strings.Repeat(letter, length), upperCase|beyondASCII))
			want = append(want, strings.Repeat(map[string]string{"A": "a", "É": "e", "Ж": "ж"}[letter], length))
		}
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("word %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// FuzzFold holds the short ways for ASCII and Latin letters against the long one.
func FuzzFold(f *testing.F) {
	f.Add("NATO and the U.S., ﬁrst Œuvre")
	f.Add("L'État e\u0301tranger à Łódź, co\u00adopération")
	f.Fuzz(func(t *testing.T, text string) {
		for _, word := range append(strings.Fields(text), text) {
			if got, want := Fold(word), new(folder).foldUnicode(word); got != want {
				t.Errorf("Fold(%q) is %q, want %q", word, got, want)
			}
		}
	})
}
