package local

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
)

// titleCandidate is a document whose title has the typed words.
type titleCandidate struct {
	id, order  string
	begins     bool  // the title begins with what was typed
	length     int32 // words
	vocabulary *vocabulary
	doc        uint32 // in the segment that the vocabulary is of
}

func compareTitleCandidates(a, b titleCandidate) int {
	if a.begins != b.begins {
		if a.begins {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.length, b.length), strings.Compare(a.order, b.order), strings.Compare(a.id, b.id))
}

// titles suggests titles in which each word that was typed begins a word: those
// first that begin with what was typed, then the shorter ones, then by alphabet.
// Titles that differ by case, accents and punctuation alone are one. There are at
// most limit of them.
func (s *suggester) titles(ctx context.Context, limit int) ([]search.Suggestion, error) {
	text := s.typed.Run()
	if s.typed.Quoted || s.typed.Field != "" {
		text = s.typed.Last()
	}
	typed := termsIn(text)
	if len(typed) == 0 || limit == 0 {
		return nil, nil
	}
	var list []search.Suggestion
	for _, c := range s.titled(typed, limit) {
		title, err := c.vocabulary.titles.of(c.doc, func() (string, error) { return s.engine.store.title(ctx, c.id, s.view.sequence) })
		if err != nil {
			return nil, err
		}
		phrase := search.Phrase{Field: titleField, Text: phraseOf(title)}
		query := s.typed.InsteadOfRun(phrase.String())
		if s.typed.Field != "" {
			query = s.typed.InsteadOfLast(search.Phrase{Text: phrase.Text}.String())
		}
		if list, err = s.add(ctx, list, search.Suggestion{Kind: "title", Text: title, Query: query}, phrase); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// titled finds the best candidates, one of each title, at most limit of them.
func (s *suggester) titled(typed []string, limit int) []titleCandidate {
	var best []titleCandidate
	beginning := strings.Join(typed, " ")
	for i, segment := range s.view.segments {
		docs := segment.live
		for _, word := range typed {
			docs = roaring.And(docs, s.vocabularies[i].titled(word))
		}
		eachDoc(docs, func(doc uint32) {
			order := segment.titleOrder[doc]
			best = keepTitle(best, limit, titleCandidate{
				id: segment.ids[doc], order: order, length: segment.titleLength[doc],
				begins: strings.HasPrefix(order, beginning), vocabulary: s.vocabularies[i], doc: doc,
			})
		})
	}
	return best
}

// keepTitle adds a candidate to the best ones, at most limit of them, if it is
// better than one of them or than the one of the same title.
func keepTitle(best []titleCandidate, limit int, c titleCandidate) []titleCandidate {
	if len(best) == limit && compareTitleCandidates(c, best[len(best)-1]) > 0 {
		return best
	}
	if same := slices.IndexFunc(best, func(b titleCandidate) bool { return b.order == c.order && b.length == c.length }); same >= 0 {
		if compareTitleCandidates(c, best[same]) > 0 {
			return best
		}
		best = slices.Delete(best, same, same+1)
	}
	at, _ := slices.BinarySearchFunc(best, c, compareTitleCandidates)
	best = slices.Insert(best, at, c)
	return best[:min(len(best), limit)]
}

// phraseOf returns a title as it can stand within quotation marks.
func phraseOf(title string) string {
	blank := func(r rune) rune {
		if strings.ContainsRune(`"“”„‟«»*?`, r) {
			return ' '
		}
		return r
	}
	return strings.Join(strings.Fields(strings.Map(blank, title)), " ")
}
