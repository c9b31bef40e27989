package corpus

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Paragraph is a numbered paragraph of an article, or a lettered part of one.
type Paragraph struct {
	Number     string // as it is cited after the article's: "(2)", "(2)(a)"
	Start, End int    // half-open range of bytes of the passage's text
}

// Paragraphs lists the numbered paragraphs of an article in reading order, each
// before its lettered parts; other passages have none.
//
// Numbers that begin lines count when they run 1, 2, 3 to the last, in one way
// of writing; the first may be left out, as where it stands in the heading. In a
// text that has lost its lines a run counts that begins the text and goes on at
// ends of sentences. Letters go on after parts of theirs in Roman numerals, which
// are not divided: (a), (i), (ii), (b). Nor is anything else, such as a numbered list
// within a numbered paragraph: a wrong paragraph would be cited as if it were right.
func (p Passage) Paragraphs() []Paragraph {
	if p.Kind != Article {
		return nil
	}
	var all []Paragraph
	for _, numbered := range divided(p.Text, 0, len(p.Text), numbers) {
		all = append(all, numbered)
		for _, part := range divided(p.Text, numbered.Start, numbered.End, letters) {
			part.Number = numbered.Number + part.Number
			all = append(all, part)
		}
	}
	if all == nil {
		return divided(p.Text, 0, len(p.Text), letters)
	}
	return all
}

// ParagraphAt returns the number of the smallest paragraph that the byte of the
// text at offset stands in, "" for none.
func (p Passage) ParagraphAt(offset int) string {
	number := ""
	for _, paragraph := range p.Paragraphs() {
		if paragraph.Start <= offset && offset < paragraph.End {
			number = paragraph.Number
		}
	}
	return number
}

// Cited returns the passage as it is cited for the words at offset in its text:
// with the paragraph and the page they stand in.
func (p Passage) Cited(offset int) Passage {
	p.Number += p.ParagraphAt(offset)
	p.Page = p.PageAt(offset)
	return p
}

// marker is a number or letter that may begin a paragraph.
type marker struct {
	form   form
	value  int // counted from 1
	start  int // byte offset
	onLine bool
}

// form is how a number is written.
type form int

const (
	inBrackets    form = iota // (1)
	beforeBracket             // 1)
	beforeDot                 // 1.
)

// numbering is a way to number paragraphs.
type numbering struct {
	digit   func(byte) bool
	longest int // digits
	// goesOn matches what must stand before a number within a line.
	goesOn *regexp.Regexp
	// sentences says that each begins a sentence; a run within lines then has to
	// begin the text. Letters can follow any words and a colon.
	sentences bool
	// romans says that Roman numerals number parts of what it numbers.
	romans bool
	value  func(string) int
	name   func(int) string
}

var (
	numbers = numbering{
		digit:     func(c byte) bool { return c >= '0' && c <= '9' },
		longest:   3,
		goesOn:    regexp.MustCompile(`[.;:][”"»)\]]*$`),
		sentences: true,
		value:     func(s string) int { n, _ := strconv.Atoi(s); return n },
		name:      func(n int) string { return "(" + strconv.Itoa(n) + ")" },
	}
	letters = numbering{
		digit:   func(c byte) bool { return c >= 'a' && c <= 'z' },
		longest: 1,
		romans:  true,
		goesOn:  regexp.MustCompile(`[:;,](?:\s+(?:and|or|et|ou|en|of))?$`),
		value:   func(s string) int { return int(s[0]-'a') + 1 },
		name:    func(n int) string { return "(" + string(rune('a'+n-1)) + ")" },
	}
)

// divided divides a range of the text by a numbering.
func divided(text string, start, end int, by numbering) []Paragraph {
	all := by.markers(text, start, end)
	run := by.onLines(all, text[:end])
	if run == nil {
		run = by.withinLines(all, text, start)
	}
	if run == nil || run[0].value == 2 && strings.TrimSpace(text[start:run[0].start]) == "" {
		return nil
	}
	if run[0].value == 2 { // the first has no number of its own
		run = slices.Insert(run, 0, marker{value: 1, start: start})
	}
	var paragraphs []Paragraph
	for i, m := range run {
		to := end
		if i+1 < len(run) {
			to = run[i+1].start
		}
		paragraphs = append(paragraphs, Paragraph{by.name(m.value), m.start, to})
	}
	return paragraphs
}

// markers lists what may be the number of a paragraph in a range of the text. Each
// ends with a bracket or dot.
func (by numbering) markers(text string, start, end int) []marker {
	var all []marker
	for at := start; at < end; at++ {
		if text[at] != ')' && text[at] != '.' {
			continue
		}
		m, ok := by.markerBefore(text, start, at)
		if !ok || !by.canStandBefore(text[at+1:end]) {
			continue
		}
		before := strings.TrimRight(text[max(start, m.start-reach):m.start], " \t\u00a0")
		m.onLine = before == "" && m.start-reach <= start || strings.HasSuffix(before, "\n")
		if m.onLine || by.goesOn.MatchString(before) && !abbreviated.MatchString(before) {
			all = append(all, m)
		}
	}
	return all
}

// markerBefore reads the number whose bracket or dot stands at close, back to start
// at most.
func (by numbering) markerBefore(text string, start, close int) (m marker, ok bool) {
	digits := close
	for digits > start && by.digit(text[digits-1]) {
		digits--
	}
	if digits == close || close-digits > by.longest {
		return m, false
	}
	m = marker{form: beforeDot, value: by.value(text[digits:close]), start: digits}
	if text[close] == ')' {
		m.form = beforeBracket
		if digits > start && text[digits-1] == '(' {
			m.form, m.start = inBrackets, digits-1
		}
	}
	return m, m.start == start || !isAlphanumeric(text[m.start-1])
}

// canStandBefore reports whether a number can stand before rest: a letter, a
// quotation mark or an opening bracket has to follow, at any distance.
func (by numbering) canStandBefore(rest string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \t\n\u00a0"))
	return unicode.IsLetter(next) || strings.ContainsRune("“\"«'‘([", next) || !by.sentences && unicode.IsDigit(next)
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// reach is how many bytes before a number are looked at.
const reach = 32

// abbreviated ends in a word before a number that belongs to it: Art. 2.
var abbreviated = regexp.MustCompile(`(?i)\b(?:arts?|nos?|paras?|pp?|cf)\.$`)

// The letters that are Roman numerals, as values of markers.
const (
	letterI = 'i' - 'a' + 1
	letterV = 'v' - 'a' + 1
	letterX = 'x' - 'a' + 1
)

// secondRoman matches the second part of a part, (ii), at the beginning of a line.
var secondRoman = regexp.MustCompile(`(?m)^[ \t\x{a0}]*\(?ii[).]`)

// onLines returns the markers of the text that begin lines in the form of the
// first, if they are a run.
func (by numbering) onLines(all []marker, text string) []marker {
	var run []marker
	roman := false // in parts of the last of the run
	for _, m := range all {
		switch {
		case !m.onLine || run != nil && m.form != run[0].form:
		case by.romans && run != nil && m.value > run[len(run)-1].value+1 && (m.value == letterI || roman && (m.value == letterV || m.value == letterX)):
			roman = true
		default:
			run, roman = append(run, m), false
		}
	}
	if len(run) == 0 || run[0].value < 1 || run[0].value > 2 || run[0].value == 1 && len(run) == 1 {
		return nil
	}
	for i, m := range run {
		if m.value != run[0].value+i {
			return nil
		}
		if by.romans && m.value == letterI && secondRoman.MatchString(text[m.start:]) { // it may be the first part of (h)
			return nil
		}
	}
	return run
}

// withinLines returns the run that begins with the first marker, if no line begins
// with a further one.
func (by numbering) withinLines(all []marker, text string, start int) []marker {
	if len(all) == 0 || all[0].value != 1 || by.sentences && strings.TrimSpace(text[start:all[0].start]) != "" {
		return nil
	}
	run := all[:1:1]
	for _, m := range all[1:] {
		if m.form == run[0].form && m.onLine {
			return nil
		}
		if m.form == run[0].form && m.value == len(run)+1 && (!by.sentences || beginsSentence(text[m.start:])) {
			run = append(run, m)
		}
	}
	if len(run) < 2 {
		return nil
	}
	return run
}

// beginsSentence reports whether the first word of a text has a capital, or
// there are none in the text.
func beginsSentence(text string) bool {
	first := strings.IndexFunc(text, unicode.IsLetter)
	if first < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[first:])
	return !unicode.IsLower(r) || !strings.ContainsFunc(text, unicode.IsUpper)
}
