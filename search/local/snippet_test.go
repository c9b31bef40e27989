package local

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSnippet(t *testing.T) {
	long := strings.Repeat("calm words before it all ", 40)
	for _, test := range []struct {
		name, text, word, want string
	}{
		{"short text as a whole", "An armed attack.", "attack", "An armed attack."},
		{"on one line", "An armed\n\n  attack\tand é\n", "attack", "An armed attack and é "},
		{"no word", "One.\nTwo.", "", "One. Two."},
	} {
		text, spans := snippet(test.text, spanOf(test.text, test.word))
		if text != test.want {
			t.Errorf("%s: %q, want %q", test.name, text, test.want)
		}
		if test.word != "" && text[spans[0].start:spans[0].end] != test.word {
			t.Errorf("%s: the span is %q, want %q", test.name, text[spans[0].start:spans[0].end], test.word)
		}
	}
	text, spans := snippet(long+"the attack came "+long, spanOf(long+"the attack came ", "attack"))
	if !strings.HasPrefix(text, "…") || !strings.HasSuffix(text, "…") || text[spans[0].start:spans[0].end] != "attack" {
		t.Errorf("in the middle of a long text: %q", text)
	}
	if len(text) > 2*snippetLength {
		t.Errorf("a snippet of %d bytes", len(text))
	}
}

func spanOf(text, word string) []span {
	i := strings.Index(text, word)
	if word == "" || i < 0 {
		return nil
	}
	return []span{{start: i, end: i + len(word)}}
}

func FuzzSnippet(f *testing.F) {
	f.Add(strings.Repeat("é calm\n\n ", 100)+"attack"+strings.Repeat(" 條約", 200), 700, 7)
	f.Fuzz(func(t *testing.T, text string, start, length int) {
		if !utf8.ValidString(text) || start < 0 || length < 1 || start >= len(text) || length > len(text)-start {
			return
		}
		if !utf8.RuneStart(text[start]) || start+length < len(text) && !utf8.RuneStart(text[start+length]) {
			return
		}
		word := text[start : start+length]
		line, spans := snippet(text, []span{{start: start, end: start + length}})
		if !utf8.ValidString(line) {
			t.Fatalf("snippet %q is not UTF-8", line)
		}
		if len(spans) == 1 && len(strings.Fields(word)) == 1 && strings.TrimSpace(word) == word && line[spans[0].start:spans[0].end] != word {
			t.Fatalf("the span is %q, want %q", line[spans[0].start:spans[0].end], word)
		}
		markHTML(line, spans)
		marks(line, spans)
	})
}
