package thesaurus

import (
	"slices"
	"strings"

	"entente/search/analysis"
)

// MaxPhrases is the most phrases that one with names in it is searched as, too.
const MaxPhrases = 16

// phrases returns the text with its names replaced by others. It is false when
// they are more than MaxPhrases even with one replaced at a time.
func (e *expander) phrases(text string, words []word, matches []match) (phrases []string, fit bool) {
	parts := make([]part, len(matches))
	each, together := 0, 1
	end := 0 // of the name before
	for i, m := range matches {
		start := words[m.first].start
		next := words[m.end-1].end
		written := text[start:next]
		if strings.Contains(written, ".") && strings.HasPrefix(text[next:], ".") {
			next++ // the last dot of U.N.
		}
		parts[i] = part{text[end:start], append([]string{text[start:next]}, e.insertable(m, written)...)}
		end = next
		each += len(parts[i].names) - 1
		together *= len(parts[i].names)
		if each > MaxPhrases { // then they are more together, too
			return nil, false
		}
	}
	if together-1 <= MaxPhrases {
		return combined(parts, text[end:])[1:], true
	}
	return replacedByTurns(parts, text[end:]), true
}

// part is a name in a phrase.
type part struct {
	before string   // the text since the name before
	names  []string // the name as written, and the others
}

// combined returns the phrase with every combination of names, the one that is
// written first.
func combined(parts []part, rest string) []string {
	if len(parts) == 0 {
		return []string{rest}
	}
	var all []string
	for _, name := range parts[0].names {
		for _, end := range combined(parts[1:], rest) {
			all = append(all, parts[0].before+name+end)
		}
	}
	return all
}

// replacedByTurns returns the phrase with one name replaced by each other one.
func replacedByTurns(parts []part, rest string) []string {
	var all []string
	for i := range parts {
		only := slices.Clone(parts)
		for j := range only {
			if j != i {
				only[j].names = only[j].names[:1]
			}
		}
		all = append(all, combined(only, rest)[1:]...)
	}
	return all
}

// insertable returns the other names that a phrase can have in the place of one:
// full names in its language, which is that of the phrase, and acronyms.
func (e *expander) insertable(m match, written string) []string {
	var texts []string
	for _, n := range e.others(m, written) {
		if n.acronym || inLanguage(n, m.language) {
			texts = append(texts, n.text)
		}
	}
	return texts
}

func inLanguage(n name, l analysis.Language) bool {
	return n.language == l || n.language == analysis.Other || l == analysis.Other
}
