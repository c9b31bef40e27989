package letters

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Each letter with a plain spelling is a small one, for which Unicode has none, and
// what it is spelled is in no need of one.
func TestPlainLettersAreThoseWithoutADecomposition(t *testing.T) {
	found := 0
	for r := range rune(unicode.MaxRune) {
		plain := Plain(r)
		if plain == "" {
			continue
		}
		found++
		if unicode.ToLower(r) != r || norm.NFKD.String(string(r)) != string(r) {
			t.Errorf("%c is a capital or has a decomposition", r)
		}
		for _, p := range plain {
			if p < 'a' || p > 'z' {
				t.Errorf("%c is spelled %s", r, plain)
			}
		}
	}
	if found == 0 {
		t.Error("no letter has a plain spelling")
	}
}
