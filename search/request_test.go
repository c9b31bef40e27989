package search

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRefusalsListWhatIsAllowed holds that a value of which there are few is
// refused with all of them.
func TestRefusalsListWhatIsAllowed(t *testing.T) {
	const facets = "; allowed are org, topic, type, party, lang, decade, source, place"
	for _, test := range []struct {
		request Request
		want    InvalidError
	}{
		{Request{Sort: "newest"}, InvalidError{Parameter: "sort", Message: `there is no order "newest"; allowed are relevance, date, -date, title, -added`}},
		{Request{Sort: "dat"}, InvalidError{Parameter: "sort", Message: `there is no order "dat"; allowed are relevance, date, -date, title, -added`, Nearest: "date"}},
		{Request{Match: "some"}, InvalidError{Parameter: "match", Message: `there is no way to match "some"; allowed are all, any`}},
		{Request{Histogram: "month"}, InvalidError{Parameter: "histogram", Message: `there is no interval "month"; allowed are year, decade`}},
		{Request{Facet: "country"}, InvalidError{Parameter: "facet", Message: `there is no facet "country"` + facets}},
		{Request{Filters: map[string][]string{"land": {"x"}}}, InvalidError{Parameter: "land", Message: `there is no facet "land"` + facets, Nearest: "lang"}},
	} {
		_, err := test.request.Normalize()
		var invalid *InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("%+v: %v", test.request, err)
			continue
		}
		if diff := cmp.Diff(test.want, *invalid); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.request, diff)
		}
	}
}
