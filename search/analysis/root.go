package analysis

import "strings"

// Root returns what a word has in common with the words derived from it and its
// like: ratify, ratification. In English that is what the whole of Porter2
// leaves (M. F. Porter's Snowball algorithm for English, steps 1 to 5) and a
// little more, and in other languages the stem. Words of one root may well mean different things
// (defence, defensive), so that it can tell how near a document comes to a
// query, and not whether it matches.
func (l Language) Root(term string) string {
	if l != English || len(term) < 3 || !isLatin(term) {
		return l.Stem(term)
	}
	if regular, ok := englishIrregular[term]; ok {
		term = regular
	} else {
		term = americanSpelling(term)
	}
	if root := underived(term); len(root) > 2 {
		return root
	}
	return term
}

// RootBeginnings returns the beginnings of the words with a root, of which other
// words can have them too. Irregular forms are not among them.
func (l Language) RootBeginnings(root string) []string {
	if l != English || len(root) < 3 || !isLatin(root) {
		prefixes, _ := l.Beginnings(root)
		return prefixes
	}
	prefixes := []string{root}
	last := len(root) - 1
	switch {
	case root[last] == 'i': // parti, party
		prefixes = append(prefixes, root[:last]+"y")
	case root[last] == 'e': // hope, hoping
		prefixes = append(prefixes, root[:last])
	case strings.HasSuffix(root, "bl"): // capabl, capability
		prefixes = append(prefixes, root[:last]+"ili")
	}
	return withBritishSpelling(prefixes)
}

func underived(term string) string {
	if isUninflected(term) {
		return term
	}
	w := word(term).withoutPlural()
	if isUninflected(string(w)) {
		return string(w)
	}
	w = w.withoutEnding().withI().simpler(doubleSuffixes).withoutLi().simpler(suffixes).withoutSuffix().withoutE()
	if strings.HasSuffix(string(w), "ifi") { // not in Porter2: ratify, ratification
		return string(w[:len(w)-1])
	}
	return string(w)
}

// suffix is an ending that makes one word of another, and what stands in its
// place when it is undone.
type suffix struct{ ending, instead string }

// doubleSuffixes are those of step 2, suffixes those of step 3; the longer ones
// come first.
var (
	doubleSuffixes = []suffix{
		{"ization", "ize"}, {"ational", "ate"}, {"fulness", "ful"}, {"ousness", "ous"}, {"iveness", "ive"},
		{"tional", "tion"}, {"biliti", "ble"}, {"lessli", "less"},
		{"entli", "ent"}, {"ation", "ate"}, {"alism", "al"}, {"aliti", "al"}, {"ousli", "ous"}, {"iviti", "ive"}, {"fulli", "ful"},
		{"enci", "ence"}, {"anci", "ance"}, {"abli", "able"}, {"izer", "ize"}, {"ator", "ate"}, {"alli", "al"}, {"logi", "log"},
		{"bli", "ble"},
	}
	suffixes = []suffix{
		{"ational", "ate"}, {"tional", "tion"}, {"alize", "al"}, {"icate", "ic"}, {"iciti", "ic"}, {"ical", "ic"}, {"ness", ""}, {"ful", ""},
	}
	// lastSuffixes are those of step 4; ion is there after s and t alone.
	lastSuffixes = []string{
		"ement", "ance", "ence", "able", "ible", "ment", "sion", "tion", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic",
	}
)

// firstRegion is where the first region begins. Some words have it later than
// by the rule, lest too much become one: internal and international, organ and
// organization.
func (w word) firstRegion() int {
	for _, whole := range []string{"arsen", "commun", "gener", "inter", "organ", "univers"} {
		if strings.HasPrefix(string(w), whole) {
			return len(whole)
		}
	}
	return w.region(0)
}

// simpler undoes the first of the suffixes that the word ends in.
func (w word) simpler(list []suffix) word {
	for _, s := range list {
		if before, ok := w.cut(s.ending); ok {
			if len(before) >= w.firstRegion() {
				return before + word(s.instead)
			}
			return w
		}
	}
	return w
}

// withoutLi is what step 2 does with other adverbs.
func (w word) withoutLi() word {
	before, ok := w.cut("li")
	if ok && len(before) >= w.firstRegion() && strings.IndexByte("cdeghkmnrt", before[len(before)-1]) >= 0 {
		return before
	}
	return w
}

// withoutSuffix is step 4, with the ative of step 3.
func (w word) withoutSuffix() word {
	second := w.region(w.firstRegion())
	if before, ok := w.cut("ative"); ok && len(before) >= second {
		return before
	}
	for _, ending := range lastSuffixes {
		before, ok := w.cut(ending)
		if !ok {
			continue
		}
		if strings.HasSuffix(ending, "ion") {
			before = w[:len(w)-len("ion")]
		}
		if len(before) >= second {
			return before
		}
		return w
	}
	return w
}
