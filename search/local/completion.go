package local

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"strings"

	"entente/search/analysis"
)

// completedWord is a term that begins with what was typed.
type completedWord struct {
	term      string
	documents int // at first those deleted are counted, too
}

// completedWords is a heap with the word on top that most documents have, ties
// by alphabet.
type completedWords []completedWord

func (w completedWords) Len() int           { return len(w) }
func (w completedWords) Less(i, j int) bool { return compareCompleted(w[i], w[j]) < 0 }
func (w completedWords) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *completedWords) Push(word any)     { *w = append(*w, word.(completedWord)) }
func (w *completedWords) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}

func compareCompleted(a, b completedWord) int {
	return cmp.Or(cmp.Compare(b.documents, a.documents), strings.Compare(a.term, b.term))
}

// completions returns the words with the prefix that most live documents have in
// a text field, "" for title and body: the most frequent first, ties by alphabet,
// at most limit of them. Of the forms of a word, by English or French rules,
// the most frequent alone is among them.
func (v *view) completions(ctx context.Context, vocabularies []*vocabulary, field, prefix string, limit int) ([]string, error) {
	words, err := mergeBeginnings(ctx, vocabularies, field, prefix)
	if err != nil {
		return nil, err
	}
	heap.Init(&words)
	var best []string
	stems := map[string]bool{}
	for len(best) < limit && len(words) > 0 {
		top := words[0]
		// A count can only fall when it is made exact, so that a word which is
		// still on top then is the best.
		documents, err := v.liveCount(ctx, field, top)
		if err != nil {
			return nil, err
		}
		if documents < top.documents {
			words[0].documents = documents
			heap.Fix(&words, 0)
			continue
		}
		heap.Pop(&words)
		if documents == 0 {
			break
		}
		english, french := "en "+analysis.English.Stem(top.term), "fr "+analysis.French.Stem(top.term)
		if !stems[english] && !stems[french] {
			best = append(best, top.term)
		}
		stems[english], stems[french] = true, true
	}
	return best, nil
}

// liveCount returns how many live documents have the word, given how many have
// it with those deleted.
func (v *view) liveCount(ctx context.Context, field string, w completedWord) (int, error) {
	for _, s := range v.segments {
		if s.live.GetCardinality() < s.segment.Count() {
			return v.documentsWithAny(ctx, textFields(field), []string{w.term})
		}
	}
	return w.documents, ctx.Err()
}

// mergeBeginnings adds up, over all vocabularies, the documents of each term
// with the prefix.
func mergeBeginnings(ctx context.Context, vocabularies []*vocabulary, field, prefix string) (completedWords, error) {
	type cursor struct {
		*vocabulary
		counts    []uint32
		next, end int
	}
	var cursors []*cursor
	for _, v := range vocabularies {
		c := &cursor{vocabulary: v, counts: v.counts(field)}
		if c.next, c.end = v.beginning(prefix); c.next < c.end {
			cursors = append(cursors, c)
		}
	}
	var words completedWords
	for n := 0; len(cursors) > 0; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		word := completedWord{term: cursors[0].term(cursors[0].next)}
		for _, c := range cursors[1:] {
			word.term = min(word.term, c.term(c.next))
		}
		cursors = slices.DeleteFunc(cursors, func(c *cursor) bool {
			if c.term(c.next) == word.term {
				word.documents += int(c.counts[c.next])
				c.next++
			}
			return c.next == c.end
		})
		if word.documents > 0 {
			words = append(words, word)
		}
	}
	return words, nil
}
