package instrument

import "entente/corpus"

// found is a date of a text and where it stands.
type found struct {
	date       corpus.Date
	start, end int // byte offsets
}

// firstDate returns the first full date of a text.
func firstDate(text string) (found, bool) {
	words := wordsOf(text)
	for i := range words {
		if f, ok := dateAt(words[i:]); ok {
			return f, true
		}
	}
	return found{}, false
}

// dateReach is more bytes than any date has that is written in words.
const dateReach = 160

// leadingDate returns the date that a text begins with, after articles.
func leadingDate(text string) (found, bool) {
	near := text[:min(len(text), dateReach)]
	words := wordsOf(near)
	for len(words) > 0 && isDateLead(words[0].text) {
		words = words[1:]
	}
	f, ok := dateAt(words)
	if ok && f.end == len(near) && len(near) < len(text) {
		return found{}, false // it may go on
	}
	return f, ok && joins(text[:words[0].start]) || ok && leadsOnly(text[:words[0].start])
}

// leadsOnly reports whether a text is nothing but words that lead to a date.
func leadsOnly(text string) bool {
	words := wordsOf(text)
	for i, w := range words {
		if !isDateLead(w.text) || i > 0 && !w.joined {
			return false
		}
	}
	return len(words) > 0
}

// isDateLead reports whether a word stands between a place and a date.
func isDateLead(word string) bool {
	switch word {
	case "this", "on", "the", "le", "ce", "op", "de", "den", "and", "as", "of":
		return true
	}
	return false
}

// dateAt reads a date to the day at the beginning of the words: "4 April 1949",
// "fourth day of April, one thousand nine hundred and forty-nine", "April 4,
// 1949", "quatre avril mil neuf cent quarante-neuf".
func dateAt(words []word) (found, bool) {
	day, n := dayIn(words)
	if day > 0 {
		n += skip(words[n:], "st", "nd", "rd", "th") // set apart, as raised letters are
		n += skip(words[n:], "day", "jour")
		n += skip(words[n:], "of", "de", "du", "in")
		if month := monthAt(words[n:], n > 0); month > 0 {
			return dated(words, n+1, month, day)
		}
		return found{}, false
	}
	month := monthAt(words, false)
	if month == 0 {
		return found{}, false
	}
	n = 1 + skip(words[1:], "the")
	day, length := dayIn(words[n:])
	if day == 0 || !words[n].joined {
		return found{}, false
	}
	return dated(words, n+length, month, day)
}

// dated reads the year after day and month, which are the first n words.
func dated(words []word, n, month, day int) (found, bool) {
	n += yearLead(words[n:])
	if n >= len(words) || !words[n].joined {
		return found{}, false
	}
	year, length := yearIn(words[n:])
	if next := n + length; length == 0 || next < len(words) && words[next].hyphened {
		return found{}, false // nothing, or "sixty-" and something that is not understood
	}
	d, err := corpus.NewDate(year, month, day)
	if err != nil {
		return found{}, false
	}
	return found{d, words[0].start, words[n+length-1].end}, true
}

// yearLead counts the words between month and year: A.D., in the year of our Lord.
func yearLead(words []word) int {
	n := 0
	for n < len(words) && words[n].joined {
		switch words[n].text {
		case "in", "the", "this", "of", "year", "our", "lord", "a", "d", "ad", "anno", "domini", "de", "l", "an", "année", "and":
			n++
			continue
		}
		break
	}
	return n
}

func skip(words []word, any ...string) int {
	if len(words) == 0 || !words[0].joined {
		return 0
	}
	for _, text := range any {
		if words[0].text == text {
			return 1
		}
	}
	return 0
}

func monthAt(words []word, afterDay bool) int {
	if len(words) == 0 || afterDay && !words[0].joined {
		return 0
	}
	return months[words[0].text]
}

var months = map[string]int{
	"january": 1, "jan": 1, "janvier": 1, "januari": 1, "february": 2, "feb": 2, "février": 2, "fevrier": 2, "februari": 2,
	"march": 3, "mars": 3, "maart": 3, "april": 4, "avril": 4, "may": 5, "mai": 5, "mei": 5, "june": 6, "juin": 6, "juni": 6,
	"july": 7, "juillet": 7, "juli": 7, "august": 8, "aug": 8, "août": 8, "aout": 8, "augustus": 8,
	"september": 9, "sept": 9, "septembre": 9, "october": 10, "oct": 10, "octobre": 10, "oktober": 10,
	"november": 11, "nov": 11, "novembre": 11, "december": 12, "dec": 12, "décembre": 12, "decembre": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
	"setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}
