package analysis

import (
	"strings"
	"sync"
)

// englishStem joins the spellings and then undoes inflection: plurals, -ed and
// -ing, and y for i. It takes those steps of Porter2 (M. F. Porter's Snowball
// algorithm for English, steps 1 and 5) that undo inflection and leaves out
// those that lead from a word to another: internal is not international, and an
// organ no organization. A stem has three letters at least, for the words
// below a shorter one would be most of the dictionary.
func englishStem(term string) string {
	if len(term) < 3 || !isLatin(term) {
		return term
	}
	if regular, ok := englishIrregular[term]; ok {
		term = regular
	} else {
		term = americanSpelling(term)
	}
	if stem := inflectionless(term); len(stem) > 2 {
		return stem
	}
	return term
}

// englishIrregularForms has the irregular forms of every stem. It is made when it
// is first asked for: most processes expand no query.
var englishIrregularForms = sync.OnceValue(func() map[string][]string { return formsByStem(englishIrregular, englishStem) })

func inflectionless(term string) string {
	if isUninflected(term) {
		return term
	}
	w := word(term).withoutPlural()
	if isUninflected(string(w)) {
		return string(w)
	}
	return string(w.withoutEnding().withI().withoutE())
}

// englishBeginnings: inflectionless changes no more than the last letter of
// what it leaves, and that only into i (cry, cri) or e (hoping, hope).
func englishBeginnings(stem string) []string {
	prefixes := []string{stem}
	last := len(stem) - 1
	switch stem[last] {
	case 'i':
		prefixes = append(prefixes, stem[:last]+"y")
	case 'e':
		prefixes = append(prefixes, stem[:last]+"ing")
	}
	return withBritishSpelling(prefixes)
}

// isUninflected reports whether the word only looks as if it had an ending, or
// has one that makes another word of it: the United Nations are not units.
func isUninflected(term string) bool {
	switch term {
	case "news", "proceed", "exceed", "succeed", "during", "evening", "herring", "hundred", "united", "bias", "lens", "atlas":
		return true
	}
	return false
}

// word is a word of the letters a to z on its way to its stem.
type word string

// vowel reports whether the letter at i is a vowel; y is one after a consonant.
func (w word) vowel(i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		return i > 0 && !w.vowel(i-1)
	}
	return false
}

func (w word) hasVowel() bool {
	for i := range len(w) {
		if w.vowel(i) {
			return true
		}
	}
	return false
}

// region returns where the part begins that follows the first consonant after
// a vowel, from the given place on: R1 from 0, R2 from R1.
func (w word) region(from int) int {
	for i := from + 1; i < len(w); i++ {
		if !w.vowel(i) && w.vowel(i-1) {
			return i + 1
		}
	}
	return len(w)
}

// endsShort reports whether the word ends in a short syllable: a vowel and then
// a consonant other than w, x and y, with a consonant or nothing in front.
func (w word) endsShort() bool {
	n := len(w)
	switch {
	case n < 2 || w.vowel(n-1) || !w.vowel(n-2):
		return false
	case n == 2:
		return true
	}
	return !w.vowel(n-3) && strings.IndexByte("wxy", w[n-1]) < 0
}

// short reports whether the word is a single short syllable.
func (w word) short() bool { return w.endsShort() && w.region(0) == len(w) }

func (w word) cut(ending string) (word, bool) {
	before, found := strings.CutSuffix(string(w), ending)
	return word(before), found
}

// withoutPlural is step 1a.
func (w word) withoutPlural() word {
	if before, ok := w.cut("sses"); ok {
		return before + "ss"
	}
	for _, ending := range []string{"ied", "ies"} {
		if before, ok := w.cut(ending); ok {
			if len(before) > 1 {
				return before + "i"
			}
			return before + "ie"
		}
	}
	before, ok := w.cut("s")
	if !ok || strings.HasSuffix(string(w), "us") || strings.HasSuffix(string(w), "ss") {
		return w
	}
	if before[:max(len(before)-1, 0)].hasVowel() {
		return before
	}
	return w
}

// withoutEnding is step 1b, but for adverbs.
func (w word) withoutEnding() word {
	if before, ok := w.cut("eed"); ok {
		if len(before) >= w.region(0) {
			return before + "ee"
		}
		return w
	}
	for _, ending := range []string{"ed", "ing"} {
		if before, ok := w.cut(ending); ok {
			if before.hasVowel() {
				return before.restored()
			}
			return w
		}
	}
	return w
}

// restored gives back the e, or takes away the doubled letter, that the ending
// had changed.
func (w word) restored() word {
	for _, end := range []string{"at", "bl", "iz"} {
		if strings.HasSuffix(string(w), end) {
			return w + "e"
		}
	}
	n := len(w)
	if n > 2 && w[n-1] == w[n-2] && strings.IndexByte("bdfgmnprt", w[n-1]) >= 0 {
		return w[:n-1]
	}
	if w.short() {
		return w + "e"
	}
	return w
}

// withI is step 1c.
func (w word) withI() word {
	n := len(w)
	if n > 2 && w[n-1] == 'y' && !w.vowel(n-2) {
		return w[:n-1] + "i"
	}
	return w
}

// withoutE is step 5: forc(e), control(l).
func (w word) withoutE() word {
	first := w.region(0)
	second := w.region(first)
	if before, ok := w.cut("e"); ok {
		if len(before) >= second || len(before) >= first && !before.endsShort() {
			return before
		}
		return w
	}
	if before, ok := w.cut("l"); ok && len(before) >= second && strings.HasSuffix(string(before), "l") {
		return before
	}
	return w
}
