package passages

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

func TestParseHeading(t *testing.T) {
	article := func(number, title string) heading { return heading{corpus.Article, number, title} }
	for _, test := range []struct {
		line string
		want heading
	}{
		{"Article 5", article("5", "")},
		{"ARTICLE V", article("V", "")},
		{"Article v", article("V", "")},
		{"Art. 5 bis", article("5 bis", "")},
		{"ART.5bis.", article("5 bis", "")},
		{"Article 9A", article("9A", "")},
		{"Article 5. Heading", article("5", "Heading")},
		{"Article 5 – Heading", article("5", "Heading")},
		{"Article 5.- Heading", article("5", "Heading")},
		{"Article 5: use of force", article("5", "use of force")},
		{"Article 5 Collective defence", article("5", "Collective defence")},
		{"Article 5 (Collective defence)", article("5", "(Collective defence)")},
		{"Article XVIII bis: Review", article("XVIII bis", "Review")},
		{"Article premier", article("1", "")},
		{"Article 1er", article("1", "")},
		{"ARTICLE 2ND.", article("2", "")},
		{"Article twenty-first", article("21", "")},
		{"Article first", article("1", "")},
		{"Article I-33", article("I-33", "")},
		{"Article 2.10: Import licences", article("2.10", "Import licences")},
		{"Article XIII.20", article("XIII.20", "")},
		{"Article XI .2", article("XI.2", "")},
		{"Artikel 5", article("5", "")},
		{"Artículo 5", article("5", "")},
		{"ARTICULO 5.- Objeto", article("5", "Objeto")},
		{"Статья 7", article("7", "")},
		{"第五條 宗旨", article("5", "宗旨")},
		{"第二十一条", article("21", "")},
		{"第八條之二", article("8 bis", "")},
		{"第12條", article("12", "")},
		{"Article 八之二: Crime", article("8 bis", "Crime")},
		{"§ 127e. Support of friendly boats", heading{corpus.Section, "§ 127e", "Support of friendly boats"}},
		{"§ 2103. Eligibility", heading{corpus.Section, "§ 2103", "Eligibility"}},
		{"Annex", heading{corpus.Annex, "", ""}},
		{"ANNEX II", heading{corpus.Annex, "II", ""}},
		{"Annex B: Sensors", heading{corpus.Annex, "B", "Sensors"}},
		{"Annex 2-C Taxes", heading{corpus.Annex, "2-C", "Taxes"}},
		{"Bijlage I", heading{corpus.Annex, "I", ""}},
		{"Preamble", heading{corpus.Preamble, "", ""}},
		{"PRÉAMBULE", heading{corpus.Preamble, "", ""}},
		{"序言", heading{corpus.Preamble, "", ""}},
	} {
		got, ok := parseHeading(test.line)
		if !ok {
			t.Errorf("%q is a heading", test.line)
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(heading{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.line, diff)
		}
	}
}

func TestParseHeadingRefuses(t *testing.T) {
	for _, line := range []string{
		"", "Article", "article 5", "Articles 5 to 7", "Articles of Agreement", "Artifact 5", "Article five",
		"Article 5 of the Treaty", "Article 5, paragraph 2", "Article 5(2)", "Article 5 (2) applies",
		"Article 5 shall apply", "Article 5 and Article 6", "Article 5; Article 6", "Article IIII", "Article 0",
		"第三條規定", "第三章 總則", "Chapter VII", "Annexes", "Annex II to this Agreement shall apply.", "Annex of 1907",
		"Preambles are long.", "§", "The preamble",
	} {
		if got, ok := parseHeading(line); ok {
			t.Errorf("%q was read as %+v", line, got)
		}
	}
}

func FuzzParseHeading(f *testing.F) {
	for _, line := range []string{"Article 5 bis – Heading", "ARTICLE iifreedom", "第五條之二", "Annex II: x", "§ 127e.", "Preamble", "Art. 2.1"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		h, ok := parseHeading(line)
		if !ok {
			return
		}
		if h.kind == corpus.Article && h.number == "" {
			t.Errorf("an article without a number: %+v", h)
		}
		if utf8.ValidString(line) && (!utf8.ValidString(h.number) || !utf8.ValidString(h.title)) {
			t.Errorf("no valid UTF-8: %+v", h)
		}
		if again, ok := parseHeading(line); !ok || again != h {
			t.Errorf("read as %+v, then as %+v", h, again)
		}
	})
}

func TestRomanNumbers(t *testing.T) {
	for n := 1; n < 400; n++ {
		text := romanText(n)
		if got, ok := romanValue(text); !ok || got != n {
			t.Errorf("%d is %s, read as %d", n, text, got)
		}
	}
	for _, s := range []string{"", "IIII", "VX", "IC", "Iv", "CCCC"} {
		if n, ok := romanValue(s); ok {
			t.Errorf("%q was read as %d", s, n)
		}
	}
}

// The hints leave out nothing that the expression matches, in any letters that it
// takes for the same.
func TestWordedAsPreamble(t *testing.T) {
	for _, text := range []string{
		"have agreed", "The Parties HAS AGREED", "Hereby agree", "agree as follows", "Having Regard to", "WHEREAS the",
		"sont convenus", "ONT CONVENUS", "CONSIDÉRANT que", "con\u017fidérant", "han convenido", "Han acordado", "OVEREENGEKOMEN", "overeengeKomen",
		"sind wie folgt übereingekommen", "SIND ÜBEREINGEKOMMEN", "ДОГОВОРИЛИСЬ", "\u1c81оговорились", "業經議定", "協議如下",
	} {
		if !preambleWords.MatchString(text) || !wordedAsPreamble(text) {
			t.Errorf("%q is worded as a preamble: %v by the expression, %v by hints and expression", text, preambleWords.MatchString(text), wordedAsPreamble(text))
		}
	}
	for _, text := range []string{"", "They disagree.", "The agreement", "overeenkomst"} {
		if wordedAsPreamble(text) {
			t.Errorf("%q is taken for a preamble", text)
		}
	}
}

func TestWordPlaces(t *testing.T) {
	text := "ARTICLE 1 and Article 2, Art. 3, the Articles, СТАТЬЯ 4, Artículo 5; Article, Artikel 6 Article\n7"
	var got []string
	for _, at := range wordPlaces(text) {
		word, _, _ := strings.Cut(text[at:], " ")
		got = append(got, word)
	}
	want := []string{"ARTICLE", "Article", "СТАТЬЯ", "Artículo", "Artikel"}
	if !slices.Equal(got, want) {
		t.Errorf("words for articles at %q, want %q", got, want)
	}
}
