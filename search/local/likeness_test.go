package local

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// likenessOf asks for the words of a document.
func likenessOf(t *testing.T, e *Engine, id string) *likeness {
	t.Helper()
	l, err := e.likeness(t.Context(), viewOf(t, e), search.Like{ID: id})
	if err != nil {
		t.Fatalf("likeness of %s: %v", id, err)
	}
	return l
}

func TestLikeness(t *testing.T) {
	e, _ := collection(t,
		"Submarines, a submarine; the fleet 1949 1949 of it at sea. Attacked!", // d0
		"The submarine and the fleets 1949", "The sea of attacks", "The paper", "The end it", "Of the it", "The last")
	got := likenessOf(t, e, "d0")
	want := &likeness{id: "d0", least: 1, words: []weightedTerm{
		{"submarine", []string{"submarine", "submarines"}, (1 + math.Ln2) * math.Log(7.0/2), 2},
		{"sea", []string{"sea"}, math.Log(7.0 / 2), 2},
	}}
	// fleet and attacked stand in other documents in another form alone, which
	// does not count for the weight; paper (the title) and the are everyday words.
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(likeness{}, weightedTerm{}), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := likenessOf(t, e, "d3"); len(got.words) != 0 || got.least != 0 {
		t.Errorf("a document of everyday words has the characteristic words %v", got.words)
	}
}

// TestLikenessKeepsTheHeaviest compares the words kept with all of them.
func TestLikenessKeepsTheHeaviest(t *testing.T) {
	var text, again strings.Builder
	for i := range 60 { // word(i) occurs i%20 + 1 times
		text.WriteString(strings.Repeat(letters(i)+" ", i%20+1))
		again.WriteString(letters(i) + " ")
	}
	e, _ := collection(t, text.String(), again.String(), "one", "two", "three", again.String()[:30])
	l := likenessOf(t, e, "d0")
	if len(l.words) != maxCharacteristic || l.least != 7 {
		t.Fatalf("%d words, least %d; want %d and 7", len(l.words), l.least, maxCharacteristic)
	}
	kept := map[string]bool{}
	for i, w := range l.words {
		kept[w.term] = true
		if i > 0 && l.words[i-1].weight < w.weight {
			t.Errorf("%s comes before a heavier word", l.words[i-1].term)
		}
	}
	lightest := l.words[len(l.words)-1].weight
	for i := range 60 {
		n, everyday, err := viewOf(t, e).frequency(t.Context(), []string{letters(i)}, []string{"en"})
		if err != nil {
			t.Fatal(err)
		}
		if weight := (1 + math.Log(float64(i%20+1))) * math.Log(6/float64(n)); !everyday && weight > lightest && !kept[letters(i)] {
			t.Errorf("%s, which weighs %f, is left out for one that weighs %f", letters(i), weight, lightest)
		}
	}
}

// letters spells a number with consonants, so that no word is a form of another.
func letters(n int) string { return "q" + string(rune('b'+n/8)) + "x" + string(rune('b'+n%8)) + "k" }

// TestEverydayWordsOfALanguage has few French documents among English ones.
func TestEverydayWordsOfALanguage(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	var documents []*corpus.Document
	for i := range 3 * minLanguage {
		d := &corpus.Document{ID: fmt.Sprint("d", i), Title: "Paper", Language: "en", Source: corpus.Source{Collection: "test"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: "the navy"}}}
		if i < minLanguage {
			d.Language, d.Passages[0].Text = "fr", "dans les ports"
		}
		if i < 2 {
			d.Passages[0].Heading = "Les marines"
		}
		documents = append(documents, d)
	}
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	l := likenessOf(t, e, "d0")
	if len(l.words) != 1 || l.words[0].term != "marines" {
		t.Errorf("characteristic words %+v, want marines alone", l.words)
	}
}

// TestEverydayWordsOfASecondLanguage has a treaty in two languages, of which the
// rarer one is that of other documents.
func TestEverydayWordsOfASecondLanguage(t *testing.T) {
	e := open(t, t.TempDir())
	t.Cleanup(func() { e.Close() })
	var documents []*corpus.Document
	for i := range 5 * minLanguage {
		d := &corpus.Document{ID: fmt.Sprint("d", i), Title: "Paper", Language: "en", Source: corpus.Source{Collection: "test"},
			Passages: []corpus.Passage{{Kind: corpus.Section, Text: "the navy"}}}
		if i < minLanguage {
			d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Section, Language: "nl", Text: "van het een"})
		}
		if i < 2 {
			d.Passages[1].Text += " marineschip"
		}
		documents = append(documents, d)
	}
	if err := e.Put(t.Context(), documents); err != nil {
		t.Fatal(err)
	}
	l := likenessOf(t, e, "d0")
	if len(l.words) != 1 || l.words[0].term != "marineschip" {
		t.Errorf("characteristic words %+v, want marineschip alone", l.words)
	}
}

func TestLikenessOfUnknownDocument(t *testing.T) {
	e, v := collection(t, "text", "text")
	_, err := e.likeness(t.Context(), v, search.Like{Span: search.Span{Column: 4, Length: 7}, ID: "d1x"})
	want := &search.SyntaxError{Column: 4, Length: 7, Message: `there is no document "d1x"`, Suggestion: "did you mean like:d1?"}
	var got *search.SyntaxError
	if !errors.As(err, &got) {
		t.Fatalf("error %v, want a SyntaxError", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.likeness(ctx, v, search.Like{ID: "d1"}); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancel: %v, want context.Canceled", err)
	}
}

// expiring is a context that is done once it was asked so often.
type expiring struct {
	context.Context
	left int
}

func (c *expiring) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestGroupingStopsWithinALongText ends the context after the beginning of the
// only long text, or after the last text.
func TestGroupingStopsWithinALongText(t *testing.T) {
	var text strings.Builder
	for i := range 3 * checkEvery {
		fmt.Fprintf(&text, "w%c%c%c%c ", 'a'+i/17576%26, 'a'+i/676%26, 'a'+i/26%26, 'a'+i%26)
	}
	d := testDocument(1)
	d.Passages = []corpus.Passage{{Kind: corpus.Section, Text: text.String()}}
	for _, asked := range []int{len(texts(d)) + 1, len(texts(d)) + 4} {
		_, err := groupWords(&expiring{t.Context(), asked}, d, analysis.English)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks at the context: %v, want Canceled", asked, err)
		}
	}
}
