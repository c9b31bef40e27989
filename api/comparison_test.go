package api_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"entente/api/wire"
	"entente/comparison"
	"entente/corpus"
)

// draft is an earlier state of treaty(): an article more, before one that then
// has another number, and no annex.
func draft() *corpus.Document {
	d := treaty()
	d.ID, d.Title, d.Date, d.Instrument = "harbour-draft-1947", "Harbour Treaty (draft)", date("1947-12"), nil
	d.Passages = []corpus.Passage{
		d.Passages[0],
		{Kind: corpus.Article, Number: "1", Heading: "Peaceful means", Text: "The parties settle their disputes by peaceful means, and refrain from the use of force."},
		{Kind: corpus.Article, Number: "5", Heading: "Consultation", Text: "The governments consult whenever one of them holds its independence to be threatened."},
		{Kind: corpus.Article, Number: "VI", Heading: "Collective defence", Text: "An armed attack against one party is held to be an armed attack against all.\n\nEach party assists the one attacked by such action as it deems fit. Measures taken are reported to the Security Council."},
	}
	return d
}

// compared returns the handler of a server that has the draft, too.
func compared(t *testing.T) http.Handler {
	t.Helper()
	engine := newTestEngine(t)
	if err := engine.Put(t.Context(), []*corpus.Document{draft()}); err != nil {
		t.Fatal(err)
	}
	return newTestServer(t, engine).Public()
}

func TestComparisonForPrograms(t *testing.T) {
	handler := compared(t)
	var answer wire.Comparison
	if err := json.Unmarshal(get(t, handler, "/v1/compare?a=harbour-draft-1947&b=harbour-treaty-1949").Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range answer.Pairs {
		line := string(p.Finding) + " " + string(p.Basis)
		for _, side := range []*wire.ComparedPassage{p.A, p.B} {
			if side != nil {
				line += " " + side.Citation + " " + side.URL
			}
		}
		got = append(got, line)
	}
	want := []string{
		"same number Harbour Treaty (draft), Preamble /documents/harbour-draft-1947#p0 Harbour Treaty, Preamble /documents/harbour-treaty-1949#p0",
		"different number Harbour Treaty (draft), Article 1 /documents/harbour-draft-1947#p1 Harbour Treaty, Article 1 /documents/harbour-treaty-1949#p1",
		"only_b  Harbour Treaty, Article 3 /documents/harbour-treaty-1949#p2",
		"only_a  Harbour Treaty (draft), Article 5 /documents/harbour-draft-1947#p2",
		"different likeness Harbour Treaty (draft), Article VI /documents/harbour-draft-1947#p3 Harbour Treaty, Article 5 /documents/harbour-treaty-1949#p3",
		"only_b  Harbour Treaty, Article 6 /documents/harbour-treaty-1949#p4",
		"only_b  Harbour Treaty, Article 11 /documents/harbour-treaty-1949#p5",
		"only_b  Harbour Treaty, Annex I, Article 2 /documents/harbour-treaty-1949#p6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := answer.Findings; n[comparison.Same] != 1 || n[comparison.Different] != 2 || n[comparison.OnlyB] != 4 || n[comparison.OnlyA] != 1 {
		t.Errorf("findings %v", n)
	}
	if err := json.Unmarshal(get(t, handler, "/v1/compare?a=harbour-draft-1947&b=harbour-treaty-1949&show=different").Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Pairs) != len(want)-1 || answer.Findings[comparison.Same] != 1 {
		t.Errorf("%d pairs without those that are the same, %v", len(answer.Pairs), answer.Findings)
	}
}

func TestComparisonPage(t *testing.T) {
	handler := compared(t)
	root := pageOf(t, handler, "/compare?a=harbour-draft-1947&b=harbour-treaty-1949")
	pairs := all(root, "section", "pair")
	if len(pairs) != 8 {
		t.Fatalf("%d pairs", len(pairs))
	}
	changed := pairs[4]
	contains(t, text(changed), "Differs: by likeness,")
	if got := append(texts(all(changed, "del", "")), texts(all(changed, "ins", ""))...); !cmp.Equal(got, []string{"fit", "necessary"}) {
		t.Errorf("marked %q", got)
	}
	if got := attribute(changed, "aria-label"); got != "Article VI beside Article 5" {
		t.Error(got)
	}
	if got := append(texts(all(pairs[1], "del", "")), texts(all(pairs[1], "ins", ""))...); !cmp.Equal(got, []string{"means", "settlement", "threat or"}) {
		t.Errorf("marked %q", got)
	}
	contains(t, text(pairs[2]), "Only in the second Not in the first document")
	contains(t, text(first(t, root, "main", "")), "1 pair of passages is the same 2 pairs differ 1 passage only in the first 4 passages only in the second")
	links := strings.Join(links(first(t, root, "main", "")), "\n")
	for _, want := range []string{
		"Swap the documents /compare?a=harbour-treaty-1949&b=harbour-draft-1947", "JSON /v1/compare?a=harbour-draft-1947&b=harbour-treaty-1949",
		"Only what differs /compare?a=harbour-draft-1947&b=harbour-treaty-1949&show=different", "Article VI – Collective defence /documents/harbour-draft-1947#p3",
	} {
		contains(t, links, want)
	}
	differing := pageOf(t, handler, "/compare?a=harbour-draft-1947&b=harbour-treaty-1949&show=different")
	if got := len(all(differing, "section", "pair")); got != 7 {
		t.Errorf("%d pairs that differ", got)
	}
	contains(t, text(pageOf(t, handler, "/compare?a=hostile&b=hostile&show=different")), "There is nothing to show: no passage differs.")
}

func TestComparisonWithWhatIsNotThere(t *testing.T) {
	handler := compared(t)
	answer := get(t, handler, "/compare?a=harbour-draft-1947&b=harbour-treaty-1948")
	if answer.Code != http.StatusNotFound {
		t.Errorf("status %d", answer.Code)
	}
	contains(t, answer.Body.String(), "harbour-treaty-1949")
	for _, target := range []string{"/v1/compare?a=harbour-treaty-1948&b=hostile", "/compare?a=harbour-treaty-1948", "/v1/compare?a=" + strings.Repeat("x", 300) + "&b=hostile"} {
		if got := get(t, handler, target).Code; got != http.StatusNotFound {
			t.Errorf("%.60s: status %d", target, got)
		}
	}
}

// A comparison that would be too large is refused, and says so.
func TestComparisonThatIsTooLarge(t *testing.T) {
	engine := newEmptyEngine(t)
	large := &corpus.Document{ID: "large", Title: "Large"}
	for range 1001 {
		large.Passages = append(large.Passages, corpus.Passage{Kind: corpus.Section, Text: "text"})
	}
	if err := engine.Put(t.Context(), []*corpus.Document{large}); err != nil {
		t.Fatal(err)
	}
	answer := get(t, newTestServer(t, engine).Public(), "/v1/compare?a=large&b=large")
	if answer.Code != http.StatusBadRequest {
		t.Errorf("status %d", answer.Code)
	}
	contains(t, answer.Body.String(), "the documents have 1001 and 1001 passages")
}

func TestPartnersOfAComparison(t *testing.T) {
	handler := compared(t)
	list := func(target string) string {
		return strings.Join(links(first(t, pageOf(t, handler, target), "main", "")), "\n")
	}
	contains(t, list("/documents/harbour-treaty-1949"), "Compare with another document /compare?a=harbour-treaty-1949")
	contains(t, list("/compare?a=harbour-draft-1947&q=burden"), "Report on sharing the burden of harbour defence /compare?a=harbour-draft-1947&b=burden-report-1988")
	contains(t, list("/compare?a=harbour-draft-1947&q="), "Harbour Treaty /compare?a=harbour-draft-1947&b=harbour-treaty-1949")
	broken := text(pageOf(t, handler, "/compare?a=paper-01&q=armed+("))
	contains(t, broken, "The query cannot be honoured")
	contains(t, broken, "or name it by its identifier")
}

func TestClausesPage(t *testing.T) {
	handler := compared(t)
	root := pageOf(t, handler, "/clauses?q=%22armed+attack%22&type=treaty&sort=date")
	table := first(t, root, "table", "clauses")
	var row *html.Node
	for _, r := range all(table, "tr", "") {
		if strings.HasPrefix(text(r), "Harbour Treaty Treaty 1949-04-04") {
			row = r
		}
	}
	if row == nil {
		t.Fatalf("no row of the treaty in %s", text(table))
	}
	contains(t, text(row), "1949-04-04 United States, France, United Kingdom, Norway")
	contains(t, text(row), "Each party assists the one attacked by such action as it deems necessary. Measures taken are reported to the Security Council.")
	contains(t, text(row), "2 further passages")
	if got := texts(all(first(t, row, "div", "clause"), "mark", "")); !cmp.Equal(got, []string{"armed attack", "armed attack"}) {
		t.Errorf("marked %q", got)
	}
	contains(t, strings.Join(links(row), "\n"), "/documents/harbour-treaty-1949?q=%22armed+attack%22&sort=date&type=treaty#p3")
	contains(t, strings.Join(links(root), "\n"), "CSV /v1/export?format=csv&passages=full&q=%22armed+attack%22&sort=date&type=treaty")
	results := strings.Join(links(pageOf(t, handler, "/?q=%22armed+attack%22&type=treaty&page=1")), "\n")
	contains(t, results, "Clauses side by side /clauses?q=%22armed+attack%22&type=treaty")
	paged := strings.Join(links(pageOf(t, handler, "/clauses?q=exercises&per_page=5&page=2")), "\n")
	contains(t, paged, "Next /clauses?page=3&per_page=5&q=exercises")
	contains(t, text(pageOf(t, handler, "/clauses?q=exercises&page=9")), "The results end before this page Go back to page 2")
	contains(t, text(pageOf(t, handler, "/clauses?q=zeppelin")), "Nothing matches all of this")
}

func TestExportOfClausesHasWholePassages(t *testing.T) {
	handler := compared(t)
	body := get(t, handler, "/v1/export?format=csv&passages=full&q=title:harbour+%22armed+attack%22+deems&type=treaty").Body
	rows, err := csv.NewReader(body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := "Collective defence\n\n" + treaty().Passages[3].Text
	for _, row := range rows {
		if row[1] == "harbour-treaty-1949" && row[14] == "Harbour Treaty, Article 5" {
			if row[16] != want {
				t.Errorf("the passage is %q", row[16])
			}
			return
		}
	}
	t.Errorf("no row with Article 5 in %q", rows)
}

func TestComparisonSpeaksFrench(t *testing.T) {
	handler := compared(t)
	request := httptest.NewRequest(http.MethodGet, "/compare?a=harbour-draft-1947&b=harbour-treaty-1949", nil)
	request.Header.Set("Accept-Language", "fr")
	contains(t, ask(t, handler, request).Body.String(), "Échanger les documents")
}
