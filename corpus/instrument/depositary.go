package instrument

import (
	"slices"
	"strings"

	"entente/corpus"
)

// proper is a name: words in capitals, joined by "of", "the" and "and", with the
// comma that UNESCO has in its own.
const proper = `[A-ZÀ-Ý][\w’'À-ÿ-]*(?:(?:,\s+Scientific)?\s+(?:(?:of|for|and|the|de|la)\s+){0,3}[A-ZÀ-Ý][\w’'À-ÿ-]*)*`

// office is one that keeps instruments, whose name goes on.
const office = `(?:[Gg]overnments?|Director[- ]General|Secretary[- ]\s?General|General\s+Secretariat|Secretariat|Ministry|Minister|Department|Depositary)`

// keeper is one who keeps instruments, named with the office. Blanks between
// words may have been lost at the ends of lines.
const keeper = `(?:Swiss\s+Federal\s+Council|` + office + `\s*(?:of|for)\s+(?:the\s*)?` + proper +
	`|(?:[A-ZÀ-Ý][\w’'À-ÿ-]*\s+){1,3}Government(?:\s+of\s+(?:the\s+)?` + proper + `)?|International\s+` + proper + `)`

// kept is what a depositary keeps.
const kept = `(?:` + itself + `|[Ii]nstruments?\s*of\s*(?:ratification|acceptance|approval|accession)|[Rr]atifications|[Oo]riginal(?:\s+of\s+(?:this|the\s+present)\s+\w+)?|single\s+(?:copy|original))`

var (
	// depositedWith says with whom ratifications, or the original, are deposited.
	depositedWith = newExpression(`\b` + kept + `\b[^.;]{0,200}?\b(?:shall|will)\s*(?:thereafter\s+)?(?:remain|be)\s*deposited\s*(?:with|in\s+the\s+[Aa]rchives\s+of)\s+the\s*(` + keeper + `(?:,\s+the\s+` + proper + `)*)`)
	// designated says who the depositary is, or who the two are.
	designated = newExpression(`\b[Tt]he\s+(` + keeper + `)(?:\s+and\s+the\s+(` + keeper + `))?\s*,?\s+(?:who\s+|which\s+)?(?:shall\s+be|(?:is|are)\s+(?:hereby\s+)?designated(?:\s+as)?|is|(?:shall|will)\s+(?:act\s+as|assume\s+the\s+functions\s+of))\s+(?:the\s+)?[Dd]eposit[ao]r(?:y|ies)\b`)
	// apposed names the depositary beside the office.
	apposed = newExpression(`\b[Dd]eposit[ao]ry,\s+the\s+(` + keeper + `)`)
	// certifying says who sends certified copies, as depositaries do.
	certifying = newExpression(`\b[Tt]he\s+(` + keeper + `)\s+(?:shall|will)\s+transmit\s+(?:duly\s+)?certified\s+(?:true\s+)?copies\b`)
)

// depositaries lists who keeps the instrument, each once.
func depositaries(d *corpus.Document) []corpus.Statement {
	var all []corpus.Statement
	body(d, func(n int, text string) {
		if !strings.Contains(text, "eposit") { // spares the search
			return
		}
		for _, pattern := range []expression{designated, apposed, depositedWith, certifying} {
			for _, at := range pattern().FindAllStringSubmatchIndex(text, -1) {
				all = appendKeepers(all, n, text, at)
			}
		}
		if !hasNames(text) {
			all = appendSmall(all, n, text)
		}
	})
	known := slices.Clone(all)
	all = slices.DeleteFunc(all, func(s corpus.Statement) bool { return namedInFull(s.Value, known) })
	if len(all) > mostKeepers {
		return nil
	}
	return all
}

// namedInFull reports whether a name is short for another of the list: the
// Director General of the Agency.
func namedInFull(name string, all []corpus.Statement) bool {
	short := shortName().FindStringSubmatch(name)
	return short != nil && slices.ContainsFunc(all, func(s corpus.Statement) bool {
		return s.Value != name && strings.HasPrefix(s.Value, short[1])
	})
}

// appendKeepers appends those whom the groups of a match name.
func appendKeepers(all []corpus.Statement, n int, text string, at []int) []corpus.Statement {
	for group := 2; group < len(at); group += 2 {
		if at[group] < 0 {
			continue
		}
		for _, name := range keepers(text[at[group]:at[group+1]]) {
			all = appendKeeper(all, corpus.Statement{Value: name, Reading: detected(n, text[at[0]:at[1]])})
		}
	}
	return all
}

// appendKeeper appends a depositary unless it is named already. Of a full name
// and its beginning (the Secretary-General of the Council, of the Council of
// Europe) the full one stays.
func appendKeeper(all []corpus.Statement, s corpus.Statement) []corpus.Statement {
	for i, known := range all {
		switch {
		case strings.HasPrefix(known.Value, s.Value+" "):
			return all
		case strings.HasPrefix(s.Value, known.Value+" "):
			all[i] = s
			return all
		}
	}
	return appendOnce(all, s)
}

// mostKeepers is how many depositaries an instrument may have: more are not.
const mostKeepers = 4

var (
	severally = newExpression(`,\s+(?:and\s+)?the\s+|\s+and\s+the\s+`)
	// andOffice begins the name of another office.
	andOffice = newExpression(`,?\s+and\s+the\s+((?:Director|Secretary)[- ]General|General\s+Secretariat|Ministry|Minister|Government\s+of)\b`)
	// lostBlank is a blank that was lost at the end of a line.
	lostBlank = newExpression(`(General|of)(of|the)\s`)
	// partyWord stands for those who are parties, in the place of their names.
	partyWord = newExpression(`(?i)\b(?:parties|signatory|signatories|contracting|acceding)\b`)
	// shortName names an organization by its kind alone.
	shortName = newExpression(`^(.+ of the )(?:Agency|Council|Community|Organi[sz]ation|Union)$`)
)

// keepers divides "Governments of the French Republic and the Republic of
// Indonesia" into its governments.
func keepers(text string) []string {
	text = strings.Join(strings.Fields(lostBlank().ReplaceAllString(text, "$1 $2 ")), " ")
	text = strings.ReplaceAll(text, "- General", "-General")
	if strings.HasPrefix(text, "Depositary ") {
		return nil // which says no more than the word
	}
	rest, several := strings.CutPrefix(text, "Governments of ")
	if !several {
		names := strings.Split(andOffice().ReplaceAllString(text, "\n$1"), "\n")
		for i := range names {
			names[i], _, _ = strings.Cut(names[i], ", the ")
		}
		return names
	}
	if _, apposed, found := strings.Cut(rest, " - the "); found {
		rest = apposed // Governments of the Original Parties - the …
	}
	if partyWord().MatchString(rest) {
		return nil // which names nobody
	}
	parts := severally().Split(strings.TrimPrefix(rest, "the "), -1)
	for i, part := range parts {
		parts[i] = "Government of the " + part
	}
	return parts
}
