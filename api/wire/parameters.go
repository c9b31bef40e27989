package wire

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"entente/corpus"
	"entente/search"
)

// Names of the search parameters beside the facets, which are called as their
// fields are.
const (
	Query     = "q"
	Match     = "match"
	Synonyms  = "synonyms"
	From      = "from"
	To        = "to"
	Sort      = "sort"
	Page      = "page"
	PerPage   = "per_page"
	Cursor    = "cursor"
	FacetSize = "facet_size"
	Facet     = "facet"
	FacetText = "facet_text"
	Histogram = "histogram"
	Passages  = "passages"
	Explain   = "explain"
)

// maxDigits is more than any number has that a parameter accepts.
const maxDigits = 9

// Facets returns the names of the facet parameters, in the order of the field table.
func Facets() []string { return corpus.FieldNames(corpus.Facets()) }

// Parameters returns the names of all search parameters, in the order shown.
func Parameters() []string {
	return append(RecordParameters(), Page, PerPage, Cursor, FacetSize, Facet, FacetText, Histogram, Passages, Explain)
}

// RecordParameters returns the names of those that decide which hits there are
// and in which order, which are the parameters of a search record.
func RecordParameters() []string {
	names := append(MarkParameters(), Facets()...)
	return append(names, From, To, Sort)
}

// MarkParameters returns the names of those that decide which words match.
func MarkParameters() []string { return []string{Query, Match, Synonyms} }

// ParseRequest reads the parameters of a search. What a parameter may not be
// is refused with a *search.InvalidError; limits that search.Request.Normalize
// checks are left to the engine.
func ParseRequest(values url.Values) (search.Request, error) { return parse(values, Parameters()) }

// ParseRecord reads the parameters of a search record as ParseRequest does.
func ParseRecord(values url.Values) (search.Request, error) {
	return parse(values, RecordParameters())
}

// ParseMarks reads which words to mark as ParseRequest does; there must be a query.
func ParseMarks(values url.Values) (search.Request, error) {
	r, err := parse(values, MarkParameters())
	if err == nil && !values.Has(Query) {
		err = &search.InvalidError{Parameter: Query, Message: "is missing: give the query whose words to mark"}
	}
	return r, err
}

// parse reads a request from the known ones of its parameters.
func parse(values url.Values, known []string) (search.Request, error) {
	var r search.Request
	if err := CheckNames(values, known); err != nil {
		return r, err
	}
	for _, name := range []string{Match, Sort, Cursor, Facet, FacetText, Histogram, Passages} {
		if values.Has(name) && values.Get(name) == "" {
			return r, empty(name)
		}
	}
	r.Query, r.Match, r.Sort = values.Get(Query), search.Match(values.Get(Match)), search.Sort(values.Get(Sort))
	r.Facet, r.FacetText = values.Get(Facet), values.Get(FacetText)
	r.Cursor, r.Histogram = values.Get(Cursor), search.Interval(values.Get(Histogram))
	r.Passages = search.Extent(values.Get(Passages))
	if err := parseFacets(values, &r); err != nil {
		return r, err
	}
	if err := parseDates(values, &r); err != nil {
		return r, err
	}
	if err := parseSwitches(values, &r); err != nil {
		return r, err
	}
	return r, parseNumbers(values, &r)
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

func parseSwitches(values url.Values, r *search.Request) error {
	synonyms, err := parseSwitch(values, Synonyms, true)
	if err != nil {
		return err
	}
	r.NoSynonyms = !synonyms
	r.Explain, err = parseSwitch(values, Explain, false)
	return err
}

func parseSwitch(values url.Values, name string, unset bool) (bool, error) {
	switch value := values.Get(name); {
	case !values.Has(name):
		return unset, nil
	case value == "":
		return unset, empty(name)
	case value == "true" || value == "false":
		return value == "true", nil
	}
	return unset, &search.InvalidError{Parameter: name, Message: "must be true or false"}
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
	set(Match, string(r.Match))
	for name, vs := range r.Filters {
		values[name] = append([]string(nil), vs...)
	}
	set(From, r.From.String())
	set(To, r.To.String())
	set(Sort, string(r.Sort))
	set(Cursor, r.Cursor)
	set(Facet, r.Facet)
	set(FacetText, r.FacetText)
	set(Histogram, string(r.Histogram))
	set(Passages, string(r.Passages))
	if r.NoSynonyms {
		set(Synonyms, "false")
	}
	if r.Explain {
		set(Explain, "true")
	}
	for name, n := range map[string]int{Page: r.Page, PerPage: r.PerPage, FacetSize: r.FacetSize} {
		if n != 0 {
			values.Set(name, strconv.Itoa(n))
		}
	}
	return values
}

// RecordValues writes what ParseRecord reads of a request.
func RecordValues(r search.Request) url.Values { return keep(Values(r), RecordParameters()) }

// MarkValues writes what ParseMarks reads of a request.
func MarkValues(r search.Request) url.Values {
	values := keep(Values(r), MarkParameters())
	values.Set(Query, r.Query)
	return values
}

func keep(values url.Values, names []string) url.Values {
	maps.DeleteFunc(values, func(name string, _ []string) bool { return !slices.Contains(names, name) })
	return values
}
