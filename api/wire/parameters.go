package wire

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"entente/corpus"
	"entente/search"
)

// Names of the search parameters beside the facets, which are called as their
// fields are.
const (
	Query     = "q"
	From      = "from"
	To        = "to"
	Sort      = "sort"
	Page      = "page"
	PerPage   = "per_page"
	FacetSize = "facet_size"
	Match     = "match"
	Cursor    = "cursor"
	Explain   = "explain"
)

// matchAll is the only value of Match that is supported: it is what happens anyway.
const matchAll = "all"

// maxDigits is more than any number has that a parameter accepts.
const maxDigits = 9

// FacetFields returns the rows of the field table that are facets, in its order.
func FacetFields() []corpus.Field {
	return slices.DeleteFunc(corpus.Fields(), func(f corpus.Field) bool { return !f.Facet })
}

// Facets returns the names of the facet parameters, in the order of the field table.
func Facets() []string {
	var names []string
	for _, f := range FacetFields() {
		names = append(names, f.Name)
	}
	return names
}

// Parameters returns the names of all search parameters, in the order shown.
func Parameters() []string {
	names := append([]string{Query}, Facets()...)
	return append(names, From, To, Sort, Page, PerPage, FacetSize, Match, Cursor, Explain)
}

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

// ParseRequest reads the parameters of a search. What a parameter may not be
// is refused with a *search.InvalidError; limits that search.Request.Normalize
// checks are left to the engine.
func ParseRequest(values url.Values) (search.Request, error) {
	var r search.Request
	if err := CheckNames(values, Parameters()); err != nil {
		return r, err
	}
	if err := refuseUnsupported(values); err != nil {
		return r, err
	}
	r.Query = values.Get(Query)
	r.Sort = search.Sort(values.Get(Sort))
	if values.Has(Sort) && r.Sort == "" {
		return r, empty(Sort)
	}
	if err := parseFacets(values, &r); err != nil {
		return r, err
	}
	if err := parseDates(values, &r); err != nil {
		return r, err
	}
	return r, parseNumbers(values, &r)
}

// refuseUnsupported answers for parameters that are planned but not built.
func refuseUnsupported(values url.Values) error {
	for _, name := range []string{Match, Cursor, Explain} {
		if values.Has(name) && !(name == Match && values.Get(Match) == matchAll) {
			return &search.InvalidError{Parameter: name, Message: "is not supported yet; leave it out"}
		}
	}
	return nil
}

func parseFacets(values url.Values, r *search.Request) error {
	for _, name := range Facets() {
		for _, v := range values[name] {
			if v == "" {
				return empty(name)
			}
			if r.Filters == nil {
				r.Filters = make(map[string][]string)
			}
			r.Filters[name] = append(r.Filters[name], v)
		}
	}
	return nil
}

func parseDates(values url.Values, r *search.Request) error {
	var err error
	if r.From, err = parseDate(values, From); err != nil {
		return err
	}
	r.To, err = parseDate(values, To)
	return err
}

func parseDate(values url.Values, name string) (corpus.Date, error) {
	if !values.Has(name) {
		return corpus.Date{}, nil
	}
	value := values.Get(name)
	if len(value) > maxNameShown {
		return corpus.Date{}, &search.InvalidError{Parameter: name, Message: "is too long for a date: write 1949, 1949-04 or 1949-04-04"}
	}
	date, err := corpus.ParseDate(value)
	if err != nil {
		return date, &search.InvalidError{Parameter: name, Message: err.Error()}
	}
	return date, nil
}

func parseNumbers(values url.Values, r *search.Request) error {
	var err error
	if r.Page, err = parsePositive(values, Page); err != nil {
		return err
	}
	if r.PerPage, err = parsePositive(values, PerPage); err != nil {
		return err
	}
	r.FacetSize, err = parsePositive(values, FacetSize)
	return err
}

// parsePositive returns 0, which means the default, for a parameter not given.
func parsePositive(values url.Values, name string) (int, error) {
	if !values.Has(name) {
		return 0, nil
	}
	return ParseNumber(name, values.Get(name), 1)
}

// ParseNumber reads a whole number written in digits alone that is least or
// more. The error is a *search.InvalidError about the parameter of that name.
func ParseNumber(name, s string, least int) (int, error) {
	if s == "" {
		return 0, empty(name)
	}
	refused := &search.InvalidError{Parameter: name, Message: fmt.Sprintf("must be a whole number in digits, %d or more", least)}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, refused
		}
	}
	if len(s) > maxDigits {
		return 0, &search.InvalidError{Parameter: name, Message: fmt.Sprintf("is too large: it has more than %d digits", maxDigits)}
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least {
		return 0, refused
	}
	return n, nil
}

func empty(name string) error {
	return &search.InvalidError{Parameter: name, Message: "is empty; give it a value or leave it out"}
}

// Values writes a request as parameters, leaving out what is not set, so that
// ParseRequest reads the same request again.
func Values(r search.Request) url.Values {
	values := make(url.Values)
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set(Query, r.Query)
	for name, vs := range r.Filters {
		values[name] = append([]string(nil), vs...)
	}
	set(From, r.From.String())
	set(To, r.To.String())
	set(Sort, string(r.Sort))
	for name, n := range map[string]int{Page: r.Page, PerPage: r.PerPage, FacetSize: r.FacetSize} {
		if n != 0 {
			values.Set(name, strconv.Itoa(n))
		}
	}
	return values
}
