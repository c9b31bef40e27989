package passages

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus"
)

// maxTitle is the length in characters up to which what follows a number is
// taken for a heading; longer it is text.
const maxTitle = 160

// heading is what a heading line says.
type heading struct {
	kind   corpus.Kind // Article, Annex, Preamble, or Section for a "§" of a law
	number string      // as cited: "5", "V", "5 bis", "§ 127e"; may be empty for an annex
	title  string      // what follows the number, or empty
}

// parseHeading reads a line that is a heading as a whole: "Article 5",
// "ARTICLE V – Collective defence", "Art. 5 bis.", "Article premier",
// "Artikel 5", "Artículo 5", "第五條 宗旨", "Annex II: Definitions", "Preamble",
// "§ 2103. Eligibility". A line that only begins so is none: "Article 5 of the
// Treaty", "Article 5, paragraph 2", "Article 5 shall apply".
func parseHeading(line string) (heading, bool) {
	line = strings.TrimSpace(line)
	if l, ok := parseLabel(line); ok {
		rest := line[l.end:]
		if isReference(l, rest) || exceeds(rest, maxTitle) || !l.separated && !isTitle(rest) {
			return heading{}, false
		}
		return heading{kind: l.kind, number: l.cited(), title: rest}, true
	}
	if l, ok := parseAnnex(line); ok {
		return heading{kind: corpus.Annex, number: l.number.text, title: line[l.end:]}, true
	}
	if end := preambleEnd(line); end > 0 {
		return heading{kind: corpus.Preamble, title: line[end:]}, true
	}
	return heading{}, false
}

// label is the numbered word at the beginning of an article: "Article 5 –".
type label struct {
	kind      corpus.Kind
	word      string // in which language: articles of a sequence share it
	number    number
	end       int  // bytes up to the title or text, with the separator
	separated bool // by punctuation, or by the end of the line
	blank     bool // followed by a blank
	capitals  bool // written in capitals throughout
}

func (l label) cited() string {
	if l.kind == corpus.Section {
		return "§ " + l.number.text
	}
	return l.number.text
}

// articleWords are the words for an article at the beginning of a heading,
// capitalised or in capitals; the name says which belong to one sequence. The
// abbreviation is last, being the beginning of others.
var articleWords = []struct {
	name  string
	words []string
}{
	{"article", []string{"Article", "ARTICLE"}},
	{"artikel", []string{"Artikel", "ARTIKEL"}},
	{"artículo", []string{"Artículo", "Articulo", "ARTÍCULO", "ARTICULO"}},
	{"artigo", []string{"Artigo", "ARTIGO"}},
	{"articolo", []string{"Articolo", "ARTICOLO"}},
	{"статья", []string{"Статья", "СТАТЬЯ"}},
	{"art", []string{"Art.", "ART.", "Art", "ART"}},
}

// articleInitials are the letters that these words begin with, Latin and Cyrillic.
var articleInitials = []string{"A", "С"}

var (
	hanArticle = regexp.MustCompile(`^第\s*([零〇一二三四五六七八九十百０-９0-9]{1,6})\s*[條条]`)
	lawSection = regexp.MustCompile(`^§+\s*([0-9]{1,5}[A-Za-z]{0,4}(?:[-–][0-9]{1,4}[a-z]?)?)`)
	separator  = regexp.MustCompile(`^\s*(?:[.:)\]]*\s*[-–—−]+|[.:)]+)\s*`)
)

// parseLabel reads the label at the beginning of s.
func parseLabel(s string) (label, bool) {
	for _, parse := range []func(string) (label, bool){parseArticle, parseHanArticle, parseSection} {
		if l, ok := parse(s); ok {
			return l.withSeparator(s), true
		}
	}
	return label{}, false
}

func parseArticle(s string) (label, bool) {
	l, ok := parseWord(s)
	if !ok {
		return label{}, false
	}
	num, length, ok := parseNumber(s[l.end:])
	if !ok || (l.end > 0 && !isBreak(s[l.end-1]) && num.text != "" && s[l.end-1] != '.') {
		return label{}, false
	}
	l.number = num
	l.end += length
	return l, true
}

// parseWord reads the word for an article and the blanks behind it.
func parseWord(s string) (label, bool) {
	if !strings.HasPrefix(s, articleInitials[0]) && !strings.HasPrefix(s, articleInitials[1]) {
		return label{}, false
	}
	for _, w := range articleWords {
		for _, word := range w.words {
			if !strings.HasPrefix(s, word) {
				continue
			}
			blanks := len(s[len(word):]) - len(strings.TrimLeft(s[len(word):], " \t\n"))
			return label{kind: corpus.Article, word: w.name, end: len(word) + blanks, capitals: isUpper(word)}, true
		}
	}
	return label{}, false
}

func isBreak(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func parseHanArticle(s string) (label, bool) {
	if !strings.HasPrefix(s, "第") {
		return label{}, false
	}
	m := hanArticle.FindStringSubmatch(s)
	if m == nil {
		return label{}, false
	}
	num, length, ok := parseHan(m[1])
	if !ok {
		num, length, ok = parseArabic(m[1])
	}
	if !ok || length != len(m[1]) {
		return label{}, false
	}
	num, end := withHanSuffix(num, s, len(m[0]))
	return label{kind: corpus.Article, word: "第", number: num, end: end, capitals: true}, true
}

func parseSection(s string) (label, bool) {
	if !strings.HasPrefix(s, "§") {
		return label{}, false
	}
	m := lawSection.FindStringSubmatch(s)
	if m == nil {
		return label{}, false
	}
	num, _, ok := parseArabic(m[1])
	num.text, num.series = m[1], "§"
	return label{kind: corpus.Section, word: "§", number: num, end: len(m[0]), capitals: true}, ok
}

// withSeparator takes the punctuation and blanks behind the number into the label.
func (l label) withSeparator(s string) label {
	rest := s[l.end:]
	if m := separator.FindString(rest); m != "" {
		l.end += len(m)
		l.separated = true
		return l
	}
	blanks := len(rest) - len(strings.TrimLeft(rest, " \t"))
	l.end += blanks
	l.blank = blanks > 0
	l.separated = l.end == len(s)
	return l
}

var (
	annexWord    = regexp.MustCompile(`^(?:Annexe?|ANNEXE?|Bijlage|BIJLAGE|Anexo|ANEXO|Anlage|ANLAGE|Appendix|APPENDIX|Allegato|ALLEGATO|Приложение|ПРИЛОЖЕНИЕ)(?:\s+(?:No\.?|NO\.?|Nr\.?|N°)?\s*|$)`)
	annexNumber  = regexp.MustCompile(`^(?:[IVXLC]{1,6}|[0-9]{1,2})?(?:[-–.]?[A-Z0-9])?(?:$|[\s.:)–—-])`)
	preambleWord = regexp.MustCompile(`^(?i:preamble|préambule|preambule|preámbulo|preâmbulo|präambel|preambolo|преамбула|序言|前言)(?:$|[\s.:–—-])[\s.:–—-]*`)
)

// The bytes that what annexWord and preambleWord match begins with: few lines need
// to be held against these.
const (
	annexBytes    = "AB\xd0"     // and П
	preambleBytes = "Pp\xd0\xe5" // and П, п, 序, 前
)

func beginsWithAny(line, bytes string) bool {
	return line != "" && strings.IndexByte(bytes, line[0]) >= 0
}

// parseAnnex reads a line that is the heading of an annex as a whole.
func parseAnnex(line string) (label, bool) {
	if exceeds(line, maxTitle) {
		return label{}, false
	}
	l, ok := annexLabel(line)
	rest := line[l.end:]
	return l, ok && (rest == "" || (l.separated || l.number.text != "" || isUpper(rest)) && isTitle(rest))
}

// annexLabel reads the label of an annex that a line begins with.
func annexLabel(line string) (label, bool) {
	if !beginsWithAny(line, annexBytes) {
		return label{}, false
	}
	m := annexWord.FindString(line)
	if m == "" {
		return label{}, false
	}
	l := label{kind: corpus.Annex, end: len(m)}
	if m := strings.TrimRight(annexNumber.FindString(line[l.end:]), " .:)–—-"); m != "" {
		l.number = number{text: m}
		l.end += len(m)
	} else if num, length, ok := parseNumber(line[l.end:]); ok {
		l.number = num
		l.end += length
	}
	return l.withSeparator(line), true
}

// preambleEnd returns how many bytes of a line that is the heading of a
// preamble stand for just that, 0 for any other line.
func preambleEnd(line string) int {
	if !beginsWithAny(line, preambleBytes) {
		return 0
	}
	end := len(preambleWord.FindString(line))
	if end > 0 && (line[end:] == "" || isTitle(line[end:])) {
		return end
	}
	return 0
}

// isTitle reports whether what follows a label, or stands on the line below
// it, reads like a heading rather than like the beginning of the text.
func isTitle(s string) bool {
	if s == "" || exceeds(s, maxTitle) || strings.Contains(s, "\n") || startsLower(s) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(first) || endsClause(s) {
		return false
	}
	if first == '(' {
		return bracketed.MatchString(s)
	}
	return unicode.IsLetter(first) || strings.ContainsRune(`“"‘'«¿`, first)
}

// bracketed matches a title in brackets, not a paragraph number nor a former
// number ("(ex Article 17 TEU)").
var bracketed = regexp.MustCompile(`^\(\p{Lu}[^()]{3,}\)$`)

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r) || strings.ContainsRune(",;", r) && s != ""
}

// endsClause reports whether s ends like a sentence or a part of one.
func endsClause(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”’»)] `))
	return strings.ContainsRune(".,;:!?。，；：、！？", r)
}

func isUpper(s string) bool { return s != "" && s == strings.ToUpper(s) && s != strings.ToLower(s) }
