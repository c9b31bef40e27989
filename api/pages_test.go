package api_test

import (
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"entente/corpus"
	"entente/search"
)

func TestStartPage(t *testing.T) {
	root := page(t, "/")
	contains(t, text(root), "In the collection: 32 documents")
	contains(t, text(root), "3 files could not be read")
	contains(t, text(root), "Organization NATO 3")
	if got := len(all(root, "ol", "hits")); got != 0 {
		t.Error("results without a search")
	}
	var links []string
	for _, a := range all(root, "a", "") {
		links = append(links, attribute(a, "href"))
	}
	for _, want := range []string{"/?q=%22armed+attack%22", "/?org=NATO", "/?sort=title"} {
		if !slices.Contains(links, want) {
			t.Errorf("no link to %s among %s", want, links)
		}
	}
	if empty := page(t, "/?q=&from=&to=&sort="); text(empty) != text(root) {
		t.Error("an empty form is not the start page")
	}
}

func TestHitsSayWhatOfThemCouldNotBeRead(t *testing.T) {
	hits := all(page(t, "/?q=fair+share"), "p", "partly")
	if got := texts(hits); len(got) != 1 || got[0] != "Not all of it could be read: p. 4: no text; p. 5: no text; p. 6: no text; p. 7: no text; p. 8: <b>no</b> text; and 2 more" {
		t.Errorf("%q", got)
	}
	if got := all(page(t, "/?q=zeppelin+OR+accompagne"), "p", "partly"); len(got) != 0 {
		t.Errorf("%q of a document that was read whole", texts(got))
	}
	contains(t, text(page(t, "/documents/burden-report-1988")), "Not read p. 4: no text; p. 5: no text;")
	account := text(page(t, "/?q=fair&explain=true"))
	contains(t, account, "Searched in part 7 files of which something was left out")
	contains(t, account, "Files read in part /files/half.pdf: p. 2: no text and 6 more")
}

const noSummary = "of summaries in our own words, not of official texts"

func TestSummariesAreNotTakenForOfficialTexts(t *testing.T) {
	contains(t, text(page(t, "/")), "The built-in collection, “sample”, consists "+noSummary)
	contains(t, text(page(t, "/documents/harbour-treaty-1949")), "A summary, not the official text.")
	if strings.Contains(text(page(t, "/documents/burden-report-1988")), "A summary") {
		t.Error("a document of another collection is called a summary")
	}
	engine := newEmptyEngine(t)
	if err := engine.Put(t.Context(), []*corpus.Document{report()}); err != nil {
		t.Fatal(err)
	}
	if body := get(t, newTestServer(t, engine).Public(), "/").Body.String(); strings.Contains(body, noSummary) {
		t.Error("the start page speaks of a collection that is not there")
	}
}

func TestDocumentsWithoutAValueAreCounted(t *testing.T) {
	contains(t, text(first(t, page(t, "/?q=exercises"), "aside", "")), "7 without one")
	if got := text(first(t, page(t, "/?q=exercises&decade=1950s"), "aside", "")); strings.Contains(got, "without one") {
		t.Errorf("counted although a value is chosen: %s", got)
	}
}

func TestDocumentsWithoutADateAreCounted(t *testing.T) {
	const notice = "no date: no condition on the date holds there"
	contains(t, text(first(t, page(t, "/?q=exercises+date:1949"), "main", "")), notice)
	contains(t, text(first(t, page(t, "/?q=exercises&to=1949"), "main", "")), notice)
	if got := text(first(t, page(t, "/?q=exercises"), "main", "")); strings.Contains(got, notice) {
		t.Error("a search that asks for no date speaks of dates")
	}
}

func TestHelpSaysWhatPhrasesAndTicksMean(t *testing.T) {
	help := text(first(t, page(t, "/"), "details", "help"))
	contains(t, help, "in any of their inflected forms")
	contains(t, help, "Several values ticked under one heading mean any of them")
}

func TestStartPageOfAnEmptyCollection(t *testing.T) {
	body := get(t, newTestServer(t, newEmptyEngine(t)).Public(), "/").Body.String()
	contains(t, body, "The collection is empty")
}

func TestResultsPage(t *testing.T) {
	root := page(t, "/?q=armed+attack&org=NATO&type=treaty&type=report&from=1940&sort=date")
	if got := text(first(t, root, "h1", "")); got != "2 documents of 32 searched" {
		t.Error(got)
	}
	hits := all(root, "article", "")
	contains(t, text(hits[0]), "Treaty 1949-04-04 signed 1949-04-05 NATO UN detected: “United Nations”, “Charter of the United Nations”")
	contains(t, text(hits[0]), "Article 5 An armed attack against one party")
	contains(t, text(hits[1]), "NATO detected: “Alliance”, “NATO”, “North Atlantic Council” and 2 more")
	if got := texts(all(hits[1], "mark", "")); !slices.Equal(got, []string{"armed", "attack"}) {
		t.Errorf("marks %q", got)
	}
	link := attribute(all(hits[0], "a", "")[0], "href")
	if want := "/documents/harbour-treaty-1949?from=1940&org=NATO&q=armed+attack&sort=date&type=treaty&type=report#p"; !strings.HasPrefix(link, want) {
		t.Errorf("link %s", link)
	}
	var chips []string
	for _, a := range all(first(t, root, "ul", "chips"), "a", "") {
		chips = append(chips, attribute(a, "href"))
	}
	want := []string{
		"/?from=1940&q=armed+attack&sort=date&type=treaty&type=report", "/?from=1940&org=NATO&q=armed+attack&sort=date&type=report",
		"/?from=1940&org=NATO&q=armed+attack&sort=date&type=treaty", "/?org=NATO&q=armed+attack&sort=date&type=treaty&type=report", "/?q=armed+attack&sort=date",
	}
	if !slices.Equal(chips, want) {
		t.Errorf("chips lead to\n%s", strings.Join(chips, "\n"))
	}
	var checked []string
	for _, input := range all(root, "input", "") {
		if slices.ContainsFunc(input.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
			checked = append(checked, attribute(input, "name")+"="+attribute(input, "value"))
		}
		if name := attribute(input, "name"); name != "q" && attribute(input, "id") != "keys-on" && attribute(input, "form") != "search" {
			t.Errorf("the input %s is not of the form", name)
		}
	}
	if !slices.Equal(checked, []string{"org=NATO", "type=report", "type=treaty"}) {
		t.Errorf("checked %s", checked)
	}
}

func TestMorePassagesThanShown(t *testing.T) {
	more := first(t, first(t, page(t, "/?q=anchorage"), "article", ""), "p", "more")
	contains(t, text(more), "more passages match")
	contains(t, attribute(first(t, more, "a", ""), "href"), "/documents/code-of-harbours-1962?q=anchorage#p")
}

func TestPagesOfResults(t *testing.T) {
	root := page(t, "/?q=exercises&per_page=5&page=3")
	var links []string
	for _, a := range all(first(t, root, "nav", "pages"), "a", "") {
		links = append(links, attribute(a, "rel")+" "+text(a)+" "+attribute(a, "href"))
	}
	want := []string{"prev Previous /?page=2&per_page=5&q=exercises", " 1 /?per_page=5&q=exercises", " 2 /?page=2&per_page=5&q=exercises",
		" 4 /?page=4&per_page=5&q=exercises", " 5 /?page=5&per_page=5&q=exercises", " 6 /?page=6&per_page=5&q=exercises", "next Next /?page=4&per_page=5&q=exercises"}
	if !slices.Equal(links, want) {
		t.Errorf("links\n%s", strings.Join(links, "\n"))
	}
	if start := attribute(first(t, root, "ol", "hits"), "start"); start != "11" {
		t.Errorf("the first hit has number %s", start)
	}
	beyond := page(t, "/?q=exercises&page=9")
	contains(t, text(beyond), "The results end before this page Go back to page 2")
}

func TestMoreValuesOfAFacet(t *testing.T) {
	root := page(t, "/?sort=title")
	more := attribute(first(t, first(t, root, "p", "more"), "a", ""), "href")
	if more != "/?facet_size=100&sort=title#facet-org" {
		t.Fatal(more)
	}
	root = page(t, more)
	if got := len(all(root, "p", "more")); got != 0 {
		t.Errorf("%d facets have more", got)
	}
	carried := slices.ContainsFunc(all(root, "input", ""), func(n *html.Node) bool {
		return attribute(n, "name") == "facet_size" && attribute(n, "value") == "100" && attribute(n, "type") == "hidden"
	})
	if !carried {
		t.Error("the form forgets facet_size")
	}
}

func TestQueryThatCannotBeHonoured(t *testing.T) {
	root := page(t, "/?q=armed+(attack+OR&org=NATO")
	problem := text(first(t, root, "section", "problem"))
	contains(t, problem, "The query cannot be honoured armed (attack OR OR has nothing after it (column 15). Write what should follow")
	if got := text(first(t, root, "span", "at")); got != "OR" {
		t.Errorf("the fault is shown at %q", got)
	}
	if got := attribute(first(t, root, "input", ""), "value"); got != "armed (attack OR" {
		t.Errorf("the box has %q", got)
	}
	var carried []string
	for _, input := range all(first(t, root, "form", ""), "input", "") {
		carried = append(carried, attribute(input, "type")+" "+attribute(input, "name")+"="+attribute(input, "value"))
	}
	if want := []string{"search q=armed (attack OR", "hidden org=NATO"}; !slices.Equal(carried, want) {
		t.Errorf("the form sends %q", carried)
	}
	wide := page(t, `/?q=%F0%9D%94%B8%C3%A9+%22`) // letters of four and two bytes
	contains(t, text(first(t, wide, "section", "problem")), "column 4")
	if got := text(first(t, wide, "span", "at")); got != `"` {
		t.Errorf("the fault is shown at %q", got)
	}
}

func TestValueThatIsNotKnown(t *testing.T) {
	root := page(t, "/?q=armed&org=NATOO")
	section := first(t, root, "section", "problem")
	contains(t, text(section), `org: no document has the value "NATOO". Did you mean NATO?`)
	if got := attribute(first(t, section, "a", ""), "href"); got != "/?org=NATO&q=armed" {
		t.Error(got)
	}
}

func TestNothingFound(t *testing.T) {
	root := page(t, "/?q=zeppelin&type=treaty")
	contains(t, text(root), "No document of 32 searched")
	contains(t, text(root), "Nothing matches all of this Take off a filter above. Remove all")
}

// Nothing that a document, an address or a query says becomes HTML.
func TestHostileTextsStayText(t *testing.T) {
	for _, target := range []string{
		"/documents/hostile?q=armed", "/?q=armed&per_page=100", "/?source=papers&source=reports", "/",
		"/?q=%22%3E%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/?org=%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
		"/documents/harbour-treaty-1949?q=%22%3E%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E", "/?%3Cscript%3E=1", "/?q=%00%FF%3Cscript%3E",
	} {
		root := page(t, target)
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "script" && !strings.HasPrefix(attribute(n, "src"), "/assets/script-") || slices.Contains([]string{"img", "b", "iframe", "style"}, n.Data) {
				t.Errorf("%s: element %s %v", target, n.Data, n.Attr)
			}
			for _, a := range n.Attr {
				address := (a.Key == "href" || a.Key == "src" || a.Key == "action") && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://")
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || address {
					t.Errorf("%s: %s %s=%q", target, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	hostile := page(t, "/documents/hostile?q=armed")
	contains(t, text(hostile), "javascript:alert(document.domain)")
	contains(t, text(hostile), "An armed attack on </script><script>alert(\"x\")</script> <mark>not ours</mark> & more")
}

// maxPageBytes is what a page may weigh, with its style and script and without
// results, uncompressed.
const maxPageBytes = 60 << 10

// TestPagesAreLight weighs the pages. Those with results have a timeline and
// facets as long as they are listed.
func TestPagesAreLight(t *testing.T) {
	handler := newTestServer(t, crowded{newTestEngine(t)}).Public()
	hits := regexp.MustCompile(`(?s)<ol class="hits[^>]*>.*?</ol>\n`)
	for _, target := range []string{"/", "/?q=armed+attack", "/?q=zeppelin", "/?sort=title&page=100", "/?q=armed+(", "/documents/nothing", "/files"} {
		body := hits.ReplaceAllString(get(t, handler, target).Body.String(), "")
		weight := len(body)
		for _, path := range regexp.MustCompile(`/assets/[\w-]+\.\w+`).FindAllString(body, -1) {
			weight += get(t, handler, path).Body.Len()
		}
		if weight > maxPageBytes {
			t.Errorf("%s: %d bytes", target, weight)
		}
		t.Logf("%s: %d bytes", target, weight)
	}
}

// Every page can be found one's way in by ear and keyboard.
func TestLandmarksAndNames(t *testing.T) {
	for _, target := range []string{"/", "/?q=armed", "/?q=zeppelin", "/?q=(", "/documents/harbour-treaty-1949?q=armed", "/documents/nothing"} {
		root := page(t, target)
		if got := attribute(first(t, root, "html", ""), "lang"); got != "en" {
			t.Errorf("%s: lang %q", target, got)
		}
		for _, name := range []string{"main", "h1", "title"} {
			found := slices.DeleteFunc(all(root, name, ""), func(n *html.Node) bool { return n.Namespace == "svg" })
			if got := len(found); got != 1 {
				t.Errorf("%s: %d %s", target, got, name)
			}
		}
		if skip := first(t, root, "a", "skip"); attribute(skip, "href") != "#content" || attribute(first(t, root, "main", ""), "id") != "content" {
			t.Errorf("%s: the skip link leads nowhere", target)
		}
		labelled := make(map[string]bool)
		for _, l := range all(root, "label", "") {
			labelled[attribute(l, "for")] = true
			for _, input := range all(l, "input", "") {
				labelled[attribute(input, "id")] = true
			}
		}
		ids := make(map[string]bool)
		for n := range root.Descendants() {
			id := attribute(n, "id")
			if id != "" && ids[id] {
				t.Errorf("%s: two elements have the id %s", target, id)
			}
			ids[id] = true
			if (n.Data == "input" || n.Data == "select") && attribute(n, "type") != "hidden" && !labelled[id] {
				t.Errorf("%s: no label for %s", target, id)
			}
		}
	}
}

func TestPageOfACollectionThatCannotBeSearched(t *testing.T) {
	handler := newTestServer(t, failing{err: search.ErrUnavailable}).Public()
	for _, target := range []string{"/", "/?q=armed", "/documents/hostile"} {
		answer := ask(t, handler, httptest.NewRequest("GET", target, nil))
		if answer.Code != 503 || answer.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d %v", target, answer.Code, answer.Header())
		}
		contains(t, answer.Body.String(), "The collection cannot be searched now")
	}
}
