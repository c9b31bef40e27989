package comparison

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/corpus"
)

const (
	// numberWorth is what the same number counts for beside likeness: articles of
	// the same number belong together unless one of them has a counterpart that is
	// more alike by this much, as after an article was inserted before it.
	numberWorth = 0.1
	// leastLikeness is that of passages that belong together by their words alone.
	leastLikeness = 0.21
)

// match is a passage of each document that may belong together.
type match struct {
	a, b     int
	likeness float64
	number   bool // they have the same number
}

func (m match) worth() float64 {
	if m.number {
		return m.likeness + numberWorth
	}
	return m.likeness
}

func (m match) basis() Basis {
	if m.number {
		return ByNumber
	}
	return ByLikeness
}

// align finds which passages belong together, each with one of the other
// document at most: of all that may, those of the greatest worth first, and of
// equals those nearest to each other in order.
func align(ctx context.Context, a, b *corpus.Document) ([]match, error) {
	candidates, err := candidates(ctx, a, b)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(candidates, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.worth(), x.worth()), cmp.Compare(distance(x), distance(y)), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	takenA, takenB := make([]bool, len(a.Passages)), make([]bool, len(b.Passages))
	var matches []match
	for _, m := range candidates {
		if takenA[m.a] || takenB[m.b] {
			continue
		}
		takenA[m.a], takenB[m.b] = true, true
		matches = append(matches, m)
	}
	return matches, nil
}

func distance(m match) int { return max(m.a-m.b, m.b-m.a) }

// candidates lists the passages that have the same number or are alike.
func candidates(ctx context.Context, a, b *corpus.Document) ([]match, error) {
	shelf, err := newShelf(ctx, a, b)
	if err != nil {
		return nil, err
	}
	keysOfB, languages := keys(b), newLanguages(a, b)
	var out []match
	for i, key := range keys(a) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j, likeness := range shelf.likenesses(i) {
			same := key != "" && key == keysOfB[j] && languages.mayMatch(i, j)
			if same || likeness >= leastLikeness {
				out = append(out, match{i, j, likeness, same})
			}
		}
	}
	return out, nil
}

// keys returns for each passage by what it has the same number as another one:
// its kind, its part and its folded number; "" where it has none. Sections and
// pages have none: their numbers are those of a print.
func keys(d *corpus.Document) []string {
	out := make([]string, len(d.Passages))
	for i, p := range d.Passages {
		switch p.Kind {
		case corpus.Article, corpus.Annex, corpus.Preamble:
			if p.Number != "" || p.Kind != corpus.Article {
				out[i] = string(p.Kind) + "|" + foldPart(p.Within) + "|" + corpus.FoldNumber(p.Number)
			}
		}
	}
	return out
}

// languages are those of the passages of two documents.
type languages struct {
	a, b   []string
	common bool // the documents have one in common
}

func newLanguages(a, b *corpus.Document) languages {
	l := languages{a: languagesOf(a), b: languagesOf(b)}
	l.common = slices.ContainsFunc(l.a, func(language string) bool { return slices.Contains(l.b, language) })
	return l
}

// languagesOf returns the language of each passage of a document, "" where it is
// not known.
func languagesOf(d *corpus.Document) []string {
	out := make([]string, len(d.Passages))
	for i, p := range d.Passages {
		out[i], _, _ = strings.Cut(cmp.Or(p.Language, d.Language), "-")
	}
	return out
}

// mayMatch reports whether the number alone may bring two passages together: they
// are in one language, or the documents have none in common.
func (l languages) mayMatch(i, j int) bool { return l.a[i] == l.b[j] || !l.common }

// foldPart returns the name of an annex or protocol in the form in which names
// are compared: "ANNEX II" and "Annex 2" are the same.
func foldPart(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = corpus.FoldNumber(w)
	}
	return strings.Join(words, " ")
}
