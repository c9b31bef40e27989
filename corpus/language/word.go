package language

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// key is the lower-case form of a word in UTF-8 as a number of 128 bits. Of a
// word of more than 16 bytes it is the end, which is the key of no frequent word:
// these are shorter.
type key struct{ high, low uint64 }

// with appends a byte.
func (k key) with(b byte) key { return key{k.high<<8 | k.low>>56, k.low<<8 | uint64(b)} }

// keyOf returns the key of a word in lower case.
func keyOf(word string) key {
	var k key
	for i := range len(word) {
		k = k.with(word[i])
	}
	return k
}

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
func (a *alphabet) wordEnd(text string, start int) (end int, k key) {
	at := start
	for at < len(text) {
		if b := text[at]; b < utf8.RuneSelf {
			lower := a[b].lower
			if lower == 0 {
				break
			}
			k = k.with(byte(lower))
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		l := a.letter(r)
		if l.lower == 0 {
			break
		}
		k = k.withRune(l.lower)
		at += size
	}
	return at, k
}

// withRune appends a character.
func (k key) withRune(r rune) key {
	var buffer [utf8.UTFMax]byte
	for _, b := range buffer[:utf8.EncodeRune(buffer[:], r)] {
		k = k.with(b)
	}
	return k
}
