package instrument

import (
	"strings"

	"entente/corpus"
)

// verbs say that an instrument was made.
const verbs = `(?:made|concluded|entered\s+into|held|holden|formed)`

var (
	made = newExpression(`^\W*(?i:(?:(?:at\s+)?(?:the\s+following\s+|this\s+|an?\s+)?(?:supplement\w*\s+|additional\s+)?(?:articles?|treaty|agreement|convention|council)\b[^.;]{0,120}?\b)?` + verbs + `\b(?:,?\s+and\s+` + verbs + `\b)*)`)
	// concluded stands before the place in an opening that has no date.
	concluded = newExpression(`\b` + verbs + `\s*,?\s+(?:at|in|on)\s+`)
	// above is how a testimonium says that the date is that of the opening.
	above = newExpression(`(?i)\b(?:day\s+and\s+year|day\s+and\s+date|date|time)\b[^.;]{0,30}?\b(?:above|aforesaid|(?:first|last|herein|hereinbefore|before)\s+(?:first\s+)?(?:above\s+)?(?:written|mentioned|recited|named))\b`)
	// onDay leads to the date of an opening.
	onDay = newExpression(`\b(?:[Tt]his|[Oo]n(?:\s+the)?)\s+`)
)

// openingReach is how many bytes of an opening are read.
const openingReach = 3 * clauseReach

// openingClause reads an opening that says where and when the treaty was made.
func openingClause(n int, text string) []clause {
	opening, _, _ := strings.Cut(text[:min(len(text), openingReach)], "\n\n")
	at := made().FindStringIndex(opening)
	if at == nil {
		return nil
	}
	if f, ok := leadingDate(opening[at[1]:]); ok {
		return []clause{{kind: madeAt, passage: n, date: f.date, words: opening[at[0] : at[1]+f.end]}}
	}
	if c, ok := thisClause(text); ok {
		c.kind, c.passage = madeAt, n
		return []clause{c}
	}
	if c, ok := concludedClause(opening); ok {
		c.passage = n
		return []clause{c}
	}
	return nil
}

// concludedClause reads the place at which an opening says that the treaty was made.
func concludedClause(opening string) (clause, bool) {
	at := concluded().FindStringIndex(opening)
	if at == nil {
		return clause{}, false
	}
	name := opening[at[1]:]
	name = name[:placeEnd(name)]
	names := places(name)
	return clause{kind: madeAt, words: opening[at[0] : at[1]+len(name)], places: names}, len(names) > 0
}

// refersBack reports whether a testimonium says that the date is that of the opening.
func refersBack(text string) bool {
	for _, at := range testimonia(text) {
		testimonium, _, _ := strings.Cut(text[at[0]:min(len(text), at[0]+3*clauseReach)], "\n\n")
		if above().MatchString(testimonium) {
			return true
		}
	}
	return false
}

// referredClause reads the one day of an opening to which the testimonium refers.
// Where there are several, it is not certain which is meant.
func referredClause(n int, opening string) []clause {
	opening, _, _ = strings.Cut(opening[:min(len(opening), 2*openingReach)], "\n\n")
	var all []clause
	for _, at := range onDay().FindAllStringIndex(opening, -1) {
		f, ok := leadingDate(opening[at[1]:])
		if !ok {
			continue
		}
		if len(all) > 0 && all[0].date != f.date {
			return nil
		}
		if len(all) == 0 {
			all = append(all, clause{kind: madeAt, passage: n, date: f.date, words: opening[at[0] : at[1]+f.end]})
		}
	}
	return all
}

var (
	// openFor stands before where and when a treaty is open for signature.
	openFor = newExpression(itself + `(?:,[^.;]{0,80},)?\s+(?:shall\s+be|is|was)\s+open(?:ed)?\s+for\s+signature\b`)
	// openDay leads to the day from which it is.
	openDay = newExpression(`,?\s+(?:on|from|as\s+from|as\s+of)\s+(?:the\s+)?$`)
	// openDays leads to the last day of a few: from 9 to 11 December.
	openDays = newExpression(`,?\s+from\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+to\s+(?:the\s+)?$`)
	// byWhom says who may sign, after the place.
	byWhom = newExpression(`\s+by\s+[^.;]*$`)
	// openThen ends where it is open first.
	openThen = newExpression(`[,.;\n]|\b(?:until|till|thereafter|to|and)\b`)
)

// openClauses reads since when and where a treaty is open for signature; that is
// shown as its own day. Both must be stated.
func openClauses(d *corpus.Document) []clause {
	var all []clause
	body(d, func(n int, text string) {
		for _, at := range findIn(openFor, text, around(text, clauseReach, clauseReach, "for signature")) {
			rest, _, _ := strings.Cut(text[at[1]:min(len(text), at[1]+2*clauseReach)], ";")
			f, ok := openingDay(rest)
			if !ok {
				continue
			}
			c := clause{kind: openedFrom, passage: n, date: f.date}
			end := f.end
			if c.places, _ = lastPlace(rest[:f.start]); len(c.places) == 0 {
				c.places, _ = lastPlace(byWhom().ReplaceAllString(rest[:f.start], ""))
			}
			if len(c.places) == 0 {
				c.places, end = placeAfter(rest, f.end)
			}
			c.words = text[at[0] : at[1]+end]
			if len(c.places) > 0 {
				all = append(all, c)
			}
		}
	})
	return all
}

// openingDay returns the first day on which a treaty is open for signature, and
// where that stands with the words that lead to it.
func openingDay(text string) (found, bool) {
	f, ok := firstDate(text)
	if !ok {
		return found{}, false
	}
	before := text[:f.start]
	if lead := openDay().FindStringIndex(before); lead != nil {
		f.start = lead[0]
		return f, true
	}
	lead := openDays().FindStringSubmatchIndex(before)
	if lead == nil {
		return found{}, false
	}
	day, _ := digits(before[lead[2]:lead[3]])
	first, _, _ := f.date.Span()
	date, err := corpus.NewDate(first.Year(), int(first.Month()), day)
	return found{date, lead[0], f.end}, err == nil && day < first.Day()
}

// placeAfter reads the place that follows a date, and returns where it ends.
func placeAfter(text string, at int) (names []string, end int) {
	in := inAt().FindStringIndex(text[at:])
	if in == nil {
		return nil, at
	}
	name := text[at+in[1]:]
	if then := openThen().FindStringIndex(name); then != nil {
		name = name[:then[0]]
	}
	return places(name), at + in[1] + len(name)
}

var (
	// signedTitle ends a title: "…, signed at Paris on 4 April 1949".
	signedTitle = newExpression(`\b(?:signed|done|concluded|made)\s+(?:at|in)\s+`)
	// withTitle is a title that names the parties and the place alone.
	withTitle = newExpression(`^(?:Treaty|Convention|Agreement)\s+with\s+(?:(?:[A-ZÀ-Ý][\w’'À-ÿ-]*|the|of|and)[,\s]+)+at\s+`)
)

// titleClauses reads the place, and perhaps the date, that a title ends with and
// that is not said of another instrument.
func titleClauses(d *corpus.Document) []clause {
	c := clause{kind: titled}
	if at := withTitle().FindStringIndex(d.Title); at != nil {
		c.words = d.Title
		c.places = places(d.Title[at[1]:])
	} else if all := signedTitle().FindAllStringIndex(d.Title, -1); len(all) == 1 && namesOne(d.Title[:all[0][0]]) {
		rest := d.Title[all[0][1]:]
		if end := c.readPlaceAndDate(rest); strings.Trim(rest[end:], " .") == "" {
			c.words = d.Title[all[0][0]:]
		}
	}
	if c.words == "" || len(c.places) == 0 {
		return nil
	}
	return []clause{c}
}
