package instrument

import (
	"strings"
)

// copies is in how many copies a clause says that an instrument was done.
const copies = `(?:\s*,?\s+(?:in|en)\s+(?:duplicate|triplicate|quadruplicate|double|triple|single|two|three|deux|a single)\b[^.;,]{0,40}?)?`

var (
	// done begins a clause. In lower case it stands in the name of another
	// instrument (the Convention done at Vienna on …), and so does Signed within
	// a sentence: these must begin one (see beginsSentence).
	done = newExpression(`\b(?:` + strings.Join(doneWords(), "|") + `)\b(?:\s+(?:our|their|my)\s+hands?(?:\s+and\s+seals?)?)?` + copies +
		`(?:\s*,?\s+(?:and\s+)?(?:signed|sealed|executed|dated))*\s*,?\s+(?:at|in|à|te|AT|IN)\s+`)
	// doneOn begins a clause whose date comes before the place.
	doneOn = newExpression(`\b(?:DONE|Done|done|SIGNED|Signed)` + copies + `\s*,?\s+(?:[Oo]n|ON|[Tt]his|THIS)\s+`)
	inAt   = newExpression(`^,?\s+(?:at|in)\s+`)
	// opened stands where a treaty was open for signature: that day is shown as its own.
	opened = newExpression(`\bhave\s+signed\s+th(?:is|e\s+present)\s+\w+,\s+opened\s+for\s+signature\s+(?:at|in)\s+`)
	// witness begins a testimonium, or the clause that stands in its place.
	witness = newExpression(`(?i:\bin\s+(?:witness|testimony|faith)\s+(?:whereof|thereof|of)\b)|\b(?:Done|DONE)\b`)
	madeIn  = newExpression(`\s(?:at|in)\s+`)
	// thisDay leads to the date of a clause; but for "this" only after a place.
	thisDay = newExpression(`\b(?:[Tt]his|THIS|[Oo]n|[Tt]he)\s+`)
)

// doneWords begin a clause of signature.
func doneWords() []string {
	return []string{
		"DONE", "Done", "done", "FAIT", "Fait", "fait", "GEDAAN", "Gedaan", "SIGNED", "Signed", "signed", "ONDERTEKEND", "Ondertekend",
		"Dated", "Executed", "Opened for signature", "OPENED FOR SIGNATURE", "Given under",
	}
}

// clauseReach is how many bytes after its opening words a clause is read.
const clauseReach = 260

func doneClauses(n int, text string) []clause {
	near := around(text, 1, clauseReach, doneWords()...)
	var all []clause
	for _, at := range findIn(done, text, near) {
		if begun := text[at[0]:at[1]]; strings.HasPrefix(begun, "DONE") || beginsSentence(text[:at[0]]) && mayBeSmall(begun, text[:at[0]]) {
			all = appendDone(all, n, text, at)
		}
	}
	for _, at := range findIn(doneOn, text, near) {
		if text[at[0]:at[0]+4] == "DONE" || beginsSentence(text[:at[0]]) {
			all = appendDoneOn(all, n, text, at)
		}
	}
	for _, at := range findIn(opened, text, around(text, clauseReach, clauseReach, "opened")) {
		all = appendDone(all, n, text, at)
	}
	return all
}

// mayBeSmall reports whether a clause may begin so after what stands before: with
// "signed" in small letters only right after the end of a sentence, as in texts
// that have lost their capitals.
func mayBeSmall(begun, before string) bool {
	return !strings.HasPrefix(begun, "signed") || strings.HasSuffix(before, ".")
}

// appendDone appends the clause whose opening words are at, if there is one.
func appendDone(all []clause, n int, text string, at []int) []clause {
	c := clause{kind: doneAt, passage: n}
	end := c.readPlaceAndDate(text[at[1]:min(len(text), at[1]+clauseReach)])
	if end == 0 {
		return all
	}
	c.words = text[at[0] : at[1]+end]
	return append(all, c)
}

// appendDoneOn appends the clause "Done on 4 April 1949 in Paris".
func appendDoneOn(all []clause, n int, text string, at []int) []clause {
	f, ok := leadingDate(text[at[1]:])
	if !ok {
		return all
	}
	c := clause{kind: doneAt, passage: n, date: f.date}
	end := at[1] + f.end
	rest := text[end:min(len(text), end+clauseReach)]
	if in := inAt().FindStringIndex(rest); in != nil {
		name := rest[in[1]:]
		name = name[:placeEnd(name)]
		if c.places = places(name); len(c.places) > 0 {
			end += in[1] + len(name)
		}
	}
	c.words = text[at[0]:end]
	return append(all, c)
}

// beginsSentence reports whether what stands before ends a sentence or a line.
func beginsSentence(before string) bool {
	trimmed := strings.TrimRight(before, " \t\u00a0*_")
	return trimmed == "" || strings.ContainsAny(trimmed[len(trimmed)-1:], ".\n:;>)")
}

// readPlaceAndDate reads what follows "Done at" and returns how long it is, 0
// when neither place nor date can be read.
func (c *clause) readPlaceAndDate(rest string) int {
	rest, _, _ = strings.Cut(rest, "\n\n")
	f, ok := firstDate(rest)
	if ok && f.start <= maxPlace && plainGap(rest[:f.start]) {
		c.date = f.date
		gap := withoutLead(rest[:f.start])
		if !hasCapitals(rest) {
			gap = capitalized(gap)
		}
		c.places = places(gap)
		return f.end
	}
	name := rest[:placeEnd(rest)]
	c.places = places(name)
	if len(c.places) == 0 {
		return 0
	}
	return len(name)
}

// maxPlace is how many bytes may stand between "Done at" and the date.
const maxPlace = 150

// plainGap reports whether place and the like can stand in a gap: no other
// sentence, and no number as of another day.
func plainGap(gap string) bool {
	gap = strings.NewReplacer("St. ", "", "D. C.", "").Replace(gap)
	return !strings.ContainsAny(gap, "0123456789;[") && !strings.Contains(gap, ". ")
}

// withoutLead cuts off the words between place and date.
func withoutLead(gap string) string {
	words := wordsOf(gap)
	for len(words) > 0 && isDateLead(words[len(words)-1].text) {
		gap = gap[:words[len(words)-1].start]
		words = words[:len(words)-1]
	}
	return gap
}

// witnessClauses reads "In witness whereof": the date that follows "this" or a
// place, and the place right before it. Other dates there are those of full powers.
func witnessClauses(n int, text string) []clause {
	var all []clause
	for _, at := range testimonia(text) {
		if !strings.EqualFold(text[at[0]:at[0]+2], "in") && !beginsSentence(text[:at[0]]) {
			continue
		}
		if c, ok := thisClause(text[at[0]:]); ok {
			c.kind, c.passage = inWitness, n
			all = append(all, c)
		}
	}
	return all
}

// testimonia finds where a testimonium may begin.
func testimonia(text string) [][]int {
	return findIn(witness, text, around(text, 12, 12, "itness", "ITNESS", "estimony", "ESTIMONY", "aith", "AITH", "Done", "DONE"))
}

// thisClause reads the first date after "this" in the paragraph that a text
// begins with, and the place where one stands right before it. After a place,
// "on" or "the" may stand for "this".
func thisClause(text string) (clause, bool) {
	window, _, _ := strings.Cut(text[:min(len(text), 3*clauseReach)], "\n\n")
	for _, at := range thisDay().FindAllStringIndex(window, -1) {
		lead := strings.ToLower(window[at[0]:at[1]])
		if !strings.HasPrefix(lead, "this") && !placeBefore(window[:at[0]]) {
			continue
		}
		f, ok := leadingDate(text[at[1]:])
		if !ok {
			continue
		}
		c := clause{date: f.date}
		start := at[0]
		if name, from := lastPlace(window[:at[0]]); len(name) > 0 {
			c.places, start = name, from
		}
		c.words = text[start : at[1]+f.end]
		return c, true
	}
	return clause{}, false
}

func placeBefore(before string) bool {
	names, _ := lastPlace(before)
	return len(names) > 0
}

// lastPlace reads the place that a text ends with, after "at" or "in".
func lastPlace(before string) (names []string, start int) {
	near := max(0, len(before)-maxPlace)
	for _, at := range madeIn().FindAllStringIndex(before[near:], -1) {
		gap := before[near+at[1]:]
		if !plainGap(gap) {
			continue
		}
		if names = places(withoutLead(gap)); len(names) > 0 {
			return names, near + at[0] + 1
		}
	}
	return nil, 0
}
