package analysis

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLanguageOf(t *testing.T) {
	for code, want := range map[string]Language{"en": English, "en-GB": English, "EN": English, "fr": French, "fr-CA": French, "de": Other, "": Other, "eng": Other} {
		if got := LanguageOf(code); got != want {
			t.Errorf("LanguageOf(%q) = %v, want %v", code, got, want)
		}
	}
}

func TestStemOfOtherLanguages(t *testing.T) {
	for _, term := range []string{"verträge", "organisations", "條", ""} {
		if got := Other.Stem(term); got != term {
			t.Errorf("Other.Stem(%q) = %q, want it unchanged", term, got)
		}
	}
}

// checkFamilies checks that the words of each line have the same stem.
func checkFamilies(t *testing.T, language Language, lines string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		forms := strings.Fields(line)
		stem := language.Stem(forms[0])
		for _, form := range forms {
			if language.Stem(form) != stem {
				t.Errorf("%v stem of %s is %s, want that of %s, %s", language, form, language.Stem(form), forms[0], stem)
			}
			checkBeginnings(t, language, form)
		}
	}
}

// checkPairs checks that the two words of each pair have different stems.
func checkPairs(t *testing.T, language Language, pairs string) {
	t.Helper()
	for pair := range strings.SplitSeq(pairs, ",") {
		words := strings.Fields(pair)
		if language.Stem(words[0]) == language.Stem(words[1]) {
			t.Errorf("%s and %s have the same %v stem %s", words[0], words[1], language, language.Stem(words[0]))
		}
	}
}

// checkBeginnings checks the promise of Beginnings for one word.
func checkBeginnings(t *testing.T, language Language, term string) {
	t.Helper()
	stem := language.Stem(term)
	prefixes, exceptions := language.Beginnings(stem)
	for _, exception := range exceptions {
		if language.Stem(exception) != stem {
			t.Errorf("exception %q of the %v stem %q has the stem %q", exception, language, stem, language.Stem(exception))
		}
	}
	begins := slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(term, prefix) })
	if !begins && !slices.Contains(exceptions, term) {
		t.Errorf("%q has the %v stem %q, whose beginnings are said to be %q and %q", term, language, stem, prefixes, exceptions)
	}
	if slices.Contains(prefixes, "") {
		t.Errorf("the %v stem %q has an empty prefix", language, stem)
	}
}

// TestBeginningsHoldForRealWords checks Beginnings on the words of large
// collections.
func TestBeginningsHoldForRealWords(t *testing.T) {
	words := map[string]bool{}
	for _, folder := range []string{"../../../shared/data/ir", "../../../shared/data/defence"} {
		if _, err := os.Stat(folder); err != nil {
			t.Skipf("the word check needs the test data: %v", err)
		}
		addWordsBelow(t, words, folder)
	}
	for word := range words {
		for _, language := range Languages() {
			checkBeginnings(t, language, word)
		}
		for _, compound := range Compounds(word) {
			if Joined(compound.Parts) != word {
				t.Errorf("Joined(%q) is not %q", compound.Parts, word)
			}
		}
	}
	t.Logf("%d words", len(words))
}

// TestBeginningsHoldForBuiltWords checks Beginnings on everything that the rules
// and tables know, with the endings that the rules look at.
func TestBeginningsHoldForBuiltWords(t *testing.T) {
	heads := strings.Fields("c pr mar organ colour glamor analy activ nation danger premi europ personnel etrang decid etabl prev vent contr centr hop cr fuel s")
	for _, s := range spellings {
		heads = append(heads, s.british, s.american)
	}
	for _, forms := range []map[string]string{englishIrregular, frenchIrregular} {
		for form, regular := range forms {
			heads = append(heads, form, regular)
		}
	}
	endings := strings.Fields(`s es ed ing ings er ers e ee ees i y ies ied ise ised ising isation ize izing yse yze x aux al ale ales eaux eau
		elle el enne en ive ives if euse eux ir ie ies u ue ere iere aise ais ante ente mente sses eed ll lled our ours le led`)
	for _, head := range heads {
		for _, language := range Languages() {
			checkBeginnings(t, language, head)
			for _, ending := range endings {
				checkBeginnings(t, language, head+ending)
				checkBeginnings(t, language, strings.TrimSuffix(head, "e")+ending)
				checkBeginnings(t, language, head+"is"+ending)
			}
		}
	}
}

func addWordsBelow(t *testing.T, words map[string]bool, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			for token := range Tokens(lines.Text()) {
				words[token.Term] = true
			}
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzBeginnings(f *testing.F) {
	for _, term := range []string{"colourised", "centring", "dying", "parties", "fuelled", "nationaux", "actives", "premieres"} {
		f.Add(term)
	}
	f.Fuzz(func(t *testing.T, term string) {
		for _, language := range Languages() {
			checkBeginnings(t, language, term)
		}
	})
}
