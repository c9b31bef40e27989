package export_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"entente/export"
	"entente/search"
)

// Whatever stands in a document, each list stays one of its format with one reference.
func FuzzTexts(f *testing.F) {
	f.Add(hostileText)
	f.Add("\\{}\\}\x00\u0085@\"',;|<>&%\r\nER  - ")
	f.Add("\xff\xfe -\u200e=\ufeff+")
	f.Fuzz(func(t *testing.T, text string) {
		h := search.Hit{ID: "x", Title: text, Type: text, Language: text, Organizations: []string{text}, URL: "/documents/x", Added: "2026-01-02T00:00:00Z", Changed: "2026-01-02T00:00:00Z"}
		h.Source.Collection, h.Source.URL = text, "https://x/"+text
		h.Passages = []search.PassageHit{{Label: text, Citation: text, Text: text, URL: "/documents/x#p0"}}
		w := walker{[]search.Hit{h}, -1}
		list := func(name string) string {
			list, err := written(t, name, w, search.Request{Query: text})
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		if rows, err := csv.NewReader(strings.NewReader(list("csv"))).ReadAll(); err != nil || len(rows) != 3 {
			t.Errorf("CSV: %d rows, %v", len(rows), err)
		}
		if _, got, err := readLines(list("jsonl")); err != nil || len(got) != 1 {
			t.Errorf("JSON Lines: %d hits, %v", len(got), err)
		}
		if got, err := readRIS(list("ris")); err != nil || len(got) != 1 {
			t.Errorf("RIS: %d references, %v", len(got), err)
		}
		if got, err := readBibTeX(list("bibtex")); err != nil || len(got) != 1 {
			t.Errorf("BibTeX: %d entries, %v", len(got), err)
		}
		var items []cslItem
		if err := json.Unmarshal([]byte(list("csl")), &items); err != nil || len(items) != 1 {
			t.Errorf("CSL: %d items, %v", len(items), err)
		}
		var feed atomFeed
		if err := xml.Unmarshal([]byte(feedOf(t, w.hits)), &feed); err != nil || len(feed.Entries) != 1 {
			t.Errorf("Atom: %d entries, %v", len(feed.Entries), err)
		}
	})
}

// A list that is read to its end has all its hits.
func FuzzReadLines(f *testing.F) {
	whole, err := written(f, "jsonl", walker{hits(), -1}, search.Request{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(`{"record":{"total":{"value":1}}}{"id":"x"}{"end":{"hits":1}}`)
	f.Fuzz(func(t *testing.T, text string) {
		record, got, err := readLines(text)
		var incomplete *export.IncompleteError
		switch {
		case err == nil && record.Total.Value != len(got):
			t.Errorf("%d hits of %d are taken for all", len(got), record.Total.Value)
		case errors.As(err, &incomplete) && incomplete.Written != len(got):
			t.Errorf("%d hits, and %v", len(got), err)
		}
	})
}
