package analysis

import "strings"

// Stem returns what the inflected forms of an English word have in common:
// plurals, -ed and -ing, and y for i. It takes those steps of Porter2 (M. F.
// Porter's Snowball algorithm for English, steps 1 and 5) that undo inflection
// and leaves out those that lead from a word to another: internal is not
// international, and an organ no organization. Terms that are not of the
// letters a to z, or shorter than three, are their own stem.
func Stem(term string) string {
	if len(term) < 3 || !isLatin(term) {
		return term
	}
	if stem, ok := irregular(term); ok {
		return stem
	}
	w := word(term).withoutPlural()
	if stem, ok := irregular(string(w)); ok {
		return stem
	}
	return string(w.withoutEnding().withI().withoutE())
}

// StemPrefix returns a beginning that every form with the given stem has, and
// the forms that are exceptions to it. Stem changes no more than the last
// letter of what it leaves, and that only into i (cry, cri), e (hoping, hope) or
// y (skies, sky).
func StemPrefix(stem string) (prefix string, exceptions []string) {
	switch stem {
	case "die":
		exceptions = []string{"dying"}
	case "lie":
		exceptions = []string{"lying"}
	case "tie":
		exceptions = []string{"tying"}
	}
	if last := len(stem) - 1; last >= 0 && strings.IndexByte("iey", stem[last]) >= 0 {
		stem = stem[:last]
	}
	return stem, exceptions
}

func irregular(term string) (stem string, ok bool) {
	switch term {
	case "dying":
		return "die", true
	case "lying":
		return "lie", true
	case "tying":
		return "tie", true
	case "news", "proceed", "exceed", "succeed", "during", "evening", "herring", "hundred":
		return term, true
	}
	return "", false
}

func isLatin(term string) bool {
	for i := range len(term) {
		if term[i] < 'a' || term[i] > 'z' {
			return false
		}
	}
	return true
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
