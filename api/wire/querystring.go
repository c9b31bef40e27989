package wire

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"entente/search"
)

// ParseQueryString splits the part of an address after the question mark. It
// refuses what cannot be decoded, other than url.URL.Query, which drops it, and
// what is no text; but for the query itself, where the query language says more
// precisely what is wrong. The error is a *search.InvalidError.
func ParseQueryString(raw string) (url.Values, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, &search.InvalidError{Parameter: "query string",
			Message: "cannot be decoded: write a percent sign as %25 and a semicolon as %3B"}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if name == Query {
			continue
		}
		if err := checkText(name, values[name]); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// checkText refuses bytes that no name or value of ours can hold.
func checkText(name string, values []string) error {
	for _, s := range append([]string{name}, values...) {
		if !utf8.ValidString(s) {
			return &search.InvalidError{Parameter: printable(name), Message: "is not valid UTF-8"}
		}
		for i := range len(s) {
			if s[i] < ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r' || s[i] == 0x7f {
				return &search.InvalidError{Parameter: printable(name),
					Message: fmt.Sprintf("contains the control character %q, which no text has", s[i])}
			}
		}
	}
	return nil
}

// maxNameShown bounds how much of an unknown parameter's name an error repeats.
const maxNameShown = 40

// printable returns name as it can be repeated in an error.
func printable(name string) string {
	quoted := strconv.QuoteToGraphic(name)
	if runes := []rune(quoted); len(runes) > maxNameShown {
		return string(runes[:maxNameShown]) + "…\""
	}
	if name != "" && quoted == `"`+name+`"` {
		return name
	}
	return quoted
}

// CheckNames refuses parameters that are not among the known ones, and a
// parameter given twice that is not a facet. The error is a *search.InvalidError.
func CheckNames(values url.Values, known []string) error {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(known, name) {
			return &search.InvalidError{Parameter: printable(name), Message: "is not a parameter here",
				Nearest: nearestName(name, known)}
		}
		if vs := values[name]; len(vs) > 1 && !slices.Contains(Facets(), name) {
			return &search.InvalidError{Parameter: name, Message: fmt.Sprintf("is given %d times; give it once", len(vs))}
		}
	}
	return nil
}

// nearestName leaves names alone that are too long to be a slip of the finger.
func nearestName(name string, known []string) string {
	if len(name) > maxNameShown {
		return ""
	}
	return search.Nearest(name, known)
}
