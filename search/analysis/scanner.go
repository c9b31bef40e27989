package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner moves through a text from word to word.
type scanner struct {
	Token // the current one

	text               string
	start, end         int    // of the current word
	in                 class  // the kinds of its characters
	lastStart, lastEnd int    // of the word before, though it may not be a term
	gap                string // between the two, "" where no rule needs it
	inGap              class  // the kinds of the characters of the gap
	sentence           bool   // a sentence begins with the current word
	hyphen             bool   // the current word is joined to the word before
	marker             bool   // the current word can be the number of a list item
	folder             folder
}

// newScanner returns a scanner that stands before the first word of the text.
func newScanner(text string) *scanner { return &scanner{text: text, sentence: true} }

// next moves to the next token, and returns false after the last.
func (s *scanner) next() bool {
	if s.End < s.end {
		s.take(s.End) // what is left of an over-long word
		return true
	}
	for s.find() {
		if s.inGap|s.classBehind()&(joint|beyondASCII) == 0 && !s.sentence {
			s.gap, s.marker, s.hyphen = "", false, false
		} else if s.readGap(); s.isPossessive() || s.isElided() {
			continue
		}
		s.take(s.start)
		return true
	}
	return false
}

// take makes the token of the current word, or of so much of it from start on
// as a term may have.
func (s *scanner) take(start int) {
	end, in := s.end, s.in
	if end-start > MaxTermLength || start > s.start {
		end, in = s.part(start)
	}
	word := s.text[start:end]
	s.Start, s.End, s.Sentence, s.Hyphen = start, end, s.sentence, s.hyphen
	s.sentence, s.hyphen = false, false
	if in&(upperCase|dot|beyondASCII) == 0 {
		s.Term, s.Capitals = word, false
		return
	}
	s.Term, s.Capitals = s.folder.fold(word, in), isCapitals(word, in)
}

// part returns where the part of an over-long word ends that begins at start, and
// the kinds of its characters.
func (s *scanner) part(start int) (end int, in class) {
	end = s.end
	if end-start > MaxTermLength {
		end = start + MaxTermLength
		for !utf8.RuneStart(s.text[end]) {
			end--
		}
	}
	return end, classesOf(s.text[start:end])
}

// find moves to the next run of letters and digits.
func (s *scanner) find() bool {
	i, inGap := s.end, class(0)
	for ; i < len(s.text); i++ {
		is := classOf[s.text[i]]
		if is&inWord != 0 || is == beyondASCII && s.beginsWord(i) {
			break
		}
		inGap |= is
	}
	if i == len(s.text) {
		return false
	}
	s.lastStart, s.lastEnd, s.inGap = s.start, s.end, inGap
	s.start = i
	s.end, s.in = endOfASCII(s.text, i)
	if s.classBehind()&(dot|beyondASCII) != 0 {
		s.goOn()
	}
	return true
}

// beginsWord reports whether a word begins with the character at i. A byte within
// a character is none.
func (s *scanner) beginsWord(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return isWord(r) || isIdeograph(r)
}

// classBehind returns the kind of the byte behind the current word, 0 at the end
// of the text.
func (s *scanner) classBehind() class {
	if s.end < len(s.text) {
		return classOf[s.text[s.end]]
	}
	return 0
}

// endOfASCII returns where the run of letters and digits of ASCII ends that goes
// on at i, and their kinds.
func endOfASCII(text string, i int) (end int, in class) {
	for ; i < len(text); i++ {
		is := classOf[text[i]]
		if is&inWord == 0 {
			break
		}
		in |= is
	}
	return i, in
}

// goOn takes to the current word what belongs to it behind its first letters and
// digits of ASCII.
func (s *scanner) goOn() {
	s.end, s.in = s.wordEnd(s.start)
	if s.end == s.start {
		s.readIdeograph()
	} else if s.end < len(s.text) && s.text[s.end] == '.' {
		s.readAcronym()
	}
}

func (s *scanner) readIdeograph() {
	_, width := utf8.DecodeRuneInString(s.text[s.start:])
	s.end, s.in = s.start+width, beyondASCII
}

// readAcronym takes further letters with dots between them to a word of a single
// letter: "U" of "U.S." → after the last letter.
func (s *scanner) readAcronym() {
	r, width := utf8.DecodeRuneInString(s.text[s.start:])
	if s.end != s.start+width || !unicode.IsLetter(r) {
		return
	}
	for s.end < len(s.text) && s.text[s.end] == '.' {
		r, width := utf8.DecodeRuneInString(s.text[s.end+1:])
		end, in := s.wordEnd(s.end + 1)
		if !unicode.IsLetter(r) || end != s.end+1+width {
			return
		}
		s.end = end
		s.in |= in | dot
	}
}

// wordEnd returns where the run of letters and digits ends that goes on at i,
// and the kinds of its characters.
func (s *scanner) wordEnd(i int) (end int, in class) {
	for {
		var is class
		i, is = endOfASCII(s.text, i)
		in |= is
		if i == len(s.text) || s.text[i] < utf8.RuneSelf {
			return i, in
		}
		r, width := utf8.DecodeRuneInString(s.text[i:])
		if !isWord(r) && !unicode.IsMark(r) && !isFormat(r) || isIdeograph(r) {
			return i, in
		}
		in |= beyondASCII
		i += width
	}
}

// readGap takes from the text between the word before and the current one
// whether a sentence begins and whether the two are joined.
func (s *scanner) readGap() {
	s.gap = s.text[s.lastEnd:s.start]
	s.sentence = s.sentence || s.beginsSentence()
	s.marker = s.beginsItem()
	s.hyphen = s.lastEnd > 0 && (s.gap == "-" || s.gap == "‐" || s.gap == "‑")
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
	end, _ := s.wordEnd(s.end + width)
	lone := end == s.end+width+first
	return unicode.IsLetter(r) && isWord(r) && !(lone && r|0x20 == 's') // two l's have a possessive
}

func isElision(word string) bool {
	if len(word) == 1 {
		return strings.IndexByte("ldjmtscn", word[0]|0x20) >= 0
	}
	if word[len(word)-1]|0x20 != 'u' {
		return false
	}
	switch strings.ToLower(word) {
	case "qu", "jusqu", "lorsqu", "puisqu", "quoiqu":
		return true
	}
	return false
}

// apostrophe returns the bytes of the apostrophe that the text begins with, 0
// when there is none.
func apostrophe(text string) int {
	switch {
	case text == "" || classOf[text[0]]&(joint|beyondASCII) == 0:
		return 0
	case text[0] == '\'':
		return len("'")
	case strings.HasPrefix(text, "’"):
		return len("’")
	case strings.HasPrefix(text, "ʼ"):
		return len("ʼ")
	}
	return 0
}
