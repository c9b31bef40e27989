package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const softHyphen = '\u00AD'

// longestWord is the number of bytes of a folded word that are kept. No name
// has a longer word.
const longestWord = 64

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
	buffer   []byte // the folded word last read
}

func (s *scanner) reset(text string) {
	s.text, s.position = text, 0
}

// next reads a word; its folded form stands in s.buffer until the next call.
func (s *scanner) next() (t token, ok bool) {
	t.broken = s.skipGap()
	if s.position >= len(s.text) {
		return t, false
	}
	t.start = s.position
	s.buffer = s.buffer[:0]
	if end := s.dottedEnd(); end > 0 {
		s.readDotted(&t, end)
	} else {
		s.readWord(&t)
	}
	t.end = s.position
	return t, true
}

// skipGap moves to the next word and reports whether what was skipped parts
// the words on its sides.
func (s *scanner) skipGap() (broken bool) {
	lines := 0
	for s.position < len(s.text) {
		b := s.text[s.position]
		r, size := rune(b), 1
		switch s.class[b] {
		case lowerByte, upperByte, digitByte:
			return broken || lines > 1
		case longByte:
			if r, size = utf8.DecodeRuneInString(s.text[s.position:]); inWord(r) {
				return broken || lines > 1
			}
		}
		if b == '\n' {
			lines++
		}
		broken = broken || !joins(r)
		s.position += size
	}
	return broken
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
	for i+1 < len(text) && s.isASCIILetter(text[i]) && text[i+1] == '.' {
		letters++
		i += 2
	}
	if letters == 0 {
		return 0
	}
	if i < len(text) && s.isASCIILetter(text[i]) && (i+1 == len(text) || s.class[text[i+1]] == otherByte) {
		letters++ // the last letter without a dot: "U.S"
		i++
	} else if i < len(text) && s.class[text[i]] != otherByte {
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

func (s *scanner) readDotted(t *token, end int) {
	t.upper, t.capital = true, s.class[s.text[s.position]] == upperByte
	for ; s.position < end; s.position++ {
		b := s.text[s.position]
		if b == '.' {
			continue
		}
		t.upper = t.upper && s.class[b] == upperByte
		s.keep(b)
	}
}

// letters counts those of a word by case.
type letters struct {
	upper, lower int
}

func (s *scanner) readWord(t *token) {
	var seen letters
	for s.position < len(s.text) {
		size := s.readLetter(&seen)
		if size == 0 {
			break
		}
		if s.position == t.start {
			t.capital = seen.upper > 0
		}
		s.position += size
	}
	t.upper = seen.upper > 0 && seen.lower == 0
}

// readLetter takes up the character at the position, or a run of small letters
// at once, and returns its length in bytes, or 0 when the word ends before it.
func (s *scanner) readLetter(seen *letters) int {
	b := s.text[s.position]
	switch s.class[b] {
	case lowerByte:
		return s.readLower(seen)
	case upperByte:
		seen.upper++
		s.keep(b)
	case digitByte:
		s.keep(b)
	case longByte:
		return s.readLong(seen)
	default:
		if b != '-' {
			return 0
		}
		return s.hyphenInside(seen.lower > 0)
	}
	return 1
}

func (s *scanner) readLower(seen *letters) int {
	end := s.position + 1
	for end < len(s.text) && s.class[s.text[end]] == lowerByte {
		end++
	}
	run := s.text[s.position:end]
	seen.lower += len(run)
	s.buffer = append(s.buffer, run[:min(len(run), longestWord-min(len(s.buffer), longestWord))]...)
	return len(run)
}

// readLong is readLetter for a character beyond ASCII.
func (s *scanner) readLong(seen *letters) int {
	r, size := utf8.DecodeRuneInString(s.text[s.position:])
	switch {
	case !inWord(r):
		return 0
	case unicode.IsUpper(r):
		seen.upper++
	case unicode.IsLetter(r):
		seen.lower++
	}
	if len(s.buffer) < longestWord {
		s.buffer = s.append(s.buffer, r)
	}
	return size
}

// keep adds an ASCII letter or digit to the folded word.
func (s *scanner) keep(b byte) {
	if len(s.buffer) >= longestWord {
		return
	}
	if b >= 'A' && b <= 'Z' {
		b |= 0x20
	}
	s.buffer = append(s.buffer, b)
}

// hyphenInside returns how many bytes to skip at a hyphen that is no boundary:
// that of "co-operation", and one that breaks a word over two lines. It is 0
// where the word ends.
func (s *scanner) hyphenInside(lower bool) int {
	rest := s.text[s.position+1:]
	if rest == "" {
		return 0
	}
	if string(s.buffer) == "co" && s.isASCIILetter(rest[0]) {
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
