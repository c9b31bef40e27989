package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// beginsSentence reports whether the text before the current word ends a
// sentence, by the rules that Tokens states.
func (s *scanner) beginsSentence() bool {
	if hasBlankLine(s.gap) {
		return true
	}
	mark, at := sentenceEnd(s.gap)
	switch {
	case mark == 0:
		return false
	case isIdeographicEnd(mark):
		return true
	case s.inLowerCase():
		return false
	}
	return mark != '.' || at > 0 || !isBlank(s.gap[1:]) || !s.dotBelongsToWord()
}

// beginsItem reports whether the current word can be the number of a list item,
// or a further part of one (the 2 of 1.2).
func (s *scanner) beginsItem() bool {
	atBeginning := s.sentence || s.marker && s.gap == "." || strings.Contains(s.gap, "\n")
	return atBeginning && isItemNumber(s.text[s.start:s.end])
}

func (s *scanner) inLowerCase() bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.start:])
	return unicode.IsLower(r)
}

// dotBelongsToWord reports whether the dot behind the last word is a part of it.
func (s *scanner) dotBelongsToWord() bool {
	last := s.text[s.lastStart:s.lastEnd]
	r, width := utf8.DecodeRuneInString(last)
	initial := width == len(last) && unicode.IsUpper(r)
	acronym := strings.Contains(last, ".")
	return s.marker || initial || acronym || isAbbreviation(last) ||
		isAbbreviationOfNumber(last) && isDigit(s.text[s.start])
}

// sentenceEnd returns the first mark in the text between two words that can end
// a sentence and where it stands, 0 when there is none.
func sentenceEnd(gap string) (mark rune, at int) {
	for i, r := range gap {
		if isIdeographicEnd(r) || isSentenceEnd(r) && isBlank(afterClosing(gap[i:])) {
			return r, i
		}
	}
	return 0, 0
}

// afterClosing returns the text from the first character on that does not close
// a sentence, quotation or bracket.
func afterClosing(gap string) string {
	return strings.TrimLeftFunc(gap, func(r rune) bool {
		return isSentenceEnd(r) || r == '"' || r == '\'' || unicode.In(r, unicode.Pe, unicode.Pf)
	})
}

func isBlank(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

func isSentenceEnd(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '.' || r == '!' || r == '?'
	}
	return r == '…' || unicode.Is(unicode.STerm, r)
}

// isIdeographicEnd reports whether r ends a sentence with no blank behind it.
func isIdeographicEnd(r rune) bool {
	switch r {
	case '。', '！', '？', '｡':
		return true
	}
	return false
}

// hasBlankLine reports whether the text has two line breaks with nothing but
// white space between them, or a paragraph separator.
func hasBlankLine(gap string) bool {
	broken := false // after a line break, and white space at most
	for _, r := range gap {
		switch r {
		case '\u2029':
			return true
		case '\n':
			if broken {
				return true
			}
			broken = true
		case ' ', '\t', '\r', '\f', '\v', '\u00a0':
		default:
			broken = false
		}
	}
	return false
}

// isItemNumber reports whether a list item can be numbered so: 12, b, IV.
func isItemNumber(word string) bool {
	if len(word) == 1 {
		return classOf[word[0]]&inWord != 0
	}
	return len(word) <= 3 && consistsOf(word, "0123456789") ||
		len(word) <= 5 && (consistsOf(word, "ivx") || consistsOf(word, "IVX"))
}

func consistsOf(word, characters string) bool {
	for i := range len(word) {
		if strings.IndexByte(characters, word[i]) < 0 {
			return false
		}
	}
	return true
}

// isAbbreviation reports whether a dot behind the word does not end a sentence.
// Words with a dot within (e.g., U.N.) and capital letters (M.) need no entry.
func isAbbreviation(word string) bool {
	switch word {
	case "Art", "art", "Arts", "arts", "No", "Nos", "Para", "para", "Paras", "paras", "par", "p", "pp", "vol", "Vol", "vols",
		"ch", "Ch", "chap", "Chap", "sec", "Sec", "sect", "Sect", "cf", "Cf", "viz", "vs", "v", "al", "ff", "ed", "eds",
		"ibid", "Ibid", "op", "cit", "loc", "approx", "ca", "incl":
		return true
	case "Mr", "Mrs", "Ms", "Dr", "MM", "Mme", "Mmes", "Mlle", "Messrs", "St", "Ste", "Gen", "Col", "Lt", "Capt", "Maj",
		"Sgt", "Cpl", "Adm", "Brig", "Cmdr", "Hon", "Rev", "Prof", "Gov", "Sen", "Amb", "Inc", "Ltd", "Co", "Corp":
		return true
	case "Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "janv", "févr", "avr", "juill", "sept", "oct",
		"nov", "déc":
		return true
	}
	return false
}

// isAbbreviationOfNumber reports whether a dot behind the word does not end a
// sentence when a number follows.
func isAbbreviationOfNumber(word string) bool {
	switch word {
	case "no", "nos", "n", "Fig", "fig", "Figs", "figs", "Res", "res", "Doc", "doc", "Stat", "Reg", "Regs", "Add", "Corr",
		"Sess", "Ser", "Supp", "Suppl", "App", "Ann", "Pub", "cl", "al", "tit":
		return true
	}
	return false
}
