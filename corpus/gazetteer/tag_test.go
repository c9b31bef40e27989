package gazetteer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
)

// tagged returns what Tag detects in a document with one passage.
func tagged(g *Gazetteer, title, text string) *corpus.Document {
	d := &corpus.Document{Title: title, Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}}}
	g.Tag(d)
	return d
}

// inWords writes tags as "NAME: word, word".
func inWords(tags []corpus.Tag) []string {
	var all []string
	for _, t := range tags {
		all = append(all, t.Name+": "+strings.Join(t.Evidence, ", "))
	}
	return all
}

func names(tags []corpus.Tag) []string {
	var all []string
	for _, t := range tags {
		all = append(all, t.Name)
	}
	return all
}

func TestTagOrganizations(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct {
		name, title, text string
		want              []string
	}{
		{"full name once", "", "The North Atlantic Treaty Organization met.", []string{"NATO: North Atlantic Treaty Organization"}},
		{"American spelling", "", "The Organisation of American States met.", []string{"OAS: Organisation of American States"}},
		{"acronym once", "", "NATO met.", nil},
		{"acronym twice", "", "NATO met. NATO's staff left.", []string{"NATO: NATO"}},
		{"acronyms of two languages", "", "L'OTAN, c'est-à-dire NATO.", []string{"NATO: OTAN, NATO"}},
		{"acronym in the title", "NATO in 1999", "", []string{"NATO: NATO"}},
		{"dotted acronym", "", "The U.N. and N.A.T.O. met; the U.N. left N.A.T.O", []string{"UN: U.N.", "NATO: N.A.T.O., N.A.T.O"}},
		{"acronym in small letters", "", "nato and Nato and nato", nil},
		{"inside words", "", "The senatorial NATOLITE, UNIT, EUROPE and NATOs", nil},
		{"French article", "", "Un accord et un protocole sur un sujet.", nil},
		{"French article in a line of capitals", "", "UN ACCORD SUR UN STATUT\nUN PROTOCOLE", nil},
		{"the name in a line of capitals", "", "CHARTER OF THE UNITED NATIONS", []string{"UN: UNITED NATIONS"}},
		{"broken over lines", "", "The European\nUnion acts.", []string{"EU: European Union"}},
		{"broken inside a word", "", "The Euro-\npean Union acts.", []string{"EU: Euro- pean Union"}},
		{"not across a paragraph", "", "It is European\n\nUnion is strength.", nil},
		{"not across punctuation", "", "They are European. Union members.", nil},
		{"curly apostrophe", "", "Le Conseil de l’Europe siège.", []string{"Council of Europe: Conseil de l’Europe"}},
		{"straight apostrophe", "", "Le Conseil de l'Europe siège.", []string{"Council of Europe: Conseil de l'Europe"}},
		{"without accents", "", "L'Union europeenne agit.", []string{"EU: Union europeenne"}},
		{"decomposed accents", "", "L'Union europe\u0301enne agit.", []string{"EU: Union europe\u0301enne"}},
		{"soft hyphen", "", "The United Na\u00ADtions act.", []string{"UN: United Na\u00ADtions"}},
		{"co-operation", "", "The Shanghai Co-operation Organisation met.", []string{"SCO: Shanghai Co-operation Organisation"}},
		{"longer name", "", "The Western European Union moved.", []string{"WEU: Western European Union"}},
		{"ambiguous acronym alone", "", "The PSI was 30. PSI again.", nil},
		{"ambiguous acronym in the title alone", "The Quad at night", "It is a lawn.", nil},
		{"ambiguous acronym confirmed", "", "The Proliferation Security Initiative (PSI) grew.",
			[]string{"PSI: Proliferation Security Initiative, PSI"}},
		{"ambiguous name confirmed elsewhere", "The Quad", "It works in the Indo-Pacific.", []string{"Quad: Quad"}},
		{"SHAPE alone", "", "The SHAPE of it, the SHAPE.", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, inWords(tagged(g, test.title, test.text).Organizations)); diff != "" {
				t.Errorf("organizations (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTagTopics(t *testing.T) {
	g := newGazetteer(t)
	filler := strings.Repeat("one two three four five six seven eight nine ten\n", 400)
	apart := strings.Repeat("one two three four five six seven eight nine ten\n", 2)
	for _, test := range []struct {
		name, title, text string
		want              []string
	}{
		{"in the title", "Cyber Defence of small states", "", []string{"cyber-defence: Cyber Defence"}},
		{"once", "", "A cyber attack.", nil},
		{"three times in one phrase", "", "Cyber attack, cyber-attacks, cyberattack.", nil},
		{"four times in one phrase", "", "Cyber attack, cyber-attacks, cyberattack, CYBER ATTACK.", []string{"cyber-defence: Cyber attack, cyber-attacks, cyberattack"}},
		{"three times in two phrases", "", "A cyber-attack, cyber attacks and cyberdefense.",
			[]string{"cyber-defence: cyber-attack, cyber attacks, cyberdefense"}},
		{"too thin for its length", "", filler + strings.Repeat("A cyber-attack. "+apart+"Cyberdefense. "+apart, 3), nil},
		{"often enough for its length", "", filler + strings.Repeat("A cyber-attack. "+apart+"Cyberdefense. "+apart, 4), []string{"cyber-defence: cyber-attack, Cyberdefense"}},
		{"often in a long text", "", strings.Repeat(filler, 20) + strings.Repeat("A cyber-attack. "+apart+"Cyberdefense. "+apart, 13), []string{"cyber-defence: cyber-attack, Cyberdefense"}},
		{"in a list only", "", filler + strings.Repeat("A cyber-attack, cyberdefense, cyberspace. ", 4), nil},
		{"at the beginning of a long text", "", "A cyber-attack, cyberdefense, cyberspace and a cyber threat. " + filler,
			[]string{"cyber-defence: cyber-attack, cyberdefense, cyberspace, cyber threat"}},
		{"one phrase at the beginning of a long text", "", strings.Repeat("A cyber-attack. "+apart, 4) + filler, nil},
		{"French", "", "Le maintien de la paix, des opérations de maintien de la paix et des casques bleus.",
			[]string{"peacekeeping: maintien de la paix, opérations de maintien de la paix, casques bleus"}},
		{"joined across lines", "", "An armed\nattack, collective\nself-defence and collective security.",
			[]string{"collective-defence: armed attack, collective self-defence, collective security"}},
		{"the forces of a nation", "Jurisdiction over the Polish Armed Forces", "", []string{"status-of-forces: Jurisdiction over the Polish Armed Forces"}},
		{"an act cited", "", strings.Repeat("Under the Arms Export Control Act. "+apart, 9), nil},
		{"best first", "", "A cyber-attack, cyberspace, cyber threat. " +
			strings.Repeat("Disarmament, arms control and non-proliferation. ", 3),
			[]string{"arms-control: Disarmament, arms control, non-proliferation", "cyber-defence: cyber-attack, cyberspace, cyber threat"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, inWords(tagged(g, test.title, test.text).Topics)); diff != "" {
				t.Errorf("topics (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTagAtMostFiveTopics(t *testing.T) {
	g := newGazetteer(t)
	title := "Disarmament, peacekeeping, piracy, cyber defence, drones, climate change and outer space"
	d := tagged(g, title, "")
	if len(d.Topics) != maxTopics {
		t.Errorf("%d topics, want %d: %q", len(d.Topics), maxTopics, names(d.Topics))
	}
	d = &corpus.Document{Title: title, Topics: []corpus.Tag{{Name: "space", Origin: corpus.Declared}, {Name: "local", Origin: corpus.Declared}}}
	g.Tag(d)
	if want := 2 + maxTopics - 1; len(d.Topics) != want {
		t.Errorf("%d topics beside a known and an unknown declared one, want %d: %q", len(d.Topics), want, names(d.Topics))
	}
}

// A treaty that does not say who concludes it is taken to be about the states
// in its title; the text says what ambiguous names mean.
func TestTagPartiesInTitle(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct {
		name, title, text string
		want              []string
	}{
		{"in the title", "The defence of Japan", "", []string{"JP"}},
		{"in the text only", "", strings.Repeat("They went to Japan. ", 20), nil},
		{"South Korea", "South Korea", "", []string{"KR"}},
		{"Korea", "Korea", "", nil},
		{"Guinea-Bissau", "Guinea-Bissau", "", []string{"GW"}},
		{"Equatorial Guinea", "Equatorial Guinea", "", []string{"GQ"}},
		{"Gulf of Guinea", "The Gulf of Guinea", "", nil},
		{"New Jersey", "New Jersey and Jersey", "", nil},
		{"Georgia of the United States", "Georgia", "Atlanta and Azerbaijan.", nil},
		{"Georgia alone", "Georgia", "", nil},
		{"Georgia with Tbilisi", "Georgia", "Tbilisi.", []string{"GE"}},
		{"Georgia by its full name", "Georgia", "The Republic of Georgia.", []string{"GE"}},
		{"a man named Jordan", "Jordan", "", nil},
		{"Jordan beside Egypt", "Jordan", "Egypt.", []string{"JO"}},
		{"a man named Chad", "The life of Chad", "", nil},
		{"Turkey", "Turkey", "", []string{"TR"}},
		{"Niger and Nigeria", "Nigeria and the Niger Delta", "", []string{"NG"}},
		{"Dominica and the Dominican Republic", "The Dominican Republic", "", []string{"DO"}},
		{"Republic of China", "The Republic of China", "", nil},
		{"People's Republic of China", "The People’s Republic of China", "", []string{"CN"}},
		{"South China Sea", "The South China Sea", "", nil},
		{"Northern Ireland", "Northern Ireland", "", nil},
		{"New Mexico", "New Mexico", "", nil},
		{"Indian Ocean", "The Indian Ocean", "", nil},
		{"Bank of England", "The Bank of England", "", nil},
		{"St. and Saint", "St. Lucia, Saint Lucia", "", []string{"LC"}},
		{"the pronoun us", "LET US GO\nTELL US MORE\nGIVE US TIME\nSEND US\n US AND THEM\n AND US", "", nil},
		{"US dollars", "A loan of US$ 5", "", nil},
		{"U.S. and US", "The U.S. and the US", "", []string{"US"}},
		{"historic state", "Czecho-Slovakia", "", []string{"Czechoslovakia"}},
		{"former Soviet Union", "The former Soviet Union", "", nil},
		{"territory", "Greenland in 1951", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &corpus.Document{Type: "treaty", Title: test.title, Passages: []corpus.Passage{{Kind: corpus.Section, Text: test.text}}}
			g.Tag(d)
			if diff := cmp.Diff(test.want, names(d.Parties)); diff != "" {
				t.Errorf("parties (-want +got):\n%s", diff)
			}
		})
	}
}

// A state with which instruments are deposited need not be a party.
func TestTagNoDepositaries(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Instruments shall be deposited with the Government of the United States of America.", nil},
		{"It accedes by depositing its instrument with the Government of Belgium.", nil},
		{"The Government of the United States of America will inform each of the Parties of the deposit of each instrument.", nil},
		{"Notice is given to the Government of Switzerland.", nil},
		{"It rests in the archives of the Government of the United States of America.", nil},
		{"The depositary is the Government of the French Republic.", nil},
		{"The Government of Belgium, which shall act as depositary, keeps the original.", nil},
		{"They are deposited with the Governments of the United States of America, the United Kingdom of Great Britain and Northern Ireland and the Union of Soviet Socialist Republics.", nil},
		{"Les instruments seront déposés auprès du Gouvernement de la République française.", nil},
		{"The Government of Norway and the Government of Sweden agree. Instruments are deposited with the Government of Finland.", []string{"NO", "SE"}},
		{"The Government of Norway and the Government of Sweden, wishing to settle the deposit of waste, agree.", []string{"NO", "SE"}},
		{"Instruments are deposited with the Government of Norway.\n\nFor the Government of Norway:\n\nFor the Government of Sweden:", []string{"NO", "SE"}},
	} {
		d := &corpus.Document{Type: "treaty", Title: "Treaty on rivers", Passages: []corpus.Passage{{Kind: corpus.Page, Page: 1, Text: test.text}}}
		g.Tag(d)
		if diff := cmp.Diff(test.want, names(d.Parties)); diff != "" {
			t.Errorf("%s\nparties (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestTagPartiesOfTreaties(t *testing.T) {
	g := newGazetteer(t)
	for _, test := range []struct {
		name, title, opening, body string
		want                       []string
	}{
		{"between in the title", "Agreement between Canada and Denmark concerning flights over Iceland", "", "", []string{"CA", "DK"}},
		{"French title", "Accord entre la France et l'Espagne relatif au Maroc", "", "", []string{"FR", "ES"}},
		{"no between", "Treaty of Peace with Japan", "", "", []string{"JP"}},
		{"governments", "Secrecy agreement", "The Government of Norway and the Government of the Kingdom of Sweden, recalling the help of Finland,",
			"Finland, Finland, Finland, Finland, Finland.", []string{"NO", "SE"}},
		{"an enumeration", "Convention on rivers", "The Kingdom of Belgium,\nthe Grand Duchy of Luxembourg,\nand the Kingdom of the Netherlands,\nhaving regard to Germany,",
			"", []string{"BE", "LU", "NL"}},
		{"one state at the beginning of a line", "Convention on rivers", "Germany\nhas many rivers.", "", nil},
		{"heads of state", "Convention on rivers", "His Majesty the King of the Belgians and the President of the French Republic, being at peace with Spain,", "", []string{"BE", "FR"}},
		{"signatures", "Protocol on rivers", "The Parties to this Protocol,", "Text on Spain.\n\nFor the Government of Italy:\n\nPour la Grèce :\n\nFor Malta and its friends we care.", []string{"IT", "GR"}},
		{"the Emperor of India", "Convention on rivers", "His Majesty the King of Great Britain, Ireland and the British Dominions beyond the Seas, Emperor of India, and the President of Poland,", "", []string{"GB", "PL"}},
		{"commissioners", "Treaty with the Miami", "Articles of a treaty made between Jonathan Jennings, Commissioner of the United States, and the Miami nation,", "", []string{"US"}},
		{"several protocols", "Protocols between Canada and Denmark regarding a debt", "", "", []string{"CA", "DK"}},
		{"a declaration", "Declaration between Canada and Denmark regarding a board", "", "", []string{"CA", "DK"}},
		{"notes exchanged", "Notes exchanged between the Government of Norway and the Government of the Federation of Nigeria", "", "", []string{"NO", "NG"}},
		{"often named only", "Convention on rivers", "The Parties,", strings.Repeat("Spain. ", 9), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &corpus.Document{Title: test.title, Passages: []corpus.Passage{
				{Kind: corpus.Preamble, Text: test.opening}, {Kind: corpus.Article, Number: "1", Text: test.body},
			}}
			g.Tag(d)
			if diff := cmp.Diff(test.want, names(d.Parties)); diff != "" {
				t.Errorf("parties (-want +got):\n%s", diff)
			}
		})
	}
}

// A treaty is known by its type or its title; prose about one is not a treaty.
func TestTagPartiesByType(t *testing.T) {
	g := newGazetteer(t)
	text := "The pact between Canada and Denmark stood. " + strings.Repeat("Spain. ", 6)
	for _, test := range []struct {
		kind, title string
		want        []string
	}{
		{"treaty", "The pact", []string{"CA", "DK"}},
		{"article", "The pact", nil},
		{"article", "Canada and Denmark", nil},
		{"speech", "Treaty between Canada and Denmark", nil},
		{"", "The pact", nil},
		{"", "The pact between Canada and Denmark", []string{"CA", "DK"}},
	} {
		d := &corpus.Document{Type: test.kind, Title: test.title, Passages: []corpus.Passage{{Kind: corpus.Section, Text: text}}}
		g.Tag(d)
		if diff := cmp.Diff(test.want, names(d.Parties)); diff != "" {
			t.Errorf("type %q (-want +got):\n%s", test.kind, diff)
		}
	}
}

func TestTagNoPartiesOfUniversalConventions(t *testing.T) {
	g := newGazetteer(t)
	var signatures strings.Builder
	for _, name := range g.Names("party") {
		if len(name) == 2 {
			signatures.WriteString("For " + g.Label("party", name) + ":\n\n")
		}
	}
	d := &corpus.Document{Type: "treaty", Title: "Convention on rivers", Passages: []corpus.Passage{{Text: signatures.String()}}}
	g.Tag(d)
	if len(d.Parties) != 0 {
		t.Errorf("%d parties, want none over %d", len(d.Parties), maxParties)
	}
}

func TestTagKeepsDeclared(t *testing.T) {
	g := newGazetteer(t)
	d := &corpus.Document{
		Title:         "NATO, the United Nations and Japan on arms control and piracy",
		Organizations: []corpus.Tag{{Name: "OTAN", Origin: corpus.Declared}, {Name: "Local Club", Origin: corpus.Declared}},
		Topics:        []corpus.Tag{{Name: "arms-control", Origin: corpus.Declared}},
		Parties:       []corpus.Tag{{Name: "Canada", Origin: corpus.Declared}},
	}
	g.Tag(d)
	want := &corpus.Document{
		Title: d.Title,
		Organizations: []corpus.Tag{{Name: "OTAN", Origin: corpus.Declared}, {Name: "Local Club", Origin: corpus.Declared},
			{Name: "UN", Origin: corpus.Detected, Evidence: []string{"United Nations"}}},
		Topics: []corpus.Tag{{Name: "arms-control", Origin: corpus.Declared},
			{Name: "maritime-security", Origin: corpus.Detected, Evidence: []string{"piracy"}}},
		Parties: []corpus.Tag{{Name: "Canada", Origin: corpus.Declared}},
	}
	for range 2 { // tagging again changes nothing
		if diff := cmp.Diff(want, d, cmpopts.IgnoreUnexported(corpus.Date{})); diff != "" {
			t.Fatalf("document (-want +got):\n%s", diff)
		}
		g.Tag(d)
	}
}

// Parties that a manifest declares under names unknown here say nothing about
// whether the list is complete.
func TestTagPartiesBesideUnknownDeclared(t *testing.T) {
	g := newGazetteer(t)
	d := &corpus.Document{Type: "treaty", Title: "The army of Japan", Parties: []corpus.Tag{{Name: "Menominee", Origin: corpus.Declared}}}
	g.Tag(d)
	if diff := cmp.Diff([]string{"Menominee", "JP"}, names(d.Parties)); diff != "" {
		t.Errorf("parties (-want +got):\n%s", diff)
	}
}

func TestTagEvidence(t *testing.T) {
	g := newGazetteer(t)
	d := tagged(g, "", "NATO, nato, OTAN, NATO, North\n  Atlantic\tCouncil, NORTH ATLANTIC COUNCIL, SACEUR, Atlantic Alliance, SACLANT, NAVO.")
	want := []string{"NATO: NATO, OTAN, North Atlantic Council, SACEUR, Atlantic Alliance"}
	if diff := cmp.Diff(want, inWords(d.Organizations)); diff != "" {
		t.Errorf("evidence (-want +got):\n%s", diff)
	}
}

// Headings are text too.
func TestTagReadsHeadings(t *testing.T) {
	g := newGazetteer(t)
	d := &corpus.Document{Passages: []corpus.Passage{{Kind: corpus.Section, Heading: "The European Union", Text: "Its members."}}}
	g.Tag(d)
	if diff := cmp.Diff([]string{"EU"}, names(d.Organizations)); diff != "" {
		t.Errorf("organizations (-want +got):\n%s", diff)
	}
}

func FuzzTag(f *testing.F) {
	g := newGazetteer(f)
	f.Add("Agreement between Canada and Denmark", prose)
	f.Add("U.N. U.S.A. co-", "For the Government of Italy:\n\nPour la Grèce :\xff\xfe-\n")
	f.Add("Géorgie ’ \u00AD", "North\n\nAtlantic US$ N.A.T.O Euro-\n pean UNION o\u0301")
	f.Fuzz(func(t *testing.T, title, text string) {
		d := &corpus.Document{Type: "treaty", Title: title, Passages: []corpus.Passage{{Kind: corpus.Preamble, Text: text}}}
		g.Tag(d)
		all := squeezed(title + "\n" + text)
		for _, tags := range [][]corpus.Tag{d.Organizations, d.Topics, d.Parties} {
			for _, tag := range tags {
				checkTag(t, tag, all)
			}
		}
		if len(d.Topics) > maxTopics || len(d.Parties) > maxParties {
			t.Errorf("%d topics, %d parties", len(d.Topics), len(d.Parties))
		}
	})
}

// checkTag holds a detected tag to what it promises: words that stand in the text.
func checkTag(t *testing.T, tag corpus.Tag, text string) {
	t.Helper()
	if tag.Origin != corpus.Detected || len(tag.Evidence) == 0 || len(tag.Evidence) > maxEvidence {
		t.Errorf("tag %+v", tag)
	}
	for _, words := range tag.Evidence {
		if !strings.Contains(text, squeezed(words)) {
			t.Errorf("tag %s: %q is not in the text", tag.Name, words)
		}
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }
