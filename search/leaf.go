package search

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus"
)

const inQuotes = "put it in quotation marks to search for the text itself"

func parsePhrase(field string, t token, at Span) (Node, error) {
	if !hasWord(t.text) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: "there is no word between these quotation marks"}
	}
	if strings.Contains(t.text, "*") {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length,
			Message: "a star inside a phrase is not supported yet", Suggestion: "remove the star"}
	}
	return Phrase{Span: at, Field: field, Text: t.text}, nil
}

func parseWord(field string, t token, at Span) (Node, error) {
	if err := checkWord(t); err != nil {
		return nil, err
	}
	if stem, ok := strings.CutSuffix(t.text, "*"); ok {
		if strings.IndexFunc(stem, isNotWord) >= 0 {
			return nil, &SyntaxError{Column: t.Column, Length: t.Length,
				Message: "a prefix is letters and digits alone", Suggestion: "write the parts as words of their own"}
		}
		return Wildcard{Span: at, Field: field, Text: t.text}, nil
	}
	return Word{Span: at, Field: field, Text: t.text}, nil
}

// nearness matches the ways of writing that words stand near each other, ours
// and those of other systems.
var nearness = regexp.MustCompile(`^(?:(?i:w|pre|near|onear|adj|within)?/(?:\d+|[spSP])|\+(?:\d+|[spSP])|NEAR|ONEAR|ADJ\d*)$`)

// checkWord refuses what is, or looks like, an operator that this word cannot be.
func checkWord(t token) error {
	refuse := func(message, suggestion string) error {
		return &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	switch {
	case nearness.MatchString(t.text):
		return refuse("nearness ("+t.text+") is not supported yet", "use AND, or a phrase in quotation marks")
	case strings.ContainsRune("–—−‐‑", first):
		return refuse("a dash stands in front of a word", "write NOT or a plain - in front of what to exclude")
	case strings.ContainsRune("'‘’‚‹›", first):
		return refuse("a single quotation mark stands in front of a word", `write phrases in "double" quotation marks`)
	case strings.HasPrefix(t.text, "="):
		return refuse("the exact word (=) is not supported yet", "leave the = out")
	case strings.HasPrefix(t.text, "+"):
		return refuse("a plus stands in front of a word", "leave it out: every word is required")
	case strings.HasPrefix(t.text, "!"):
		return refuse("! is no operator", "write NOT or - in front of what to exclude")
	case t.text == "&&" || t.text == "&":
		return refuse(t.text+" is no operator", "write AND")
	case t.text == "||" || t.text == "|":
		return refuse(t.text+" is no operator", "write OR")
	case strings.ContainsRune(t.text, '~'):
		return refuse("similar words (~) are not supported yet", "leave the ~ out")
	case strings.ContainsRune(t.text, '?'):
		return refuse("the wildcard ? is not supported yet", "write the word out, or "+inQuotes)
	case strings.ContainsAny(t.text, `^[]{}\<>|`):
		return refuse("this has a character that means nothing in a query", inQuotes)
	case strings.Contains(strings.TrimSuffix(t.text, "*"), "*"):
		return refuse("a star can only end a word yet", "write the beginning of the word and one star: attack*")
	case !hasWord(t.text):
		return refuse("there is no word in "+quote(t.text), "leave it out")
	}
	return nil
}

func parseValue(field string, t token, at Span) (Node, error) {
	if !hasWord(t.text) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: "the field " + field + " has no value"}
	}
	if t.kind == wordToken && strings.ContainsAny(t.text, "*?~^[]{}<>=|\\") {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length,
			Message: "a value of " + field + " is matched as a whole, without wildcards", Suggestion: "write the whole value, in quotation marks if it has such characters"}
	}
	return Value{Span: at, Field: field, Text: t.text}, nil
}

func parseDateRange(field string, t token, at Span) (Node, error) {
	from, to, err := dateBounds(t.text)
	if err != nil {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: err.Error(),
			Suggestion: "write date:1949, date:1949-04..1960, date:>=1949-04-04 or date:<1960"}
	}
	if first, _, ok := from.Span(); ok {
		if _, last, ok := to.Span(); ok && last.Before(first) {
			return nil, &SyntaxError{Column: t.Column, Length: t.Length,
				Message: from.String() + " is after " + to.String() + ": no date is in between", Suggestion: "write the earlier date first"}
		}
	}
	return DateRange{Span: at, Field: field, From: from, To: to}, nil
}

// dateBounds reads what follows date: into inclusive bounds.
func dateBounds(s string) (from, to corpus.Date, err error) {
	if before, after, ok := strings.Cut(s, ".."); ok && before+after != "" {
		if before != "" {
			if from, err = corpus.ParseDate(before); err != nil {
				return from, to, err
			}
		}
		if after != "" {
			to, err = corpus.ParseDate(after)
		}
		return from, to, err
	}
	digits := strings.TrimLeft(s, "<>=")
	d, err := corpus.ParseDate(digits)
	if err != nil {
		return from, to, err
	}
	switch comparison := strings.TrimSuffix(s, digits); comparison {
	case "":
		return d, d, nil
	case ">=":
		return d, to, nil
	case "<=":
		return from, d, nil
	case ">":
		from, err = d.Next()
		return from, to, err
	case "<":
		to, err = d.Previous()
		return from, to, err
	default:
		_, err = corpus.ParseDate(s)
		return from, to, err
	}
}

func hasWord(s string) bool { return strings.ContainsFunc(s, isWordRune) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isNotWord(r rune) bool { return !isWordRune(r) && !unicode.IsMark(r) }
