package wire

import (
	"maps"
	"net/url"

	"entente/search"
)

// Passage is the name of the parameter of a citation that says which passage.
const Passage = "passage"

// ExportParameters returns the names of the parameters of an export, in the
// order shown.
func ExportParameters() []string { return append([]string{Format, Passages}, RecordParameters()...) }

// ParseExport reads the parameters of an export: those of a search record, the
// extent of the passages and the name of a format. The error is a *search.InvalidError.
func ParseExport(values url.Values) (r search.Request, format string, err error) {
	if err := CheckNames(values, ExportParameters()); err != nil {
		return r, "", err
	}
	if format = values.Get(Format); format == "" {
		return r, "", &search.InvalidError{Parameter: Format, Message: "is missing: name the format to write"}
	}
	rest := maps.Clone(values)
	rest.Del(Format)
	r, err = parse(rest, append(RecordParameters(), Passages))
	return r, format, err
}

// ExportValues writes what ParseExport reads.
func ExportValues(r search.Request, format string) url.Values {
	values := keep(Values(r), ExportParameters())
	values.Set(Format, format)
	return values
}

// ParseCitation reads the parameters of a citation: the index of a passage, -1
// when none is given, and the name of a format, by default the first known one.
// The error is a *search.InvalidError.
func ParseCitation(values url.Values, known []string) (passage int, format string, err error) {
	if err := CheckNames(values, []string{Passage, Format}); err != nil {
		return 0, "", err
	}
	passage, format = -1, known[0]
	if values.Has(Format) {
		if format = values.Get(Format); format == "" {
			return 0, "", empty(Format)
		}
	}
	if values.Has(Passage) {
		passage, err = ParseNumber(Passage, values.Get(Passage), 0)
	}
	return passage, format, err
}

// ParseCitationPage reads the parameters of the page with citations, which has
// every format.
func ParseCitationPage(values url.Values, known []string) (passage int, format string, err error) {
	if err := CheckNames(values, []string{Passage}); err != nil {
		return 0, "", err
	}
	return ParseCitation(values, known)
}
