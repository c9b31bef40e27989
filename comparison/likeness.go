package comparison

import (
	"cmp"
	"context"
	"math"

	"entente/corpus"
	"entente/search/analysis"
)

// shelf holds the words of the passages of two documents, ready to tell how
// alike they are.
//
// The likeness of two passages is the weighted part of their words that both
// have (Dice, Measures of the amount of ecologic association between species,
// 1945, over bags of words):
//
//	2 · Σ w·min(na, nb) / (Σ w·na + Σ w·nb),  w = 0.3 + ln(N / n)
//
// with na and nb the occurrences of a word in each, N the passages of both
// documents and n those of them that have the word. Words are those of the
// heading and the text, without function words, by their stems.
type shelf struct {
	words   map[string]int // the number of each
	a, b    []bag
	weights []float64 // of words, by number
	having  [][]tally // of words, by number: how often each passage of b has it
}

// bag is the words of a passage in the order in which each occurs first.
type bag struct {
	words  []tally // by their numbers
	weight float64 // of all occurrences
}

// tally is how often the word, or in the passage, of that number something occurs.
type tally struct{ number, occurrences int }

func newShelf(ctx context.Context, a, b *corpus.Document) (*shelf, error) {
	s := &shelf{words: map[string]int{}}
	var err error
	if s.a, err = s.bags(ctx, a); err != nil {
		return nil, err
	}
	if s.b, err = s.bags(ctx, b); err != nil {
		return nil, err
	}
	s.weigh()
	return s, nil
}

func (s *shelf) bags(ctx context.Context, d *corpus.Document) ([]bag, error) {
	bags := make([]bag, len(d.Passages))
	for i, p := range d.Passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		bags[i] = s.bagOf(p, analysis.LanguageOf(cmp.Or(p.Language, d.Language)))
	}
	return bags, nil
}

func (s *shelf) bagOf(p corpus.Passage, language analysis.Language) bag {
	var out bag
	at := map[int]int{} // where in the bag a word stands
	for token := range analysis.Tokens(p.Heading + "\n" + p.Text) {
		if analysis.IsFunctionWord(token.Term) {
			continue
		}
		stem := language.Stem(token.Term)
		number, known := s.words[stem]
		if !known {
			number = len(s.words)
			s.words[stem] = number
		}
		if i, ok := at[number]; ok {
			out.words[i].occurrences++
			continue
		}
		at[number] = len(out.words)
		out.words = append(out.words, tally{number, 1})
	}
	return out
}

// weigh gives the words and bags their weights, and notes where in b each word is.
func (s *shelf) weigh() {
	passages := make([]int, len(s.words)) // that have the word
	s.having = make([][]tally, len(s.words))
	for _, of := range [][]bag{s.a, s.b} {
		for _, b := range of {
			for _, w := range b.words {
				passages[w.number]++
			}
		}
	}
	all := float64(len(s.a) + len(s.b))
	s.weights = make([]float64, len(s.words))
	for n, p := range passages {
		s.weights[n] = 0.3 + math.Log(all/float64(p))
	}
	for _, of := range [][]bag{s.a, s.b} {
		for i := range of {
			for _, w := range of[i].words {
				of[i].weight += s.weights[w.number] * float64(w.occurrences)
			}
		}
	}
	for i, b := range s.b {
		for _, w := range b.words {
			s.having[w.number] = append(s.having[w.number], tally{i, w.occurrences})
		}
	}
}

// likenesses returns how alike passage i of a is to each passage of b.
func (s *shelf) likenesses(i int) []float64 {
	shared := make([]float64, len(s.b))
	for _, w := range s.a[i].words {
		for _, at := range s.having[w.number] {
			shared[at.number] += s.weights[w.number] * float64(min(w.occurrences, at.occurrences))
		}
	}
	for j := range shared {
		if sum := s.a[i].weight + s.b[j].weight; sum > 0 {
			shared[j] = min(2*shared[j]/sum, 1)
		}
	}
	return shared
}
