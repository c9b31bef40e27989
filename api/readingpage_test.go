package api_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/api/ui"
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
		{corpus.Detected, corpus.Detected, "Title T detected: a heading or the first line of the text Language English detected French detected", ""},
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

func TestReadingPage(t *testing.T) {
	root := page(t, "/documents/harbour-treaty-1949?q=armed+attack&org=NATO&page=2")
	contains(t, text(root), "3 of 7 passages match armed attack")
	contains(t, text(first(t, root, "table", "metadata")), "Organization NATO UN detected: “United Nations”, “Charter of the United Nations”")
	if got := attribute(first(t, first(t, root, "p", "back"), "a", ""), "href"); got != "/?org=NATO&page=2&q=armed+attack" {
		t.Errorf("back leads to %s", got)
	}
	var steps []string
	for _, p := range all(root, "p", "step") {
		line := text(first(t, p, "span", ""))
		for _, a := range all(p, "a", "") {
			line += " " + attribute(a, "href")
		}
		steps = append(steps, line)
	}
	if want := []string{"Match 1 of 3 #p3", "Match 2 of 3 #p2 #p4", "Match 3 of 3 #p3 /documents/burden-report-1988?org=NATO&q=armed+attack#first-match"}; !slices.Equal(steps, want) {
		t.Errorf("steps %q", steps)
	}
	official := first(t, first(t, root, "p", "official"), "a", "")
	if attribute(official, "href") != "https://treaties.example/harbour" || !strings.Contains(attribute(official, "rel"), "noopener") {
		t.Errorf("%v", official.Attr)
	}
	for _, section := range all(root, "section", "passage") {
		contains(t, text(section), "Permalink")
		if got := attribute(all(first(t, section, "p", "cite"), "a", "")[0], "href"); got != "/documents/harbour-treaty-1949#"+attribute(section, "id") {
			t.Errorf("permalink %s", got)
		}
	}
	contains(t, text(root), "Harbour Treaty, Annex I, Article 2")
	french := page(t, "/documents/accord-du-port-1951")
	if got := attribute(first(t, french, "article", ""), "lang"); got != "fr" {
		t.Errorf("lang %s", got)
	}
	if strings.Contains(text(french), "Back to the results") || strings.Contains(text(first(t, french, "main", "")), "match") {
		t.Error("a document without a search speaks of one")
	}
}

func TestReadingPageShowsTheRecord(t *testing.T) {
	record := first(t, page(t, "/documents/harbour-treaty-1949"), "table", "record")
	contains(t, text(record), "Signed 1949-04-05 detected in Article 11: “Done at <Harbour> on 5 April 1949”")
	contains(t, text(record), "In force since unknown")
	contains(t, text(record), "Treaty series 34 UNTS 243 declared")
	contains(t, text(record), "Amended by Protocol of 1951 detected in the title: “as amended by the Protocol of 1951”")
	var links []string
	for _, a := range all(record, "a", "") {
		links = append(links, attribute(a, "href"))
	}
	for _, want := range []string{"/?q=signed%3A1949-04-05", "#p5", "/?q=place%3A%22%3CHarbour%3E%22", "/?q=in-force%3Aunknown", "/?q=series%3A%2234+UNTS+243%22"} {
		if !slices.Contains(links, want) {
			t.Errorf("no link to %s among %s", want, links)
		}
		if query, ok := strings.CutPrefix(want, "/"); ok {
			contains(t, text(page(t, "/"+query)), "1 document of 32")
		}
	}
	if got := all(page(t, "/documents/burden-report-1988"), "table", "record"); len(got) != 0 {
		t.Error("a report has a record")
	}
	contains(t, text(first(t, page(t, "/?q=title:harbour+type:treaty"), "p", "facts")), "1949-04-04 signed 1949-04-05")
}

func TestReadingPageWithoutMatches(t *testing.T) {
	contains(t, text(page(t, "/documents/harbour-treaty-1949?q=zeppelin")), "No passage matches zeppelin")
	contains(t, text(page(t, "/documents/harbour-treaty-1949?q=armed+(")), "The query cannot be honoured")
	contains(t, text(page(t, "/documents/harbour-treaty-1949?q=armed+(")), "An armed attack against one party")
	contains(t, text(page(t, "/documents/harbour-treaty-1948")), "Did you mean harbour-treaty-1949?")
}

func TestPassagesWithoutALabel(t *testing.T) {
	engine := newEmptyEngine(t)
	document := &corpus.Document{ID: "plain", Title: "Plain paper", Passages: []corpus.Passage{
		{Kind: corpus.Section, Text: "An armed attack."}, {Kind: corpus.Section, Text: "Another armed attack."}}}
	if err := engine.Put(t.Context(), []*corpus.Document{document}); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(get(t, newTestServer(t, engine).Public(), "/?q=armed").Body)
	if err != nil {
		t.Fatal(err)
	}
	got := texts(all(root, "a", "citation"))
	slices.Sort(got)
	if !slices.Equal(got, []string{"Opening", "Passage 2"}) {
		t.Errorf("%q", got)
	}
}

func TestPassagesInSeveralLanguages(t *testing.T) {
	engine := newEmptyEngine(t)
	document := &corpus.Document{ID: "both", Title: "Accord", Language: "en", Passages: []corpus.Passage{
		{Kind: corpus.Article, Number: "1", Language: "en", Text: "An armed attack."}, {Kind: corpus.Article, Number: "1", Language: "fr", Text: "1. Les forces.\n\n2. Une attaque armée."}}}
	if err := engine.Put(t.Context(), []*corpus.Document{document}); err != nil {
		t.Fatal(err)
	}
	server := newTestServer(t, engine).Public()
	root, err := html.Parse(get(t, server, "/?q=arm%C3%A9e").Body)
	if err != nil {
		t.Fatal(err)
	}
	snippet := first(t, root, "p", "snippet")
	contains(t, text(snippet), "Article 1(2) text in French")
	if spans := all(snippet, "span", ""); attribute(spans[len(spans)-1], "lang") != "fr" {
		t.Errorf("the snippet is not said to be in French: %s", text(snippet))
	}
	if root, err = html.Parse(get(t, server, "/documents/both").Body); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"en text in English", "fr text in French"} {
		section := all(root, "section", "passage")[i]
		if got := attribute(section, "lang") + " " + text(first(t, section, "p", "evidence")); got != want {
			t.Errorf("passage %d is said to be in %q, want %q", i, got, want)
		}
	}
}

func TestReadingPageNamesNearlyTheSameTexts(t *testing.T) {
	page := get(t, newTestServer(t, telling{newTestEngine(t)}).Public(), "/documents/harbour-treaty-1949").Body.String()
	for _, want := range []string{"Nearly the same text", `<a href="/documents/copy"`, "A &lt;b&gt;Copy&lt;/b&gt; (99 %)", `<bdi>/old.zip!copy.md</bdi>`, "form (70 %)"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func BenchmarkLongDocument(b *testing.B) {
	pages, err := ui.New(ui.Options{})
	if err != nil {
		b.Fatal(err)
	}
	d := long()
	for range 4 { // 6,400 passages
		d.Passages = append(d.Passages, d.Passages...)
	}
	var size int
	for b.Loop() {
		var out strings.Builder
		if err := pages.Document(&out, ui.Reading{Document: d}); err != nil {
			b.Fatal(err)
		}
		size = out.Len()
	}
	b.ReportMetric(float64(size), "bytes/page")
}
