package instrument

import (
	"regexp"
	"strings"

	"entente/corpus"
)

// by is what amended or ended an instrument, named by its kind.
const by = `\s+by\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'-]*\s+){0,6}?(?:Protocol|Agreement|Treaty|Convention|Act|Exchange\s+of\s+(?:Notes|Letters)|Notes)\b[^.;,()\n]{0,160})`

var (
	amended = regexp.MustCompile(itself + `\s+(?:was|has\s+been|is)\s+amended` + by)
	// asAmended ends a title: "…, as amended by the Protocol of 23 October 1954".
	asAmended = regexp.MustCompile(`\bas\s+(?:amended|modified)` + by + `$`)
	ended     = regexp.MustCompile(itself + `\s+(?:was|has\s+been|is)\s+(?:terminated|superseded|replaced|abrogated)` + by)
)

// readFate reads what amended or ended the instrument.
func readFate(d *corpus.Document) {
	i := d.Instrument
	readAmended, readEnded := len(i.AmendedBy) == 0, len(i.EndedBy) == 0
	if at := asAmended.FindStringSubmatchIndex(d.Title); at != nil && readAmended && namesOne(d.Title[:at[0]]) {
		i.AmendedBy = appendOnce(i.AmendedBy, corpus.Statement{Value: named(d.Title[at[2]:at[3]]), Reading: corpus.Reading{Origin: corpus.Detected, Words: quotable(d.Title[at[0]:at[1]])}})
	}
	body(d, func(n int, text string) {
		if readAmended {
			i.AmendedBy = appendFate(i.AmendedBy, amended, n, text, "amended")
		}
		if readEnded {
			i.EndedBy = appendFate(i.EndedBy, ended, n, text, "terminated", "superseded", "replaced", "abrogated")
		}
	})
}

// appendFate appends what the pattern finds, which has one of the words in it.
func appendFate(all []corpus.Statement, pattern *regexp.Regexp, n int, text string, words ...string) []corpus.Statement {
	for _, at := range findIn(pattern, text, around(text, clauseReach, 2*clauseReach, words...)) {
		all = appendOnce(all, corpus.Statement{Value: named(text[at[2]:at[3]]), Reading: detected(n, text[at[0]:at[1]])})
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
