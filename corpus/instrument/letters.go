package instrument

import (
	"regexp"
	"strings"

	"entente/corpus"
)

// dateline is a place and comma as they stand before the date of a letter.
var dateline = regexp.MustCompile(`((?:The |'s-|’s-)?[A-ZÀ-Ý][a-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ]+){0,2}),\s+(?:the\s+)?`)

// exchanged is how a title names letters or notes that make an agreement.
var exchanged = regexp.MustCompile(`(?i)\bexchange\s+of\s+(?:notes|letters)\b|\b(?:nota|brief)wisseling\b|\béchange\s+de\s+(?:notes|lettres)\b`)

// letterClauses reads the datelines of letters that were exchanged. They count
// where there are two or more and all are of one day; letters of several days
// say nothing, because it is not certain which of them concludes the agreement.
// The place is that of the first.
func letterClauses(d *corpus.Document) []clause {
	if !exchanged.MatchString(d.Title) {
		return nil
	}
	var all []clause
	body(d, func(n int, text string) {
		for _, at := range dateline.FindAllStringSubmatchIndex(text, -1) {
			f, ok := leadingDate(text[at[1]:])
			if !ok || f.start > 0 || !beginsLetter(text[at[1]+f.end:]) {
				continue
			}
			if the := strings.LastIndex(text[at[0]:at[1]], "The "); the > 0 {
				at[0] += the // what stands before it ends the line above
			}
			c := clause{kind: exchange, passage: n, words: text[at[0] : at[1]+f.end], date: f.date}
			if !strings.HasSuffix(strings.TrimRight(text[:at[0]], " "), ",") { // the country of a place
				c.places = places(text[at[0]:at[3]])
			}
			all = append(all, c)
		}
	})
	if len(all) < 2 {
		return nil
	}
	for _, c := range all[1:] {
		if c.date != all[0].date {
			return nil
		}
	}
	return all[:1]
}

// beginsLetter reports whether what follows a date can follow a dateline: the
// end of the line, or a sentence.
func beginsLetter(after string) bool {
	after = strings.TrimLeft(after, " \t\u00a0")
	return after == "" || strings.ContainsAny(after[:1], ".\n*")
}
