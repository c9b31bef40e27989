package formats

import (
	"strconv"
	"strings"

	"entente/corpus"
)

// ParseLooseDate reads a date as people and catalogues write it, and returns as
// much of it as is certain:
//
//	1949  1949-04  1949-04-04  1949/04/04  1949-04-04T12:00:00Z
//	4 April 1949  4th (day of) April 1949  Monday, April 4, 1949  Apr. 1949  1er avril 1949
//	04.07.1968    the day first, as everywhere where dates have dots
//	25/04/1975    the day first, as there is no month 25; 04/25/1975 likewise
//	02/03/1865    1865: it is not certain which is the month
//
// Month names are English or French. What is more than a date ("signed in
// 1949"), a range, or has a year of two digits is not read.
func ParseLooseDate(text string) (corpus.Date, bool) {
	text = strings.TrimSpace(oneLine(text))
	if d, err := corpus.ParseDate(dateOfTimestamp(text)); err == nil {
		return d, true
	}
	if d, ok := parseNumericDate(text, false); ok {
		return d, true
	}
	return parseWrittenDate(text)
}

// parseDayFirst reads a date in digits from a source that writes the day first.
func parseDayFirst(text string) (corpus.Date, bool) {
	return parseNumericDate(strings.TrimSpace(text), true)
}

// dateOfTimestamp returns the date part of an ISO 8601 time.
func dateOfTimestamp(text string) string {
	if len(text) > 10 && (text[10] == 'T' || text[10] == ' ') && strings.Contains(text[11:], ":") {
		return text[:10]
	}
	return text
}

// parseNumericDate reads three numbers between dots, slashes or hyphens.
func parseNumericDate(text string, dayFirst bool) (corpus.Date, bool) {
	separator := strings.IndexAny(text, "./-")
	if separator < 0 {
		return corpus.Date{}, false
	}
	mark := text[separator]
	parts := strings.Split(text, string(mark))
	if len(parts) != 3 {
		return corpus.Date{}, false
	}
	var n [3]int
	for i, part := range parts {
		part = strings.TrimSpace(part)
		value, ok := digits(part)
		if !ok || value == 0 || (len(part) > 2) != (len(part) == 4) {
			return corpus.Date{}, false
		}
		n[i] = value
	}
	if len(strings.TrimSpace(parts[0])) == 4 {
		return dated(n[0], n[1], n[2])
	}
	if len(strings.TrimSpace(parts[2])) != 4 {
		return corpus.Date{}, false
	}
	return dayMonthYear(n[0], n[1], n[2], dayFirst || mark == '.')
}

// dayMonthYear decides which of two numbers is the day, or gives the year alone.
func dayMonthYear(first, second, year int, dayFirst bool) (corpus.Date, bool) {
	asDayFirst, ok := dated(year, second, first)
	if dayFirst {
		return asDayFirst, ok
	}
	asMonthFirst, okMonthFirst := dated(year, first, second)
	switch {
	case ok && okMonthFirst && asDayFirst != asMonthFirst:
		return dated(year, 0, 0)
	case ok:
		return asDayFirst, true
	}
	return asMonthFirst, okMonthFirst
}

// parseWrittenDate reads a date with the name of a month.
func parseWrittenDate(text string) (corpus.Date, bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	if len(words) > 0 && weekdays[words[0]] {
		words = words[1:]
	}
	if len(words) > 0 && (words[0] == "le" || words[0] == "the") {
		words = words[1:]
	}
	var month, day, year int
	for _, word := range words {
		n, isDay := dayNumber(word)
		switch {
		case word == "of" || word == "de" || word == "day":
		case months[word] > 0 && month == 0:
			month = months[word]
		case isDay && day == 0 && n >= 1 && n <= 31:
			day = n
		case len(word) == 4 && isDay && year == 0:
			year = n
		default:
			return corpus.Date{}, false
		}
	}
	if month == 0 || year == 0 {
		return corpus.Date{}, false
	}
	return dated(year, month, day)
}

// dayNumber reads "4", "4th" or "1er", and years alike.
func dayNumber(word string) (int, bool) {
	for _, ending := range []string{"st", "nd", "rd", "th", "er", "ème", "e"} {
		if before, found := strings.CutSuffix(word, ending); found {
			word = before
			break
		}
	}
	return digits(word)
}

func digits(s string) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// dated returns the date when there is one with these parts.
func dated(year, month, day int) (corpus.Date, bool) {
	d, err := corpus.NewDate(year, month, day)
	return d, err == nil
}

var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"lundi": true, "mardi": true, "mercredi": true, "jeudi": true, "vendredi": true, "samedi": true, "dimanche": true,
}

var months = map[string]int{
	"january": 1, "jan": 1, "janvier": 1, "janv": 1,
	"february": 2, "feb": 2, "février": 2, "fevrier": 2, "févr": 2, "fevr": 2,
	"march": 3, "mar": 3, "mars": 3,
	"april": 4, "apr": 4, "avril": 4, "avr": 4,
	"may": 5, "mai": 5,
	"june": 6, "jun": 6, "juin": 6,
	"july": 7, "jul": 7, "juillet": 7, "juil": 7,
	"august": 8, "aug": 8, "août": 8, "aout": 8,
	"september": 9, "sep": 9, "sept": 9, "septembre": 9,
	"october": 10, "oct": 10, "octobre": 10,
	"november": 11, "nov": 11, "novembre": 11,
	"december": 12, "dec": 12, "décembre": 12, "decembre": 12, "déc": 12,
}
