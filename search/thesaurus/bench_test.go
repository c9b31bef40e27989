package thesaurus

import (
	"strings"
	"testing"

	"entente/search"
)

func BenchmarkExpand(b *testing.B) {
	th := newThesaurus(b)
	for name, query := range map[string]search.Node{
		"words":   parse(b, strings.TrimSpace(strings.Repeat("north atlantic treaty NATO ", 60)), search.MatchAll),
		"phrases": parse(b, strings.TrimSpace(strings.Repeat(`"NATO and EU forces" `, 100)), search.MatchAll),
		"phrase":  parse(b, `"`+strings.Repeat("UN EU ", 500)+`"`, search.MatchAll),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				th.Expand(query, search.MatchAll)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newThesaurus(b)
	}
}
