package indexer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/formats"
)

const frontMatter = `---
id: sofa-1951
title: Status of Forces
date: 19 June 1951
language: en
type: treaty
organizations: [OTAN]
topics: status-of-forces
parties: [Japan, Ruritania]
url: https://example.org/sofa
---
# Agreement on the status of forces

The sending State and the receiving State agree that members of a force respect the law of the receiving State.
`

// extractOne returns the only document of a file.
func extractOne(t *testing.T, in Input) (*corpus.Document, []string) {
	t.Helper()
	documents, unread, err := Extract(t.Context(), testExtractor(t), in)
	if err != nil || len(documents) != 1 {
		t.Fatalf("%s: %d documents, error %v", in.Name, len(documents), err)
	}
	return documents[0], unread
}

func names(tags []corpus.Tag, origin corpus.Origin) string {
	var all []string
	for _, t := range tags {
		if t.Origin == origin {
			all = append(all, t.Name)
		}
	}
	return strings.Join(all, ",")
}

func TestMetadataPrecedence(t *testing.T) {
	type shown struct{ ID, Title, Date, Language, Type, Organizations, Topics, Parties, URL string }
	plain := "# A heading\n\nThe receiving State agrees that the members of the force respect the law of the land in all that they do there.\n"
	for _, test := range []struct {
		name, text string
		beside     formats.Metadata
		want       shown
	}{
		{"in the file", frontMatter, formats.Metadata{}, shown{
			"sofa-1951", "Status of Forces", "1951-06-19", "en", "treaty", "NATO", "status-of-forces", "JP,Ruritania", "https://example.org/sofa"}},
		{"beside it, a part", frontMatter, formats.Metadata{Title: "NATO SOFA", Date: "1951", Organizations: []string{"EU", "European Union", "Some Club"}}, shown{
			"sofa-1951", "NATO SOFA", "1951", "en", "treaty", "EU,Some Club", "status-of-forces", "JP,Ruritania", "https://example.org/sofa"}},
		{"beside it, not understood", frontMatter, formats.Metadata{Date: "one day", Type: "memorandum book", URL: "javascript:alert(1)"}, shown{
			"sofa-1951", "Status of Forces", "1951-06-19", "en", "", "NATO", "status-of-forces", "JP,Ruritania", ""}},
		{"nothing declared", plain, formats.Metadata{}, shown{
			ID: pathID("x.md", "/files/x.md"), Title: "A heading", Language: "en"}},
		{"language beside it", plain, formats.Metadata{Language: "fr"}, shown{
			ID: pathID("x.md", "/files/x.md"), Title: "A heading", Language: "fr"}},
	} {
		in := input("x.md", test.text)
		in.Metadata = test.beside
		d, _ := extractOne(t, in)
		got := shown{d.ID, d.Title, d.Date.String(), d.Language, d.Type, names(d.Organizations, corpus.Declared),
			names(d.Topics, corpus.Declared), names(d.Parties, corpus.Declared), d.Source.URL}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestWhatCannotBeUsedIsTold(t *testing.T) {
	in := input("x.md", note("Alpha"))
	in.Metadata = formats.Metadata{
		Title: strings.Repeat("t", maxTitle+1), Date: "one day", Type: "novel", Language: "Klingonese",
		Topics: []string{strings.Repeat("x", corpus.MaxName+1)}, URL: "javascript:alert(1)",
		Parties: strings.Split(strings.Repeat("x,", maxNames)+"y", ","),
	}
	for i := range in.Metadata.Parties {
		in.Metadata.Parties[i] += strings.Repeat("i", i%100) + strings.Repeat("j", i/100)
	}
	d, unread := extractOne(t, in)
	if d.Title != "Alpha" || d.Type != "" || len(d.Parties) != maxNames || d.Source.URL != "" {
		t.Errorf("title %q, type %q, %d parties, url %q", d.Title, d.Type, len(d.Parties), d.Source.URL)
	}
	want := []string{
		"the title has 1001 characters and is not used; the limit is 1000",
		`the date "one day" is not understood; write 1949, 1949-04 or 1949-04-04`,
		`the type "novel" is not known and not used`,
		`the language "Klingonese" is not known and not used`,
		`the topic "` + strings.Repeat("x", 60) + `…" is not used: it is over 500 bytes`,
		"of 501 values of party the first 500 are used",
		`the url "javascript:alert(1)" is not used: it is no http or https address`,
	}
	if diff := cmp.Diff(want, unread); diff != "" {
		t.Error(diff)
	}
}

func TestSeveralLanguagesAndTopicsInOneString(t *testing.T) {
	english := "# Note\n\n" + "The receiving State agrees that the members of the force respect the law of the land in all that they do there.\n"
	for _, test := range []struct{ declared, want, unread string }{
		{"en+zh", "en", ""},
		{"zh+en", "en", ""},
		{"en, fr", "en", ""},
		{"French / English", "en", ""},
		{"fr, de", "en", ""},
		{"en, xx-unheard", "en", ""},
		{"fr", "fr", ""},
		{"Elvish, Klingonese", "en", `the language "Elvish, Klingonese" is not known and not used`},
	} {
		in := input("x.md", english)
		in.Metadata = formats.Metadata{Language: test.declared, Topics: []string{"arms control | Fisheries  |  fisheries law | ", "Piracy|raids"}}
		d, unread := extractOne(t, in)
		if d.Language != test.want || strings.Join(unread, "; ") != test.unread {
			t.Errorf("%q: language %q, unread %q", test.declared, d.Language, unread)
		}
		if got, want := names(d.Topics, corpus.Declared), "arms-control,Fisheries,fisheries law,Piracy|raids"; got != want {
			t.Errorf("topics %s, want %s", got, want)
		}
	}
}

// TestDocumentsAreChecked makes documents that could not be stored: each is
// that record's own failure.
func TestDocumentsAreChecked(t *testing.T) {
	in := input("x.md", note("Alpha"))
	in.Collection = strings.Repeat("c", corpus.MaxName+1)
	_, _, err := Extract(t.Context(), testExtractor(t), in)
	if got := reasonOf(t, err); got != formats.Malformed || !strings.Contains(err.Error(), "is no collection") {
		t.Errorf("reason %q, error %v", got, err)
	}
	in = input("x.md", strings.Repeat("# a\n\nb\n\n", corpus.MaxPassages+1))
	if _, _, err := Extract(t.Context(), testExtractor(t), in); reasonOf(t, err) != formats.TooLarge {
		t.Errorf("too many passages: %v", err)
	}
}

func TestTitleOfUntitledFiles(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		origin           corpus.Origin
	}{
		{"burden_sharing-1.txt", "Words without a heading.", "burden sharing-1", ""},
		{"x.txt", "Status of forces\n\nWords.", "Status of forces", corpus.Detected},
		{"x.txt", "{\\rtf1 Status of forces\\par Words.}", "Status of forces", corpus.Detected},
		{"x.md", "# First heading\n\nMore.", "First heading", corpus.Detected},
		{"x.html", "<h1>First heading</h1><p>More.", "First heading", corpus.Detected},
		{"x.html", "<title>Declared</title><h1>First heading</h1><p>More.", "Declared", corpus.Declared},
		{"x.xml", "<act><p>Words.</p></act>", "x", ""},
		{"x.eml", "From: a@example.org\nContent-Type: text/html\n\n<h1>First heading</h1><p>More.", "First heading", corpus.Detected},
		{"x.md", "Words.\n\n## Later heading\n\nMore.", "Later heading", corpus.Detected},
		{"x.md", "---\ntitle: Declared\n---\n\n## Later heading\n\nMore.", "Declared", corpus.Declared},
	} {
		if d, _ := extractOne(t, input(test.name, test.text)); d.Title != test.want || d.TitleOrigin != test.origin {
			t.Errorf("%s: title %q, origin %q, want %q, %q", test.name, d.Title, d.TitleOrigin, test.want, test.origin)
		}
	}
}

func TestOriginOfLanguages(t *testing.T) {
	long := strings.Repeat("The parties consult each other whenever one of them is threatened. ", 20)
	for _, test := range []struct {
		text, language string
		origin         corpus.Origin
	}{
		{"---\nlanguage: fr\n---\n\n" + long, "fr", corpus.Declared},
		{long, "en", corpus.Detected},
		{"1 2 3", "", ""},
	} {
		if d, _ := extractOne(t, input("x.md", test.text)); d.Language != test.language || d.LanguageOrigin != test.origin {
			t.Errorf("%.20q: language %q, origin %q, want %q, %q", test.text, d.Language, d.LanguageOrigin, test.language, test.origin)
		}
	}
}

func TestSourceAndTags(t *testing.T) {
	d, _ := extractOne(t, input("x.md", note("The North Atlantic Treaty Organization")))
	want := corpus.Source{
		Collection: "files", Path: "/files/x.md", MediaType: "text/markdown", Hash: d.Source.Hash,
	}
	if diff := cmp.Diff(want, d.Source); diff != "" || len(d.Source.Hash) != 64 {
		t.Errorf("hash %q %s", d.Source.Hash, diff)
	}
	if names(d.Organizations, corpus.Detected) != "NATO" {
		t.Errorf("organizations %v", d.Organizations)
	}
}

func TestSeveralRecords(t *testing.T) {
	in := input("speeches.jsonl", `{"id": "first", "title": "One", "text": "The first speech."}
{"text": "The second speech."}
{"id": "not valid!", "text": "The third speech."}
`)
	in.Metadata = formats.Metadata{Title: "All", Type: "speech"}
	documents, unread, err := Extract(t.Context(), testExtractor(t), in)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range documents {
		got = append(got, strings.Join([]string{d.ID, d.Title, d.Type, d.Source.Path}, " "))
	}
	want := []string{
		"first One speech /files/speeches.jsonl#1",
		pathID("speeches.jsonl", "/files/speeches.jsonl") + "-r2 All speech /files/speeches.jsonl#2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(unread) != 1 || !strings.HasPrefix(unread[0], "record 3: ") {
		t.Errorf("unread %q", unread)
	}
}

func TestFilesWithoutDocument(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       formats.Reason
	}{
		{"x.md", "", formats.Empty},
		{"x.md", "  \n\n", formats.Empty},
		{"x.bin", "\x00\x01\x02\x03", formats.Unsupported},
		{"x.md", "---\nid: a b\n---\n\nText.", InvalidID},
		{"x.txt", strings.Repeat("forces ", corpus.MaxTextBytes/7+2), formats.TooLarge},
	} {
		documents, _, err := Extract(t.Context(), testExtractor(t), input(test.name, test.text))
		if got := reasonOf(t, err); got != test.want || len(documents) > 0 {
			t.Errorf("%s %.20q: %d documents, reason %q, want %q", test.name, test.text, len(documents), got, test.want)
		}
	}
}

func TestExtractStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var own *formats.Error
	if _, _, err := Extract(ctx, testExtractor(t), input("x.md", note("Alpha"))); !errors.Is(err, context.Canceled) || errors.As(err, &own) {
		t.Errorf("error %v", err)
	}
}

func TestDocumentSaysWhatOfItCouldNotBeRead(t *testing.T) {
	in := input("x.md", "---\ntitle: [\n---\n\nText.")
	in.Metadata.Date = "some day"
	documents, unread, err := Extract(t.Context(), testExtractor(t), in)
	if err != nil || len(documents) != 1 || len(unread) != 2 {
		t.Fatalf("%d documents, unread %q, error %v", len(documents), unread, err)
	}
	if got := documents[0].Unread; len(got) != 1 || got[0] != unread[0] || !strings.HasPrefix(got[0], "front matter: ") {
		t.Errorf("unread %q, of them in the document %q", unread, got)
	}
}

func TestUnreadPartsAreWithinTheLimits(t *testing.T) {
	if got := unreadParts(nil); got != nil {
		t.Errorf("%q of nothing", got)
	}
	d := corpus.Document{ID: "x", Unread: unreadParts([]string{"a\nb \xff", strings.Repeat("é", 600)})}
	if diff := cmp.Diff([]string{"a b \uFFFD", strings.Repeat("é", 498) + "…"}, d.Unread); diff != "" {
		t.Error(diff)
	}
	for _, n := range []int{corpus.MaxUnread, corpus.MaxUnread + 1, 5000} {
		d.Unread = unreadParts(slices.Repeat([]string{"p. 1"}, n))
		last := d.Unread[len(d.Unread)-1]
		if want := fmt.Sprintf("and %d more parts", n-corpus.MaxUnread+1); len(d.Unread) != corpus.MaxUnread || (n > corpus.MaxUnread) != (last == want) {
			t.Errorf("of %d: %d, the last %q", n, len(d.Unread), last)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestAdviceForEveryReason(t *testing.T) {
	reasons := []formats.Reason{
		Timeout, Crashed, Unreadable, DuplicateID, InvalidID,
		formats.Empty, formats.NoText, formats.Encrypted, formats.Malformed, formats.Unsupported, formats.TooLarge, formats.Encoding,
	}
	slices.Sort(reasons)
	if diff := cmp.Diff(reasons, Reasons()); diff != "" {
		t.Error(diff)
	}
	for _, reason := range reasons {
		if Advice(reason) == "" {
			t.Errorf("no advice for %s", reason)
		}
	}
	in := input("x.md", "---\nid: \"a: b\"\n---\n\nText.")
	_, _, err := Extract(t.Context(), testExtractor(t), in)
	var own *formats.Error
	if rule := corpus.CheckID("a: b"); !errors.As(err, &own) || own.Detail+": "+Advice(InvalidID) != rule.Error() {
		t.Errorf("%v and %q are not %q", err, Advice(InvalidID), rule)
	}
}
