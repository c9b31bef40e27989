package instrument

import (
	"strings"
	"sync"
	"time"

	"entente/corpus"
)

// itself is how an instrument names itself.
const itself = `(?:[Tt]his|[Tt]he\s+[Pp]resent|THIS)\s+(?:[Tt]reaty|[Aa]greement|[Cc]onvention|[Pp]rotocol|[Pp]act|[Cc]harter|[Aa]rrangement|[Aa]ccord|[Mm]emorandum(?:\s+of\s+[Uu]nderstanding)?|[Ss]tatute|[Cc]ovenant|MO[Uu])`

// entering is what an instrument shall do, and fromDay what leads to the day.
const (
	entering = `(?:(?:enter|come)\s+into\s+(?:force|effect)|take\s+effect|become\s+effective)\s+`
	fromDay  = `(?:on|as\s+from|from|as\s+of|with\s+effect\s+from)\s+`
)

var (
	// hasEntered tells of the past: the date that follows is certain.
	hasEntered = newExpression(itself + `\s+(?:(?:entered|came)\s+into\s+(?:force|effect)|took\s+effect|became\s+effective)\s+` + fromDay)
	// willEnter may go on with conditions: the date must end the sentence.
	willEnter = newExpression(itself + `\s+(?:shall|will)\s+` + entering + fromDay)
	// headForce is a line of a heading: "Entry into force: 24 August 1949".
	headForce = newExpression(`(?m)^\W{0,4}(?i:entry\s+into\s+force|entered\s+into\s+force|date\s+of\s+entry\s+into\s+force|entrée\s+en\s+vigueur)\s*[:–-]?\s+(?:on\s+|le\s+)?`)
	// bySigning makes the day of signature that of the entry into force, if no
	// condition follows.
	bySigning = newExpression(itself + `\s+(?:shall|will)\s+` + entering + `(?:immediately\s+)?` +
		`(?:(?:up)?on\s+(?:its\s+|the\s+)?(?:signature|signing)|(?:up)?on\s+the\s+(?:date|day)\s+(?:of\s+(?:its\s+|the\s+)?(?:last\s+)?(?:signature|signing)|on\s+which\s+it\s+is\s+signed))` +
		`(?:\s+hereof|\s+thereof|\s+by\s+(?:both|the\s+two|the)\s+(?:Contracting\s+)?Parties)?\s*(?:[.;]|,?\s+and\s+(?:(?:shall|will)\s+(?:remain|continue|be\s+valid)|remain|continue)\b|$)`)
	// byReply makes the day of the letter that answers that of the entry into force,
	// if no condition follows.
	byReply = newExpression(`\b(?:shall|will)\s+` + entering + fromDay +
		`(?:the\s+(?:date|day)\s+of\s+(?:this|your(?:\s+Excellency[’']s)?)\s+(?:(?:[Nn]ote|[Ll]etter)\s+(?:in|of)\s+)?[Rr]eply|today[’']s\s+date)\s*(?:[.;]|,?\s+and\s+(?:shall|will)\s+(?:remain|continue)\b|$)`)
	// enVigueur is French for willEnter.
	enVigueur = newExpression(`\b[Ll]e\s+présent\s+(?:[Tt]raité|[Aa]ccord|[Pp]rotocole|[Pp]acte|[Aa]rrangement)\s+(?:entrera|entre|est\s+entré)\s+en\s+vigueur\s+le\s+`)
)

// readInForce fills in the entry into force. Statements that differ say nothing.
func readInForce(d *corpus.Document) {
	if !d.Instrument.InForce.Date.IsZero() {
		return
	}
	var dates []corpus.StatedDate
	reply := sync.OnceValue(func() corpus.Date { return replyDate(d) })
	body(d, func(n int, text string) {
		dates = append(dates, forceDates(n, text, d.Instrument.Signed.Date, reply)...)
	})
	if len(dates) > 0 && sameDate(dates) && !beforeSigning(d.Instrument, dates[0].Date) {
		d.Instrument.InForce = dates[0]
	}
}

// beforeSigning reports whether a date is before that of signature: then it is
// not the entry into force of this instrument.
func beforeSigning(i *corpus.Instrument, date corpus.Date) bool {
	first, _, ok := i.Signed.Date.Span()
	_, last, _ := date.Span()
	return ok && last.Before(first)
}

// replyDate returns the day of the last of two letters that make an agreement:
// the one day that all are of, or the later of two. It is unknown where there are more.
func replyDate(d *corpus.Document) corpus.Date {
	all := letters(d)
	if len(all) == 0 || daysOf(all) > 2 {
		return corpus.Date{}
	}
	reply := all[0].date
	for _, letter := range all[1:] {
		if first, _, _ := reply.Span(); first.Before(startOf(letter.date)) {
			reply = letter.date
		}
	}
	return reply
}

func startOf(date corpus.Date) time.Time {
	first, _, _ := date.Span()
	return first
}

// forceDates lists the days of entry into force that a text states, given the
// days of signature and of the answer.
func forceDates(n int, text string, signed corpus.Date, reply func() corpus.Date) []corpus.StatedDate {
	near := around(text, clauseReach, clauseReach, "into", "Into", "INTO", "take effect", "took effect", "me effective", "vigueur", "VIGUEUR")
	near = having(near, text, "force", "Force", "FORCE", "effect", "Effect", "EFFECT", "vigueur", "VIGUEUR")
	var dates []corpus.StatedDate
	for _, statement := range []struct {
		pattern expression
		last    bool // the day must end its sentence
		head    bool // it is one only at the beginning of a line
	}{{pattern: hasEntered}, {pattern: willEnter, last: true}, {pattern: headForce, head: true}, {pattern: enVigueur, last: true}} {
		for _, at := range findIn(statement.pattern, text, near) {
			rest := text[at[1]:min(len(text), at[1]+clauseReach)]
			f, ok := leadingDate(rest)
			if !ok || statement.last && !endsSentence(rest[f.end:]) || statement.head && !beginsLine(text[:at[0]]) {
				continue
			}
			dates = append(dates, corpus.StatedDate{Date: f.date, Reading: detected(n, text[at[0]:at[1]+f.end])})
		}
	}
	for _, at := range findIn(bySigning, text, having(near, text, "sign")) {
		dates = appendDay(dates, signed, n, text[at[0]:at[1]])
	}
	for _, at := range findIn(byReply, text, having(near, text, "eply", "today")) {
		dates = appendDay(dates, reply(), n, text[at[0]:at[1]])
	}
	return dates
}

// appendDay appends a day that words refer to, if it is known.
func appendDay(dates []corpus.StatedDate, day corpus.Date, n int, words string) []corpus.StatedDate {
	if day.Precision() != corpus.Day {
		return dates
	}
	return append(dates, corpus.StatedDate{Date: day, Reading: detected(n, words)})
}

// beginsLine reports whether a line begins after what stands before.
func beginsLine(before string) bool { return before == "" || strings.HasSuffix(before, "\n") }

func endsSentence(after string) bool {
	after = strings.TrimLeft(after, " \t")
	return after == "" || strings.ContainsAny(after[:1], ".;\n")
}
