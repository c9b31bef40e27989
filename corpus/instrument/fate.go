package instrument

import (
	"slices"
	"strings"

	"entente/corpus"
)

// by is what amended or ended an instrument, named by its kind.
const by = `\s+by\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'-]*\s+){0,6}?(?:Protocol|Agreement|Treaty|Convention|Act|Exchange\s+of\s+(?:Notes|Letters)|Notes)\b[^.;,()\n]{0,160})`

var (
	amended = newExpression(itself + `\s+(?:was|has\s+been|is)\s+amended` + by)
	// asAmended ends a title: "…, as amended by the Protocol of 23 October 1954".
	asAmended = newExpression(`\bas\s+(?:amended|modified)` + by + `$`)
	ended     = newExpression(itself + `\s+(?:was|has\s+been|is)\s+(?:terminated|superseded|replaced|abrogated)` + by)
	// amendedLine and endedLine are lines of a heading: "Superseded by: …".
	amendedLine = newExpression(`(?m)^\W{0,4}(?i:amended|modified)(?i:\s+by)\s*:\s*(?:the\s+|an?\s+)?([^\n]{3,200}?)[.\s]*$`)
	endedLine   = newExpression(`(?m)^\W{0,4}(?i:terminated|superseded|replaced|abrogated)(?i:\s+by)\s*:\s*(?:the\s+|an?\s+)?([^\n]{3,200}?)[.\s]*$`)
	// hasEnded tells of the past: the date that follows is certain.
	hasEnded = newExpression(itself + `\s+(?:(?:was|has\s+been)\s+terminated|expired|lapsed|ceased\s+to\s+(?:have\s+effect|be\s+in\s+force|apply))\s+(?:on|as\s+from|from|with\s+effect\s+from)\s+`)
	// headEnded is a line of a heading: "Terminated: 1 June 1960".
	headEnded = newExpression(`(?m)^\W{0,4}(?i:terminated|(?:date\s+of\s+)?(?:termination|expiry)|expired)\s*[:–-]\s*(?:on\s+)?`)
)

// readFate reads what amended or ended the instrument.
func readFate(d *corpus.Document) {
	i := d.Instrument
	readAmended, readEnded := len(i.AmendedBy) == 0, len(i.EndedBy) == 0
	if at := asAmended().FindStringSubmatchIndex(d.Title); at != nil && readAmended && namesOne(d.Title[:at[0]]) {
		i.AmendedBy = appendOnce(i.AmendedBy, corpus.Statement{Value: named(d.Title[at[2]:at[3]]), Reading: corpus.Reading{Origin: corpus.Detected, Words: quotable(d.Title[at[0]:at[1]])}})
	}
	body(d, func(n int, text string) {
		if readAmended {
			i.AmendedBy = appendFate(i.AmendedBy, amended, n, text, "amended")
			i.AmendedBy = appendLines(i.AmendedBy, amendedLine, n, text, "mended by", "odified by")
		}
		if readEnded {
			i.EndedBy = appendFate(i.EndedBy, ended, n, text, "terminated", "superseded", "replaced", "abrogated")
			i.EndedBy = appendLines(i.EndedBy, endedLine, n, text, "erminated by", "uperseded by", "eplaced by", "brogated by")
		}
	})
	readEndOf(d)
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
				if ok && (!statement.head || beginsLine(text[:at[0]])) {
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

// appendFate appends what the pattern finds, which has one of the words in it.
func appendFate(all []corpus.Statement, pattern expression, n int, text string, words ...string) []corpus.Statement {
	for _, at := range findIn(pattern, text, around(text, clauseReach, 2*clauseReach, words...)) {
		all = appendOnce(all, corpus.Statement{Value: named(text[at[2]:at[3]]), Reading: detected(n, text[at[0]:at[1]])})
	}
	return all
}

// appendLines does so where what is found begins a line.
func appendLines(all []corpus.Statement, pattern expression, n int, text string, words ...string) []corpus.Statement {
	for _, at := range findIn(pattern, text, around(text, clauseReach, 2*clauseReach, words...)) {
		if beginsLine(text[:at[0]]) {
			all = appendOnce(all, corpus.Statement{Value: named(text[at[2]:at[3]]), Reading: detected(n, text[at[0]:at[1]])})
		}
	}
	return all
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
