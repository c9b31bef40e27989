package formats

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMetadataFrom(t *testing.T) {
	for name, test := range map[string]struct {
		values map[string]any
		want   Metadata
	}{
		"all": {
			map[string]any{"ID": "x-1", "Title": " A\nTreaty ", "type": "Treaty", "date": "4 April 1949", "lang": "en-GB",
				"organizations": []any{"NATO", "EU", "NATO"}, "org": "UN", "topics": []string{"space"}, "party": "JP", "source-url": "https://example.org"},
			Metadata{ID: "x-1", Title: "A Treaty", Type: "treaty", Date: "4 April 1949", Language: "en",
				Organizations: []string{"NATO", "EU", "UN"}, Topics: []string{"space"}, Parties: []string{"JP"}, URL: "https://example.org"},
		},
		"numbers":      {map[string]any{"id": json.Number("17"), "date": 1949}, Metadata{ID: "17", Date: "1949"}},
		"decoded JSON": {map[string]any{"id": 17.0, "date": json.Number("1949")}, Metadata{ID: "17", Date: "1949"}},
		"YAML date":    {map[string]any{"date": time.Date(1949, 4, 4, 0, 0, 0, 0, time.UTC)}, Metadata{Date: "1949-04-04"}},
		"day first":    {map[string]any{"signed_event_date": "02/03/1865"}, Metadata{Date: "1865-03-02", Instrument: Instrument{Signed: "1865-03-02"}}},
		"instrument": {
			map[string]any{"date": 1950, "signed": "1949-04-04", "in-force": time.Date(1949, 8, 24, 0, 0, 0, 0, time.UTC), "terminated_event_date": "01/02/1960",
				"place": "Washington", "Depositary": []any{"Government of the United States of America"}, "series": []string{"34 UNTS 243"},
				"references": "Treaty Series 056/1949: Cmd. 7789", "amended-by": "Protocol of 1951", "superseded_by": "Treaty of 1961"},
			Metadata{Date: "1950", Instrument: Instrument{Signed: "1949-04-04", InForce: "1949-08-24", Ended: "1960-02-01", Places: []string{"Washington"},
				Depositaries: []string{"Government of the United States of America"}, Series: []string{"34 UNTS 243"},
				References: []string{"Treaty Series 056/1949: Cmd. 7789"}, AmendedBy: []string{"Protocol of 1951"}, EndedBy: []string{"Treaty of 1961"}}},
		},
		"other places": {map[string]any{"place": map[string]any{"lat": 1.5}, "series": 7, "in_force": true, "depositary": "Not known", "references": []any{"a", "b"}}, Metadata{}},
		"link":         {map[string]any{"title": "Parties to the [North Atlantic Treaty](../a/README.md) [1949]"}, Metadata{Title: "Parties to the North Atlantic Treaty [1949]"}},
		"null":         {map[string]any{"title": nil, "org": nil, "other": 5.5}, Metadata{}},
		"languages":    {map[string]any{"language": "eng"}, Metadata{Language: "en"}},
		"no language":  {map[string]any{"language": "gobbledegook"}, Metadata{Language: "gobbledegook"}},
	} {
		got, err := MetadataFrom(test.values)
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}

func TestMetadataFromWrongTypes(t *testing.T) {
	got, err := MetadataFrom(map[string]any{"id": true, "title": 5, "org": []any{"NATO", 3}, "date": 12345.0, "url": "https://example.org"})
	if err == nil || got.URL != "https://example.org" {
		t.Fatalf("%+v %v", got, err)
	}
	for _, want := range []string{"id is true or false", "title is a number", "org has a number as item 2", "date is 12345"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
}

func TestParseLooseDate(t *testing.T) {
	for in, want := range map[string]string{
		"1949": "1949", "1949-04": "1949-04", "1949-04-04": "1949-04-04", "1949/04/04": "1949-04-04", "1949-04-04T12:00:00Z": "1949-04-04",
		"1949-04-04 12:00:00": "1949-04-04",
		"4 April 1949":        "1949-04-04", "4th April 1949": "1949-04-04", "28th day of January 1981": "1981-01-28", "April 4, 1949": "1949-04-04", "APRIL 1949": "1949-04",
		"Monday, 4 April 1949": "1949-04-04", "the 4th of April, 1949": "1949-04-04", "Apr. 4, 1949": "1949-04-04",
		"1er avril 1949": "1949-04-01", "le 14 août 1941": "1941-08-14", "Décembre 1948": "1948-12",
		"01.07.1968": "1968-07-01", "1.7.1968": "1968-07-01", "25/04/1975": "1975-04-25", "04/25/1975": "1975-04-25",
		"02/02/1865": "1865-02-02", "02/03/1865": "1865", "2-3-1865": "1865",
	} {
		if got, ok := ParseLooseDate(in); !ok || got.String() != want {
			t.Errorf("%q was read as %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{
		"", "unknown", "04/04/49", "1949-13-01", "30 February 1949", "30/02/1949", "Treaty of 1949", "1949-1950", "c. 1949", "00/04/1949",
		"April", "4 April", "0 April 1949", "April April 1949", "31.04.1949", "1949-00", "99999",
	} {
		if got, ok := ParseLooseDate(in); ok {
			t.Errorf("%q was read as %q", in, got)
		}
	}
}
