package analysis

import (
	"math/rand/v2"
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
		{"l'organisation de défense", []string{"organisation", "de", "defense"}},
		{"L’armée, jusqu'au ʼfeuʼ, qu’elle lʼavait dit; s'il n'y a", []string{"armee", "au", "feu", "elle", "avait", "dit", "il", "y", "a"}},
		{"O'Brien's, OʼBrien, rock'n'roll, don't, aujourd'hui", []string{"o", "brien", "o", "brien", "rock", "n", "roll", "don", "t", "aujourd", "hui"}},
		{"two l's, l' and l'1", []string{"two", "l", "l", "and", "l", "1"}},
		{"'l'union' d'l", []string{"union", "l"}},
		{"co-operation A/RES/377", []string{"co", "operation", "a", "res", "377"}},
		{"F-35 5bis Straße Łódź Œuvre", []string{"f", "35", "5bis", "strasse", "lodz", "oeuvre"}},
		{"Résolution RE\u0301SOLUTION", []string{"resolution", "resolution"}},
		{"止.a b.約", []string{"止", "a", "b", "約"}},
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

func FuzzTokens(f *testing.F) {
	f.Add("The U.S.'s co-operation, l’été 條約 \xff")
	f.Add("1. L'Union européenne organise, cf. art. 5.\n\nLes États centred, colourised? Oui!")
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
			for _, language := range Languages() {
				checkBeginnings(t, language, token.Term)
			}
			if token.Hyphen && (token.Start == 0 || text[token.Start-1] == ' ') {
				t.Fatalf("token %+v is said to follow a hyphen in %q", token, text)
			}
			if end == 0 && !token.Sentence {
				t.Fatalf("the first token %+v begins no sentence", token)
			}
			end = token.End
		}
	})
}

// BenchmarkTokens reads made-up text, whose words follow each other at random as
// those of real text do: what is repeated is foreseen by the processor.
func BenchmarkTokens(b *testing.B) {
	for _, language := range []struct{ name, words string }{
		{"English", `The Parties to this Treaty agree that an armed attack against one or more of them in Europe or North America shall be
			considered an attack against them all and consequently they agree that, if such an attack occurs, each of them, in exercise of
			the right of individual or collective self-defence recognised by Article 51 of the Charter of the United Nations, will assist
			the Party or Parties so attacked by taking forthwith, individually and in concert with the other Parties, such action as it
			deems necessary. NATO U.S. Japan's (a) 1949; co-operation`},
		{"French", `Les parties conviennent qu’une attaque armée contre l’une ou plusieurs d’entre elles survenant en Europe ou en Amérique du
			Nord sera considérée comme une attaque dirigée contre toutes les parties et, en conséquence, elles conviennent que, si une telle
			attaque se produit, chacune d’elles, dans l’exercice du droit de légitime défense, individuelle ou collective, reconnu par
			l’article 51 de la Charte des Nations unies, assistera la partie ou les parties ainsi attaquées. État À œuvre sécurité 1949 ;
			c’est-à-dire OTAN`},
	} {
		b.Run(language.name, func(b *testing.B) {
			text := shuffled(language.words, 200_000)
			tokens := len(terms(text))
			allocations := testing.AllocsPerRun(1, func() { readTokens(text) })
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				readTokens(text)
			}
			b.ReportMetric(allocations/float64(tokens), "allocs/token")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
	}
}

// shuffled makes a text of about so many bytes from words in random order.
func shuffled(words string, size int) string {
	random := rand.New(rand.NewPCG(1, 2))
	all := strings.Fields(words)
	var text strings.Builder
	for text.Len() < size {
		text.WriteString(all[random.IntN(len(all))] + " ")
	}
	return text.String()
}

func readTokens(text string) {
	for range Tokens(text) {
	}
}

func TestTokensJoinedByHyphen(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // the terms that are joined to the one before
	}{
		{"co-operation, cease\u2010fire, non\u2011use", []string{"operation", "fire", "use"}},
		{"a - b -c d- e f--g h–i", nil},
		{"-first", nil},
		{"rendez-vous va-t-il", []string{"vous", "t", "il"}},
		{"Japan's-based dit-l'homme", []string{"based"}},
		{"co-\noperation", nil},
		{"A-" + strings.Repeat("x", MaxTermLength+1), []string{strings.Repeat("x", MaxTermLength)}},
	} {
		var got []string
		for token := range Tokens(test.text) {
			if token.Hyphen {
				got = append(got, token.Term)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("terms after a hyphen in %q (-want +got):\n%s", test.text, diff)
		}
	}
}
