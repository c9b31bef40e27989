package instrument

import (
	"slices"
	"strings"

	"entente/corpus"
)

// smallKeeper names an office in a text that has lost its capitals: all words up
// to one that no name has.
const smallKeeper = `((?:governments?|director[- ]general|secretary[- ]general|ministry|minister|general secretariat)\s+(?:of|for)\s+[\w’' -]{3,160}(?:,\s+(?:and\s+)?the\s+[\w’' -]{3,80}){0,4})`

var (
	smallDeposited  = newExpression(`\b(?:th(?:is|e\s+present)\s+\w+|instruments?\s+of\s+(?:ratification|acceptance|approval|accession)|ratifications|original|single\s+(?:copy|original))\b[^.;]{0,200}?\b(?:remain|be)\s+deposited\s+(?:with|in\s+the\s+archives\s+of)\s+the\s+` + smallKeeper)
	smallDesignated = newExpression(`the\s+` + smallKeeper + `(?:shall\s+be|(?:is|are)\s+(?:hereby\s+)?designated(?:\s+as)?|(?:shall|will)\s+act\s+as)\s+(?:the\s+)?depositar(?:y|ies)\b`)
	// afterName is a word that ends a name.
	afterName = newExpression(`\s+(?:which|who|that|hereby|shall|will|is|are|by|in|on|as|when|with|to|within|before|after|until|at|one|thereof|for\s+the\s+purpose)\b`)
)

// hasNames reports whether a text has a word in capitals within a sentence.
func hasNames(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		return len(word) > 3 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z'
	})
}

// appendSmall appends the depositaries that a text names which has lost its capitals.
func appendSmall(all []corpus.Statement, n int, text string) []corpus.Statement {
	for _, pattern := range []expression{smallDesignated, smallDeposited} {
		for _, at := range pattern().FindAllStringSubmatchIndex(text, -1) {
			for _, name := range smallKeepers(text[at[2]:at[3]]) {
				all = appendKeeper(all, corpus.Statement{Value: name, Reading: detected(n, text[at[0]:at[1]])})
			}
		}
	}
	return all
}

// smallKeepers gives the names that a match has their capitals, and divides them.
func smallKeepers(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	if after := afterName().FindStringIndex(text); after != nil {
		text = text[:after[0]]
	}
	return keepers(capitalized(strings.TrimRight(text, ", -")))
}
