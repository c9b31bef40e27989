package pdftext

import (
	"regexp"
	"strings"
	"unicode"
)

// The problems of a page as a whole.
const (
	problemNoText     = "no text (needs OCR)"
	problemGarbled    = "text cannot be read (needs OCR)"
	problemCharacters = "some characters cannot be read"
	problemFont       = "some characters may be wrong"
	problemOutside    = "text outside the visible page is left out"
)

// What text must be like to pass. The limits are wide, because a page that fails
// is left out: a list of names or a table of figures is text too.
const (
	fewBad       = 0.02 // of the characters: noted
	manyBad      = 0.50 // of the characters: left out
	manyRare     = 0.10 // letters of U+0180 to U+02FF, which no common language has much of
	manySingle   = 0.60 // of the words have one letter
	longWords    = 15.0 // mean length, in letters
	fewVowels    = 0.22 // of the letters, in Latin script
	manyVowels   = 0.62
	fewCommon    = 0.05 // of the words are frequent ones of the common languages
	judgedWords  = 30   // a page with fewer is judged by its characters only
	judgedLetter = 10   // a page with fewer letters is not judged
)

// judge sets the problem of a page that has no text or text that cannot be
// read, and leaves out the latter. A page on which nothing is drawn is blank,
// which is no problem.
func (p *Page) judge() {
	var s statistics
	for _, paragraph := range p.Paragraphs {
		s.add(paragraph.Text)
	}
	switch {
	case s.garbled():
		p.Paragraphs, s, p.garbled = nil, statistics{}, true
		p.note(problemGarbled)
	case s.words == 0 && p.painted:
		p.note(problemNoText)
	case s.words == 0:
		p.Blank = !p.partial && s.characters == 0
	case s.share(s.bad) > fewBad:
		p.note(problemCharacters)
	}
	if p.counted = s; s.bad > 0 {
		p.shortenUnreadable()
	}
}

// unreadableRun matches unreadable characters in a row, such as a line of dots in
// a table of contents; one of them tells as much.
var unreadableRun = regexp.MustCompile(unreadable + "[" + unreadable + " ]*" + unreadable)

func (p *Page) shortenUnreadable() {
	for i := range p.Paragraphs {
		p.Paragraphs[i].Text = unreadableRun.ReplaceAllString(p.Paragraphs[i].Text, unreadable)
	}
}

// note adds a problem to those known, each once.
func (p *Page) note(problem string) {
	switch {
	case strings.Contains(p.Problem, problem):
		return
	case p.Problem != "":
		problem = p.Problem + "; " + problem
	}
	p.Problem = problem
}

// Quality is about what part of the text on the page was read, from 0 to 1: the
// characters that can be read among all, the glyphs that are text among those
// shown, and the letters that stand as on the page. What is behind a limit or a
// damage is not known, and counted as half.
func (p *Page) Quality() float64 {
	const known = 0.5 // of a page that could not be read in full
	if p.Unread() {
		return 0
	}
	s := &p.counted
	quality := (1 - s.share(s.bad)) * (1 - p.skipped) * max(0, 1-s.oddity())
	if p.partial {
		quality *= known
	}
	return quality
}

// Unread reports whether there is something on the page, and none of its words
// could be read.
func (p *Page) Unread() bool {
	return p.counted.words == 0 && (p.painted || p.garbled || p.partial)
}

// HasWords reports whether there is a letter or figure on the page.
func (p *Page) HasWords() bool {
	for _, paragraph := range p.Paragraphs {
		if strings.ContainsFunc(paragraph.Text, isWordRune) {
			return true
		}
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// statistics is what a text is judged by.
type statistics struct {
	characters, bad, rare      int
	words                      int
	alphabetic, alphabeticSize int // words in Latin, Cyrillic and Greek letters, and these letters
	single, common             int // of the alphabetic words
	glued, doubled             int // letters of the alphabetic words: in very long ones, and after the same letter
	letters, latin, vowels     int
}

func (s *statistics) add(text string) {
	for _, r := range text {
		s.character(r)
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }) {
		s.word(word)
	}
}

func (s *statistics) character(r rune) {
	if unicode.IsSpace(r) {
		return
	}
	s.characters++
	switch {
	case r == unicode.ReplacementChar:
		s.bad++
	case r >= 0x180 && r <= 0x2FF:
		s.rare++
	}
	if !unicode.IsLetter(r) {
		return
	}
	s.letters++
	if r < 0x80 || unicode.Is(unicode.Latin, r) {
		s.latin++
		if isVowel(r) {
			s.vowels++
		}
	}
}

// isVowel reports whether a Latin letter is a vowel; one with an accent is, for
// the languages in question.
func isVowel(r rune) bool {
	return strings.ContainsRune("aeiouyAEIOUY", r) || r >= 0xC0 && !strings.ContainsRune("ÇçÑñßÐðÞþŁłŠšŽžČčĆćŚśŹźŻżŃńŘřĎďŤťŇňĞğŞşȘșȚțĐđ", r)
}

func (s *statistics) word(word string) {
	s.words++
	length, doubled, spaced := 0, 0, true
	before := rune(-1)
	for _, r := range word {
		if unicode.IsDigit(r) {
			return
		}
		if r == before {
			doubled++
		}
		before = r
		length++
		spaced = spaced && (r < 0x80 || unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Mn))
	}
	if !spaced {
		return
	}
	s.alphabetic++
	s.alphabeticSize += length
	s.doubled += doubled
	if length > longestWord {
		s.glued += length
	}
	if length == 1 {
		s.single++
	}
	if isCommon(word) {
		s.common++
	}
}

// share is a number of characters as a part of all.
func (s *statistics) share(n int) float64 { return ratio(n, s.characters) }

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// garbled reports whether the text is not what a reader sees on the page.
func (s *statistics) garbled() bool {
	switch {
	case s.letters+s.bad < judgedLetter:
		return false
	case s.share(s.bad) > manyBad, s.share(s.rare) > manyRare:
		return true
	case s.alphabetic < judgedWords, 2*s.alphabeticSize < s.letters:
		return false
	case ratio(s.single, s.alphabetic) > manySingle, ratio(s.alphabeticSize, s.alphabetic) > longWords:
		return ratio(s.common, s.alphabetic) < fewCommon
	}
	vowels := ratio(s.vowels, s.latin)
	return ratio(s.latin, s.letters) > 0.5 && ratio(s.common, s.alphabetic) < fewCommon && (vowels < fewVowels || vowels > manyVowels)
}
