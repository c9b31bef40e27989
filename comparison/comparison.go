// Package comparison lays two documents side by side: it says which passage of
// one stands for which of the other, which stand in one of them only, and in
// which words those that belong together differ.
//
// It is given documents and knows nothing of engines, and nothing of how a
// comparison is shown, which belongs to api.
package comparison

import (
	"context"
	"fmt"

	"entente/corpus"
	"entente/search"
)

// Limits of a comparison.
const (
	// MaxProduct bounds the passages of one document times those of the other.
	MaxProduct = 1_000_000
	// MaxEdits is in how many words two passages may differ, those that only one
	// has and those that only the other has taken together, for them to be marked.
	MaxEdits = 2000
)

// TooLargeError says that two documents have more passages than are compared.
type TooLargeError struct{ A, B int } // passages

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the documents have %d and %d passages; documents are compared when the product of the two is at most %d", e.A, e.B, MaxProduct)
}

// Finding is what comparing two passages came to.
type Finding string

// The findings.
const (
	Same      Finding = "same"      // word by word, but for white space and the shape of quotation marks, dashes and apostrophes
	Different Finding = "different" // and the words are marked
	Unlike    Finding = "unlike"    // they share so few words that marking the others tells nothing
	TooLong   Finding = "too_long"  // they differ in more than MaxEdits words, which are not marked
	OnlyA     Finding = "only_a"    // there is no such passage in the second document
	OnlyB     Finding = "only_b"    // there is no such passage in the first document
)

// Findings lists the findings.
func Findings() []Finding { return []Finding{Same, Different, Unlike, TooLong, OnlyA, OnlyB} }

// Basis says why two passages were put side by side.
type Basis string

// The bases.
const (
	ByNumber   Basis = "number"   // the same article or annex, or both are the preamble, within the same part
	ByLikeness Basis = "likeness" // of their words alone
)

// Pair is two passages that belong together, or one that is alone.
type Pair struct {
	A, B     *Side // nil for a passage that is only in the other document
	Finding  Finding
	Basis    Basis   // empty for a passage that is alone
	Likeness float64 // from 0 to 1, see likeness; 0 for a passage that is alone
}

// Side is a passage in a Pair, with the words that the other passage does not
// have at their place.
type Side struct {
	Passage int           // index into the document's passages
	Heading []search.Mark // in its heading; ascending, not overlapping
	Marks   []search.Mark // in its text; ascending, not overlapping
}

// Of compares two documents. The pairs stand in the order of a; what only b has
// stands after the pair of the passage before it in b, and what it begins with
// before the first pair. The same documents always give the same pairs. The error
// is a *TooLargeError, or that of ctx.
func Of(ctx context.Context, a, b *corpus.Document) ([]Pair, error) {
	if len(a.Passages)*len(b.Passages) > MaxProduct {
		return nil, &TooLargeError{len(a.Passages), len(b.Passages)}
	}
	matches, err := align(ctx, a, b)
	if err != nil {
		return nil, err
	}
	pairs := inOrder(matches, len(a.Passages), len(b.Passages))
	for i := range pairs {
		if err := compareWords(ctx, &pairs[i], a, b); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

// inOrder lists the matches and the passages without one in the order of Of.
func inOrder(matches []match, passagesOfA, passagesOfB int) []Pair {
	ofA := make([]*match, passagesOfA)
	ofB := make([]*match, passagesOfB)
	for i, m := range matches {
		ofA[m.a], ofB[m.b] = &matches[i], &matches[i]
	}
	var pairs []Pair
	alone := func(from int) { // the passages of b that are alone, from one on
		for b := from; b < passagesOfB && ofB[b] == nil; b++ {
			pairs = append(pairs, Pair{B: &Side{Passage: b}, Finding: OnlyB})
		}
	}
	begun := false
	for a, m := range ofA {
		if m == nil {
			pairs = append(pairs, Pair{A: &Side{Passage: a}, Finding: OnlyA})
			continue
		}
		if !begun {
			alone(0)
			begun = true
		}
		pairs = append(pairs, Pair{A: &Side{Passage: a}, B: &Side{Passage: m.b}, Basis: m.basis(), Likeness: m.likeness})
		alone(m.b + 1)
	}
	if !begun {
		alone(0)
	}
	return pairs
}
