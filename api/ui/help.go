package ui

import (
	"strings"

	"entente/corpus"
)

// help is the description of the query language.
type help struct {
	Syntax []helpRow
	Fields []helpRow
}

// helpRow is one way to write, and what it means.
type helpRow struct{ Write, Means string }

func newHelp() help {
	h := help{Syntax: []helpRow{
		{`armed attack`, `both words, anywhere in the document`},
		{`"armed attack"`, `these words, one after the other, in any of their inflected forms: “armed attacks” as well`},
		{`attack*`, `words that begin so`},
		{`alliance OR pact`, `one of them or both`},
		{`treaty NOT draft`, `the first without the second`},
		{`(attack OR aggression) treaty`, `brackets keep together what belongs together`},
	}}
	for _, f := range corpus.Fields() {
		means, example, _ := strings.Cut(f.Help, ": ")
		h.Fields = append(h.Fields, helpRow{Write: example, Means: means})
	}
	return h
}

// examples are queries to begin with.
func examples() []string {
	return []string{`"armed attack"`, `burden sharing`, `"status of forces" type:agreement`, `peacekeeping date:1990..2010`}
}
