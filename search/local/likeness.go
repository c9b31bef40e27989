package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

const (
	// maxCharacteristic is how many words at most characterise a document.
	maxCharacteristic = 25
	// minCharacteristic is the shortest such word in letters.
	minCharacteristic = 3
	// likeShare is the part of the words, 1 in so many, that a document like
	// another one has at least.
	likeShare = 4
	// checkEvery is after how many words the context is looked at again.
	checkEvery = 1024
	// minLanguage is how many documents a language must have for them to tell
	// which of its words are everyday words.
	minLanguage = 20
)

// likeness is what documents like another one have: at least so many of the
// words, each in the title or the body. The document itself is not like itself.
// Without words nothing is like it.
type likeness struct {
	id    string
	words []weightedTerm // the heaviest first
	least int            // a quarter of the words, rounded up
}

// weightedTerm is a characteristic word of a document.
type weightedTerm struct {
	term      string   // as the document writes it most often
	forms     []string // all terms of the collection with its stem, and itself, sorted; any of them counts
	weight    float64
	documents int // that have one of the forms which the document has
}

// likeness makes a search.Like ready for the view. An id that is not there is a
// *search.SyntaxError.
func (e *Engine) likeness(ctx context.Context, v *view, n search.Like) (*likeness, error) {
	d, err := e.store.document(ctx, n.ID, v.sequence)
	if errors.Is(err, search.ErrNotFound) {
		return nil, e.unknownLike(ctx, n)
	}
	if err != nil {
		return nil, err
	}
	words, err := v.characteristicTerms(ctx, d)
	if err != nil {
		return nil, err
	}
	return &likeness{id: n.ID, words: words, least: (len(words) + likeShare - 1) / likeShare}, nil
}

func (e *Engine) unknownLike(ctx context.Context, n search.Like) error {
	var unknown *search.UnknownIDError
	if err := e.unknownID(ctx, n.ID); !errors.As(err, &unknown) {
		return err
	}
	syntax := &search.SyntaxError{Column: n.Column, Length: n.Length, Message: fmt.Sprintf("there is no document %q", n.ID)}
	if unknown.Nearest != "" {
		syntax.Suggestion = fmt.Sprintf("did you mean like:%s?", unknown.Nearest)
	}
	return syntax
}

// characteristicTerms returns the words that tell a document from others, the
// heaviest first and ties by alphabet, at most maxCharacteristic of them. The
// words of its title, headings and text are grouped by their stem in the
// document's language, and weigh
//
//	(1 + ln tf) · ln(N / df)
//
// with tf the occurrences of the group in the document, df the live documents
// that have a word of the group in title or text, and N all live documents
// (tf-idf with sublinear tf; Manning, Raghavan and Schütze, Introduction to
// Information Retrieval, 2008, sections 6.2.2 and 6.4.1: with plain tf the small
// words of a second language in a document outweigh all others). Left out are
// words of less than three letters, words with digits, those that fewer than two
// documents have, and everyday words: those that more than half of the documents
// have, of all or of those in one of its languages where they are minLanguage or
// more: else a treaty in English and Dutch would be known by van and het, which few
// documents have.
func (v *view) characteristicTerms(ctx context.Context, d *corpus.Document) ([]weightedTerm, error) {
	language := analysis.LanguageOf(d.Language)
	groups, err := groupWords(ctx, d, language)
	if err != nil {
		return nil, err
	}
	spoken := d.Languages()
	var heaviest []weightedTerm
	most := math.Log(float64(v.documents) / 2) // no word is rarer
	for i, g := range groups {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if len(heaviest) == maxCharacteristic && damped(g.occurrences)*most < heaviest[maxCharacteristic-1].weight {
			break // nor can those that follow be heavier
		}
		w := weightedTerm{term: g.term()}
		everyday := false
		if w.documents, everyday, err = v.frequency(ctx, g.terms(), spoken); err != nil {
			return nil, err
		}
		if w.documents < 2 || everyday {
			continue
		}
		w.weight = damped(g.occurrences) * math.Log(float64(v.documents)/float64(w.documents))
		heaviest = insertWeighted(heaviest, w)
	}
	for i := range heaviest {
		if heaviest[i].forms, err = v.formsOf(ctx, language, heaviest[i].term); err != nil {
			return nil, err
		}
	}
	return heaviest, nil
}

// frequency counts the live documents that have one of the terms, and says
// whether these are everyday words of a document in the languages (see
// characteristicTerms).
func (v *view) frequency(ctx context.Context, terms, languages []string) (documents int, everyday bool, err error) {
	inLanguage, ofLanguage := make([]int, len(languages)), make([]int, len(languages))
	for _, s := range v.segments {
		docs, err := s.docsWithAny(ctx, textFields(""), terms)
		if err != nil {
			return 0, false, err
		}
		documents += int(docs.GetCardinality())
		for i, language := range languages {
			same := s.withAny("lang", []string{language})
			inLanguage[i] += int(docs.AndCardinality(same))
			ofLanguage[i] += int(same.GetCardinality())
		}
	}
	everyday = 2*documents > v.documents
	for i, of := range ofLanguage {
		everyday = everyday || of >= minLanguage && 2*inLanguage[i] > of
	}
	return documents, everyday, nil
}

// insertWeighted puts a word where it belongs among the heaviest.
func insertWeighted(heaviest []weightedTerm, w weightedTerm) []weightedTerm {
	at, _ := slices.BinarySearchFunc(heaviest, w, func(a, b weightedTerm) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.term, b.term))
	})
	heaviest = slices.Insert(heaviest, at, w)
	return heaviest[:min(len(heaviest), maxCharacteristic)]
}

// wordGroup is the words of a document with one stem.
type wordGroup struct {
	occurrences int
	counts      map[string]int // by term
}

// terms returns the words of the group, sorted.
func (g *wordGroup) terms() []string { return slices.Sorted(maps.Keys(g.counts)) }

// term returns the most frequent word of the group.
func (g *wordGroup) term() string {
	return slices.MaxFunc(g.terms(), func(a, b string) int {
		return cmp.Or(cmp.Compare(g.counts[a], g.counts[b]), strings.Compare(b, a))
	})
}

// groupWords groups the words of a document that can characterise it, the
// most frequent groups first.
func groupWords(ctx context.Context, d *corpus.Document, language analysis.Language) ([]*wordGroup, error) {
	counts := map[string]int{}
	for _, text := range texts(d) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := 0
		for token := range analysis.Tokens(text) {
			counts[token.Term]++
			if n++; n%checkEvery == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	byStem := map[string]*wordGroup{}
	var groups []*wordGroup
	looked := 0
	for term, n := range counts {
		if looked++; looked%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if utf8.RuneCountInString(term) < minCharacteristic || !isLetters(term) {
			continue
		}
		stem := language.Stem(term)
		g := byStem[stem]
		if g == nil {
			g = &wordGroup{counts: map[string]int{}}
			byStem[stem] = g
			groups = append(groups, g)
		}
		g.occurrences += n
		g.counts[term] = n
	}
	slices.SortFunc(groups, func(a, b *wordGroup) int { return cmp.Compare(b.occurrences, a.occurrences) })
	return groups, nil
}

// texts returns the title of a document and the headings and texts of its passages.
func texts(d *corpus.Document) []string {
	all := []string{d.Title}
	for _, p := range d.Passages {
		all = append(all, p.Heading, p.Text)
	}
	return all
}

// formsOf returns, sorted, the term and those that live documents have and that
// have its stem in the language.
func (v *view) formsOf(ctx context.Context, language analysis.Language, term string) ([]string, error) {
	found := map[string]languages{term: everyLanguage}
	err := v.addForms(ctx, textFields(""), term, language, found)
	return slices.Sorted(maps.Keys(found)), err
}

// damped is the weight of so many occurrences of a word in a document.
func damped(occurrences int) float64 { return 1 + math.Log(float64(occurrences)) }
