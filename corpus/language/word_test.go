package language

import (
	"strings"
	"testing"
	"unicode"

	"entente/corpus/wordtable"
)

// Every word of the file votes for the languages of its lines, and no other does.
func TestStopWordsVote(t *testing.T) {
	want := map[string]ballot{}
	for i, code := range voters().languages {
		_, line, _ := strings.Cut(stopWordFile, "\n"+code+" ")
		line, _, _ = strings.Cut(line, "\n")
		for _, w := range strings.Fields(line) {
			want[w] |= 1 << i
			if len(w) >= wordtable.Longest {
				t.Errorf("%s is too long for a key", w)
			}
		}
	}
	for w := range want {
		for _, text := range []string{w, w + "qqq", "qqq" + w, strings.Repeat("q", 16) + w} {
			if got := ballotOf(t, text); got != want[text] {
				t.Errorf("%s votes for %b, want %b", text, got, want[text])
			}
		}
		if got := ballotOf(t, strings.ToUpper(w)); got != want[strings.ToLower(strings.ToUpper(w))] {
			t.Errorf("%s in capitals votes for %b", w, got)
		}
	}
}

// ballotOf reads a text of one word.
func ballotOf(t *testing.T, text string) ballot {
	t.Helper()
	e := voters()
	end, k := letters().wordEnd(text, 0)
	if end != len(text) {
		t.Errorf("the word %s ends at %d, want %d", text, end, len(text))
	}
	return e.ballots[e.words.Find(k)]
}

// A letter is one in lower case, too, of the same script: words and letters are
// the same whether they are read before or after.
func TestLettersInLowerCase(t *testing.T) {
	for r := range rune(unicode.MaxRune) {
		upper, lower := newLetter(r), newLetter(unicode.ToLower(r))
		if upper.script != lower.script || (upper.lower == 0) != (lower.lower == 0) {
			t.Errorf("%c is %v, in lower case %v", r, upper, lower)
		}
	}
}

func TestWords(t *testing.T) {
	text := "1. Île-de-France, “Ελλάς” \xff и e\u0301tat"
	want := []string{"Île", "de", "France", "Ελλάς", "и", "e\u0301tat"}
	scripts := []script{latin, latin, latin, greek, cyrillic, latin}
	a, n := letters(), 0
	for start, begins := a.wordStart(text, 0); start < len(text); n++ {
		end, _ := a.wordEnd(text, start)
		if n >= len(want) || text[start:end] != want[n] || begins != scripts[n] {
			t.Fatalf("word %d is %q in script %d", n, text[start:end], begins)
		}
		start, begins = a.wordStart(text, end)
	}
	if n != len(want) {
		t.Errorf("%d words, want %d", n, len(want))
	}
}
