package analysis

import (
	"strings"
	"testing"
)

func TestEnglishRoots(t *testing.T) {
	for line := range strings.Lines(`ratify ratified ratification ratifications
defensive defensively
assist assistance assistant assisted
relate relation relational
intervene intervening
capable capability capabilities
responsible responsibility
legal legally legality legalism
organise organization organisation organizing organizer
occupy occupied
peace peaceful peacefully
consult consultation consultative consulting
prohibit prohibition prohibited
neutral neutrality neutralize
arm armed
operate operation operational operator
deter deterring`) {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if English.Root(w) != English.Root(words[0]) {
				t.Errorf("root of %s is %s, of %s %s", words[0], English.Root(words[0]), w, English.Root(w))
			}
		}
	}
	for _, pair := range []string{"internal international", "organ organization", "general generate", "universal university", "united unit", "us use"} {
		a, b, _ := strings.Cut(pair, " ")
		if English.Root(a) == English.Root(b) {
			t.Errorf("%s and %s have one root, %s", a, b, English.Root(a))
		}
	}
}

// TestRootBeginningsHold: words are looked for under the beginnings of their root.
func TestRootBeginningsHold(t *testing.T) {
	for _, begin := range []string{"ratif", "defen", "assis", "capa", "possi", "lega", "organ", "coloni", "relat", "hop", "agen", "stud", "labo", "pol", "forc"} {
		for _, end := range strings.Fields("y ies ied e es ed ing er ers or al ally ic ical ation ations ational ative ance ancy ant ent ence ency able ability ible ibility ity ities ism ize ise izing isation ization ful fulness ive iveness ively ous ment ement bility bly logy") {
			w := begin + end
			if _, irregular := englishIrregular[w]; irregular {
				continue
			}
			found := false
			for _, prefix := range English.RootBeginnings(English.Root(w)) {
				found = found || strings.HasPrefix(w, prefix)
			}
			if !found {
				t.Errorf("%s has the root %s and begins with none of %v", w, English.Root(w), English.RootBeginnings(English.Root(w)))
			}
		}
	}
}

func TestRootOfOtherLanguages(t *testing.T) {
	for _, l := range []Language{Other, French} {
		for _, w := range []string{"nations", "l", "條", "défense"} {
			if l.Root(w) != l.Stem(w) {
				t.Errorf("%v: root of %s is %s, want the stem %s", l, w, l.Root(w), l.Stem(w))
			}
		}
	}
}

func TestIsFunctionWord(t *testing.T) {
	for _, w := range []string{"the", "of", "which", "dans", "les"} {
		if !IsFunctionWord(w) {
			t.Errorf("%s is no function word", w)
		}
	}
	for _, w := range []string{"attack", "us", "un", "state", "general", ""} {
		if IsFunctionWord(w) {
			t.Errorf("%s is a function word", w)
		}
	}
}
