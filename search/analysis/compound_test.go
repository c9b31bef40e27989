package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompounds(t *testing.T) {
	for _, test := range []struct {
		term string
		want []string
	}{
		{"cooperation", []string{"co operation"}},
		{"coordinate", []string{"co ordinate"}},
		{"nonproliferation", []string{"non proliferation"}},
		{"noncooperation", []string{"non cooperation", "non co operation"}},
		{"nonselfgoverning", []string{"non selfgoverning", "non self governing"}},
		{"counterterrorism", []string{"counter terrorism"}},
		{"antipersonnel", []string{"anti personnel"}},
		{"antiaircraft", []string{"anti aircraft", "anti air craft"}},
		{"contremesures", []string{"contre mesures"}},
		{"multinational", []string{"multi national"}},
		{"ceasefire", []string{"cease fire"}}, {"ceasefires", []string{"cease fires"}},
		{"peacekeeping", []string{"peace keeping"}}, {"peacekeepers", []string{"peace keepers"}},
		{"percent", []string{"per cent"}}, {"today", []string{"to day"}}, {"email", []string{"e mail"}},
		{"cyberattack", []string{"cyber attack"}}, {"postwar", []string{"post war"}}, {"reentry", []string{"re entry"}},
		{"transatlantic", []string{"trans atlantic"}}, {"subcommittee", []string{"sub committee"}},
		{"headquarters", nil}, {"percentage", nil}, {"resolution", nil}, {"commission", nil}, {"contact", nil},
		{"under", nil}, {"", nil}, {"co", nil}, {"соглашение", nil}, {"f35", nil},
	} {
		var got []string
		for _, compound := range Compounds(test.term) {
			got = append(got, strings.Join(compound.Parts, " "))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("Compounds(%q) (-want +got):\n%s", test.term, diff)
		}
	}
}

func TestJoined(t *testing.T) {
	for _, test := range []struct{ parts, want string }{
		{"co operation", "cooperation"}, {"non self governing", "nonselfgoverning"}, {"e mail", "email"},
		{"вице президент", "вицепрезидент"},
		{"f 35", ""}, {"alone", ""}, {"", ""}, {"a b c d", ""}, {"條 約", ""},
		{"a " + strings.Repeat("b", MaxTermLength), ""},
	} {
		if got := Joined(strings.Fields(test.parts)); got != test.want {
			t.Errorf("Joined(%q) = %q, want %q", test.parts, got, test.want)
		}
	}
}

func FuzzCompounds(f *testing.F) {
	f.Add("noncooperation")
	f.Add("peacekeepers")
	f.Fuzz(func(t *testing.T, term string) {
		for _, compound := range Compounds(term) {
			if got := Joined(compound.Parts); got != term {
				t.Errorf("Joined(%q) = %q, want %q", compound.Parts, got, term)
			}
		}
	})
}
