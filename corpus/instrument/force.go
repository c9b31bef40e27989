package instrument

import (
	"strings"
	"sync"
	"time"

	"entente/corpus"
)

// itself is how an instrument names itself.
const itself = `(?:[Tt]his|[Tt]he\s+[Pp]resent|THIS)\s+(?:[Tt]reaty|[Aa]greement|[Cc]onvention|[Pp]rotocol|[Pp]act|[Cc]harter|[Aa]rrangement|[Aa]ccord|[Mm]emorandum(?:\s+of\s+[Uu]nderstanding)?|[Ss]tatute|[Cc]ovenant|MO[Uu])`

// frenchItself is French for itself; cette convention is one named before.
const frenchItself = `\b[Ll][ae]\s+présente?\s+(?:[Tt]raité|[Aa]ccord|[Pp]rotocole|[Pp]acte|[Aa]rrangement|[Cc]onvention|[Aa]cte|[Éé]change\s+de\s+(?:[Nn]otes|[Ll]ettres))`

// How an instrument says that it comes into force, and what leads to the day.
const (
	enter   = `(?:(?:enter|come|go)\s+into\s+(?:force|effect|operation)|take\s+effect|be(?:come)?\s+(?:effective|operative))\s+`
	enters  = `(?:(?:shall|will)\s+` + enter + `|(?:(?:enters|comes|goes)\s+into\s+(?:force|effect|operation)|takes\s+effect|(?:becomes|is)\s+effective)\s+)`
	entered = `(?:(?:ha[sd]\s+)?(?:entered|came|come|went)\s+into\s+(?:force|effect|operation)|took\s+effect|became\s+(?:effective|operative))\s+`
	fromDay = `(?:on|as\s+from|from|as\s+of|with\s+effect\s+from)\s+`
	ofSign  = `(?:its\s+|the\s+)?(?:last\s+)?(?:signature|signing)(?:\s+(?:hereof|thereof|of\s+(?:this|the\s+present)\s+\w+|by\s+(?:both|the\s+two|the)\s+(?:Contracting\s+)?Parties))?`
	entrera = frenchItself + `\s+(?:entrera|entre)\s+en\s+vigueur\s+`
	// noCondition is what may follow the day: the end of the sentence, or how long
	// the instrument remains in force.
	noCondition = `\s*(?:[.;]|,?\s+and,?\s+(?:(?:shall|will)\s+(?:remain|continue|be\s+valid)|remain|continue|unless\s+(?:terminated|denounced))\b|,?\s+et\s+(?:restera|demeurera)\b|$)`
)

// dayOf says which day a statement of the entry into force means.
type dayOf int

const (
	toldDay    dayOf = iota // the date that follows
	signing                 // that of signature
	replying                // that of the letter that answers
	exchanging              // that of the exchange of ratifications
)

// A forceRule is a wording that tells the entry into force. It is looked for only
// near one of its words.
type forceRule struct {
	pattern expression
	words   []string
	day     dayOf
	last    bool // no condition may follow the date
	head    bool // it is one only at the beginning of a line
	named   bool // its first group must be what the instrument is, as its title says, whose day of signature is known
	letters bool // only letters that were exchanged have it
}

var pastWords = []string{"entered", "came", "come", "went", "took", "became"}

var forceRules = []forceRule{
	// The past is certain.
	{pattern: newExpression(itself + `\s+` + entered + `(?:` + fromDay + `)?`), words: pastWords},
	{pattern: newExpression(`\b[Tt]he\s+(` + kindWords + `)(?:,\s+(?:in\s+accordance\s+with|pursuant\s+to|under|by\s+virtue\s+of)\s[^.,;]{3,80},)?\s+` + entered + fromDay), words: pastWords, named: true},
	// "Entry into force: 24 August 1949", "Signed at Paris; entered into force 24 August 1949"
	{pattern: newExpression(`(?m)^(?:[^\w\n]{0,4}(?:(?:Date\s+of\s+)?[Ee]ntry\s+into\s+force|(?:Entered|(?:1\s+)?Came)\s+into\s+force|In\s+force\s*:|(?:Date\s+d[’']\s?)?[Ee]ntrée?\s+en\s+vigueur|(?:DATE\s+OF\s+)?ENTRY\s+INTO\s+FORCE|ENTRÉE\s+EN\s+VIGUEUR)` +
		`|\W{0,4}(?:Signed|Done|Concluded|Adopted)\s[^\n;]{5,120};\s+[Ee]ntered\s+into\s+force)\s*[:–-]?\s+(?:on\s+|le\s+)?`), words: []string{"ntry", "NTRY", "ntered", "Came", "In force", "ntré", "NTRÉ"}, head: true},
	{pattern: newExpression(itself + `\s+` + enters + fromDay), words: []string{"shall", "will", "enters", "comes", "takes", "becomes", "is effective"}, last: true},
	// "this Note and your reply constitute an agreement which shall enter into force on …"
	{pattern: newExpression(`\bconstitut(?:e|es|ing)\b[^.;]{0,240}?\b(?:(?:which|that|and)\s+(?:shall|will)\s+` + enter + fromDay + `|with\s+(?:retroactive\s+)?effect\s+(?:as\s+)?from\s+)`), words: []string{"onstitut"}, last: true, letters: true},
	{pattern: newExpression(frenchItself + `\s+(?:entra|est\s+entrée?)\s+en\s+vigueur\s+le\s+`), words: []string{"vigueur"}},
	{pattern: newExpression(entrera + `le\s+`), words: []string{"vigueur"}, last: true},
	{pattern: newExpression(`\b(?:[Ee]l|[Ll]a)\s+presente\s+(?:[Aa]cuerdo|[Cc]onvenio|[Tt]ratado|[Pp]rotocolo|[Cc]onvención|[Cc]anje\s+de\s+[Nn]otas)\s+(?:entr[óo]|ha\s+entrado)\s+en\s+vigor\s+el\s+(?:d[ií]a\s+)?`), words: []string{"vigor"}},
	{pattern: newExpression(itself + `\s+` + enters + `(?:immediately\s+)?(?:(?:up)?on|at|` + fromDay + `)\s*(?:` + `(?:the\s+(?:date|day|time|moment)\s+of\s+)?` + ofSign +
		`|the\s+(?:date|day)\s+on\s+which\s+it\s+is\s+signed|being\s+signed)` + noCondition), words: []string{"sign"}, day: signing},
	{pattern: newExpression(entrera + `(?:à|dès|(?:le|au|dès\s+le|à\s+(?:compter|partir|dater)\s+du)\s+(?:jour|moment)\s+de|à\s+(?:compter\s+de\s+)?la\s+date\s+de)\s+(?:sa|la)\s+signature` + noCondition), words: []string{"signature"}, day: signing},
	{pattern: newExpression(`\b(?:shall|will)\s+` + enter + fromDay +
		`(?:the\s+(?:date|day)\s+of\s+(?:this|the|your(?:\s+Excellency[’']s)?)\s+(?:(?:[Nn]ote|[Ll]etter)\s+(?:in|of)\s+)?[Rr]eply|today[’']s\s+date)` + noCondition), words: []string{"eply", "today"}, day: replying},
	{pattern: newExpression(`\b(?:shall|will)\s+` + enter + `(?:immediately\s+)?(?:up)?on\s+(?:the\s+(?:date|day)\s+of\s+)?(?:the\s+)?exchange\s+of\s+(?:the\s+)?(?:instruments\s+of\s+)?ratifications?(?:\s*[.;]|,\s+which\s+shall\s+take\s+place\b|$)`), words: []string{"exchange"}, day: exchanging},
}

// readInForce fills in the entry into force. Statements that differ say nothing.
func readInForce(d *corpus.Document) {
	if !d.Instrument.InForce.Date.IsZero() {
		return
	}
	var dates []corpus.StatedDate
	days := map[dayOf]func() corpus.Date{
		signing:    func() corpus.Date { return d.Instrument.Signed.Date },
		replying:   sync.OnceValue(func() corpus.Date { return replyDate(d) }),
		exchanging: sync.OnceValue(func() corpus.Date { return exchangeDate(d) }),
	}
	body(d, func(n int, text string) {
		dates = append(dates, forceDates(d, n, text, days)...)
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

// ratificationsExchanged tells when ratifications were exchanged, as a note below a treaty does.
var ratificationsExchanged = newExpression(`\b(?:[Rr]atifications|[Ii]nstruments\s+of\s+ratification)\s+(?:were\s+)?exchanged\s+(at\s+)?`)

// exchangeDate returns the day on which ratifications were exchanged, if all that
// a document says of it is one day.
func exchangeDate(d *corpus.Document) corpus.Date {
	var dates []corpus.StatedDate
	body(d, func(n int, text string) {
		for _, at := range findIn(ratificationsExchanged, text, around(text, clauseReach, clauseReach, "exchanged")) {
			if date := dateAfterPlace(text[at[1]:], at[2] >= 0); !date.IsZero() {
				dates = append(dates, corpus.StatedDate{Date: date})
			}
		}
	})
	if len(dates) == 0 || !sameDate(dates) {
		return corpus.Date{}
	}
	return dates[0].Date
}

// dateAfterPlace returns the date that a text begins with, after a place if it
// begins with one; none where it is not certain that this is one.
func dateAfterPlace(text string, hasPlace bool) corpus.Date {
	if !hasPlace {
		f, ok := leadingDate(text)
		if !ok {
			return corpus.Date{}
		}
		return f.date
	}
	var c clause
	c.readPlaceAndDate(text[:min(len(text), clauseReach)])
	if len(c.places) == 0 {
		return corpus.Date{}
	}
	return c.date
}

// forceDates lists the days of entry into force that a text states, given the
// days to which it may refer.
func forceDates(d *corpus.Document, n int, text string, days map[dayOf]func() corpus.Date) []corpus.StatedDate {
	near := around(text, clauseReach, clauseReach, "into", "Into", "INTO", "take effect", "took effect", "e effective", "etroactive effect", "vig", "VIG", "In force")
	near = having(near, text, "force", "Force", "FORCE", "effect", "Effect", "EFFECT", "vig", "VIG", "operati")
	var dates []corpus.StatedDate
	for _, rule := range forceRules {
		for _, at := range findIn(rule.pattern, text, having(near, text, rule.words...)) {
			if rule.letters && !isExchange(d) || !rule.isStated(text[:at[0]]) {
				continue
			}
			if rule.day != toldDay {
				dates = appendDay(dates, days[rule.day](), n, text[at[0]:at[1]])
			} else if f, ok := rule.dateAfter(d, text, at); ok {
				dates = append(dates, corpus.StatedDate{Date: f.date, Reading: detected(n, text[at[0]:at[1]+f.end])})
			}
		}
	}
	return dates
}

// isStated reports whether a match of the rule is stated of the instrument, given
// what stands before it. Some wordings begin after what they are on.
func (r forceRule) isStated(before string) bool {
	switch {
	case r.head:
		return beginsLine(before)
	case r.letters:
		return true
	case r.day == replying, r.day == exchanging:
		return hasItself(before)
	}
	return isOfItself(before)
}

var (
	unconditional = newExpression(`^` + noCondition)
	betweenThem   = newExpression(`^,?\s+between\s`)
	// otherwise begins a sentence that puts a condition on the one before it.
	otherwise = newExpression(`^[.;]\s+(?:\(?\d{1,2}[.)]\s+)?(?:If|Should|Otherwise|Failing|In\s+(?:case|the\s+event)|Provided)\b`)
	// forSome says for whom: the day may not be the first.
	forSome = newExpression(`^,?\s+(?:for|in\s+respect\s+of|with\s+respect\s+to|as\s+regards)\s`)
)

// dateAfter reads the date that follows a match of the rule.
func (r forceRule) dateAfter(d *corpus.Document, text string, at []int) (found, bool) {
	rest := text[at[1]:min(len(text), at[1]+clauseReach)]
	f, ok := leadingDate(rest)
	if !ok {
		return found{}, false
	}
	after := rest[f.end:]
	if r.last && (!unconditional().MatchString(after) && !endsSentence(after) && !(r.letters && betweenThem().MatchString(after)) || otherwise().MatchString(after)) {
		return found{}, false
	}
	return f, !r.named || isOwnKind(d, text[at[2]:at[3]]) && !d.Instrument.Signed.Date.IsZero() && !forSome().MatchString(after)
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
