package gazetteer

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"entente/corpus"
)

func newGazetteer(tb testing.TB) *Gazetteer {
	tb.Helper()
	g, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

func TestResolve(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct{ field, name, want string }{
		{"org", "NATO", "NATO"},
		{"org", "otan", "NATO"},
		{"org", "N.A.T.O.", "NATO"},
		{"org", "Organisation du Traité de l’Atlantique Nord", "NATO"},
		{"org", "the quad", "Quad"},
		{"org", "Visegrad Group", "Visegrád Group"},
		{"topic", "Cyber defence", "cyber-defence"},
		{"topic", "cyber-defense", "cyber-defence"},
		{"topic", "Arms control and disarmament", "arms-control"},
		{"topic", "Public-Private Partnerships", "public-private-partnership"},
		{"party", "Japan", "JP"},
		{"party", "jpn", "JP"},
		{"party", "jp", "JP"},
		{"party", "Japon", "JP"},
		{"party", "NETHERLANDS THE", "NL"},
		{"party", "MOLDOVA REPUBLIC OF", "MD"},
		{"party", "KOREA DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"},
		{"party", "KOREA REPUBLIC OF", "KR"},
		{"party", "Congo, Democratic Republic of", "CD"},
		{"party", "CHINA REPUBLIC OF", "TW"},
		{"party", "GERMANY FEDERAL REPUBLIC", "DE"},
		{"party", "IRELAND, REPUBLIC OF", "IE"},
		{"party", "ST KITTS AND NEVIS", "KN"},
		{"party", "Trinidad & Tobago", "TT"},
		{"party", "Turkey", "TR"},
		{"party", "Türkiye", "TR"},
		{"party", "Iran (Islamic Republic of)", "IR"},
		{"party", "USSR", "Soviet Union"},
		{"party", "cote d'ivoire", "CI"},
		{"party", "Jersey", "JE"},
		{"party", "Georgia", "GE"},
		{"lang", "French", "fr"},
		{"lang", "français", "fr"},
		{"type", "TREATY", "treaty"},
	} {
		if got, ok := g.Resolve(test.field, test.name); got != test.want || !ok {
			t.Errorf("Resolve(%s, %q) = %q, %v, want %q", test.field, test.name, got, ok, test.want)
		}
	}
	for _, test := range [][2]string{{"org", "no such"}, {"party", ""}, {"party", "…"}, {"colour", "NATO"}, {"org", "Japan"}} {
		if got, ok := g.Resolve(test[0], test[1]); ok || got != "" {
			t.Errorf("Resolve(%s, %q) = %q, want nothing", test[0], test[1], got)
		}
	}
}

func TestLabel(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct{ field, name, want string }{
		{"party", "JP", "Japan"},
		{"party", "TR", "Türkiye"},
		{"party", "Soviet Union", "Soviet Union"},
		{"topic", "cyber-defence", "Cyber defence"},
		{"topic", "arms-control", "Arms control and disarmament"},
		{"org", "NATO", "NATO"},
		{"lang", "fr", "French"},
		{"lang", "no", "Norwegian"},
		{"type", "treaty", "Treaty"},
		{"org", "Hanseatic League", "Hanseatic League"},
		{"decade", "1940s", "1940s"},
	} {
		if got := g.Label(test.field, test.name); got != test.want {
			t.Errorf("Label(%s, %s) = %q, want %q", test.field, test.name, got, test.want)
		}
	}
}

func TestNamesOf(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct{ field, name, want string }{
		{"org", "NATO", "Organisation du traité de l'Atlantique Nord"},
		{"party", "JP", "Japon"},
		{"lang", "fr", "français"},
		{"type", "treaty", "treaty"},
	} {
		names := g.NamesOf(test.field, test.name)
		if !slices.Contains(names, test.want) {
			t.Errorf("NamesOf(%s, %s) = %q, want %s among them", test.field, test.name, names, test.want)
		}
		for _, name := range names {
			if resolved, ok := g.Resolve(test.field, name); !ok || resolved != test.name {
				t.Errorf("%q is a name of %s, but Resolve gives %q", name, test.name, resolved)
			}
		}
	}
	if names := g.NamesOf("org", "No Such Organization"); names != nil {
		t.Errorf("an unknown organization has the names %q", names)
	}
}

func TestNames(t *testing.T) {
	g := newGazetteer(t)
	topics := []string{
		"arms-control", "artificial-intelligence", "burden-sharing", "climate-security", "collective-defence",
		"confidence-building", "conventions-expos", "counterterrorism", "cyber-defence", "drones-surveillance",
		"humanitarian-assistance", "humanitarian-law", "intelligence-sharing", "interoperability", "joint-exercises",
		"joint-procurement", "maritime-security", "national-policy", "peacekeeping", "political-disparities",
		"public-private-partnership", "space", "status-of-forces",
	}
	if diff := cmp.Diff(topics, g.Names("topic")); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	for _, field := range []string{"org", "party", "lang", "type"} {
		names := g.Names(field)
		if !slices.IsSorted(names) || len(names) == 0 {
			t.Errorf("Names(%s) is not a sorted list: %q", field, names)
		}
		names[0] = "changed"
		if g.Names(field)[0] == "changed" {
			t.Errorf("the list of Names(%s) can be changed by its reader", field)
		}
	}
	if got := g.Names("title"); got != nil {
		t.Errorf("Names(title) = %q, want none", got)
	}
}

// Every country with a current ISO 3166-1 code is there.
func TestPartiesAreComplete(t *testing.T) {
	g := newGazetteer(t)
	reserved := strings.Fields("AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ RH SU TA TP UK UN VD WK XK YD YU ZR")
	known := g.Names("party")
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			region, err := language.ParseRegion(code)
			if err != nil || region.String() != code || !region.IsCountry() || slices.Contains(reserved, code) {
				continue
			}
			if !slices.Contains(known, code) {
				t.Errorf("%s is missing", code)
			}
		}
	}
}

// TestEntriesMatchThemselves finds every name of every entry in a sentence of
// its own, and none of the longer names that only look like it.
func TestEntriesMatchThemselves(t *testing.T) {
	g := newGazetteer(t)
	for i, e := range g.entries {
		if e.Kind == territory {
			continue
		}
		for _, name := range slices.Concat(e.Names, e.French, e.Mentions, e.Words, e.Weak) {
			if !mentions(g, int32(i), "They spoke of "+upperFirst(name)+" again.") {
				t.Errorf("%s: %q is not recognised", e.Name, name)
			}
		}
		for _, name := range e.Not {
			if mentions(g, int32(i), "They spoke of "+name+" again.") {
				t.Errorf("%s: recognised in %q", e.Name, name)
			}
		}
	}
}

// TestExamples reads the examples of the data files.
func TestExamples(t *testing.T) {
	g := newGazetteer(t)
	for i, e := range g.entries {
		for _, text := range e.Examples {
			if !mentions(g, int32(i), text) {
				t.Errorf("%s is not recognised in %q", e.Name, text)
			}
		}
		for _, text := range e.Counterexamples {
			if counts(g, int32(i), text) {
				t.Errorf("%s is recognised in %q", e.Name, text)
			}
		}
	}
}

// TestEntriesAreSourcedAndTested asks of every organization and topic where it
// comes from, and of each what it must and must not be recognised in. The names
// of states are those of ISO 3166 and CLDR.
func TestEntriesAreSourcedAndTested(t *testing.T) {
	for _, e := range newGazetteer(t).entries {
		if e.Field != party && (e.Source == "" || len(e.Examples) == 0 || len(e.Counterexamples) == 0) {
			t.Errorf("%s %s has no source, no examples or no counterexamples", fieldNames[e.Field], e.Name)
		}
	}
}

func upperFirst(name string) string {
	first := []rune(name)[:1]
	return strings.ToUpper(string(first)) + name[len(string(first)):]
}

// mentions reports whether any name of the entry is in text.
func mentions(g *Gazetteer, entry int32, text string) bool {
	found := false
	newMatcher(g, func(m match) { found = found || m.entry == entry && m.field != cue }).read(text)
	return found
}

// counts reports whether the entry is in text when ambiguous names are judged.
func counts(g *Gazetteer, entry int32, text string) bool {
	r := g.readDocument(&corpus.Document{Passages: []corpus.Passage{{Text: text}}})
	t := r.tallies[entry]
	return t != nil && t.total().mentions() > 0
}

func TestCompileRefusesContradictions(t *testing.T) {
	for name, entries := range map[string][]entry{
		"one name, two entries":      {{Name: "A", Names: []string{"Alliance of One"}}, {Name: "B", Names: []string{"alliance of one"}}},
		"one name known to two":      {{Name: "A", Known: []string{"Other"}}, {Name: "B", Known: []string{"other"}}},
		"a name without letters":     {{Name: "A", Names: []string{"…"}}},
		"a name both sure and weak":  {{Name: "A", Names: []string{"Group"}, Weak: []string{"Group"}}},
		"a canonical name of others": {{Name: "A"}, {Name: "B", Names: []string{"a"}}},
	} {
		if _, err := compile(entries); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// One gazetteer serves many documents at once.
func TestTagConcurrently(t *testing.T) {
	g := newGazetteer(t)
	want := taggedSample(g)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if diff := cmp.Diff(want, taggedSample(g), cmp.AllowUnexported(corpus.Date{})); diff != "" {
					t.Errorf("another answer (-first +later):\n%s", diff)
					return
				}
			}
		})
	}
	wait.Wait()
}

func taggedSample(g *Gazetteer) *corpus.Document {
	d := &corpus.Document{
		Title: "Agreement between Japan and Australia on joint exercises",
		Passages: []corpus.Passage{{Text: prose + "Cyber attacks, cyber defence, cyberspace: NATO and the EU, " +
			"the EU and ASEAN, ASEAN and the African Union met in South Korea."}},
	}
	g.Tag(d)
	return d
}

func TestForNations(t *testing.T) {
	got, err := forNations([]string{"status of NATION forces"}, []string{"Polish", "United Nations"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"status of Polish forces", "status of United Nations forces"}, got); diff != "" {
		t.Errorf("phrases (-want +got):\n%s", diff)
	}
	if _, err := forNations([]string{"status of forces"}, nil); err == nil {
		t.Error("a phrase without a place for the nation is accepted")
	}
}

// The nations are those whose governments the data names, and a few more.
func TestNations(t *testing.T) {
	entries, err := load()
	if err != nil {
		t.Fatal(err)
	}
	all := nations(entries)
	for _, adjective := range []string{"Polish", "Norwegian", "British", "United Nations", "Allied"} {
		if !slices.Contains(all, adjective) {
			t.Errorf("%s is missing", adjective)
		}
	}
}
