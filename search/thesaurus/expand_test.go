package thesaurus

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/search"
	"entente/search/analysis"
)

func parse(tb testing.TB, query string, match search.Match) search.Node {
	tb.Helper()
	n, err := search.Parse(query, match)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// show writes a tree with what was put into it: {written: name | name}.
func show(n search.Node) string {
	switch n := n.(type) {
	case search.Synonyms:
		return "{" + show(n.Written) + ": " + strings.Join(showAll(n.Names), " | ") + "}"
	case search.And:
		return "and(" + strings.Join(showAll(n.Children), " ") + ")"
	case search.Or:
		return "or(" + strings.Join(showAll(n.Children), " ") + ")"
	case search.Not:
		return "not(" + show(n.Child) + ")"
	case search.Near:
		return "near(" + show(n.Left) + " " + show(n.Right) + ")"
	case search.Inside:
		return fmt.Sprintf("%s:%s(%s)", n.Part, n.Number, show(n.Child))
	}
	return n.String()
}

func showAll(nodes []search.Node) []string {
	var all []string
	for _, n := range nodes {
		all = append(all, show(n))
	}
	return all
}

// small is a thesaurus of a few things, so that a test shows all of it.
func small(tb testing.TB) *Thesaurus {
	tb.Helper()
	en, fr := analysis.English, analysis.French
	t, err := compile([]entry{
		{id: "alliance", names: []name{
			{text: "RURI", language: en}, {text: "Ruritanian Treaty Organization", language: en}, {text: "OTRU", language: fr}, {text: "Organisation du traité de Ruritanie", language: fr}}},
		{id: "treaty", names: []name{{text: "Ruritanian Treaty", language: en}, {text: "Strelsau Treaty", language: en}, {text: "Traité de Ruritanie", language: fr}}},
		{id: "nations", names: []name{{text: "Joint Nations", language: en}, {text: "JN"}, {text: "Nations jointes", language: fr}}},
		{id: "peace", names: []name{{text: "peacekeeping", language: en}, {text: "garde de la paix", language: fr}}},
		{id: "claims", names: []name{{text: "Claims Commission", language: en}, {text: "CCX", language: en}, {text: "AU", weak: true}}},
		{id: "customs", names: []name{{text: "Customs Code", language: en}, {text: "CCX", language: en}}},
		{id: "first", names: []name{{text: "First Treaty", language: en}, {text: "FTX", language: en, main: true}}},
		{id: "final", names: []name{{text: "Final Treaty", language: en}, {text: "FTX", language: en}}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func TestExpand(t *testing.T) {
	th := small(t)
	const alliance = `"Ruritanian Treaty Organization" | OTRU | "Organisation du traité de Ruritanie"`
	for _, test := range []struct{ query, want string }{
		{"RURI", "{RURI: " + alliance + "}"},
		{"R.U.R.I.", "{R.U.R.I.: RURI | " + alliance + "}"},
		{"ruri", "ruri"},
		{`"RURI"`, `{"RURI": ` + alliance + "}"},
		{"title:RURI", `{title:RURI: title:"Ruritanian Treaty Organization" | title:OTRU | title:"Organisation du traité de Ruritanie"}`},
		{"org:RURI date:1949", "and(org:RURI date:1949)"},
		{"ruri*", "ruri*"},
		{"NOT RURI", "not({RURI: " + alliance + "})"},
		{"OTRU", `{OTRU: RURI | "Ruritanian Treaty Organization" | "Organisation du traité de Ruritanie"}`},
		{"budget OR RURI", "or(budget {RURI: " + alliance + "})"},

		// words side by side
		{"ruritanian treaty organisation budget", `and({and(ruritanian treaty organisation): RURI | OTRU | "Organisation du traité de Ruritanie"} budget)`},
		{"the ruritanian treaty", `and(the {and(ruritanian treaty): "Strelsau Treaty" | "Traité de Ruritanie"})`},
		{"Ruritanian  Treaties", `{and(Ruritanian Treaties): "Strelsau Treaty" | "Traité de Ruritanie"}`},
		{"ruritanian (treaty organization)", `{and(ruritanian treaty organization): RURI | OTRU | "Organisation du traité de Ruritanie"}`},
		{"ruritanian AND treaty", `{and(ruritanian treaty): "Strelsau Treaty" | "Traité de Ruritanie"}`},
		{"ruritanian OR treaty", "or(ruritanian treaty)"},
		{"ruritanian NOT treaty", "and(ruritanian not(treaty))"},
		{"ruritanian title:treaty", "and(ruritanian title:treaty)"},
		{"title:(ruritanian treaty)", `{and(title:ruritanian title:treaty): title:"Strelsau Treaty" | title:"Traité de Ruritanie"}`},
		{"ruritanian treaty*", "and(ruritanian treaty*)"},
		{"NOT (strelsau treaty)", `not({and(strelsau treaty): "Ruritanian Treaty" | "Traité de Ruritanie"})`},
		{"organisation traité ruritanie", "and(organisation traité ruritanie)"},
		{"l'organisation du traité de Ruritanie", `{and(l'organisation du traité de Ruritanie): RURI | "Ruritanian Treaty Organization" | OTRU}`},
		{"joint nations' joint nations", `and({and(joint nations'): JN | "Nations jointes"} {and(joint nations): JN | "Nations jointes"})`},

		// spellings
		{"peacekeeping", `{peacekeeping: "garde de la paix"}`},
		{"peace-keeping", `{peace-keeping: "garde de la paix"}`},
		{"garde de la paix", `{and(garde de la paix): peacekeeping}`},
		{"GARDE DE LA PAIX", `{and(GARDE DE LA PAIX): peacekeeping}`},

		// phrases
		{`"ruritanian treaty"`, `{"ruritanian treaty": "Strelsau Treaty" | "Traité de Ruritanie"}`},
		{`"RURI forces"`, `{"RURI forces": "Ruritanian Treaty Organization forces" | "OTRU forces"}`},
		{`"les forces de l'OTRU"`, `{"les forces de l'OTRU": "les forces de l'RURI" | "les forces de l'Organisation du traité de Ruritanie"}`},
		{`"the J.N. forces"`, `{"the J.N. forces": "the Joint Nations forces" | "the JN forces" | "the Nations jointes forces"}`},
		{`"joint nations forces"`, `{"joint nations forces": "JN forces"}`},
		{"RURI-led", `{RURI-led: "Ruritanian Treaty Organization-led" | "OTRU-led"}`},
		{`"JN and RURI"`, `{"JN and RURI": "JN and Ruritanian Treaty Organization" | "JN and OTRU" | "Joint Nations and RURI" | ` +
			`"Joint Nations and Ruritanian Treaty Organization" | "Joint Nations and OTRU" | "Nations jointes and RURI" | ` +
			`"Nations jointes and Ruritanian Treaty Organization" | "Nations jointes and OTRU"}`},
		{`"RURI RURI RURI"`, `{"RURI RURI RURI": "Ruritanian Treaty Organization RURI RURI" | "OTRU RURI RURI" | "RURI Ruritanian Treaty Organization RURI" | ` +
			`"RURI OTRU RURI" | "RURI RURI Ruritanian Treaty Organization" | "RURI RURI OTRU"}`},

		// acronyms that mean several things, or nothing in a query all in capitals
		{"CCX", "CCX"},
		{`"claims commission"`, `"claims commission"`},
		{"FTX", `{FTX: "First Treaty"}`},
		{"final treaty", "and(final treaty)"},
		{"first treaty", "{and(first treaty): FTX}"},
		{"AU budget", `and({AU: "Claims Commission"} budget)`},
		{"CLAIMS AU STATUT", "and(CLAIMS au STATUT)"},
		{"THE JN RESOLUTION", "and(THE JN RESOLUTION)"},
		{"JN US", `and({JN: "Joint Nations" | "Nations jointes"} US)`},
		{"JN RESOLUTION att*", `and({JN: "Joint Nations" | "Nations jointes"} RESOLUTION att*)`},
		{"THE RURI RESOLUTION", "and(THE {RURI: " + alliance + "} RESOLUTION)"},
		{"JN RURI", `and({JN: "Joint Nations" | "Nations jointes"} {RURI: ` + alliance + "})"},
	} {
		query := parse(t, test.query, search.MatchAll)
		got, _ := th.Expand(query, search.MatchAll)
		if diff := cmp.Diff(test.want, show(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
		checkExpansion(t, query, got)
	}
}

// TestExpandNodes has what is written by hand, without the parser.
func TestExpandNodes(t *testing.T) {
	th := small(t)
	span := func(column, length int) search.Span { return search.Span{Column: column, Length: length} }
	word := func(column int, text string) search.Word {
		return search.Word{Span: span(column, len(text)), Text: text}
	}
	strelsau, treaty := word(1, "strelsau"), word(10, "treaty")
	const jn = `{JN: "Joint Nations" | "Nations jointes"}`
	for _, test := range []struct {
		name  string
		query search.Node
		want  string
	}{
		{"everything", search.All{}, ""},
		{"the very word", search.Word{Text: "JN", Exact: true}, "=JN"},
		{"the very phrase", search.Phrase{Text: "joint nations", Exact: true}, `="joint nations"`},
		{"the very word in a row", search.And{Children: []search.Node{strelsau, search.Word{Span: treaty.Span, Text: "treaty", Exact: true}}}, "and(strelsau =treaty)"},
		{"words with match=any", search.Or{Children: []search.Node{strelsau, treaty, word(17, "budget")}},
			`or({or(strelsau treaty): "Ruritanian Treaty" | "Traité de Ruritanie"} budget)`},
		{"nearness", search.Near{Left: word(1, "JN"), Right: word(7, "forces")}, "near(" + jn + " forces)"},
		{"nearness in nearness", search.Near{Left: search.Near{Left: word(1, "forces"), Right: word(9, "JN")}, Right: word(14, "JN")},
			"near(near(forces " + jn + ") " + jn + ")"},
		{"alternatives in nearness", search.Near{Left: search.Or{Children: []search.Node{strelsau, treaty, word(17, "JN")}}, Right: word(25, "x")},
			"near(or(strelsau treaty " + jn + ") x)"},
		{"a part", search.Inside{Part: "article", Number: "5", Child: search.And{Children: []search.Node{strelsau, treaty}}},
			`article:5({and(strelsau treaty): "Ruritanian Treaty" | "Traité de Ruritanie"})`},
		{"a fuzzy word", search.Fuzzy{Text: "JN", Edits: 1}, "JN~1"},
		{"a similar document", search.Not{Child: search.Value{Field: "org", Text: "JN"}}, "not(org:JN)"},
		{"what is expanded already", search.Synonyms{Written: word(1, "JN"), Names: []search.Node{word(1, "x")}}, "{JN: x}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := th.Expand(test.query, search.MatchAny)
			if diff := cmp.Diff(test.want, show(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			checkExpansion(t, test.query, got)
		})
	}
	part := search.Inside{Part: "article", Number: "5"}
	if got, made := th.Expand(part, search.MatchAll); got != search.Node(part) || made != nil {
		t.Errorf("a part alone becomes %v with %v", got, made)
	}
}

// checkExpansion compares an expanded query with what was written.
func checkExpansion(tb testing.TB, query, got search.Node) {
	tb.Helper()
	if got.String() != query.String() {
		tb.Errorf("%q prints as %q when expanded", query, got)
	}
	if got.Position() != query.Position() {
		tb.Errorf("%q stands at %v, and at %v when expanded", query, query.Position(), got.Position())
	}
}

func TestExpandReports(t *testing.T) {
	th := small(t)
	for _, test := range []struct {
		query string
		want  []search.NameExpansion
	}{
		{"budget", nil},
		{"the JN title:(strelsau treaty)", []search.NameExpansion{
			{Column: 5, Length: 2, Text: "JN", Also: []string{"Joint Nations", "Nations jointes"}},
			{Column: 15, Length: 15, Text: "strelsau treaty", Also: []string{"Ruritanian Treaty", "Traité de Ruritanie"}},
		}},
		{`é "the JN"`, []search.NameExpansion{
			{Column: 3, Length: 8, Text: "the JN", Also: []string{"the Joint Nations", "the Nations jointes"}},
		}},
		{`"RURI RURI RURI RURI RURI RURI RURI RURI RURI"`, []search.NameExpansion{
			{Column: 1, Length: 46, Text: "RURI RURI RURI RURI RURI RURI RURI RURI RURI", TooMany: true},
		}},
	} {
		_, got := th.Expand(parse(t, test.query, search.MatchAll), search.MatchAll)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

// TestExpandKnownNames asks the thesaurus that is shipped.
func TestExpandKnownNames(t *testing.T) {
	th := newThesaurus(t)
	for _, test := range []struct{ query, want string }{
		{"NATO", "North Atlantic Treaty Organization, OTAN, Organisation du traité de l'Atlantique Nord"},
		{"us", ""}, {"US", ""}, {"un", ""}, {"U.S.", ""}, {"shape", ""}, {"who", ""}, {"act", ""},
		{"UNITED NATIONS AND SHAPE", "United Nations Organization, UN, Nations Unies, Organisation des Nations Unies, ONU"},
		{"UN", "United Nations, United Nations Organization, Nations Unies, Organisation des Nations Unies, ONU"},
		{"U.N.", "United Nations, United Nations Organization, Nations Unies, Organisation des Nations Unies, ONU"},
		{"N.A.T.O.", "NATO, North Atlantic Treaty Organization, OTAN, Organisation du traité de l'Atlantique Nord"},
		{"washington AND treaty", "North Atlantic Treaty, Traité de l'Atlantique Nord, Traité de Washington"},
		{"washington OR treaty", ""},
		{"washington treaty", "North Atlantic Treaty, Traité de l'Atlantique Nord, Traité de Washington"},
		{"TNP", "Treaty on the Non-Proliferation of Nuclear Weapons, Nuclear Non-Proliferation Treaty, Non-Proliferation Treaty, NPT, " +
			"Traité sur la non-prolifération des armes nucléaires, Traité de non-prolifération nucléaire, Traité de non-prolifération"},
		{"attaque armée", "armed attack"},
		{"armed aggression", ""},
		{"SHAPE", "Supreme Headquarters Allied Powers Europe, Grand Quartier général des puissances alliées en Europe"},
		{"AU", "African Union, Union africaine"},
		{"african union", "Union africaine"},
		{"ECHR", ""},
		{"CSP", "Permanent Structured Cooperation, PESCO, coopération structurée permanente"},
		{"peace keeping", "peacekeeping"}, {"peace-keeping", ""},
		{"maintien de la paix", "peacekeeping"},
	} {
		_, made := th.Expand(parse(t, test.query, search.MatchAll), search.MatchAll)
		var also []string
		for _, m := range made {
			also = append(also, m.Also...)
		}
		if diff := cmp.Diff(test.want, strings.Join(also, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

// One thesaurus serves many queries at once, and changes none of them.
func TestExpandConcurrently(t *testing.T) {
	th := newThesaurus(t)
	query := parse(t, `north atlantic treaty organization OR "NATO forces" OR (UN charter)`, search.MatchAll)
	before := fmt.Sprintf("%#v", query)
	want, _ := th.Expand(query, search.MatchAll)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if got, _ := th.Expand(query, search.MatchAll); !cmp.Equal(want, got) {
					t.Errorf("another answer: %s", show(got))
				}
			}
		})
	}
	wait.Wait()
	if after := fmt.Sprintf("%#v", query); after != before {
		t.Errorf("the query was %s and is %s", before, after)
	}
}

func FuzzExpand(f *testing.F) {
	th, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, query := range []string{
		"north atlantic treaty organization budget", `"NATO, EU and UN forces" OR NATO-led`, "title:(U.N. charter) -UN", "NOT (peace-keeping forces)", "l'OTAN 条約 É.U.",
		strings.Repeat("NATO ", 60), `"` + strings.Repeat("UN EU ", 100) + `"`,
	} {
		f.Add(query, false)
		f.Add(query, true)
	}
	f.Fuzz(func(t *testing.T, text string, matchAny bool) {
		match := search.MatchAll
		if matchAny {
			match = search.MatchAny
		}
		queries := []search.Node{search.Phrase{Text: text}, search.Near{Left: search.Word{Text: text}, Right: search.Phrase{Text: text}}}
		if parsed, err := search.Parse(text, match); err == nil {
			queries = append(queries, parsed, search.Not{Child: parsed}, search.And{Children: []search.Node{parsed, search.Word{Text: "NATO"}}})
		}
		for _, query := range queries {
			got, made := th.Expand(query, search.MatchAll)
			checkExpansion(t, query, got)
			for _, m := range made {
				if m.TooMany == (len(m.Also) > 0) || len(m.Also) > max(MaxPhrases, 20) {
					t.Errorf("%q: %+v", text, m)
				}
			}
		}
	})
}
