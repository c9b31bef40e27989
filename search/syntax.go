package search

import (
	"strings"

	"entente/corpus"
)

// SyntaxRule is a row of the table of the query language, from which its help
// is made wherever it is shown.
type SyntaxRule struct {
	Part  string   // heading that it stands under; rules of one part follow each other
	Write []string // whole queries, each of them an example
	Means string   // for people, one line
}

// Syntax returns the table of the query language in the order in which it is
// shown. That of fields comes from corpus.Fields.
func Syntax() []SyntaxRule {
	const (
		words     = "Words"
		operators = "Operators"
		nearness  = "Nearness"
		parts     = "Articles and pages"
		fields    = "Fields"
	)
	rules := []SyntaxRule{
		{words, []string{`armed attack`}, `both words, anywhere in the document, in any of their inflected forms`},
		{words, []string{`"armed attack"`}, `words that follow each other, in any of their inflected forms; all of them count`},
		{words, []string{`attack*`, `def?nce`}, `* is any letters or none, ? exactly one; not at the beginning; cooperat* finds co-operation, too`},
		{words, []string{`atack~1`, `atack~2`}, `words that differ by one letter at most, or by two`},
		{words, []string{`=forces`, `="armed forces"`}, `as written: no other forms, spellings or names`},
		{words, []string{`EU`, `"UN forces"`}, `acronyms that are words in small letters (UN, US, WHO, IT) or have dots (U.S.): in capitals alone, a text all in capitals included; us finds both`},
		{operators, []string{`alliance OR pact`, `treaty AND alliance`}, `in capitals; AND can be left out`},
		{operators, []string{`treaty NOT draft`, `treaty -draft`}, `the first without the second`},
		{operators, []string{`(attack OR aggression) treaty`}, `brackets keep together what belongs together`},
		{operators, []string{`NOT draft AND treaty OR pact`, `((NOT draft) AND treaty) OR pact`}, `NOT binds tighter than AND, AND tighter than OR`},
		{nearness, []string{`armed /5 attack`}, `within five words of each other; from 1 to 255`},
		{nearness, []string{`armed +5 attack`}, `the same, in this order`},
		{nearness, []string{`armed /s attack`, `armed +s attack`}, `in one sentence; in one sentence and in this order`},
		{nearness, []string{`armed /p attack`, `armed +p attack`}, `in one passage: an article, a section or a page`},
		{nearness, []string{`("armed attack" OR aggress*) /s force`, `(armed /3 attack) /9 territory`}, `of phrases, alternatives and nearness in brackets, too`},
		{nearness, []string{`NOT armed /5 attack`, `NOT (armed /5 attack)`}, `nearness binds tighter than NOT`},
		{parts, []string{`article:5`, `article:"5 bis"`, `page:12`}, `documents that have such an article or page`},
		{parts, []string{`article:5 ("armed attack" OR aggression)`}, `all that is in the brackets within one Article 5`},
		{parts, []string{`article:5(2) (attack OR aggression)`, `article:5(2)(a)`}, `within its numbered paragraph 2; part (a) of it; without a blank before the bracket`},
		{parts, []string{`page:12 (forces NOT armed)`}, `within one page; what NOT excludes can stand on others`},
	}
	for _, f := range corpus.Fields() {
		means, examples, _ := strings.Cut(f.Help, ": ")
		rules = append(rules, SyntaxRule{fields, strings.Split(strings.ReplaceAll(examples, " or ", ", "), ", "), means})
	}
	return append(rules, SyntaxRule{fields, []string{`like:north-atlantic-treaty`}, `documents like the one with this id`})
}
