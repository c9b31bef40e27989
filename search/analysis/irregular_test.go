package analysis

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestEnglishJoinsIrregularForms(t *testing.T) {
	checkFamilies(t, English, `
withdraw withdraws withdrawing withdrew withdrawn
undertake undertakes undertaking undertook undertaken
bring brings bringing brought
bind binds binding bound
find finds finding findings found
forbid forbids forbidding forbade forbidden
foresee foresees foreseeing foresaw foreseen
oversee oversees overseeing oversaw overseen
choose chooses choosing chose chosen
lose loses losing lost
fly flies flying flew flown
lie lies lying lain
lay lays laying laid
undergo undergoes undergoing underwent undergone
go goes going went gone
get gets getting got gotten
begin begins beginning began begun
write writes writing wrote written
arise arises arising arose arisen
freeze freezes freezing froze frozen
override overrides overriding overrode overridden
seek seeks seeking sought
uphold upholds upholding upheld
pay pays paying paid
meet meets meeting meetings met
bear bears bearing borne
shoot shoots shooting shot shots
think thinks thinking thought thoughts
underlie underlies underlying underlain
vie vies vying
man men
spokeswoman spokeswomen
tribesman tribesmen
child children
ox oxen
life lives
money moneys monies
moratorium moratoriums moratoria
forum forums fora
index indexes indices
bureau bureaus bureaux
basis basis
aircraft aircrafts
annex annexe annexes annexed`)
}

func TestEnglishKeepsOtherWordsApart(t *testing.T) {
	checkPairs(t, English, "leave left,leaf leaves,say said,feed fed,bear bore,bear born,rise rose,bend bent,light lit,strike stricken,"+
		"grind ground,wind wound,abide abode,work wrought,dive dove,drink drunk,slay slew,lie lay,find founded,find foundation,found founded,"+
		"bind bounds,bind boundary,sing sung,hang hung,forego foregone,do did,do done,be was,be been,have had,basis bases,axis axes,"+
		"medium media,datum data,person people,live lives,withdraw withdrawal,bring bright,think thing,lead lad,mean man,"+
		"meet mete,specimen speciman,yemen yeman,send sender,hold hole,write writ,give gift,see sea,fall fail,choose choice,build building's")
}

// TestIrregularTableIsInOrder: what a form is joined to is a word that the rules
// know, and no rule would have joined it.
func TestIrregularTableIsInOrder(t *testing.T) {
	for form, regular := range englishIrregular {
		if _, irregular := englishIrregular[regular]; irregular {
			t.Errorf("%s is joined to %s, which is irregular itself", form, regular)
		}
		if form != Fold(form) || !isLatin(form) {
			t.Errorf("%q is no folded term", form)
		}
	}
	var listed []string
	for entry := range strings.SplitSeq(irregularEnglishWords, ",") {
		words := strings.Fields(entry)
		if len(words) < 2 {
			t.Errorf("the entry %q has no irregular form", entry)
		}
		listed = append(listed, words...)
	}
	slices.Sort(listed)
	for i := range len(listed) - 1 {
		if listed[i] == listed[i+1] {
			t.Errorf("%s is listed twice", listed[i])
		}
	}
	for _, form := range slices.Sorted(maps.Keys(englishIrregular)) {
		if regular := englishIrregular[form]; len(regular) > 2 && inflectionless(americanSpelling(form)) == inflectionless(regular) {
			t.Errorf("the rules join %s to %s without the table", form, regular)
		}
	}
}
