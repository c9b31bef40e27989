package wire

import (
	"net/url"
	"strconv"

	"entente/search"
)

// Limit is the name of the parameter that says how many suggestions to make;
// what was typed is Query.
const Limit = "limit"

// ParseSuggest reads the parameters of GET /v1/suggest. A limit of 0 means that
// none is given. The error is a *search.InvalidError.
func ParseSuggest(values url.Values) (text string, limit int, err error) {
	if err := CheckNames(values, []string{Query, Limit}); err != nil {
		return "", 0, err
	}
	if !values.Has(Query) {
		return "", 0, &search.InvalidError{Parameter: Query, Message: "is missing: give the beginning of a query"}
	}
	if err := checkText(Query, values[Query]); err != nil {
		return "", 0, err
	}
	limit, err = parsePositive(values, Limit)
	return values.Get(Query), limit, err
}

// SuggestValues writes what ParseSuggest reads.
func SuggestValues(text string, limit int) url.Values {
	values := url.Values{Query: {text}}
	if limit != 0 {
		values.Set(Limit, strconv.Itoa(limit))
	}
	return values
}
