package api_test

import (
	"strings"
	"testing"

	"entente/corpus"
)

func TestReadingPageLeadsToSimilarDocuments(t *testing.T) {
	handler := newTestServer(t, newTestEngine(t)).Public()
	var similar []string
	for _, a := range all(pageOf(t, handler, "/documents/paper-03?q=armed"), "a", "") {
		if text(a) == "Similar documents" {
			similar = append(similar, attribute(a, "href"))
		}
	}
	if want := "/?q=like%3A%22paper-03%22"; len(similar) != 1 || similar[0] != want {
		t.Fatalf("%q, want %s", similar, want)
	}
	if answer := get(t, handler, similar[0]); answer.Code != 200 {
		t.Errorf("%d", answer.Code)
	}
}

// What is not marked as detected was declared.
func TestReadingPageSaysWhatWasDetected(t *testing.T) {
	for _, test := range []struct {
		title, language corpus.Origin
		want, not       string
	}{
		{corpus.Detected, corpus.Detected, "Title T detected: the first heading of the text Language English detected French detected", ""},
		{corpus.Declared, corpus.Declared, "Language English French detected", "Title T"},
		{"", "", "Language English French", "detected"},
	} {
		engine := newEmptyEngine(t)
		d := &corpus.Document{ID: "t", Title: "T", Language: "en", TitleOrigin: test.title, LanguageOrigin: test.language, Source: corpus.Source{Collection: "c"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: "One."}, {Kind: corpus.Section, Language: "fr", Text: "Un."}}}
		if err := engine.Put(t.Context(), []*corpus.Document{d}); err != nil {
			t.Fatal(err)
		}
		got := text(first(t, pageOf(t, newTestServer(t, engine).Public(), "/documents/t"), "table", "metadata"))
		contains(t, got, test.want)
		if test.not != "" && strings.Contains(got, test.not) {
			t.Errorf("%q is in %q", test.not, got)
		}
	}
}
