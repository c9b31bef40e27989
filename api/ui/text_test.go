package ui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
)

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		marks      []search.Mark
		want       []paragraph
	}{
		{"nothing", "", nil, nil},
		{"plain", "one\ntwo", nil, []paragraph{{{"one\ntwo", false}}}},
		{"two", "one\n\ntwo\n\n\nthree", nil, []paragraph{{{"one", false}}, {{"two", false}}, {{"three", false}}}},
		{"marks count code points", "é𝔸 x", []search.Mark{{1, 2}, {3, 4}}, []paragraph{{{"é", false}, {"𝔸", true}, {" ", false}, {"x", true}}}},
		{"a mark over the end of a paragraph", "one\n\ntwo", []search.Mark{{2, 6}}, []paragraph{{{"on", false}, {"e", true}}, {{"t", true}, {"wo", false}}}},
		{"marks that do not fit", "abc", []search.Mark{{-5, 1}, {0, 2}, {2, 2}, {9, 12}, {2, 99}}, []paragraph{{{"a", true}, {"b", true}, {"c", true}}}},
	} {
		if diff := cmp.Diff(c.want, paragraphs(c.text, c.marks)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestMarkedHTMLIsReadAsText(t *testing.T) {
	for html, want := range map[string]paragraph{
		"":                                  nil,
		"A &amp; <mark>B</mark> &lt;C":      {{"A & ", false}, {"B", true}, {" <C", false}},
		"<mark>all</mark>":                  {{"all", true}},
		"<mark>open":                        {{"open", true}},
		"</mark>x":                          {{"</mark>x", false}},
		"<script>alert(1)</script>":         {{"<script>alert(1)</script>", false}},
		"&lt;mark&gt;x <mark>&lt;b&gt;y":    {{"<mark>x ", false}, {"<b>y", true}},
		"a<mark></mark>b<mark>c</mark>&#39": {{"a", false}, {"b", false}, {"c", true}, {"'", false}},
	} {
		if diff := cmp.Diff(want, fromMarkedHTML(html)); diff != "" {
			t.Errorf("%s: %s", html, diff)
		}
	}
}

func TestNumbers(t *testing.T) {
	english, french := tongue{language: English}, tongue{language: French, phrases: map[string]string{"document": "document", "documents": "documents"}}
	for n, want := range map[int][2]string{
		0: {"0 documents", "0 document"}, 1: {"1 document", "1 document"}, 999: {"999 documents", "999 documents"},
		1161: {"1,161 documents", "1\u202f161 documents"}, 1000000: {"1,000,000 documents", "1\u202f000\u202f000 documents"},
		-1234: {"-1,234 documents", "-1\u202f234 documents"}, -123: {"-123 documents", "-123 documents"},
	} {
		got := [2]string{english.count(n, "document", "documents"), french.count(n, "document", "documents")}
		if got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestPassageNames(t *testing.T) {
	for want, p := range map[string]corpus.Passage{
		"Article 5 – Collective defence": {Kind: corpus.Article, Number: "5", Heading: "Collective defence"},
		"Annex II, Article 3":            {Kind: corpus.Article, Number: "3", Within: "Annex II"},
		"p. 12":                          {Kind: corpus.Page, Page: 12},
		"Purpose":                        {Kind: corpus.Section, Heading: "Purpose"},
		"2 – Cost":                       {Kind: corpus.Section, Number: "2", Heading: "Cost"},
		"Passage 4":                      {Kind: corpus.Section},
	} {
		if got := plain(tongue{language: English}.passageName(p, 3, nil)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func plain(p paragraph) string {
	var out strings.Builder
	for _, s := range p {
		out.WriteString(s.Text)
	}
	return out.String()
}

// FuzzSegments holds that cutting at marks never loses or adds text.
func FuzzSegments(f *testing.F) {
	f.Add("An armed attack", 3, 8, 9, 15)
	f.Add("é\n\n𝔸", -1, 99, 0, 0)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		text = strings.ToValidUTF8(text, "?")
		if got := plain(segments(text, []search.Mark{{a, b}, {c, d}})); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
