package instrument

import (
	"regexp"
	"slices"
	"strings"

	"entente/corpus"
)

// itself is how an instrument names itself.
const itself = `(?:[Tt]his|[Tt]he\s+[Pp]resent|THIS)\s+(?:[Tt]reaty|[Aa]greement|[Cc]onvention|[Pp]rotocol|[Pp]act|[Cc]harter|[Aa]rrangement|[Aa]ccord|[Mm]emorandum(?:\s+of\s+[Uu]nderstanding)?)`

var (
	// hasEntered tells of the past: the date that follows is certain.
	hasEntered = regexp.MustCompile(itself + `\s+(?:entered|came)\s+into\s+(?:force|effect)\s+(?:on|as\s+from|from)\s+`)
	// willEnter may go on with conditions: the date must end the sentence.
	willEnter = regexp.MustCompile(itself + `\s+(?:shall|will)\s+(?:enter|come)\s+into\s+(?:force|effect)\s+(?:on|as\s+from|from)\s+`)
	// headForce is a line of a heading: "Entry into force: 24 August 1949".
	headForce = regexp.MustCompile(`(?m)^\W{0,4}(?i:entry\s+into\s+force|entered\s+into\s+force|date\s+of\s+entry\s+into\s+force|entrée\s+en\s+vigueur)\s*[:–-]?\s+(?:on\s+|le\s+)?`)
	// bySigning makes the day of signature that of the entry into force.
	bySigning = regexp.MustCompile(itself + `\s+(?:shall|will)\s+(?:enter|come)\s+into\s+(?:force|effect)\s+` +
		`(?:(?:up)?on\s+(?:its\s+)?signature|on\s+the\s+(?:date|day)\s+(?:of\s+(?:its\s+)?signature|on\s+which\s+it\s+is\s+signed))(?:\s+hereof|\s+thereof)?\s*(?:[.;]|$)`)
)

// readInForce fills in the entry into force. Statements that differ say nothing.
func readInForce(d *corpus.Document) {
	if !d.Instrument.InForce.Date.IsZero() {
		return
	}
	var dates []corpus.StatedDate
	body(d, func(n int, text string) { dates = append(dates, forceDates(n, text, d.Instrument.Signed)...) })
	for _, s := range dates {
		if s.Date != dates[0].Date {
			return
		}
	}
	if len(dates) > 0 && !beforeSigning(d.Instrument, dates[0].Date) {
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

func forceDates(n int, text string, signed corpus.StatedDate) []corpus.StatedDate {
	windows := slices.DeleteFunc(around(text, clauseReach, clauseReach, "into", "Into", "INTO", "vigueur", "VIGUEUR"), func(w window) bool {
		return !mayEnter(text[w.start:w.end])
	})
	var dates []corpus.StatedDate
	for _, pattern := range []*regexp.Regexp{hasEntered, willEnter, headForce} {
		for _, at := range findIn(pattern, text, windows) {
			rest := text[at[1]:min(len(text), at[1]+clauseReach)]
			f, ok := leadingDate(rest)
			if !ok || pattern == willEnter && !endsSentence(rest[f.end:]) || pattern == headForce && !beginsLine(text[:at[0]]) {
				continue
			}
			dates = append(dates, corpus.StatedDate{Date: f.date, Reading: detected(n, text[at[0]:at[1]+f.end])})
		}
	}
	if signed.Date.Precision() != corpus.Day {
		return dates
	}
	for _, at := range findIn(bySigning, text, windows) {
		dates = append(dates, corpus.StatedDate{Date: signed.Date, Reading: detected(n, text[at[0]:at[1]])})
	}
	return dates
}

// beginsLine reports whether a line begins after what stands before.
func beginsLine(before string) bool { return before == "" || strings.HasSuffix(before, "\n") }

// mayEnter spares most texts the search.
func mayEnter(text string) bool {
	return slices.ContainsFunc([]string{"force", "Force", "FORCE", "effect", "Effect", "EFFECT", "vigueur", "VIGUEUR"}, func(word string) bool {
		return strings.Contains(text, word)
	})
}

func endsSentence(after string) bool {
	after = strings.TrimLeft(after, " \t")
	return after == "" || strings.ContainsAny(after[:1], ".;\n")
}
