package language

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/corpus/wordtable"
)

// letter is a character of a word.
type letter struct {
	lower  rune   // in lower case; 0 for what stands in no word
	script script // unknown for marks, too
}

// alphabet has the characters of at most two bytes in UTF-8.
type alphabet [0x800]letter

var letters = sync.OnceValue(func() *alphabet {
	var a alphabet
	for r := range a {
		a[r] = newLetter(rune(r))
	}
	return &a
})

func newLetter(r rune) letter {
	switch {
	case unicode.IsLetter(r):
		return letter{unicode.ToLower(r), scriptOf(r)}
	case unicode.Is(unicode.Mn, r):
		return letter{r, unknown}
	}
	return letter{0, unknown}
}

func (a *alphabet) letter(r rune) letter {
	if int(r) < len(a) {
		return a[r]
	}
	return newLetter(r)
}

// wordStart returns where a word begins in text, a run of letters and marks, from
// place at on, and the script of its first letter; the end of text for none.
func (a *alphabet) wordStart(text string, at int) (start int, begins script) {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if l := a.letter(r); l.lower != 0 {
			return at, l.script
		}
		at += size
	}
	return at, unknown
}

// wordEnd returns where the word ends that begins at start, and its key.
func (a *alphabet) wordEnd(text string, start int) (end int, k wordtable.Key) {
	at := start
	for at < len(text) {
		if b := text[at]; b < utf8.RuneSelf {
			lower := a[b].lower
			if lower == 0 {
				break
			}
			k = k.With(byte(lower))
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		l := a.letter(r)
		if l.lower == 0 {
			break
		}
		k = k.WithRune(l.lower)
		at += size
	}
	return at, k
}
