// Package enginetest is what every search.Engine has to pass: the contract of
// search.Engine as tests. An engine's own test calls Run with a function that
// opens it empty.
package enginetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
)

// Names is what the engine under test must be given to know names by: OTAN
// is another name of NATO, and nothing else has one.
type Names struct{}

// Resolve returns NATO for OTAN.
func (Names) Resolve(field, name string) (string, bool) {
	return "NATO", field == "org" && name == "OTAN"
}

// NamesOf returns OTAN and NATO for NATO.
func (Names) NamesOf(field, value string) []string {
	if field == "org" && value == "NATO" {
		return []string{"NATO", "OTAN"}
	}
	return nil
}

// Label returns the value itself, in angle brackets.
func (Names) Label(_, value string) string { return "<" + value + ">" }

// Run tests an engine. open returns an empty one, closed by the test.
func Run(t *testing.T, open func(t *testing.T) search.Engine) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, search.Engine)
	}{
		{"DocumentComesBackAsPut", documentComesBack},
		{"PutAgainReplaces", putReplaces},
		{"LastOfOneIDCounts", lastOfOneIDCounts},
		{"DeleteRemoves", deleteRemoves},
		{"InvalidDocumentIsRefused", invalidDocumentIsRefused},
		{"QueriesMatch", queriesMatch},
		{"QueriesAreRefused", queriesAreRefused},
		{"RequestsAreRefused", requestsAreRefused},
		{"FacetsCountExactly", facetsCount},
		{"FiltersNarrow", filtersNarrow},
		{"ValuesFoldTogether", valuesFoldTogether},
		{"DeletedWordsAreForgotten", deletedWordsAreForgotten},
		{"ClosedEngineRefuses", closedEngineRefuses},
		{"DatesBound", datesBound},
		{"InstrumentsAreFound", instrumentsAreFound},
		{"UndatedAreCounted", undatedAreCounted},
		{"SortOrders", sortOrders},
		{"PagesJoinUp", pagesJoinUp},
		{"OrdersAreWhole", ordersAreWhole},
		{"FacetsAgreeWithNaiveCounts", facetsAgree},
		{"HistogramCounts", histogramCounts},
		{"FacetTextPicksValues", facetTextPicks},
		{"CursorsReachTheEnd", cursorsReachTheEnd},
		{"CursorsKeepTheirMoment", cursorsKeepTheirMoment},
		{"CursorsAreRefused", cursorsAreRefused},
		{"HitsTellWhenTheyCame", hitsTellWhenTheyCame},
		{"RevisionsTellChanges", revisionsTellChanges},
		{"WalkGivesAll", walkGivesAll},
		{"WalkKeepsItsMoment", walkKeepsItsMoment},
		{"WalkStops", walkStops},
		{"HitsCitePassages", hitsCite},
		{"PartsAreShown", partsAreShown},
		{"PassagesAreShownWhole", passagesAreShownWhole},
		{"ParagraphsAreParts", paragraphsAreParts},
		{"DocumentsInSeveralLanguages", documentsInLanguages},
		{"HitsTellUnreadParts", hitsTellUnreadParts},
		{"LocateMarks", locateMarks},
		{"NearDuplicatesAreTold", nearDuplicatesAreTold},
		{"SuggestCompletes", suggestCompletes},
		{"SuggestWritesAsTheTextsDo", suggestWritten},
		{"SuggestCountsExactly", suggestCounts},
		{"SuggestRefuses", suggestRefuses},
		{"EmptyCollection", emptyCollection},
		{"CancelledSearchStops", cancelledSearchStops},
		{"ReadersSeeWholeChanges", readersSeeWholeChanges},
		{"AgreesWithNaiveEvaluation", agreesOnMadeUp},
		{"AgreesWithNaiveEvaluationOnRealDocuments", agreesOnReal},
	} {
		t.Run(test.name, func(t *testing.T) {
			engine := open(t)
			t.Cleanup(func() {
				if err := engine.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			test.run(t, engine)
		})
	}
}

// document makes a treaty with one article for each text.
func document(id, title, date string, texts ...string) *corpus.Document {
	d := &corpus.Document{ID: id, Title: title, Type: "treaty", Language: "en", Source: corpus.Source{Collection: "test", Path: "/" + id}}
	if date != "" {
		d.Date, _ = corpus.ParseDate(date)
	}
	for i, text := range texts {
		d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Article, Number: fmt.Sprint(i + 1), Text: text})
	}
	return d
}

func tags(origin corpus.Origin, names ...string) []corpus.Tag {
	var all []corpus.Tag
	for _, name := range names {
		tag := corpus.Tag{Name: name, Origin: origin}
		if origin == corpus.Detected {
			tag.Evidence = []string{name}
		}
		all = append(all, tag)
	}
	return all
}

// library is the small collection that most tests ask.
func library() []*corpus.Document {
	washington := document("washington", "North Atlantic Treaty", "1949-04-04",
		"The Parties undertake to settle disputes by peaceful means.",
		"An armed attack against one shall be considered an attack against them all.")
	washington.Passages[1].Heading = "Collective defence"
	washington.Organizations = tags(corpus.Declared, "NATO")
	washington.Parties = tags(corpus.Declared, "US", "FR")
	rio := document("rio", "Inter-American Treaty of Reciprocal Assistance", "1947-09",
		"An armed attack by any State against an American State.", "They attacked; help was sent.")
	rio.Organizations = append(tags(corpus.Declared, "OAS"), tags(corpus.Detected, "UN")...)
	rio.Parties = tags(corpus.Declared, "US", "BR")
	charter := document("charter", "Charter of the United Nations", "1945", "If an armed attack occurs against a Member of the United Nations.")
	charter.Type, charter.Organizations = "charter", tags(corpus.Declared, "UN")
	speech := document("discours", "Discours sur la défense", "", "La défense de l'Europe et l'OTAN.")
	speech.Type, speech.Language, speech.Organizations = "speech", "fr", tags(corpus.Detected, "NATO")
	return []*corpus.Document{washington, rio, charter, speech}
}

func put(t *testing.T, e search.Engine, documents ...*corpus.Document) {
	t.Helper()
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatalf("Put: %v", err)
	}
}

func find(t *testing.T, e search.Engine, r search.Request) *search.Result {
	t.Helper()
	result, err := e.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("Search(%+v): %v", r, err)
	}
	if result.Total.Relation != "eq" {
		t.Errorf("Search(%+v) has a total of relation %q, want eq", r, result.Total.Relation)
	}
	return result
}

func ids(r *search.Result) []string {
	var all []string
	for _, h := range r.Hits {
		all = append(all, h.ID)
	}
	return all
}

var anyOrder = cmpopts.SortSlices(func(a, b string) bool { return a < b })

func documentComesBack(t *testing.T, e search.Engine) {
	for _, d := range library() {
		put(t, e, d)
	}
	for _, want := range library() {
		got, err := e.Document(t.Context(), want.ID)
		if err != nil {
			t.Fatalf("Document(%s): %v", want.ID, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Errorf("Document(%s) is not as put (-put +got):\n%s", want.ID, diff)
		}
	}
	_, err := e.Document(t.Context(), "washingtom")
	if !errors.Is(err, search.ErrNotFound) {
		t.Errorf("Document of an unknown id: %v, want ErrNotFound", err)
	}
	var unknown *search.UnknownIDError
	if !errors.As(err, &unknown) || unknown.Nearest != "washington" {
		t.Errorf("Document of an unknown id: %v, want the nearest id in it", err)
	}
}

func putReplaces(t *testing.T, e search.Engine) {
	put(t, e, document("a", "First", "", "armed attack"))
	put(t, e, document("a", "Second", "", "peaceful means"))
	if got := find(t, e, search.Request{Query: "armed"}).Total.Value; got != 0 {
		t.Errorf("the replaced text is found %d times", got)
	}
	if got := find(t, e, search.Request{Query: "peaceful title:second"}).Total.Value; got != 1 {
		t.Errorf("the new text is found %d times, want once", got)
	}
	stats, err := e.Stats(t.Context())
	if err != nil || stats.Documents != 1 {
		t.Errorf("Stats: %+v, %v, want one document", stats, err)
	}
}

func lastOfOneIDCounts(t *testing.T, e search.Engine) {
	put(t, e, document("a", "First", "", "armed"), document("b", "Other", "", "armed"), document("a", "Second", "", "peaceful"))
	if diff := cmp.Diff([]string{"b"}, ids(find(t, e, search.Request{Query: "armed"}))); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	if got := find(t, e, search.Request{}).Total.Value; got != 2 {
		t.Errorf("there are %d documents, want 2", got)
	}
}

func deleteRemoves(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	if err := e.Delete(t.Context(), []string{"nothing", "rio"}); err != nil {
		t.Fatalf("Delete: %v", err)
	}
	if _, err := e.Document(t.Context(), "rio"); !errors.Is(err, search.ErrNotFound) {
		t.Errorf("Document after Delete: %v, want ErrNotFound", err)
	}
	result := find(t, e, search.Request{Query: "armed"})
	if diff := cmp.Diff([]string{"charter", "washington"}, ids(result), anyOrder); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	if result.Searched.Documents != 3 {
		t.Errorf("searched %d documents, want 3", result.Searched.Documents)
	}
	put(t, e, library()[1])
	if got := find(t, e, search.Request{Query: "title:assistance"}).Total.Value; got != 1 {
		t.Errorf("a document put again after Delete is found %d times, want once", got)
	}
}

func invalidDocumentIsRefused(t *testing.T, e search.Engine) {
	noName, noKind := document("noname", "Bad", "", "x"), document("nokind", "Bad", "", "x")
	noName.Organizations = tags(corpus.Declared, "")
	noKind.Passages[0].Kind = "chapter"
	for _, bad := range []*corpus.Document{
		document("", "Bad", "", "x"), document("a b", "Bad", "", "x"), document("a/b", "Bad", "", "x"), document("é", "Bad", "", "x"),
		noName, noKind,
	} {
		err := e.Put(t.Context(), []*corpus.Document{document("fine", "Fine", "", "x"), bad})
		var invalid *search.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("Put of %q: %v, want an InvalidError", bad.ID, err)
		}
	}
	if got := find(t, e, search.Request{}).Total.Value; got != 0 {
		t.Errorf("refused documents are found: %d", got)
	}
}

// valuesFoldTogether puts values that differ by case and accents alone.
func valuesFoldTogether(t *testing.T, e search.Engine) {
	for id, value := range map[string]string{"a": "NATO", "b": "Nato", "c": "NÄTO", "d": "NATOX"} {
		d := document(id, "Paper", "", "text")
		d.Organizations = tags(corpus.Declared, value)
		put(t, e, d)
	}
	for _, r := range []search.Request{
		{Query: "org:nato"}, {Query: "org:OTAN"}, {Filters: map[string][]string{"org": {"NATO"}}},
	} {
		result := find(t, e, r)
		if diff := cmp.Diff([]string{"a", "b", "c"}, ids(result), anyOrder); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", r, diff)
		}
		if counted := result.Facets["org"]; counted[0].Value != "NATO" || counted[0].Count != len(result.Hits) {
			t.Errorf("%+v counts the values %+v, want NATO with as many as it finds first", r, counted)
		}
	}
}

func deletedWordsAreForgotten(t *testing.T, e search.Engine) {
	put(t, e, document("many", "Many words", "", strings.Join(manyWords(3000), " ")), document("one", "One word", "", "zzaab"))
	if err := e.Delete(t.Context(), []string{"many"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"one"}, ids(find(t, e, search.Request{Query: "zz*"}))); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
}

func closedEngineRefuses(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				if _, err := e.Search(t.Context(), search.Request{Query: "armed"}); err != nil && !errors.Is(err, search.ErrUnavailable) {
					t.Errorf("Search beside Close: %v", err)
				}
			}
		})
	}
	if err := e.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	group.Wait()
}

func emptyCollection(t *testing.T, e search.Engine) {
	result := find(t, e, search.Request{Query: "armed OR attack*"})
	if result.Total.Value != 0 || len(result.Hits) != 0 || result.Hits == nil {
		t.Errorf("an empty collection gives %+v", result)
	}
	if err := e.Put(t.Context(), nil); err != nil {
		t.Errorf("Put of nothing: %v", err)
	}
	if err := e.Delete(t.Context(), nil); err != nil {
		t.Errorf("Delete of nothing: %v", err)
	}
}

func cancelledSearchStops(t *testing.T, e search.Engine) {
	put(t, e, library()...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Search(ctx, search.Request{Query: "armed"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search after cancel: %v, want context.Canceled", err)
	}
}

// readersSeeWholeChanges writes pairs of documents that always agree, while
// readers check that they do.
func readersSeeWholeChanges(t *testing.T, e search.Engine) {
	const rounds = 30
	pair := func(n int) []*corpus.Document {
		word := fmt.Sprintf("round%d", n)
		return []*corpus.Document{document("left", "Left", "", word), document("right", "Right", "", word)}
	}
	put(t, e, pair(0)...)
	done := make(chan struct{})
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					checkPair(t, e)
				}
			}
		})
	}
	for n := 1; n <= rounds; n++ {
		put(t, e, pair(n)...)
		if got := find(t, e, search.Request{Query: fmt.Sprintf("round%d", n)}).Total.Value; got != 2 {
			t.Errorf("after Put returned its documents are found %d times, want 2", got)
		}
	}
	close(done)
	group.Wait()
}

func checkPair(t *testing.T, e search.Engine) {
	result, err := e.Search(t.Context(), search.Request{Query: "round*"})
	if err != nil {
		t.Errorf("Search beside Put: %v", err)
		return
	}
	if len(result.Hits) != 2 || result.Hits[0].Passages[0].Text != result.Hits[1].Passages[0].Text {
		t.Errorf("Search beside Put sees half a change: %d hits", len(result.Hits))
	}
}
