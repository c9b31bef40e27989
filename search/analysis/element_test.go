package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ways prints elements: their ways apart by bars, with a hyphen where one is
// asked for, and ^ before an acronym.
func ways(elements []Element) []string {
	var all []string
	for _, element := range elements {
		var list []string
		for _, way := range element.Ways {
			joint := " "
			if way.Hyphens {
				joint = "-"
			}
			list = append(list, strings.Join(way.Terms, joint))
		}
		written := strings.Join(list, "|")
		if element.Capitals {
			written = "^" + written
		}
		all = append(all, written)
	}
	return all
}

func TestElements(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Armed attack", []string{"armed", "attack"}},
		{"co-operation", []string{"co operation|cooperation"}},
		{"cooperation cease-fire", []string{"cooperation|co-operation", "cease fire|ceasefire"}},
		{"ceasefire", []string{"ceasefire|cease fire"}},
		{"F-35 aircraft", []string{"f", "35", "aircraft|air craft"}},
		{"non-self-governing", []string{"non self governing|nonselfgoverning"}},
		{"a-b-c-d", []string{"a", "b", "c", "d"}},
		{"maybe everyone", []string{"maybe", "everyone"}},
		{"US", []string{"^us"}},
		{"us Us u.s.", []string{"us", "us", "us"}},
		{"U.S. forces", []string{"^us", "forces"}},
		{"N.A.T.O. NATO", []string{"^nato", "nato"}},
		{"US-led", []string{"^us", "led"}},
		{"us-led", []string{"us led|usled"}},
		{"non-US, IT-related", []string{"non", "^us", "^it", "related"}},
		{"START OF THE WHO", []string{"^start", "of", "the", "^who"}},
		{"ÉU É.-U.", []string{"^eu", "e", "u"}},
	} {
		if diff := cmp.Diff(test.want, ways(Elements(test.text))); diff != "" {
			t.Errorf("Elements(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestExactly(t *testing.T) {
	want := []string{"co", "operation", "^us", "us", "ceasefire"}
	if diff := cmp.Diff(want, ways(Exactly("co-operation U.S. us ceasefire"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIsAmbiguous(t *testing.T) {
	for _, term := range strings.Fields("us it who am is as or at un eu start ran led") {
		if !IsAmbiguous(term) {
			t.Errorf("%s is an everyday word", term)
		}
	}
	for _, term := range strings.Fields("nato of the de with force usa oas") {
		if IsAmbiguous(term) {
			t.Errorf("%s is no acronym of two meanings", term)
		}
	}
}

func TestTokensInCapitals(t *testing.T) {
	var got []string
	for token := range Tokens("NATO, Nato nato U.S. us u.s. A É ÉU F35 F-35 G7 MiG 北大 ΝΑΤΟ") {
		if token.Capitals {
			got = append(got, token.Term)
		}
	}
	if diff := cmp.Diff([]string{"nato", "us", "eu", "νατο"}, got); diff != "" {
		t.Errorf("words in capitals (-want +got):\n%s", diff)
	}
}
