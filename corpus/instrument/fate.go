package instrument

import (
	"slices"
	"strings"

	"entente/corpus"
)

// What amended or ended an instrument, named by its kind.
const (
	byName = `((?:[A-Z][\w’'-]*\s+){0,6}?(?:Protocol|Agreement|Treaty|Convention|Act|Exchange\s+of\s+(?:Notes|Letters)|Notes)\b[^.;,()\n]{0,160})`
	by     = `\s+by\s+(?:the\s+|an?\s+)?` + byName
	par    = `\s+par\s+(?:le\s+|la\s+|l[’']\s?|une?\s+)?((?:Protocole|Accord|Traité|Convention|Acte|Échange\s+de\s+(?:[Nn]otes|[Ll]ettres))\s[^.;,()\n]{0,160})`
	// fullDay is a day, by which what amended an instrument is told from others.
	fullDay = `\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}`
	// itselfOrNamed is what was amended: the instrument, or what the second group names.
	itselfOrNamed = `(?:` + itself + `|the\s+([A-Z][^.;,()]{5,160}?))`
)

// A fateRule is a wording whose first group names what amended or ended an
// instrument, and whose second, if there is one, the instrument. It is looked for
// only near one of its words.
type fateRule struct {
	pattern expression
	words   []string
	head    bool // it is one only at the beginning of a line
	first   bool // it is one only at the head of the document: further on, it may speak of a part
	entire  bool // it is none where it is said of a part
}

var amendedBy = []fateRule{
	{pattern: newExpression(itself + `\s+(?:was|has\s+been)\s+(?:amended|modified)` + by), words: []string{"mended", "odified"}},
	{pattern: newExpression(frenchItself + `\s+a\s+été\s+(?:amendé|modifié)e?` + par), words: []string{"mendé", "odifié"}},
	// "the Protocol amending this Convention of 4 April 1949"
	{pattern: newExpression(`\b[Tt]he\s+((?:[A-Z][\w’'-]*\s+){0,3}(?:Protocol|Agreement|Treaty|Convention|Act)(?:\s+No\.?\s*\d+)?\s+amending\s+` + itselfOrNamed + `,?\s+of` + fullDay + `)`),
		words: []string{"mending th"}},
	// "in its resolution 50/155 of 21 December 1995, approved the amendment to article 43 of the present Convention"
	{pattern: newExpression(`\b(?:in|by)\s+(?:its\s+)?([Rr]esolution\s+\d[\w/ ()]{0,16}\s+of` + fullDay + `)\s*,?\s+(?:approved|adopted)\s+the\s+amendments?\s+to\s+[Aa]rticles?\s+[^.;]{1,60}?\s+of\s+` + itselfOrNamed + `\s*[,.;]`),
		words: []string{"pproved the a", "dopted the a"}},
	{pattern: newExpression(colonLine(`amended|modified`)), words: []string{"mended", "odified"}, head: true},
	{pattern: newExpression(bracketLine(`(?:as\s+)?(?:amended|modified)`)), words: []string{"mended", "odified"}, head: true},
}

var endedBy = []fateRule{
	{pattern: newExpression(itself + `\s+(?:was|has\s+been)\s+(?:terminated|superseded|replaced|abrogated)(?:\s+on` + fullDay + `)?` + by), words: []string{"erminated", "uperseded", "eplaced", "brogated"}, entire: true},
	{pattern: newExpression(frenchItself + `\s+a\s+été\s+(?:abrogé|remplacé)e?` + par), words: []string{"brogé", "emplacé"}, entire: true},
	{pattern: newExpression(colonLine(`terminated|superseded|replaced|abrogated`)), words: []string{"erminated", "uperseded", "eplaced", "brogated"}, head: true, first: true},
	{pattern: newExpression(bracketLine(`terminated|superseded|replaced|abrogated`)), words: []string{"erminated", "uperseded", "eplaced", "brogated"}, head: true, first: true},
}

// fateWords are what all of these words have in them.
var fateWords = []string{
	"mended", "mending th", "mendé", "odifi", "pproved the a", "dopted the a", "erminated", "uperseded", "eplaced", "brog", "emplacé",
}

// colonLine is a line of a heading: "Superseded by: the Treaty of …".
func colonLine(done string) string {
	return `(?m)^\W{0,4}(?i:(?:` + done + `)\s+by)[ \t]*:[ \t]*(?:the\s+|an?\s+)?([^\n]{3,200}?)[.\s]*$`
}

// bracketLine is a line in brackets: "[Superseded by the Treaty of …]". One without
// brackets may be the end of a sentence on another instrument.
func bracketLine(done string) string {
	return `(?m)^[ \t]*[(\[](?i:(?:` + done + `))` + by + `[)\]][.\s]*$`
}

// asAmended ends a title: "…, as amended by the Protocol of 23 October 1954".
var asAmended = []expression{
	newExpression(`\bas\s+(?:amended|modified)` + by + `$`),
	newExpression(`\btel(?:le)?\s+qu[’'](?:(?:il|elle)\s+a\s+été\s+)?(?:amendé|modifié)e?` + par + `$`),
}

var (
	// hasEnded tells of the past: the date that follows is certain.
	hasEnded = newExpression(itself + `\s+(?:(?:was|has\s+been)\s+terminated|expired|lapsed|ceased\s+to\s+(?:have\s+effect|be\s+in\s+force|apply))\s+(?:on|as\s+from|from|with\s+effect\s+from)\s+`)
	// headEnded is a line of a heading: "Terminated: 1 June 1960".
	headEnded = newExpression(`(?m)^\W{0,4}(?i:terminated|(?:date\s+of\s+)?(?:termination|expiry)|expired)\s*[:–-]\s*(?:on\s+)?`)
)

// readFate reads what amended or ended the instrument.
func readFate(d *corpus.Document) {
	i := d.Instrument
	readAmended, readEnded := len(i.AmendedBy) == 0, len(i.EndedBy) == 0
	if readAmended {
		i.AmendedBy = append(i.AmendedBy, amendedInTitle(d.Title)...)
	}
	body(d, func(n int, text string) {
		near := around(text, clauseReach, 2*clauseReach, fateWords...)
		if readAmended {
			i.AmendedBy = appendFates(i.AmendedBy, d, amendedBy, n, text, near)
		}
		if readEnded {
			i.EndedBy = appendFates(i.EndedBy, d, endedBy, n, text, near)
		}
	})
	readEndOf(d)
}

// amendedInTitle reads what a title says amended the one instrument that it names.
func amendedInTitle(title string) []corpus.Statement {
	for _, pattern := range asAmended {
		if at := pattern().FindStringSubmatchIndex(title); at != nil && namesOne(title[:at[0]]) {
			return []corpus.Statement{{Value: named(title[at[2]:at[3]]), Reading: corpus.Reading{Origin: corpus.Detected, Words: quotable(title[at[0]:at[1]])}}}
		}
	}
	return nil
}

// appendFates appends what the rules find in windows of a passage.
func appendFates(all []corpus.Statement, d *corpus.Document, rules []fateRule, n int, text string, near []window) []corpus.Statement {
	for _, rule := range rules {
		for _, at := range findIn(rule.pattern, text, having(near, text, rule.words...)) {
			if !rule.isStated(d, n, text[:at[0]]) || len(at) > 4 && at[4] >= 0 && !isOwnName(d, text[at[4]:at[5]]) {
				continue
			}
			all = appendOnce(all, corpus.Statement{Value: named(text[at[2]:at[3]]), Reading: detected(n, text[at[0]:at[1]])})
		}
	}
	return all
}

// isStated reports whether a match of the rule in a passage is stated of the
// instrument, given what stands before it there.
func (r fateRule) isStated(d *corpus.Document, n int, before string) bool {
	if r.head {
		return beginsLine(before) && (!r.first || isHead(d, n, before))
	}
	return !isConditional(before) && !(r.entire && isOfPart(before))
}

// partHeading begins a line above a part that was not told from the others.
var partHeading = newExpression(`(?im)^\W{0,4}(?:art(?:icle|\.)|section|chapter|chapitre|annexe?)\s`)

// isHead reports whether what stands before a place in a passage, and the passages
// before that, are the head of the document.
func isHead(d *corpus.Document, n int, before string) bool {
	length := len(before)
	for _, p := range d.Passages[:n] {
		length += len(p.Text)
	}
	isArticle := func(p corpus.Passage) bool { return p.Kind == corpus.Article }
	return length < headLength && !slices.ContainsFunc(d.Passages[:n+1], isArticle) && !partHeading().MatchString(before)
}

// readEndOf fills in the day on which the instrument ended. Statements that differ
// say nothing, nor does a day before that of signature.
func readEndOf(d *corpus.Document) {
	i := d.Instrument
	if !i.Ended.Date.IsZero() {
		return
	}
	var dates []corpus.StatedDate
	body(d, func(n int, text string) {
		near := around(text, clauseReach, clauseReach, "erminat", "ERMINAT", "xpir", "XPIR", "apsed", "eased to")
		for _, statement := range []struct {
			pattern expression
			head    bool // it is one only at the beginning of a line
		}{{hasEnded, false}, {headEnded, true}} {
			for _, at := range findIn(statement.pattern, text, near) {
				f, ok := leadingDate(text[at[1]:])
				if before := text[:at[0]]; ok && (statement.head && beginsLine(before) || !statement.head && isOfItself(before)) {
					dates = append(dates, corpus.StatedDate{Date: f.date, Reading: detected(n, text[at[0]:at[1]+f.end])})
				}
			}
		}
	})
	if len(dates) > 0 && sameDate(dates) && !beforeSigning(i, dates[0].Date) {
		i.Ended = dates[0]
	}
}

// sameDate reports whether all dates are of one day.
func sameDate(all []corpus.StatedDate) bool {
	return !slices.ContainsFunc(all, func(s corpus.StatedDate) bool { return s.Date != all[0].Date })
}

// namesOne reports whether a title names no instrument beside its own, which may
// be the one that was amended.
func namesOne(title string) bool {
	title, count := plainTitle(title), 0
	for _, word := range titleWords() {
		count += strings.Count(title, word)
	}
	return count <= 1
}

func named(text string) string { return quotable(strings.TrimSpace(text)) }
