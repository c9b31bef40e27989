package wire

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

func date(t testing.TB, s string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dateReason is why corpus takes s for no date.
func dateReason(s string) string {
	_, err := corpus.ParseDate(s)
	return err.Error()
}

func parseSearch(raw string) (search.Request, error) {
	values, err := ParseQueryString(raw)
	if err != nil {
		return search.Request{}, err
	}
	return ParseRequest(values)
}

func TestParseRequest(t *testing.T) {
	for raw, want := range map[string]search.Request{
		"":                       {},
		"q=":                     {},
		"q=armed+attack":         {Query: "armed attack"},
		"q=%22a%3Bb%22":          {Query: `"a;b"`},
		"match=all&q=x":          {Query: "x", Match: search.MatchAll},
		"match=any":              {Match: search.MatchAny},
		"match=some":             {Match: "some"}, // the engine refuses it
		"synonyms=false":         {NoSynonyms: true},
		"synonyms=true":          {},
		"explain=true":           {Explain: true},
		"explain=false":          {},
		"cursor=abc":             {Cursor: "abc"},
		"facet=org&facet_text=n": {Facet: "org", FacetText: "n"},
		"histogram=decade":       {Histogram: search.ByDecade},
		"org=NATO&org=EU":        {Filters: map[string][]string{"org": {"NATO", "EU"}}},
		"type=treaty&lang=fr":    {Filters: map[string][]string{"type": {"treaty"}, "lang": {"fr"}}},
		"from=1949&to=1960-02":   {From: date(t, "1949"), To: date(t, "1960-02")},
		"sort=-date&page=2":      {Sort: search.ByDateDesc, Page: 2},
		"per_page=007":           {PerPage: 7},
		"facet_size=5&sort=odd":  {FacetSize: 5, Sort: "odd"}, // the engine refuses it
		"page=999999999":         {Page: 999999999},           // and this
	} {
		got, err := parseSearch(raw)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Errorf("%s: %s", raw, diff)
		}
	}
}

func TestParseRequestRefuses(t *testing.T) {
	for raw, want := range map[string]search.InvalidError{
		"q=a&q=b":                           {Parameter: "q", Message: "is given 2 times; give it once"},
		"page=1&page=1":                     {Parameter: "page", Message: "is given 2 times; give it once"},
		"page=":                             {Parameter: "page", Message: "is empty; give it a value or leave it out"},
		"page=0":                            {Parameter: "page", Message: "must be a whole number in digits, 1 or more"},
		"page=-1":                           {Parameter: "page", Message: "must be a whole number in digits, 1 or more"},
		"page=+1":                           {Parameter: "page", Message: "must be a whole number in digits, 1 or more"},
		"page=1e3":                          {Parameter: "page", Message: "must be a whole number in digits, 1 or more"},
		"page=٣":                            {Parameter: "page", Message: "must be a whole number in digits, 1 or more"},
		"per_page=99999999999999999999":     {Parameter: "per_page", Message: "is too large: it has more than 9 digits"},
		"facet_size=x":                      {Parameter: "facet_size", Message: "must be a whole number in digits, 1 or more"},
		"sort=":                             {Parameter: "sort", Message: "is empty; give it a value or leave it out"},
		"org=":                              {Parameter: "org", Message: "is empty; give it a value or leave it out"},
		"org=NATO&org=":                     {Parameter: "org", Message: "is empty; give it a value or leave it out"},
		"from=yesterday":                    {Parameter: "from", Message: dateReason("yesterday")},
		"to=1949-02-30":                     {Parameter: "to", Message: dateReason("1949-02-30")},
		"from=" + strings.Repeat("1", 1000): {Parameter: "from", Message: "is too long for a date: write 1949, 1949-04 or 1949-04-04"},
		"match=":                            {Parameter: "match", Message: "is empty; give it a value or leave it out"},
		"cursor=":                           {Parameter: "cursor", Message: "is empty; give it a value or leave it out"},
		"facet=":                            {Parameter: "facet", Message: "is empty; give it a value or leave it out"},
		"facet=org&facet_text=":             {Parameter: "facet_text", Message: "is empty; give it a value or leave it out"},
		"histogram=":                        {Parameter: "histogram", Message: "is empty; give it a value or leave it out"},
		"explain=":                          {Parameter: "explain", Message: "is empty; give it a value or leave it out"},
		"explain=yes":                       {Parameter: "explain", Message: "must be true or false"},
		"synonyms=TRUE":                     {Parameter: "synonyms", Message: "must be true or false"},
		"synonyms=true&synonyms=false":      {Parameter: "synonyms", Message: "is given 2 times; give it once"},
		"synonym=false":                     {Parameter: "synonym", Message: "is not a parameter here", Nearest: "synonyms"},
		"topics=x":                          {Parameter: "topics", Message: "is not a parameter here", Nearest: "topic"},
		"title=x":                           {Parameter: "title", Message: "is not a parameter here"},
		"Q=x":                               {Parameter: "Q", Message: "is not a parameter here", Nearest: "q"},
		"%FF=x":                             {Parameter: `"\xff"`, Message: "is not valid UTF-8"},
		"org=%FF":                           {Parameter: "org", Message: "is not valid UTF-8"},
		"org=a%00b":                         {Parameter: "org", Message: `contains the control character '\x00', which no text has`},
		"sort=%1b":                          {Parameter: "sort", Message: `contains the control character '\x1b', which no text has`},
		"q=%zz":                             {Parameter: "query string", Message: "cannot be decoded: write a percent sign as %25 and a semicolon as %3B"},
		"q=a;b":                             {Parameter: "query string", Message: "cannot be decoded: write a percent sign as %25 and a semicolon as %3B"},
		strings.Repeat("x", 1000) + "=1":    {Parameter: `"` + strings.Repeat("x", 39) + `…"`, Message: "is not a parameter here"},
		"page=" + strings.Repeat("9", 1e5):  {Parameter: "page", Message: "is too large: it has more than 9 digits"},
	} {
		_, err := parseSearch(raw)
		var got *search.InvalidError
		if !errors.As(err, &got) {
			t.Errorf("%.80s: %v", raw, err)
			continue
		}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%.80s: %s", raw, diff)
		}
	}
}

// A query is the query language's to judge, down to its bytes.
func TestQueryBytesAreLeftToTheQueryLanguage(t *testing.T) {
	for raw, want := range map[string]string{"q=%FF": "\xff", "q=a%00": "a\x00"} {
		r, err := parseSearch(raw)
		if err != nil || r.Query != want {
			t.Errorf("%s: %q, %v", raw, r.Query, err)
		}
		var syntax *search.SyntaxError
		if _, err := search.Parse(r.Query, r.Match); !errors.As(err, &syntax) {
			t.Errorf("%s is not refused: %v", raw, err)
		}
	}
}

func TestFacetsAreThoseOfTheFieldTable(t *testing.T) {
	for _, f := range corpus.Fields() {
		if slices.Contains(Facets(), f.Name) != f.Facet {
			t.Errorf("%s: a facet in the table: %v", f.Name, f.Facet)
		}
	}
}

// FuzzParseRequest holds that any query string is read or refused with an
// InvalidError, and that what was read is written so that it is read again.
func FuzzParseRequest(f *testing.F) {
	for _, seed := range []string{"", "q=armed+attack&org=NATO&org=EU", "page=2&per_page=10&sort=title&from=1949&to=1950-01-01", "q=%FF%00", "a;b", "%", "=0", "facet_size=1&match=all", "match=any&synonyms=false&explain=true", "facet=org&facet_text=a&histogram=year&cursor=x", "explain=&synonyms=0", "page=-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		request, err := parseSearch(raw)
		if err != nil {
			var invalid *search.InvalidError
			if !errors.As(err, &invalid) || invalid.Parameter == "" || invalid.Message == "" {
				t.Fatalf("refused with %#v", err)
			}
			return
		}
		again, err := parseSearch(Values(request).Encode())
		if err != nil {
			t.Fatalf("what was read is not read again: %v", err)
		}
		if diff := cmp.Diff(request, again, cmp.AllowUnexported(corpus.Date{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// What does not decide the hits of a record is refused there, and what does not
// decide the words that match is refused where they are marked.
func TestRecordsAndMarksTakeWhatCounts(t *testing.T) {
	whole := search.Request{
		Query: "x", Match: search.MatchAny, NoSynonyms: true, Filters: map[string][]string{"org": {"EU", "UN"}},
		From: date(t, "1949"), To: date(t, "1950"), Sort: search.ByTitle,
	}
	asked, err := ParseRecord(RecordValues(whole))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, asked, cmp.AllowUnexported(corpus.Date{})); diff != "" {
		t.Error(diff)
	}
	whole.Page, whole.PerPage, whole.Explain, whole.Cursor, whole.Histogram = 2, 3, true, "c", search.ByYear
	if diff := cmp.Diff(RecordValues(asked), RecordValues(whole)); diff != "" {
		t.Error(diff)
	}
	marked, err := ParseMarks(MarkValues(whole))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(search.Request{Query: "x", Match: search.MatchAny, NoSynonyms: true}, marked, cmp.AllowUnexported(corpus.Date{})); diff != "" {
		t.Error(diff)
	}
	for raw, parse := range map[string]func(url.Values) (search.Request, error){
		"q=x&page=2": ParseRecord, "q=x&explain=true": ParseRecord, "q=x&cursor=c": ParseRecord, "q=x&sort=title": ParseMarks, "match=any": ParseMarks,
	} {
		values, err := ParseQueryString(raw)
		if err != nil {
			t.Fatal(err)
		}
		var invalid *search.InvalidError
		if _, err := parse(values); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", raw, err)
		}
	}
}

func TestParseSuggest(t *testing.T) {
	for raw, want := range map[string]string{
		"q=arm": "arm 0", "q=": " 0", "q=arm&limit=5": "arm 5", "q=arm&limit=999": "arm 999", // the engine refuses it
		"": "q: is missing: give the beginning of a query", "q=%FF": "q: is not valid UTF-8", "limit=5": "q: is missing: give the beginning of a query",
		"q=a&limit=0": "limit: must be a whole number in digits, 1 or more", "q=a&limits=5": `limits: is not a parameter here; did you mean "limit"?`,
	} {
		values, err := ParseQueryString(raw)
		if err != nil {
			t.Fatal(err)
		}
		text, limit, err := ParseSuggest(values)
		got := fmt.Sprint(text, " ", limit)
		if err != nil {
			got = err.Error()
		} else if again, limitAgain, err := ParseSuggest(SuggestValues(text, limit)); err != nil || again != text || limitAgain != limit {
			t.Errorf("%s is read again as %q, %d, %v", raw, again, limitAgain, err)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

func TestValuesLeaveOutWhatIsNotSet(t *testing.T) {
	if got := Values(search.Request{}); len(got) != 0 {
		t.Errorf("the zero request has parameters: %v", got)
	}
	want := url.Values{"q": {"x"}, "org": {"EU", "UN"}, "from": {"1949"}, "page": {"3"}}
	got := Values(search.Request{Query: "x", Filters: map[string][]string{"org": {"EU", "UN"}}, From: date(t, "1949"), Page: 3})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
