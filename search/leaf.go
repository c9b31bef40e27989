package search

import (
	"strconv"
	"strings"

	"entente/corpus"
)

// likeName is what stands before the id of a Like.
const likeName = "like"

func parseValue(field string, t token, at Span) (Node, error) {
	if !hasWord(t.text) {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: "the field " + field + " has no value"}
	}
	if err := checkWhole(field, t); err != nil {
		return nil, err
	}
	return Value{Span: at, Field: field, Text: t.text}, nil
}

// parseDate reads the condition on a date field: a range, or that the date is unknown.
func parseDate(field string, t token, at Span) (Node, error) {
	if strings.EqualFold(t.text, corpus.UnknownValue) {
		return Value{Span: at, Field: field, Text: corpus.UnknownValue}, nil
	}
	from, to, err := dateBounds(t.text)
	if err != nil {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: err.Error(),
			Suggestion: strings.ReplaceAll("write date:1949, date:1949-04..1960, date:>=1949-04-04, date:<1960 or date:unknown", "date:", field+":")}
	}
	if first, _, ok := from.Span(); ok {
		if _, last, ok := to.Span(); ok && last.Before(first) {
			return nil, &SyntaxError{Column: t.Column, Length: t.Length,
				Message: from.String() + " is after " + to.String() + ": no date is in between", Suggestion: "write the earlier date first"}
		}
	}
	return DateRange{Span: at, Field: field, From: from, To: to}, nil
}

// dateBounds reads what follows the colon of a date field into inclusive bounds.
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

// checkWhole refuses what would be a pattern elsewhere: what is compared as a
// whole has none, unless it is in quotation marks and so means itself.
func checkWhole(name string, t token) error {
	if t.exact || t.kind == wordToken && strings.ContainsAny(t.text, "*?~^[]{}<>=|\\") {
		return &SyntaxError{Column: t.Column, Length: t.Length,
			Message:    "a value of " + name + " is matched as a whole, without wildcards",
			Suggestion: "write the whole value, in quotation marks if it has such characters"}
	}
	return nil
}

func parseLike(t token, at Span) (Node, error) {
	if err := checkWhole(likeName, t); err != nil {
		return nil, err
	}
	if err := corpus.CheckID(t.text); err != nil {
		return nil, &SyntaxError{Column: t.Column, Length: t.Length, Message: err.Error(), Suggestion: "write the id of a document: like:north-atlantic-treaty"}
	}
	return Like{Span: at, ID: t.text}, nil
}

// partNumber reads the number of an article or page.
func partNumber(part string, t token) (string, error) {
	refuse := func(message, suggestion string) (string, error) {
		return "", &SyntaxError{Column: t.Column, Length: t.Length, Message: message, Suggestion: suggestion}
	}
	if err := checkWhole(part, t); err != nil {
		return "", err
	}
	if first, last, ok := strings.Cut(t.text, ".."); ok && hasWord(first) && hasWord(last) {
		return refuse(part+": takes one number, not a range", "write ("+part+":"+first+" OR "+part+":"+last+") with every number in between")
	}
	if part == "page" {
		n, err := strconv.ParseUint(t.text, 10, 31)
		if err != nil || n == 0 {
			return refuse(quote(t.text)+" is no number of a page", "pages are counted from 1: page:12")
		}
		return strconv.FormatUint(n, 10), nil
	}
	if !hasWord(t.text) {
		return refuse(quote(t.text)+" is no number of an "+part, `write article:5 or article:"5 bis"`)
	}
	return t.text, nil
}
