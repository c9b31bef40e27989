package instrument

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"entente/corpus"
)

// A clause says in a set form of words where and when an instrument was signed.
type clause struct {
	kind    clauseKind
	passage int
	words   string
	date    corpus.Date // unknown where it could not be read
	places  []string
}

// clauseKind orders clauses: the words shown are those of the first kind that a document has.
type clauseKind int

const (
	doneAt    clauseKind = iota // Done at Paris, this 4 April 1949
	inWitness                   // In witness whereof … have signed, at Paris, this 4 April 1949
	madeAt                      // Articles of a treaty made at Paris, this 4 April 1949 (the opening)
	exchange                    // The Hague, 24 March 1960 (above letters or notes)
)

// readSignature fills in date and place of signature. Clauses that give
// different dates say nothing about either.
func readSignature(d *corpus.Document) {
	all := clauses(d)
	if len(all) == 0 {
		all = letterClauses(d)
	}
	slices.SortStableFunc(all, func(a, b clause) int { return cmp.Compare(a.kind, b.kind) })
	var dated, placed *clause
	for i, c := range all {
		if !c.date.IsZero() && dated == nil {
			dated = &all[i]
		} else if !c.date.IsZero() && c.date != dated.date {
			return
		}
		if len(c.places) > 0 && placed == nil {
			placed = &all[i]
		}
	}
	takeClause(d.Instrument, dated, placed)
}

// takeClause takes date and places where they are not known. A place is not
// taken of a clause beside a declared date that the clause contradicts.
func takeClause(i *corpus.Instrument, dated, placed *clause) {
	known := i.Signed.Date
	if dated != nil && known.IsZero() {
		i.Signed = corpus.StatedDate{Date: dated.date, Reading: detected(dated.passage, dated.words)}
	}
	if placed == nil || len(i.Places) > 0 {
		return
	}
	if !known.IsZero() && !placed.date.IsZero() && !agree(known, placed.date) {
		return
	}
	for _, place := range placed.places {
		i.Places = appendOnce(i.Places, corpus.Statement{Value: place, Reading: detected(placed.passage, placed.words)})
	}
}

// agree reports whether two dates can mean the same day.
func agree(a, b corpus.Date) bool {
	first, last, _ := a.Span()
	otherFirst, otherLast, _ := b.Span()
	return !last.Before(otherFirst) && !otherLast.Before(first)
}

// clauses lists the clauses of signature of a document, without its annexes.
func clauses(d *corpus.Document) []clause {
	var all []clause
	begun := false
	body(d, func(n int, text string) {
		if !begun && strings.TrimSpace(text) != "" {
			begun = true
			all = append(all, openingClause(n, text)...)
		}
		all = append(all, doneClauses(n, text)...)
		all = append(all, witnessClauses(n, text)...)
	})
	return all
}

var (
	// done begins a clause. In lower case it stands in the name of another
	// instrument (the Convention done at Vienna on …), and so does Signed within
	// a sentence: these must begin one (see beginsSentence).
	done = regexp.MustCompile(`\b(?:` + strings.Join(doneWords(), "|") + `)\b` +
		`(?:,?\s+(?:in|en)\s+(?:duplicate|triplicate|quadruplicate|double|triple|single|two|three|deux|a single)\b[^.;,]{0,40}?)?` +
		`(?:\s+and\s+signed)?\s*,?\s+(?:at|in|à|te|AT|IN)\s+`)
	// opened stands where a treaty was open for signature: that day is shown as its own.
	opened  = regexp.MustCompile(`\bhave\s+signed\s+th(?:is|e\s+present)\s+\w+,\s+opened\s+for\s+signature\s+(?:at|in)\s+`)
	witness = regexp.MustCompile(`(?i)\bin\s+(?:witness|testimony|faith)\s+(?:whereof|thereof|of which)\b`)
	made    = regexp.MustCompile(`^\W*(?i:(?:the following\s+)?(?:supplement\w*\s+|additional\s+)?(?:articles?\b|a\s+treaty|treaty|an?\s+agreement|agreement|convention)[^.;]{0,120}?\b(?:made|concluded|entered\s+into|held)\b)`)
	// concluded stands before the place in an opening that has no date.
	concluded = regexp.MustCompile(`\b(?:made|concluded|entered\s+into|held)\s+(?:at|in|on)\s+`)
	madeIn    = regexp.MustCompile(`\s(?:at|in)\s+`)
	thisDay   = regexp.MustCompile(`\b(?:[Tt]his|THIS|[Oo]n\s+the)\s+`)
)

// doneWords begin a clause of signature.
func doneWords() []string {
	return []string{"DONE", "Done", "done", "FAIT", "Fait", "fait", "GEDAAN", "Gedaan", "SIGNED", "Signed", "ONDERTEKEND", "Ondertekend"}
}

// clauseReach is how many bytes after its opening words a clause is read.
const clauseReach = 260

func doneClauses(n int, text string) []clause {
	var all []clause
	for _, at := range findIn(done, text, around(text, 1, clauseReach, doneWords()...)) {
		if text[at[0]:at[0]+4] == "DONE" || beginsSentence(text[:at[0]]) {
			all = appendDone(all, n, text, at)
		}
	}
	for _, at := range findIn(opened, text, around(text, clauseReach, clauseReach, "opened")) {
		all = appendDone(all, n, text, at)
	}
	return all
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
	return !strings.ContainsAny(gap, "0123456789;[") && !strings.Contains(strings.ReplaceAll(gap, "St. ", ""), ". ")
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

// witnessClauses reads "In witness whereof": the date that follows "this", and
// the place right before it. Other dates there are those of full powers.
func witnessClauses(n int, text string) []clause {
	lower := strings.ToLower(text)
	hinted := func(hint string) bool { return strings.Contains(lower, hint) }
	// The hints have no s, which (?i) takes for ſ, too.
	if !slices.ContainsFunc([]string{"witne", "timony", "faith"}, hinted) || !hinted("hereof") && !hinted("of which") {
		return nil // spares the search
	}
	var all []clause
	for _, at := range witness.FindAllStringIndex(text, -1) {
		if c, ok := thisClause(text[at[0]:]); ok {
			c.kind, c.passage = inWitness, n
			all = append(all, c)
		}
	}
	return all
}

// openingClause reads an opening that says where and when the treaty was made.
func openingClause(n int, text string) []clause {
	opening, _, _ := strings.Cut(text[:min(len(text), 3*clauseReach)], "\n\n")
	if made.FindStringIndex(opening) == nil {
		return nil
	}
	if c, ok := thisClause(text); ok {
		c.kind, c.passage = madeAt, n
		return []clause{c}
	}
	at := concluded.FindStringIndex(opening)
	if at == nil {
		return nil
	}
	name := opening[at[1]:]
	name = name[:placeEnd(name)]
	if names := places(name); len(names) > 0 {
		return []clause{{kind: madeAt, passage: n, words: opening[at[0] : at[1]+len(name)], places: names}}
	}
	return nil
}

// thisClause reads the first date after "this" in the paragraph that a text
// begins with, and the place where one stands right before it.
func thisClause(text string) (clause, bool) {
	window, _, _ := strings.Cut(text[:min(len(text), 3*clauseReach)], "\n\n")
	for _, at := range thisDay.FindAllStringIndex(window, -1) {
		if strings.HasPrefix(strings.ToLower(window[at[0]:]), "on") && !placeBefore(window[:at[0]]) {
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
	for _, at := range madeIn.FindAllStringIndex(before[near:], -1) {
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
