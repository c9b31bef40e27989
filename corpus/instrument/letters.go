package instrument

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus"
)

// dateline is a place as it stands before the date of a letter, which begins
// with the second group.
var dateline = newExpression(`((?:The |'s-|’s-)?[A-ZÀ-Ý][A-Za-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ]+){0,2}?),?\s+(?:the\s+)?` +
	`(\d|January|February|March|April|May|June|July|August|September|October|November|December)`)

// exchanged is how a title or heading names letters or notes that make an agreement.
var exchanged = newExpression(`(?i)\bexchanges?\s+of\s+(?:notes|letters)\b|\b(?:nota|brief)wisseling\b|\béchange\s+de\s+(?:notes|lettres)\b`)

// isExchange reports whether the title of a document, or what it is headed with
// or begins with, says that it is an exchange of letters or notes.
func isExchange(d *corpus.Document) bool {
	if len(d.Passages) == 0 {
		return false
	}
	first := d.Passages[0]
	begins := exchanged().FindStringIndex(first.Text[:min(len(first.Text), clauseReach)])
	return exchanged().MatchString(d.Title) || exchanged().MatchString(first.Heading) || begins != nil && begins[0] == 0
}

// letters lists the datelines of letters that were exchanged, none of any other instrument.
func letters(d *corpus.Document) []clause {
	if !isExchange(d) {
		return nil
	}
	var all []clause
	body(d, func(n int, text string) {
		for _, at := range dateline().FindAllStringSubmatchIndex(text, -1) {
			f, ok := leadingDate(text[at[4]:])
			if !ok || f.start > 0 || !beginsLetter(text[at[4]+f.end:]) {
				continue
			}
			if the := strings.LastIndex(text[at[0]:at[1]], "The "); the > 0 {
				at[0] += the // what stands before it ends the line above
			}
			c := clause{kind: exchange, passage: n, words: text[at[0] : at[4]+f.end], date: f.date}
			c.places = placeOfLetter(text[:at[0]], text[at[0]:at[3]])
			all = append(all, c)
		}
	})
	if len(all) < 2 {
		return nil
	}
	return all
}

// beforeComma ends what stands before the last name of a dateline.
var beforeComma = newExpression(`([A-ZÀ-Ý][A-Za-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ]+){0,2}),\s*$`)

// placeOfLetter returns the place of a dateline whose last name is given: that
// name, but where it is the country of the place (Oslo, Norway), which stands before.
func placeOfLetter(before, last string) []string {
	near := before[max(0, len(before)-maxPlace):]
	if at := beforeComma().FindStringSubmatch(near); at != nil {
		if names := places(at[1]); len(names) > 0 {
			return names
		}
	}
	return places(last)
}

// letterClauses reads the datelines of letters. They count where there are two or
// more and all are of one day; letters of several days say nothing but the place,
// because it is not certain which of them concludes the agreement. The place is
// that of the first, or of both where the days differ.
func letterClauses(d *corpus.Document) []clause {
	all := letters(d)
	if len(all) == 0 {
		return nil
	}
	if daysOf(all) == 1 {
		return all[:1]
	}
	first, second := all[0], all[1]
	if len(first.places) == 0 || len(second.places) == 0 || first.places[0] != second.places[0] {
		return nil
	}
	first.date = corpus.Date{}
	return []clause{first}
}

// daysOf counts the days that clauses are of.
func daysOf(all []clause) int {
	days := map[string]bool{}
	for _, c := range all {
		days[c.date.String()] = true
	}
	return len(days)
}

// beginsLetter reports whether what follows a date can follow a dateline: the
// end of the line, or a sentence.
func beginsLetter(after string) bool {
	after = strings.TrimLeft(after, " \t\u00a0")
	if after == "" || strings.ContainsAny(after[:1], ".\n*#") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(after)
	return unicode.IsUpper(r)
}
