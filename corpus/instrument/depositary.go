package instrument

import (
	"regexp"
	"strings"

	"entente/corpus"
)

// proper is a name: words in capitals, joined by "of", "the" and "and", with the
// comma that UNESCO has in its own.
const proper = `[A-ZÀ-Ý][\w’'À-ÿ-]*(?:(?:,\s+Scientific)?\s+(?:(?:of|for|and|the|de|la)\s+){0,3}[A-ZÀ-Ý][\w’'À-ÿ-]*)*`

// keeper is one who keeps instruments, named with the office.
const keeper = `(?:(?:Swiss\s+Federal\s+Council)|(?:[Gg]overnments?|Director[- ]General|Secretary[- ]General|Secretariat|Ministry|Minister|Department|Depositary)\s+(?:of|for)\s+(?:the\s+)?` + proper + `)`

var (
	// depositedWith says with whom ratifications, or the original, are deposited.
	depositedWith = regexp.MustCompile(`\b(?:` + itself + `|[Ii]nstruments?\s+of\s+(?:ratification|acceptance|approval|accession)|[Rr]atifications|[Oo]riginal(?:\s+of\s+this\s+\w+)?|single\s+(?:copy|original))\b` +
		`[^.;]{0,200}?\b(?:shall|will)\s*(?:remain|be)\s*deposited\s+(?:with|in\s+the\s+[Aa]rchives\s+of)\s+the\s+(` + keeper + `(?:,\s+the\s+` + proper + `)*)`)
	// designated says who the depositary is.
	designated = regexp.MustCompile(`\b(?:The\s+)(` + keeper + `)\s+(?:shall\s+be|is\s+hereby\s+designated(?:\s+as)?|is|shall\s+act\s+as)\s+(?:the\s+)?[Dd]epositary\b`)
	// apposed names the depositary beside the office.
	apposed = regexp.MustCompile(`\b[Dd]eposit[ao]ry,\s+the\s+(` + keeper + `)`)
	// certifying says who sends certified copies, as depositaries do.
	certifying = regexp.MustCompile(`\b[Tt]he\s+(` + keeper + `)\s+(?:shall|will)\s+transmit\s+(?:duly\s+)?certified\s+(?:true\s+)?copies\b`)
)

// depositaries lists who keeps the instrument, each once.
func depositaries(d *corpus.Document) []corpus.Statement {
	var all []corpus.Statement
	body(d, func(n int, text string) {
		if !strings.Contains(text, "eposit") { // spares the search
			return
		}
		for _, statement := range []struct {
			*regexp.Regexp
			hint string // stands in all that matches
		}{{designated, "epositary"}, {apposed, "ry,"}, {depositedWith, "deposited"}, {certifying, "certified"}} {
			if !strings.Contains(text, statement.hint) {
				continue
			}
			for _, at := range statement.FindAllStringSubmatchIndex(text, -1) {
				for _, name := range keepers(text[at[2]:at[3]]) {
					all = appendKeeper(all, corpus.Statement{Value: name, Reading: detected(n, text[at[0]:at[1]])})
				}
			}
		}
	})
	if len(all) > mostKeepers {
		return nil
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

var severally = regexp.MustCompile(`,\s+(?:and\s+)?the\s+|\s+and\s+the\s+`)

// keepers divides "Governments of the French Republic and the Republic of
// Indonesia" into its governments.
func keepers(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	rest, several := strings.CutPrefix(text, "Governments of ")
	if !several {
		name, _, _ := strings.Cut(text, ", the ")
		return []string{name}
	}
	parts := severally.Split(strings.TrimPrefix(rest, "the "), -1)
	for i, part := range parts {
		parts[i] = "Government of the " + part
	}
	return parts
}
