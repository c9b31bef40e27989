package analysis

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func terms(text string) []string {
	var all []string
	for t := range Tokens(text) {
		all = append(all, t.Term)
	}
	return all
}

func TestTokens(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Armed ATTACK", []string{"armed", "attack"}},
		{"the U.S. and the U.K.", []string{"the", "us", "and", "the", "uk"}},
		{"N.A.T.O", []string{"nato"}},
		{"Plan B. A new plan.", []string{"plan", "b", "a", "new", "plan"}},
		{"a.b.cd", []string{"ab", "cd"}},
		{"Japan's and Japan’s allies' 's", []string{"japan", "and", "japan", "allies", "s"}},
		{"l'organisation de défense", []string{"l", "organisation", "de", "defense"}},
		{"co-operation A/RES/377", []string{"co", "operation", "a", "res", "377"}},
		{"F-35 5bis Straße Łódź Œuvre", []string{"f", "35", "5bis", "strasse", "lodz", "oeuvre"}},
		{"Résolution RE\u0301SOLUTION", []string{"resolution", "resolution"}},
		{"禁止條約 and あ", []string{"禁", "止", "條", "約", "and", "あ"}},
		{"Договор о обороне", []string{"договор", "о", "обороне"}},
		{"snake_case", []string{"snake", "case"}},
		{"co\u00adoperation zero\u200bwidth \u00ad", []string{"cooperation", "zerowidth"}},
		{"ΠΟΛΕΜΟΣ πόλεμος", []string{"πολεμοσ", "πολεμοσ"}},
		{"\xff\xfe broken", []string{"broken"}},
	} {
		if diff := cmp.Diff(test.want, terms(test.text)); diff != "" {
			t.Errorf("Tokens(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestTokensOfOverlongWord(t *testing.T) {
	word := strings.Repeat("é", 300) // 600 bytes
	total := 0
	for token := range Tokens(word) {
		if token.End-token.Start > MaxTermLength {
			t.Errorf("token of %d bytes, want at most %d", token.End-token.Start, MaxTermLength)
		}
		total += token.End - token.Start
	}
	if total != len(word) {
		t.Errorf("tokens cover %d bytes of %d", total, len(word))
	}
}

func TestStemJoinsInflectedForms(t *testing.T) {
	for _, group := range [][]string{
		{"attack", "attacks", "attacked", "attacking"},
		{"treaty", "treaties"},
		{"party", "parties"},
		{"ally", "allies", "allied"},
		{"defence", "defences"},
		{"force", "forces", "forced", "forcing"},
		{"agree", "agrees", "agreed", "agreeing"},
		{"state", "states", "stated", "stating"},
		{"organize", "organizes", "organized", "organizing"},
		{"control", "controls", "controlled", "controlling"},
		{"refer", "refers", "referred", "referring"},
		{"hope", "hopes", "hoped", "hoping"},
		{"die", "dies", "died", "dying"},
		{"exceed", "exceeds", "exceeded", "exceeding"},
		{"need", "needs", "needed"},
		{"process", "processes", "processed"},
		{"weapon", "weapons"},
		{"war", "wars"},
	} {
		for _, form := range group {
			if Stem(form) != Stem(group[0]) {
				t.Errorf("Stem(%q) = %q, want that of %q, %q", form, Stem(form), group[0], Stem(group[0]))
			}
		}
	}
}

func TestStemKeepsWordsApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"internal", "international"}, {"internment", "international"}, {"organ", "organization"}, {"executive", "execution"},
		{"several", "severe"}, {"custom", "customer"}, {"universal", "university"}, {"convention", "conventional"},
		{"arm", "army"}, {"general", "generate"}, {"news", "new"}, {"during", "dure"}, {"state", "status"}, {"nation", "national"},
	} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("%q and %q have the same stem %q", pair[0], pair[1], Stem(pair[0]))
		}
	}
	for _, whole := range []string{"us", "f35", "défense", "條", "this", "was", "his"} {
		if Stem(whole) != whole {
			t.Errorf("Stem(%q) = %q, want it unchanged", whole, Stem(whole))
		}
	}
}

// TestStemPrefixHoldsForRealWords checks the promise of StemPrefix on the
// words of a large collection.
func TestStemPrefixHoldsForRealWords(t *testing.T) {
	const path = "../../../shared/data/ir/cranfield"
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Skipf("the word check needs the test data: %v", err)
	}
	words := map[string]bool{}
	for _, entry := range entries {
		file, err := os.Open(path + "/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			for token := range Tokens(lines.Text()) {
				words[token.Term] = true
			}
		}
		file.Close()
	}
	for word := range words {
		checkStemPrefix(t, word)
	}
	t.Logf("%d words", len(words))
}

func checkStemPrefix(t *testing.T, word string) {
	t.Helper()
	prefix, exceptions := StemPrefix(Stem(word))
	if strings.HasPrefix(word, prefix) {
		return
	}
	for _, exception := range exceptions {
		if word == exception {
			return
		}
	}
	t.Errorf("%q has the stem %q, whose prefix is said to be %q", word, Stem(word), prefix)
}

func FuzzTokens(f *testing.F) {
	f.Add("The U.S.'s co-operation, l’été 條約 \xff")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for token := range Tokens(text) {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("token %+v after byte %d in %q", token, end, text)
			}
			if !utf8.ValidString(token.Term) {
				t.Fatalf("token %+v is not UTF-8", token)
			}
			if token.Term != Fold(token.Term) {
				t.Fatalf("token %q folds again to %q", token.Term, Fold(token.Term))
			}
			checkStemPrefix(t, token.Term)
			end = token.End
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("The Parties agree that an armed attack against one or more of them shall be considered an attack against them all. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for range Tokens(text) {
		}
	}
}
