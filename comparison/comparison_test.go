package comparison

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

const (
	assistance  = "Should one of the Parties be attacked, the other Parties shall assist the Party so attacked."
	arbitration = "Disputes are settled by arbitration before a tribunal of three judges."
	finances    = "The costs of the joint budget are shared in equal parts each year."
	language    = "Done in English and French, both texts being equally authentic."
)

func article(number, text string) corpus.Passage {
	return corpus.Passage{Kind: corpus.Article, Number: number, Text: text}
}

func document(passages ...corpus.Passage) *corpus.Document {
	return &corpus.Document{ID: "d", Language: "en", Passages: passages}
}

// table writes pairs as lines: "0-1 number different", "-2 only_b".
func table(pairs []Pair) []string {
	var out []string
	index := func(s *Side) string {
		if s == nil {
			return ""
		}
		return fmt.Sprint(s.Passage)
	}
	for _, p := range pairs {
		line := fmt.Sprintf("%s-%s %s %s", index(p.A), index(p.B), p.Basis, p.Finding)
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return out
}

func TestAlignment(t *testing.T) {
	within := func(part string, p corpus.Passage) corpus.Passage {
		p.Within = part
		return p
	}
	in := func(language string, p corpus.Passage) corpus.Passage {
		p.Language = language
		return p
	}
	section := func(text string) corpus.Passage { return corpus.Passage{Kind: corpus.Section, Text: text} }
	for name, c := range map[string]struct {
		a, b *corpus.Document
		want []string
	}{
		"the same article by another spelling of its number": {
			document(article("5", assistance), article("6 bis", finances)), document(article("V", assistance), article("VI bis", finances+" Twice.")),
			[]string{"0-0 number same", "1-1 number different"},
		},
		"the same number though the words are others": {
			document(article("1", arbitration)), document(article("1", finances)), []string{"0-0 number unlike"},
		},
		"an article inserted before others that are renumbered": {
			document(article("1", assistance), article("2", arbitration), article("3", language)),
			document(article("1", assistance), article("2", finances), article("3", arbitration), article("4", language)),
			[]string{"0-0 number same", "-1 only_b", "1-2 likeness same", "2-3 likeness same"},
		},
		"the same number in the main part and in an annex": {
			document(article("1", assistance), within("Annex II", article("1", finances))),
			document(article("1", assistance), within("ANNEX 2", article("1", finances+" Or not.")), within("Annex III", article("1", language))),
			[]string{"0-0 number same", "1-1 number different", "-2 only_b"},
		},
		"passages without numbers by their words": {
			document(section(assistance), section(finances)), document(section(finances), section(language), section(assistance)),
			[]string{"0-2 likeness same", "1-0 likeness same", "-1 only_b"},
		},
		"alike in equal measure: by their order": {
			document(section(finances), section(finances)), document(section(finances), section(finances)),
			[]string{"0-0 likeness same", "1-1 likeness same"},
		},
		"preambles belong together": {
			document(corpus.Passage{Kind: corpus.Preamble, Text: arbitration}), document(corpus.Passage{Kind: corpus.Preamble, Text: language}),
			[]string{"0-0 number unlike"},
		},
		"in two languages of which one is common: each with its own": {
			document(article("1", assistance), in("fr", article("1", "Les coûts du budget sont partagés."))),
			document(in("nl", article("1", "De kosten worden gedeeld.")), article("1", finances)),
			[]string{"-0 only_b", "0-1 number unlike", "1- only_a"},
		},
		"in languages of which none is common: by number": {
			document(in("fr", article("5", "Les coûts du budget sont partagés."))), document(in("nl", article("V", "De kosten worden gedeeld."))),
			[]string{"0-0 number unlike"},
		},
		"nothing in common": {
			document(article("1", assistance)), document(article("2", finances)), []string{"0- only_a", "-0 only_b"},
		},
		"nothing at all":      {document(), document(), nil},
		"one without text":    {document(section("")), document(section("")), []string{"0- only_a", "-0 only_b"}},
		"one has no passages": {document(article("1", finances)), document(), []string{"0- only_a"}},
		"what only the second has stands before the first pair": {
			document(article("2", finances)), document(article("1", language), article("2", finances)),
			[]string{"-0 only_b", "0-1 number same"},
		},
	} {
		pairs, err := Of(t.Context(), c.a, c.b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, table(pairs)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// marked shows a text with its marks in brackets.
func marked(text string, s *Side) string {
	runes, out, at := []rune(text), "", 0
	for _, m := range s.Marks {
		out += string(runes[at:m[0]]) + "[" + string(runes[m[0]:m[1]]) + "]"
		at = m[1]
	}
	return out + string(runes[at:])
}

func TestWordsThatDiffer(t *testing.T) {
	for name, c := range map[string]struct{ a, b, wantA, wantB string }{
		"a word replaced": {
			"The Parties shall consult together without delay.", "The Parties may consult together without delay.",
			"The Parties [shall] consult together without delay.", "The Parties [may] consult together without delay.",
		},
		"words added": {
			"An armed attack in Europe is an attack against all.", "An armed attack in Europe or North America is an attack against all.",
			"An armed attack in Europe is an attack against all.", "An armed attack in Europe [or North America] is an attack against all.",
		},
		"small words between two changes go with them": {
			"The commander of the army inspects bases.", "The head of the navy inspects bases.",
			"The [commander of the army] inspects bases.", "The [head of the navy] inspects bases.",
		},
		"a word alone among many changed ones goes with them": {
			"Parties to this treaty: gravely concerned that arms races endanger nuclear peace, hoping peoples prosper together: they agree",
			"Parties to this treaty: determined to take concrete action towards nuclear disarmament, recalling earlier joint declarations: they agree",
			"Parties to this treaty: [gravely concerned that arms races endanger nuclear peace, hoping peoples prosper together]: they agree",
			"Parties to this treaty: [determined to take concrete action towards nuclear disarmament, recalling earlier joint declarations]: they agree",
		},
		"case and signs count": {
			"the Party, attacked, asks the council", "the party attacked asks the council",
			"the [Party,] attacked[,] asks the council", "the [party] attacked asks the council",
		},
		"accents and composed letters": {
			"L’armée française et l’Allemagne", "L'arme\u0301e franc\u0327aise et l'Espagne",
			"L’armée française et [l’Allemagne]", "L'arme\u0301e franc\u0327aise et [l'Espagne]",
		},
		"numbers": {
			"within 30 days after notice of termination", "within 90 days after notice of termination",
			"within [30] days after notice of termination", "within [90] days after notice of termination",
		},
	} {
		pairs, err := Of(t.Context(), document(article("1", c.a)), document(article("1", c.b)))
		if err != nil {
			t.Fatal(err)
		}
		if len(pairs) != 1 || pairs[0].Finding != Different {
			t.Fatalf("%s: %q", name, table(pairs))
		}
		got := [2]string{marked(c.a, pairs[0].A), marked(c.b, pairs[0].B)}
		if diff := cmp.Diff([2]string{c.wantA, c.wantB}, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestShapeOfSignsAndWhiteSpaceDoNotDiffer(t *testing.T) {
	a := document(article("1", "The “Parties”\n\nshall — at once — pro\u00adtect the Party’s forces."))
	b := document(article("1", "The \"Parties\" shall - at once - protect the Party's forces."))
	pairs, err := Of(t.Context(), a, b)
	if err != nil || len(pairs) != 1 || pairs[0].Finding != Same {
		t.Errorf("%q, %v", table(pairs), err)
	}
}

func TestHeadingsAreCompared(t *testing.T) {
	a, b := document(article("1", finances)), document(article("1", finances))
	a.Passages[0].Heading, b.Passages[0].Heading = "Joint budget", "Joint costs"
	pairs, err := Of(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	if p := pairs[0]; p.Finding != Different || p.A.Marks != nil || len(p.A.Heading) != 1 || p.A.Heading[0] != [2]int{6, 12} || p.B.Heading[0] != [2]int{6, 11} {
		t.Errorf("%+v %+v", pairs[0].A, pairs[0].B)
	}
}

// numbered returns n words, each another one.
func numbered(prefix string, n int) string {
	var words strings.Builder
	for i := range n {
		fmt.Fprintf(&words, "%s%d ", prefix, i)
	}
	return words.String()
}

func TestLimits(t *testing.T) {
	shared := numbered("shared", 3000)
	for _, c := range []struct {
		a, b string
		want Finding
	}{
		{shared + numbered("a", MaxEdits/2) + "end", shared + numbered("b", MaxEdits/2) + "end", Different},
		{shared + numbered("a", MaxEdits/2) + "end", shared + numbered("b", MaxEdits/2+1) + "end", TooLong},
		{shared, "x " + shared + shared, TooLong},
	} {
		pairs, err := Of(t.Context(), document(article("1", c.a)), document(article("1", c.b)))
		if err != nil {
			t.Fatal(err)
		}
		if p := pairs[0]; p.Finding != c.want || (c.want == TooLong && (p.A.Marks != nil || p.B.Marks != nil)) {
			t.Errorf("%s with %d marks, want %s", p.Finding, len(p.A.Marks), c.want)
		}
	}
	long := &corpus.Document{Passages: make([]corpus.Passage, 1001)}
	var tooLarge *TooLargeError
	if _, err := Of(t.Context(), long, &corpus.Document{Passages: make([]corpus.Passage, 1000)}); !errors.As(err, &tooLarge) || tooLarge.A != 1001 {
		t.Errorf("%v", err)
	}
	if _, err := Of(t.Context(), long, document()); err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Of(ended, long, document(article("1", finances))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
