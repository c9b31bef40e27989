package search

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// foreignNearness matches the ways in which other systems write that words
// stand near each other.
var foreignNearness = regexp.MustCompile(`^(?:(?i:w|pre|near|onear|n|adj|within)/(?:n?\d+|[spSP])|O?NEAR\d*|ADJ\d*|WITHIN)$`)

// foreignOperators are operators of other systems, with ours.
var foreignOperators = map[string]string{
	"&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT", "ANDNOT": "AND NOT", "BUTNOT": "NOT",
}

// checkForeign refuses what means something in other systems, and nothing or
// something else here.
func checkForeign(t token) error {
	refuse := func(message, suggestion string) error {
		return &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	if ours, ok := foreignOperators[t.text]; ok {
		return refuse(t.text+" is no operator", "write "+ours+", or "+inQuotes)
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	switch {
	case isReachText(t.text): // as the value of a field
		return refuse(t.text+" stands between two words", inQuotes)
	case foreignNearness.MatchString(t.text):
		return refuse(t.text+" is no operator", "write /5 for within five words, +5 for in this order, /s for in one sentence, /p for in one passage; or "+inQuotes)
	case strings.ContainsRune("–—−‐‑", first):
		return refuse("a dash stands in front of a word", "write NOT or a plain - in front of what to exclude")
	case strings.ContainsRune("'‘’‚‹›", first):
		return refuse("a single quotation mark stands in front of a word", `write phrases in "double" quotation marks`)
	case first == '+':
		return refuse("a plus stands in front of a word", "leave it out: every word is required; for nearness in order write armed +5 attack")
	case first == '!':
		return refuse("! is no operator", "write NOT or - in front of what to exclude")
	case strings.HasSuffix(t.text, "!"):
		return refuse("! is no wildcard", "write attack* for words that begin so, or leave the ! out")
	case first == '/' && len(t.text) > 2 && strings.HasSuffix(t.text, "/"):
		return refuse("there are no regular expressions", "use the wildcards * and ?, or "+inQuotes)
	case strings.ContainsAny(t.text, `^[]{}\<>|`):
		return refuse("this has a character that means nothing in a query", inQuotes)
	}
	return nil
}
