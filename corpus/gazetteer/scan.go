package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus/wordtable"
)

const softHyphen = '\u00AD'

// token is one word of a text, or an acronym written with dots.
type token struct {
	word       uint32 // number in the trie's vocabulary
	start, end int    // bytes of the text
	capital    bool   // begins with a capital letter
	upper      bool   // has letters, all of them capitals
	broken     bool   // punctuation or a blank line stands before it
}

// scanner cuts a text into words. A word is a run of letters and digits. What
// stands between two words joins them to a name when it is blank, a hyphen, an
// apostrophe or one line end, and parts them otherwise.
type scanner struct {
	*folder
	text     string
	position int
	token                  // the word last read
	key      wordtable.Key // of its folded form
	length   int           // of that in bytes
}

func (s *scanner) reset(text string) {
	s.text, s.position = text, 0
}

// next reads a word, and reports whether there is one.
func (s *scanner) next() bool {
	s.token = token{broken: s.skipGap()}
	if s.position >= len(s.text) {
		return false
	}
	s.start, s.key, s.length = s.position, wordtable.Key{}, 0
	if end := s.dottedEnd(); end > 0 {
		s.readDotted(end)
	} else {
		s.readWord()
	}
	s.end = s.position
	return true
}

// folded returns the folded form of the word.
func (s *scanner) folded() string { return string(s.appendFolded(nil)) }

// appendFolded appends the folded form of the word.
func (s *scanner) appendFolded(buffer []byte) []byte {
	for _, r := range s.text[s.start:s.end] {
		if inWord(r) { // without dots and hyphens
			buffer = append(buffer, s.fold(r)...)
		}
	}
	return buffer
}

// skipGap moves to the next word and reports whether what was skipped parts
// the words on its sides.
func (s *scanner) skipGap() (broken bool) {
	lines, at := 0, s.position
	for ; at < len(s.text); at++ {
		b := s.text[at]
		class := s.class[b]
		if class&wordBytes != 0 {
			break
		}
		if class == longByte {
			r, size := utf8.DecodeRuneInString(s.text[at:])
			if inWord(r) {
				break
			}
			broken = broken || !joins(r)
			at += size - 1
			continue
		}
		if b == '\n' {
			lines++
		}
		broken = broken || class != joiningByte
	}
	s.position = at
	return broken || lines > 1
}

// joins reports whether words on both sides of r can belong to one name.
func joins(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '-', '\'', '\u00A0', '\u2009', '\u202F',
		'\u2010', '\u2011', '\u2012', '\u2013', '\u2018', '\u2019':
		return true
	}
	return false
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == softHyphen
}

// dottedEnd returns where an acronym with dots (U.N., N.A.T.O.) that begins
// here ends, with its last dot; 0 when there is none.
func (s *scanner) dottedEnd() int {
	text, i, letters := s.text, s.position, 0
	for i+1 < len(text) && text[i+1] == '.' && s.isASCIILetter(text[i]) {
		letters++
		i += 2
	}
	if letters == 0 {
		return 0
	}
	if i < len(text) && s.isASCIILetter(text[i]) && (i+1 == len(text) || !s.canBeWord(text[i+1])) {
		letters++ // the last letter without a dot: "U.S"
		i++
	} else if i < len(text) && s.canBeWord(text[i]) {
		return 0 // "W.Bank"
	}
	if letters < 2 {
		return 0
	}
	return i
}

func (s *scanner) isASCIILetter(b byte) bool {
	return s.class[b] == lowerByte || s.class[b] == upperByte
}

// canBeWord reports whether a byte is, or may be, one of a word.
func (s *scanner) canBeWord(b byte) bool { return s.class[b]&(wordBytes|longByte) != 0 }

func (s *scanner) readDotted(end int) {
	s.upper, s.capital = true, s.class[s.text[s.position]] == upperByte
	for ; s.position < end; s.position++ {
		b := s.text[s.position]
		if b == '.' {
			continue
		}
		s.upper = s.upper && s.class[b] == upperByte
		s.key, s.length = s.key.With(b|smallBit), s.length+1
	}
}

func (s *scanner) readWord() {
	s.capital = s.beginsWithCapital()
	classes := s.readASCII() // of all its letters
	for s.position < len(s.text) {
		size := 0
		switch b := s.text[s.position]; {
		case s.class[b] == longByte:
			size = s.readLong(&classes)
		case b == '-':
			size = s.hyphenInside(classes&lowerByte != 0)
		}
		if size == 0 {
			break
		}
		s.position += size
		classes |= s.readASCII()
	}
	s.upper = classes&(lowerByte|upperByte) == upperByte
}

func (s *scanner) beginsWithCapital() bool {
	b := s.text[s.position]
	if s.class[b] == longByte {
		r, _ := utf8.DecodeRuneInString(s.text[s.position:])
		return unicode.IsUpper(r)
	}
	return s.class[b] == upperByte
}

// readASCII takes up the ASCII letters and digits at the position, and returns
// what they are.
func (s *scanner) readASCII() (classes uint8) {
	at, key := s.position, s.key
	for at < len(s.text) {
		b := s.text[at]
		class := s.class[b]
		if class&wordBytes == 0 {
			break
		}
		key, classes = key.With(b|smallBit), classes|class
		at++
	}
	s.key, s.length, s.position = key, s.length+at-s.position, at
	return classes
}

// readLong takes up a character beyond ASCII, and returns its length in bytes, or 0
// where it is none of a word.
func (s *scanner) readLong(classes *uint8) int {
	r, size := utf8.DecodeRuneInString(s.text[s.position:])
	switch {
	case !inWord(r):
		return 0
	case unicode.IsUpper(r):
		*classes |= upperByte
	case unicode.IsLetter(r):
		*classes |= lowerByte
	}
	folded := s.fold(r)
	for i := range len(folded) {
		s.key = s.key.With(folded[i])
	}
	s.length += len(folded)
	return size
}

// hyphenInside returns how many bytes to skip at a hyphen that is no boundary:
// that of "co-operation", and one that breaks a word over two lines. It is 0
// where the word ends.
func (s *scanner) hyphenInside(lower bool) int {
	rest := s.text[s.position+1:]
	if rest == "" {
		return 0
	}
	if s.length == len("co") && s.key == wordtable.KeyOf("co") && s.isASCIILetter(rest[0]) {
		return 1
	}
	if !lower || (rest[0] != '\n' && rest[0] != '\r') {
		return 0
	}
	next := strings.TrimLeft(rest, " \t\r\n")
	if next == "" || s.class[next[0]] != lowerByte || strings.Count(rest[:len(rest)-len(next)], "\n") > 1 {
		return 0
	}
	return 1 + len(rest) - len(next)
}
