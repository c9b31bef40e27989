package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/corpus/letters"
)

// Fold returns the text without case, accents and the dots of acronyms, as
// terms are folded.
func Fold(text string) string {
	var f folder
	return f.fold(text, classesOf(text))
}

// folder folds words. What is not in the text as it is folded is written into
// blocks of memory that hold many words, since most of them are short.
type folder struct {
	block      strings.Builder
	decomposed []byte
}

const leastBlock, mostBlock = 32, 1024 // bytes

// fold returns the word without case, accents and dots; in has the kinds of its
// characters, and may have others.
func (f *folder) fold(word string, in class) string {
	switch {
	case in&(upperCase|dot|beyondASCII) == 0:
		return word
	case in&beyondASCII == 0:
		return f.foldASCII(word)
	case isPlainLatin(word):
		return f.foldLatin(word)
	}
	return f.foldUnicode(word)
}

// room makes room for a word and returns where in the block it begins.
func (f *folder) room(length int) int {
	if f.block.Cap()-f.block.Len() < length {
		size := max(length, min(2*f.block.Cap(), mostBlock), leastBlock)
		f.block = strings.Builder{}
		f.block.Grow(size)
	}
	return f.block.Len()
}

func (f *folder) foldASCII(word string) string {
	from := f.room(len(word))
	for i := range len(word) {
		f.writeASCII(word[i])
	}
	return f.block.String()[from:]
}

func (f *folder) writeASCII(c byte) {
	switch classOf[c] {
	case upperCase:
		f.block.WriteByte(c | 0x20)
	case dot:
	default:
		f.block.WriteByte(c)
	}
}

// latin has the plain letter for each character from À to ſ, and a blank for
// those that have none (ħ) or two (œ).
const latin = "aaaaaa ceeeeiiiidnooooo ouuuuy  " + // À to ß
	"aaaaaa ceeeeiiiidnooooo ouuuuy y" + // à to ÿ
	"aaaaaaccccccccddddeeeeeeeeeegggg" + // Ā to ğ
	"gggghh  iiiiiiiiii  jjkk llllll " + // Ġ to Ŀ
	" llnnnnnn   oooooo  rrrrrrssssss" + // ŀ to ş
	"sstttt  uuuuuuuuuuuuwwyyyzzzzzzs" // Š to ſ

// plainLatin returns the plain letter for a character beyond ASCII, a blank
// where it is not of the table.
func plainLatin(r rune) byte {
	if i := r - 'À'; i >= 0 && int(i) < len(latin) {
		return latin[i]
	}
	return ' '
}

func isPlainLatin(word string) bool {
	for _, r := range word {
		if r >= utf8.RuneSelf && plainLatin(r) == ' ' {
			return false
		}
	}
	return true
}

func (f *folder) foldLatin(word string) string {
	from := f.room(len(word))
	for _, r := range word {
		if r < utf8.RuneSelf {
			f.writeASCII(byte(r))
		} else {
			f.block.WriteByte(plainLatin(r))
		}
	}
	return f.block.String()[from:]
}

// foldUnicode folds what may have any characters.
func (f *folder) foldUnicode(word string) string {
	from := f.room(len(word))
	f.decomposed = norm.NFKD.AppendString(f.decomposed[:0], word)
	for rest := f.decomposed; len(rest) > 0; {
		r, width := utf8.DecodeRune(rest)
		rest = rest[width:]
		if r == '.' || unicode.Is(unicode.Mn, r) || isFormat(r) {
			continue
		}
		r = unicode.ToLower(r)
		switch plain := letters.Plain(r); {
		case plain != "":
			f.block.WriteString(plain)
		case r == 'ς': // ends a Greek word where σ stands within
			f.block.WriteRune('σ')
		default:
			f.block.WriteRune(r)
		}
	}
	return f.block.String()[from:]
}
