package passages

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus/formats"
)

// line is a line of a block. Everything is decided on lines, since plain texts
// have headings on lines of their own without blank lines around them.
type line struct {
	text  string
	block int // index of its block
	level int // of its block; 0 also for what is too long for a heading
	page  int
}

// maxHeadingBlock is the length in characters over which a block marked as a
// heading is taken for text.
const maxHeadingBlock = 300

func linesOf(blocks []formats.Block) []line {
	lines := make([]line, 0, len(blocks))
	for i, b := range blocks {
		if b.Level > 0 && !exceeds(b.Text, maxHeadingBlock) {
			lines = append(lines, line{text: strings.ReplaceAll(b.Text, "\n", " "), block: i, level: b.Level, page: b.Page})
			continue
		}
		for text := range strings.SplitSeq(b.Text, "\n") {
			lines = append(lines, line{text: text, block: i, page: b.Page})
		}
	}
	return lines
}

// form is how a candidate stands in the text: the better the form, the less
// likely a cross-reference.
type form int

const (
	inline    form = iota // inside a line: flattened text
	lineStart             // at the beginning of a line that goes on with text
	ownLine               // a line with a label, or a label and a title, and no more
	marked                // a block that its format marks as a heading
)

// candidate is a place where an article may begin.
type candidate struct {
	label
	line   int
	offset int // in bytes, of the label in its line
	form   form
	bare   bool // a line with the label and no more, that is not marked as a heading
	weight int  // how much it looks like a heading rather than a cross-reference
	scope  int  // how many headings of annexes and protocols stand above it
	wraps  bool // the line before goes on in it
}

// headingCandidates returns the candidates that stand at the beginning of a
// line, in order.
func headingCandidates(lines []line) []candidate {
	var found []candidate
	scope := 0
	for i, l := range lines {
		if _, ok := parseAnnex(l.text); ok || protocolName(l.text) != "" {
			scope++
		}
		if c, ok := atLineStart(l); ok {
			c.line, c.scope, c.wraps = i, scope, goesOnIn(lines, i)
			found = append(found, c)
		}
	}
	return found
}

// goesOnIn reports whether the line before line i goes on in it, in the same block.
func goesOnIn(lines []line, i int) bool {
	if i == 0 || lines[i-1].block != lines[i].block {
		return false
	}
	before := strings.TrimRight(lines[i-1].text, " ")
	return !endsClause(before) || strings.HasSuffix(before, ",")
}

func atLineStart(l line) (candidate, bool) {
	parsed, ok := parseLabel(l.text)
	if !ok {
		return candidate{}, false
	}
	c := candidate{label: parsed}
	rest := l.text[parsed.end:]
	switch {
	case l.level > 0:
		_, isHeading := parseHeading(l.text)
		c.form, c.weight = marked, 20
		if !parsed.separated && rest != "" && parsed.word != "第" && parsed.word != "§" {
			c.form, c.weight = ownLine, 6 // "Article 222 TFEU compared" speaks of another treaty
		}
		return c, isHeading
	case parsed.word == "§" || isReference(parsed, rest):
		return candidate{}, false
	case rest == "":
		c.form, c.weight, c.bare = ownLine, 6, true
	case isTitle(rest), formerNumber.MatchString(rest):
		c.form, c.weight = ownLine, 4
	default:
		c.form, c.weight = lineStart, 3
	}
	if parsed.capitals && c.form == lineStart {
		c.weight++
	}
	return c, true
}

// isReference reports whether the words behind a label make it a reference to
// an article: "Article 5 of", "Article 5, paragraph 2", "Article 5(2)", a cell
// of a table.
func isReference(l label, rest string) bool {
	if l.separated || rest == "" {
		return false
	}
	if l.word == "第" {
		return !l.blank
	}
	if formerNumber.MatchString(rest) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if startsLower(rest) || first == ')' || first == '|' {
		return true
	}
	if first != '(' && !unicode.IsDigit(first) || firstParagraph.MatchString(rest) {
		return false
	}
	return exceeds(rest, maxTitle) || !bracketed.MatchString(rest)
}

// formerNumber matches what an article was before its treaty was numbered anew.
var formerNumber = regexp.MustCompile(`^\(ex Article [0-9]{1,3}[a-z]?(?: [A-Z]{2,5})?\)$`)

// firstParagraph matches the number of a first paragraph: "1. The Parties".
var firstParagraph = regexp.MustCompile(`^(?:1[.)]|\(1\)|1 )\s*[\p{Lu}“"(]`)

// inlineCandidates returns the candidates anywhere in the text, several for
// one place where text is run together: "ARTICLE vithe" may be VI or V.
func inlineCandidates(lines []line) [][]candidate {
	var found [][]candidate
	for i, l := range lines {
		for _, at := range wordPlaces(l.text) {
			if group := inlineAt(l.text, at); len(group) > 0 {
				for k := range group {
					group[k].line = i
				}
				found = append(found, group)
			}
		}
	}
	return found
}

// wordPlaces returns where the words for an article stand in a text, in order,
// each followed by a blank. Abbreviations are too common inside of sentences to count.
func wordPlaces(text string) []int {
	var places []int
	for _, initial := range articleInitials {
		for at := strings.Index(text, initial); at >= 0; {
			if beginsWithWord(text[at:]) {
				places = append(places, at)
			}
			next := at + len(initial)
			if at = strings.Index(text[next:], initial); at >= 0 {
				at += next
			}
		}
	}
	slices.Sort(places)
	return places
}

func beginsWithWord(text string) bool {
	for _, w := range articleWords {
		for _, word := range w.words {
			if w.name != "art" && strings.HasPrefix(text, word) && strings.HasPrefix(text[len(word):], " ") {
				return true
			}
		}
	}
	return false
}

func inlineAt(text string, start int) []candidate {
	if r, _ := utf8.DecodeLastRuneInString(text[:start]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return nil
	}
	word, ok := parseWord(text[start:])
	if !ok {
		return nil
	}
	sentence := startsSentence(text[:start])
	var group []candidate
	for _, num := range looseNumbers(text[start+word.end:]) {
		l := word
		l.number = num.number
		l.end += num.length
		l = l.withSeparator(text[start:])
		rest := text[start+l.end:]
		if !l.capitals && (!sentence || isReference(l, rest)) {
			continue
		}
		c := candidate{label: l, offset: start, form: inline, weight: 1 + num.rank}
		if sentence {
			c.weight++
		}
		if l.capitals {
			c.weight++
		}
		group = append(group, c)
	}
	return group
}

// startsSentence reports whether a new sentence can begin behind before.
func startsSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || endsClause(before) && !strings.HasSuffix(before, ",")
}

type looseNumber struct {
	number
	length int
	rank   int // 1 for the reading most likely on its own
}

// looseNumbers reads a number that may be run together with what follows it,
// in every way that may be meant: "vithe" as VI or V, "11. The Parties" as 11
// or as Article 1, paragraph 1, "52" with a note mark as 5.
func looseNumbers(s string) []looseNumber {
	if num, length, ok := parseNumber(s); ok {
		return append([]looseNumber{{num, length, 1}}, shorterNumbers(s)...)
	}
	if digits := leadingDigits.FindString(s); digits != "" {
		num, length, _ := parseArabic(digits)
		return append([]looseNumber{{num, length, 1}}, shorterNumbers(s)...)
	}
	var all []looseNumber
	for end := min(len(s), 9); end > 0; end-- {
		if n, ok := romanValue(s[:end]); ok {
			all = append(all, looseNumber{number{text: romanText(n), n: n}, end, 0})
		}
	}
	if len(all) > 0 {
		all[0].rank = 1
	}
	return all
}

var leadingDigits = regexp.MustCompile(`^[0-9]{1,3}`)

// shorterNumbers reads the digits at the beginning of s without the last.
func shorterNumbers(s string) []looseNumber {
	digits := leadingDigits.FindString(s)
	if len(digits) < 2 {
		return nil
	}
	num, length, ok := parseArabic(digits[:len(digits)-1])
	if !ok {
		return nil
	}
	return []looseNumber{{num, length, 0}}
}
