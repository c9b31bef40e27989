package enginetest

import (
	"strings"

	"entente/search/analysis"
)

// foldPattern folds the letters of a pattern as terms are folded, and leaves
// its stars and question marks.
func foldPattern(pattern string) string { return analysis.Fold(pattern) }

// matchesPattern compares a folded term with a folded pattern: * is any code
// points or none, ? exactly one.
func matchesPattern(pattern, term []rune) bool {
	if len(pattern) == 0 {
		return len(term) == 0
	}
	switch pattern[0] {
	case '*':
		return matchesPattern(pattern[1:], term) || len(term) > 0 && matchesPattern(pattern, term[1:])
	case '?':
		return len(term) > 0 && matchesPattern(pattern[1:], term[1:])
	}
	return len(term) > 0 && pattern[0] == term[0] && matchesPattern(pattern[1:], term[1:])
}

// patternWays returns what a folded pattern matches: a word, or several where its
// beginning is written as several.
func patternWays(pattern string) place {
	p := place{way{isLike(pattern, false)}}
	beginning := pattern[:strings.IndexAny(pattern, "*?")]
	for _, compound := range analysis.Compounds(beginning) {
		var w way
		for i, part := range compound.Parts {
			if i == len(compound.Parts)-1 {
				part += pattern[len(beginning):]
			}
			w = append(w, isLike(part, i > 0 && !compound.Open))
		}
		p = append(p, w)
	}
	return p
}

func isLike(pattern string, hyphen bool) func(word) bool {
	return func(w word) bool { return (w.Hyphen || !hyphen) && matchesPattern([]rune(pattern), []rune(w.Term)) }
}

// edits returns the distance of two words in optimal string alignment (G.
// Navarro, "A Guided Tour to Approximate String Matching", 2001): insertions,
// removals and replacements of a code point and exchanges of two neighbours,
// none edited twice. From 3 on, which no query allows, it says no more than 3.
func edits(a, b []rune) int { return editsWithin(a, b, 3) }

// editsWithin tries every edit of the beginning of a and b, at most limit of them.
func editsWithin(a, b []rune, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	switch {
	case len(a)-len(b) >= limit || len(b)-len(a) >= limit:
		return limit
	case len(a) == 0 || len(b) == 0:
		return min(limit, len(a)+len(b))
	case limit == 0:
		return 0
	}
	best := limit
	try := func(a, b []rune) { best = min(best, 1+editsWithin(a, b, limit-1)) }
	try(a[1:], b)
	try(a, b[1:])
	try(a[1:], b[1:])
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		try(a[2:], b[2:])
	}
	return best
}
