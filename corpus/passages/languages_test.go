package passages

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
)

// Sentences of our own, long enough to tell their language.
const (
	inEnglish = "The two governments agree that their armed forces will train together every year, and that the costs of the exercise shall be shared between them. Neither of them is bound to take part when it has other duties."
	inFrench  = "Les deux gouvernements conviennent que leurs forces armées s'entraîneront ensemble chaque année et que les frais de l'exercice seront partagés entre eux. Aucun des deux n'est tenu d'y participer lorsqu'il a d'autres obligations."
	inDutch   = "De twee regeringen komen overeen dat hun strijdkrachten elk jaar samen zullen oefenen en dat de kosten van de oefening tussen hen worden gedeeld. Geen van beide is verplicht om deel te nemen als zij andere taken heeft."
)

func TestLanguages(t *testing.T) {
	article := func(number, code string, paragraphs ...string) corpus.Passage {
		return corpus.Passage{Kind: corpus.Article, Number: number, Language: code, Text: strings.Join(paragraphs, "\n\n")}
	}
	for name, test := range map[string]struct {
		passages, want []corpus.Passage
		main           string
	}{
		"one language": {
			passages: []corpus.Passage{article("1", "", inEnglish), article("2", "", inEnglish, "Signed.")},
			want:     []corpus.Passage{article("1", "", inEnglish), article("2", "", inEnglish, "Signed.")},
		},
		"a quotation": {
			passages: []corpus.Passage{article("1", "", inEnglish+inEnglish+inEnglish+inEnglish, inEnglish+inEnglish+inEnglish+inEnglish+inEnglish+inEnglish), article("2", "", inFrench)},
			want:     []corpus.Passage{article("1", "", inEnglish+inEnglish+inEnglish+inEnglish, inEnglish+inEnglish+inEnglish+inEnglish+inEnglish+inEnglish), article("2", "", inFrench)},
		},
		"one after the other": {
			passages: []corpus.Passage{{Kind: corpus.Preamble, Text: "Treaty"}, article("1", "", inEnglish, inEnglish), article("2", "", "They meet."), article("1", "", inFrench, inFrench), article("2", "", "Réunion.")},
			want: []corpus.Passage{{Kind: corpus.Preamble, Language: "en", Text: "Treaty"}, article("1", "en", inEnglish, inEnglish), article("2", "en", "They meet."),
				article("1", "fr", inFrench, inFrench), article("2", "fr", "Réunion.")},
			main: "fr",
		},
		"in one passage": {
			passages: []corpus.Passage{{Kind: corpus.Article, Number: "1", Heading: "Exercises", Page: 2, Breaks: []corpus.PageBreak{{Offset: 5, Page: 3}, {Offset: len(inEnglish) + 2, Page: 4}, {Offset: 2*len(inEnglish) + 14, Page: 5}},
				Text: inEnglish + "\n\n" + inEnglish + "\n\n" + inDutch + "\n\n" + inDutch}},
			want: []corpus.Passage{
				{Kind: corpus.Article, Number: "1", Heading: "Exercises", Language: "en", Page: 2, Breaks: []corpus.PageBreak{{Offset: 5, Page: 3}, {Offset: len(inEnglish) + 2, Page: 4}}, Text: inEnglish + "\n\n" + inEnglish},
				{Kind: corpus.Article, Number: "1", Language: "nl", Page: 4, Breaks: []corpus.PageBreak{{Offset: 10, Page: 5}}, Text: inDutch + "\n\n" + inDutch},
			},
			main: "nl",
		},
		"a section keeps its name": {
			passages: []corpus.Passage{{Kind: corpus.Section, Heading: "Exercises", Text: inEnglish + inEnglish + "\n\n" + inFrench + inFrench}},
			want: []corpus.Passage{{Kind: corpus.Section, Heading: "Exercises", Language: "en", Text: inEnglish + inEnglish},
				{Kind: corpus.Section, Heading: "Exercises", Language: "fr", Text: inFrench + inFrench}},
			main: "fr",
		},
		"nothing": {},
	} {
		got, main := Languages(test.passages)
		if diff := cmp.Diff(test.want, got); diff != "" || main != test.main {
			t.Errorf("%s: main language %q, want %q (-want +got):\n%s", name, main, test.main, diff)
		}
	}
}

// FuzzLanguages holds of any text that all of it is in the passages
// that it is divided into, in its order.
func FuzzLanguages(f *testing.F) {
	f.Add(inEnglish+"\n\n"+inFrench, inFrench+"\n\n\n\n"+inEnglish)
	f.Add(inEnglish+inEnglish, "\n\n"+inDutch+inDutch+"\n\n")
	f.Fuzz(func(t *testing.T, first, second string) {
		texts := func(all []corpus.Passage) string {
			var text strings.Builder
			for _, p := range all {
				text.WriteString(strings.ReplaceAll(p.Text, "\n\n", ""))
			}
			return text.String()
		}
		all := []corpus.Passage{{Kind: corpus.Article, Number: "1", Text: first}, {Kind: corpus.Section, Text: second}}
		divided, main := Languages(all)
		if got, want := texts(divided), texts(all); got != want && !strings.Contains(first+second, "\n\n\n") {
			t.Fatalf("%q became %q", want, got)
		}
		for _, p := range divided {
			if (p.Language == "") != (main == "") {
				t.Fatalf("%+v of a text in %q", p, main)
			}
		}
	})
}

// TestLanguagesOfRealDocuments holds what languages collections of real
// documents are in: treaties with a translation beside them, and all others.
func TestLanguagesOfRealDocuments(t *testing.T) {
	if _, err := os.Stat(defenceDocuments); err != nil {
		t.Skip("the collection of real documents is not here:", err)
	}
	translated := map[string][]string{"open-treaties": {"en", "zh"}, "open-treaties-html": {"en", "zh"}, "nl-treaties": {"en", "nl"}}
	right := map[string]int{}
	for _, folder := range []string{"open-treaties", "open-treaties-html", "nl-treaties", "manytreaties", "us-indian-treaties", "eu-constitution", "ungd"} {
		files, err := filepath.Glob(filepath.Join(defenceDocuments, folder, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, error %v", folder, len(files), err)
		}
		for _, file := range files {
			for _, r := range readDefence(file) {
				all, _ := Languages(Split(r.Blocks))
				found := (&corpus.Document{Passages: all}).Languages()
				slices.Sort(found)
				if slices.Equal(found, translated[folder]) {
					right[folder]++
				} else if len(found) > 0 && !slices.Equal(found, []string{"en", "fr", "zh"}) {
					t.Errorf("%s is in %v", file, found)
				}
			}
		}
	}
	t.Log(right)
	// Sixteen of the Dutch series have no translation, and two of the Chinese
	// ones list names in French.
	for folder, least := range map[string]int{"open-treaties": 19, "open-treaties-html": 16, "nl-treaties": 93} {
		if right[folder] < least {
			t.Errorf("%s: %d documents are in %v, want %d", folder, right[folder], translated[folder], least)
		}
	}
}
