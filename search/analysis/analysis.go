// Package analysis cuts text into the terms that are indexed and searched:
// words without case and accents. Documents and queries go through the same
// code, so that what is written in one is found by the other. It does not stem:
// which forms a query word stands for is decided when the query is run
// (Language.Stem), and so is which words are one when written together
// (Compounds, Joined).
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
	Sentence   bool   // the word is the first of a sentence
	Hyphen     bool   // nothing but a hyphen stands between the word before and this one
	Capitals   bool   // it has two letters or more, all of them capitals: NATO, U.S.
}

// Tokens yields the words of a text in order. The n-th token has position n.
//
// A word is a run of letters, digits and combining marks, with soft hyphens and
// other invisible characters left out; a Chinese or Japanese
// character is a word of its own. Single letters with dots between them are one
// word (U.S. is us).
//
// Two things are no words, and take no position: a possessive 's, and an article
// or pronoun that French has elided before a letter (l'organisation is
// organisation, jusqu'au is au). Straight and typographic apostrophes are alike.
//
// The first word of the text begins a sentence. Another word does when a blank
// line stands before it (one with nothing but white space), an ideographic mark
// (。！？), or one of . ! ? … and the marks of other scripts (؟ ۔ ।) followed by
// white space, with closing quotes and brackets between at most. Such a mark,
// other than an ideographic one, ends nothing
//   - before a letter in lower case,
//   - as the dot of an abbreviation (Art., cf., Mme, Sept.), an initial (J. F.
//     Kennedy) or an acronym (U.S.); etc. is none of these,
//   - as the dot of a list marker: a number of up to three digits (1. or 1.2.),
//     a letter or a Roman numeral that begins a line or a sentence.
//
// Semicolons, colons and single line breaks end no sentence.
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		s := scanner{text: text, sentence: true}
		for s.next() {
			if !s.emit(yield) {
				return
			}
		}
	}
}

type scanner struct {
	text               string
	start, end         int    // of the current word
	lastStart, lastEnd int    // of the word before, though it may not be a term
	gap                string // between the two
	sentence           bool   // a sentence begins with the current word
	hyphen             bool   // the current word is joined to the word before
	marker             bool   // the current word can be the number of a list item
}

// next moves to the next word; start and end are its bytes.
func (s *scanner) next() bool {
	for s.find() {
		s.hyphen = false
		if s.start != s.lastEnd+1 || s.text[s.lastEnd] != ' ' || s.lastEnd == 0 {
			s.readGap()
		} else {
			s.gap, s.marker = " ", false
		}
		if !s.byApostrophe() || !s.isPossessive() && !s.isElided() {
			return true
		}
	}
	return false
}

// find moves to the next run of letters and digits.
func (s *scanner) find() bool {
	s.lastStart, s.lastEnd = s.start, s.end
	for i := s.end; i < len(s.text); {
		if c := s.text[i]; c < utf8.RuneSelf {
			if !isASCIIWord(c) {
				i++
				continue
			}
			s.start, s.end = i, s.wordEnd(i)
			if s.end == i+1 && !isDigit(c) {
				s.end = s.acronymEnd(s.end)
			}
			return true
		}
		r, width := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case isIdeograph(r):
			s.start, s.end = i, i+width
			return true
		case isWord(r):
			s.start, s.end = i, s.wordEnd(i)
			if s.end == i+width && unicode.IsLetter(r) {
				s.end = s.acronymEnd(s.end)
			}
			return true
		}
		i += width
	}
	return false
}

// readGap takes from the text between the word before and the current one
// whether a sentence begins and whether the two are joined.
func (s *scanner) readGap() {
	s.gap = s.text[s.lastEnd:s.start]
	s.sentence = s.sentence || s.beginsSentence()
	s.marker = s.beginsItem()
	s.hyphen = s.lastEnd > 0 && (s.gap == "-" || s.gap == "‐" || s.gap == "‑")
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

// byApostrophe reports whether an apostrophe can stand beside the current word.
// It is asked of every word, and most stand before a blank.
func (s *scanner) byApostrophe() bool {
	return s.gap != " " || s.end < len(s.text) && s.text[s.end] != ' '
}

// isPossessive reports whether the current word is the s of a possessive.
func (s *scanner) isPossessive() bool {
	return s.end-s.start == 1 && s.text[s.start]|0x20 == 's' && s.followsApostrophe()
}

func (s *scanner) followsApostrophe() bool {
	return s.lastEnd > 0 && s.gap != "" && len(s.gap) == apostrophe(s.gap)
}

// isElided reports whether the current word is a French article or pronoun
// without its last letter, as in l'organisation.
func (s *scanner) isElided() bool {
	width := apostrophe(s.text[s.end:])
	if width == 0 || s.followsApostrophe() || !isElision(s.text[s.start:s.end]) {
		return false
	}
	rest := s.text[s.end+width:]
	r, first := utf8.DecodeRuneInString(rest)
	lone := s.wordEnd(s.end+width) == s.end+width+first
	return unicode.IsLetter(r) && isWord(r) && !(lone && r|0x20 == 's') // two l's have a possessive
}

func isElision(word string) bool {
	switch strings.ToLower(word) {
	case "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu":
		return true
	}
	return false
}

// apostrophe returns the bytes of the apostrophe that the text begins with, 0
// when there is none.
func apostrophe(text string) int {
	switch {
	case text == "" || text[0] != '\'' && text[0] < utf8.RuneSelf:
		return 0
	case text[0] == '\'':
		return 1
	case strings.HasPrefix(text, "’"), strings.HasPrefix(text, "ʼ"):
		_, width := utf8.DecodeRuneInString(text)
		return width
	}
	return 0
}

// emit yields the current word, in parts where it is over-long.
func (s *scanner) emit(yield func(Token) bool) bool {
	start, sentence, hyphen := s.start, s.sentence, s.hyphen
	s.sentence = false
	for s.end-start > MaxTermLength {
		end := start + MaxTermLength
		for !utf8.RuneStart(s.text[end]) {
			end--
		}
		if !yield(newToken(s.text, start, end, sentence, hyphen)) {
			return false
		}
		start, sentence, hyphen = end, false, false
	}
	return yield(newToken(s.text, start, s.end, sentence, hyphen))
}

func newToken(text string, start, end int, sentence, hyphen bool) Token {
	word := text[start:end]
	return Token{fold(word), start, end, sentence, hyphen, isCapitals(word)}
}

func isCapitals(word string) bool {
	if word[0]-'a' < 26 { // most words
		return false
	}
	letters := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	return letters > 1
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
		lower = lower && (c-'a' < 26 || c-'0' < 10)
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
	return (c|0x20)-'a' < 26 || c-'0' < 10 // below 'a' and '0' it wraps around
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 'ʼ' // an apostrophe, though Unicode calls it a letter
}

// isFormat reports whether r is a character without a shape of its own, such as
// a soft hyphen or a zero-width space, which stands in words unseen.
func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
