package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ways prints elements: their ways apart by bars, with a hyphen where one is
// asked for.
func ways(text string) []string {
	var all []string
	for _, element := range Elements(text) {
		var list []string
		for _, way := range element.Ways {
			joint := " "
			if way.Hyphens {
				joint = "-"
			}
			list = append(list, strings.Join(way.Terms, joint))
		}
		all = append(all, strings.Join(list, "|"))
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
	} {
		if diff := cmp.Diff(test.want, ways(test.text)); diff != "" {
			t.Errorf("Elements(%q) (-want +got):\n%s", test.text, diff)
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
