// Package analysis cuts text into the terms that are indexed and searched:
// words without case and accents. Documents and queries go through the same
// code, so that what is written in one is found by the other. It does not stem:
// which forms a query word stands for is decided when the query is run (Stem).
package analysis

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxTermLength is the longest term in bytes. A longer run of letters becomes
// several terms that follow each other, in documents and queries alike.
const MaxTermLength = 256

// Token is one word of a text.
type Token struct {
	Term       string // lower case, without accents
	Start, End int    // bytes of the word in the text, half open
}

// Tokens yields the words of a text in order. The n-th token has position n.
//
// A word is a run of letters, digits and combining marks, with soft hyphens and
// other invisible characters left out; a Chinese or Japanese
// character is a word of its own. Single letters with dots between them are one
// word (U.S. is us), and a possessive 's is not a word.
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		s := scanner{text: text}
		for s.next() {
			if !s.emit(yield) {
				return
			}
		}
	}
}

type scanner struct {
	text       string
	start, end int // of the current word
	previous   int // end of the word before
}

// next moves to the next word; start and end are its bytes.
func (s *scanner) next() bool {
	s.previous = s.end
	for s.start = s.end; s.start < len(s.text); {
		r, width := utf8.DecodeRuneInString(s.text[s.start:])
		switch {
		case isIdeograph(r):
			s.end = s.start + width
			return true
		case isWord(r):
			s.end = s.wordEnd(s.start)
			if s.end-s.start == width && unicode.IsLetter(r) {
				s.end = s.acronymEnd(s.end)
			}
			if !s.isPossessive() {
				return true
			}
			s.start = s.end
		default:
			s.start += width
		}
	}
	return false
}

func (s *scanner) wordEnd(i int) int {
	for i < len(s.text) {
		if c := s.text[i]; c < utf8.RuneSelf {
			if !isASCIIWord(c) {
				break
			}
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(s.text[i:])
		if !isWord(r) && !unicode.IsMark(r) && !isFormat(r) || isIdeograph(r) {
			break
		}
		i += width
	}
	return i
}

// acronymEnd returns where an acronym with dots ends that begins with the
// letter ending at i, or i when there is none: "U" of "U.S." → after the last letter.
func (s *scanner) acronymEnd(i int) int {
	end := i
	for end < len(s.text) && s.text[end] == '.' {
		r, width := utf8.DecodeRuneInString(s.text[end+1:])
		if !unicode.IsLetter(r) || s.wordEnd(end+1) != end+1+width {
			break
		}
		end += 1 + width
	}
	return end
}

// isPossessive reports whether the current word is the s of a possessive.
func (s *scanner) isPossessive() bool {
	if s.previous == 0 || s.end-s.start != 1 || s.text[s.start]|0x20 != 's' {
		return false
	}
	between := s.text[s.previous:s.start]
	return between == "'" || between == "’"
}

// emit yields the current word, in parts where it is over-long.
func (s *scanner) emit(yield func(Token) bool) bool {
	start, end := s.start, s.end
	for end-start > MaxTermLength {
		cut := start + MaxTermLength
		for !utf8.RuneStart(s.text[cut]) {
			cut--
		}
		if !yield(Token{Term: fold(s.text[start:cut]), Start: start, End: cut}) {
			return false
		}
		start = cut
	}
	return yield(Token{Term: fold(s.text[start:end]), Start: start, End: end})
}

// Fold returns the text without case, accents and the dots of acronyms, as
// terms are folded.
func Fold(text string) string { return fold(text) }

func fold(word string) string {
	lower := true
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return foldUnicode(word)
		}
		lower = lower && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}
	if lower {
		return word
	}
	return strings.ReplaceAll(strings.ToLower(word), ".", "")
}

func foldUnicode(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		switch {
		case r == '.' || unicode.Is(unicode.Mn, r) || isFormat(r):
		default:
			r = unicode.ToLower(r)
			if plain := undecomposed(r); plain != "" {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// undecomposed gives the plain spelling of letters that Unicode does not
// decompose into a base letter and a mark, "" for all others.
func undecomposed(r rune) string {
	switch r {
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ß':
		return "ss"
	case 'ı':
		return "i"
	case 'ς': // ends a Greek word where σ stands within
		return "σ"
	}
	return ""
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isFormat reports whether r is a character without a shape of its own, such as
// a soft hyphen or a zero-width space, which stands in words unseen.
func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
