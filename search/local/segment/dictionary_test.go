package segment

import (
	"fmt"
	"slices"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum/levenshtein"
)

// vocabulary is a document of so many different words.
type vocabulary struct {
	index.Document
	words int
}

func (d vocabulary) AddTo(b *Builder) {
	b.Begin("d")
	words := b.Words("body")
	for n := range d.words {
		words.Add(lettersOf(n), n == 0, 0)
	}
	words.EndText()
}

// lettersOf writes a number in letters, six of them and a few that hang on the others.
func lettersOf(n int) string {
	letters := make([]byte, 6, 9)
	for i, rest := 5, n; i >= 0; i, rest = i-1, rest/12 {
		letters[i] = byte('a' + rest%12*2)
	}
	return string(letters) + "ion"[:n*7%4]
}

// TestAutomatonLeavesOutBlocks compares looking for the words like one among so many
// that blocks of them are passed over with asking about every one.
func TestAutomatonLeavesOutBlocks(t *testing.T) {
	s, _, err := (&Plugin{}).New([]index.Document{vocabulary{words: 20_000}})
	if err != nil {
		t.Fatal(err)
	}
	field := s.(*Segment).Field("body")
	all := termsOf(t, field, "", nil)
	for edits := uint8(1); edits <= 2; edits++ {
		builder, err := levenshtein.NewLevenshteinAutomatonBuilder(edits, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 1727, 12_345, 19_999} {
			automaton, err := builder.BuildDfa(lettersOf(n), edits)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, term := range all {
				if accepts(automaton, term) {
					want = append(want, term)
				}
			}
			if got := termsOf(t, field, "", automaton); !slices.Equal(got, want) {
				t.Errorf("%d edits from %s: %d words, want %d", edits, lettersOf(n), len(got), len(want))
			}
		}
	}
}

func accepts(automaton Automaton, term string) bool {
	state := automaton.Start()
	for i := range len(term) {
		state = automaton.Accept(state, term[i])
	}
	return automaton.IsMatch(state)
}

// BenchmarkLikeWords looks for the words like one among many.
func BenchmarkLikeWords(b *testing.B) {
	s, _, err := (&Plugin{}).New([]index.Document{vocabulary{words: 500_000}})
	if err != nil {
		b.Fatal(err)
	}
	field := s.(*Segment).Field("body")
	for edits := uint8(1); edits <= 2; edits++ {
		builder, err := levenshtein.NewLevenshteinAutomatonBuilder(edits, true)
		if err != nil {
			b.Fatal(err)
		}
		automaton, err := builder.BuildDfa(lettersOf(123_456), edits)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(edits), func(b *testing.B) {
			found := 0
			for b.Loop() {
				found = 0
				err := field.Each("", automaton, func(string, Postings) error {
					found++
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			if found == 0 {
				b.Fatal("no word is like it")
			}
			b.ReportMetric(float64(found), "words")
		})
	}
}
