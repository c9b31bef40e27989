package gazetteer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// Parties of texts whose titles do not say that they are treaties.
func TestTagPartiesByOpening(t *testing.T) {
	g := newGazetteer(t)
	small := strings.Repeat("who share the river and wish to keep its banks, its bridges and its fish as they found them ", 8)
	for _, test := range []struct {
		name, title, opening string
		want                 []string
	}{
		{"a code for a title", "FIN-SWE 1950", "Convention on rivers between Finland and Sweden, who have agreed as follows:", []string{"FI", "SE"}},
		{"nobody agrees", "FIN-SWE 1950", "A commentary on the convention on rivers between Finland and Sweden.", nil},
		{"nothing agreed upon", "FIN-SWE 1950", "Between Finland and Sweden many have agreed to meet.", nil},
		{"Dutch title", "Notawisseling inzake rivieren", "I write for the Government of Canada to the Government of Norway.", []string{"CA", "NO"}},
		{"states with a slash", "Exchange of Notes concerning the Norway/Sweden Ferry Loan", "", []string{"NO", "SE"}},
		{"an enumeration that agrees", "Convention on rivers", "For this end the Kingdom of Belgium, Canada and the French Republic, have agreed on rules.", []string{"BE", "CA", "FR"}},
		{"an enumeration that does not", "Convention on rivers", "The fish of Belgium, Canada and France swim.", nil},
		{"two states are too few", "Convention on rivers", "The fish of Belgium and Canada, being cold, swim.", nil},
		{"of the other part", "FIN-CL", "Finland, of the one part, and the Republic of Chile, hereinafter referred to as “Chile”, of the other part, have agreed on this treaty.", []string{"FI", "CL"}},
		{"a title in quotation marks", "“Memorandum of Understanding between Canada and the Netherlands Government”", "", []string{"CA", "NL"}},
		{"on the part of", "Treaty with the Anglers", "It is made by two agents, on the part of the United States, and the anglers.", []string{"US"}},
		{"without capitals", "Convention on rivers", "the governments of the kingdom of belgium and the french republic, " + small, []string{"BE", "FR"}},
		{"without capitals, in one word", "Convention on rivers", "the governments of the kingdom of belgium, ireland, and the kingdom of greece, " + small, []string{"BE", "IE", "GR"}},
		{"without capitals, ambiguous names", "Convention on rivers", "the governments of chad and jordan, " + small, nil},
		{"without capitals, named only", "Convention on rivers", "in ireland and greece rivers dry up, " + small, nil},
		{"words run together", "Convention on rivers", "For this end the Kingdom of Belgium,Canada,andthe French Republic,have agreed on rules.", []string{"BE", "CA", "FR"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &corpus.Document{Title: test.title, Passages: []corpus.Passage{
				{Kind: corpus.Preamble, Text: test.opening}, {Kind: corpus.Article, Number: "1", Text: "Fish."},
			}}
			g.Tag(d)
			if diff := cmp.Diff(test.want, names(d.Parties)); diff != "" {
				t.Errorf("parties (-want +got):\n%s", diff)
			}
		})
	}
}

// Organizations that conclude a treaty are named once, among others or as a part.
func TestTagOrganizationsThatConclude(t *testing.T) {
	g := newGazetteer(t)
	rivers := strings.Repeat("who share the river and wish to keep its banks and its fish as they found them, ", 60)
	for opening, want := range map[string][]string{
		"The Kingdom of Belgium, the French Republic, the European Community and the European Atomic Energy Community, have agreed on rules. ": {"European Community", "Euratom"},
		"Between the Kingdom of Belgium and the International Atomic Energy Agency: ":                                                          {"IAEA"},
		"The Kingdom of Belgium and the French Republic, recalling the Charter of the United Nations, have agreed on rules. ":                  nil,
	} {
		d := &corpus.Document{Title: "Convention on rivers", Passages: []corpus.Passage{
			{Kind: corpus.Preamble, Text: opening + rivers}, {Kind: corpus.Article, Number: "1", Text: "Fish."},
		}}
		g.Tag(d)
		if diff := cmp.Diff(want, names(d.Organizations)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", opening, diff)
		}
	}
}

// A topic needs the more occurrences the longer the text is.
func TestTagTopicOfALongText(t *testing.T) {
	g := newGazetteer(t)
	text := "Counter-terrorism, a terrorist and an act of terrorism. " + strings.Repeat("They spoke of fish. ", wordsForMore/4)
	for opening, want := range map[string][]string{"": nil, "Terrorists came. ": {"counterterrorism"}} {
		if diff := cmp.Diff(want, names(tagged(g, "", opening+text).Topics)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", opening, diff)
		}
	}
}

func TestTagTopicOfOnePhrase(t *testing.T) {
	g := newGazetteer(t)
	for n, want := range map[int][]string{minRepeated - 1: nil, minRepeated: {"counterterrorism"}} {
		d := tagged(g, "", strings.Repeat("They spoke of terrorism. ", n))
		if diff := cmp.Diff(want, names(d.Topics)); diff != "" {
			t.Errorf("%d times (-want +got):\n%s", n, diff)
		}
	}
}

func TestTagNoTreatySeries(t *testing.T) {
	d := tagged(newGazetteer(t), "", "UN Registration 87/6, United Nations Treaty Series 341.")
	if len(d.Organizations) > 0 {
		t.Errorf("organizations %v", d.Organizations)
	}
}
