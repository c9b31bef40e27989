package analysis

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokensBeginSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // the sentences, or their beginnings
	}{
		{"The Parties agree. They shall consult! Will they? Yes… Perhaps.", []string{"The Parties", "They", "Will", "Yes", "Perhaps"}},
		{"the first word may be in lower case", []string{"the"}},
		{"... Begun in the middle. And on", []string{"Begun", "And"}},
		{"As stated in Art. 5 and Arts. 6 and 7, see No. 12. It ends.", []string{"As", "It"}},
		{"Under para. 3, cf. Annex B, e.g. The Hague, i.e. Article 2, viz. Parts I and II. Done.", []string{"Under", "Done"}},
		{"Ships, aircraft, etc. are covered. Tanks, etc. The rest is not.", []string{"Ships", "Tanks", "The rest"}},
		{"Gen. Smith met Mr. Brown, Dr. Green and Lt. Col. White on 4 Sept. 1951. All agreed.", []string{"Gen", "All"}},
		{"The U.S. Government and the U.N. Secretariat met. J. F. Kennedy spoke.", []string{"The U.S", "J. F"}},
		{"Prisoners v. Guards, Acme Co. Ltd. Holdings, vol. II, pp. 3. End", []string{"Prisoners", "End"}},
		{"The answer is no. The vote, no. 5, was lost.", []string{"The answer", "The vote"}},
		{"1. The Parties shall meet. 2. The Council decides.\n3. Votes count.", []string{"1", "2", "3"}},
		{"1.1. The scope. 1.2. The terms.", []string{"1.1", "1.2"}},
		{"IV. General rules\nV. Special rules\na. Zones are named. VI. Ends", []string{"IV", "VI"}},
		{"(a) The first; (b) The second: The third", []string{"a"}},
		{"The treaty was signed in\n1949. The seat is there.", []string{"The treaty", "The seat"}},
		{"It cost 3.5 million. 12 members paid 1.000 each.", []string{"It", "12"}},
		{"He said “We agree.” They signed (at last). [Then] they left.", []string{"He", "They", "Then"}},
		{"He asked \"Why?\" and left! then came back.", []string{"He"}},
		{"Article 5\n\nthe Parties agree\n \t\r\nand act\nat once", []string{"Article", "the Parties", "and act"}},
		{"one\u2029two", []string{"one", "two"}},
		{"one; Two: Three\nFour", []string{"one"}},
		{"Les Parties s'engagent. L'organisation décide ; Elle agit. C’est dit !\u00a0D'accord ?", []string{"Les", "organisation", "est", "accord"}},
		{"Voir art. 5, al. 2, et M. Dupont, MM. Durand et Petit. L’État membre n° 3. Fin", []string{"Voir", "État", "Fin"}},
		{"« Il est vrai. » Mme. Curie sourit. Les op. cit. Ouvrages", []string{"Il", "Mme", "Les"}},
		{"Договор вступает в силу. Стороны согласны! а затем", []string{"Договор", "Стороны"}},
		{"缔约国同意。各方应协商！是吗？好", []string{"缔", "各", "是", "好"}},
		{"条约。eu members", []string{"条", "eu"}},
		{"هل يوافقون؟ نعم. معاهدہ ہوا۔ ختم", []string{"هل", "نعم", "معاهدہ", "ختم"}},
		{"end.Next word", []string{"end"}},
	} {
		var got, want []string
		for token := range Tokens(test.text) {
			if token.Sentence {
				got = append(got, token.Term)
			}
		}
		for _, sentence := range test.want {
			want = append(want, terms(sentence)[0])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sentences of %q (-want +got):\n%s", test.text, diff)
		}
	}
}

// FuzzSentences checks that what ends sentences changes none of the words.
func FuzzSentences(f *testing.F) {
	f.Add("One. Two", "three")
	f.Add("the U.S", "'s part, 5. and l’Etat")
	f.Fuzz(func(t *testing.T, before, after string) {
		after = "Article " + after
		parted := before + "!\n\n" + after
		if diff := cmp.Diff(terms(before+" "+after), terms(parted)); diff != "" {
			t.Errorf("words of %q and %q (-in one sentence +in two):\n%s", before, after, diff)
		}
		for token := range Tokens(parted) {
			if token.Start == len(before)+3 && !token.Sentence {
				t.Errorf("%+v begins no sentence in %q after %q", token, after, before)
			}
		}
	})
}
