package local

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/search"
	"entente/search/analysis"
)

// Limits on what a query stands for. What goes over one is refused with a
// *search.SyntaxError.
const (
	// maxExpansion is how many words of the collection a pattern of letters, or a
	// word with edits, may stand for.
	maxExpansion = 1024
	// maxExpansions is how many all of those in one query may stand for.
	maxExpansions = 16 * maxExpansion
	// maxNameWords is how many words the other names may have that a thesaurus puts
	// beside those of a query.
	maxNameWords = 16 * search.MaxQueryClauses
	// maxFuzzyLength is the longest word in code points, folded, that similar words
	// are looked for of: the automaton that finds them grows with it.
	maxFuzzyLength = 64
)

// wording says how the words of a text condition are matched.
type wording struct {
	exact bool // themselves alone
	at    search.Span
}

// words compiles a word or phrase: words and compounds in a row.
func (c *compiler) words(fields []string, text string, w wording) (pattern, error) {
	var row []pattern
	for _, element := range elementsOf(text, w) {
		p, err := c.element(fields, element, w)
		if err != nil {
			return nil, err
		}
		row = append(row, p)
	}
	if len(row) == 0 {
		return nil, refuse(w.at, "there is no word in this", "leave it out")
	}
	return newSequence(row), nil
}

// elementsOf cuts a text into elements, which are single words when no other
// spelling is to count.
func elementsOf(text string, w wording) []analysis.Element {
	if w.exact {
		return analysis.Exactly(text)
	}
	return analysis.Elements(text)
}

func (c *compiler) element(fields []string, e analysis.Element, w wording) (pattern, error) {
	if e.Capitals {
		return c.itself(e.Ways[0].Terms[0]).written(inCapitals), c.count(1, w.at)
	}
	var ways []pattern
	for i, way := range e.Ways {
		if i == 0 { // the others come from the same words of the query
			if err := c.count(len(way.Terms), w.at); err != nil {
				return nil, err
			}
		}
		p, err := c.way(fields, way, w)
		if err != nil {
			return nil, err
		}
		ways = append(ways, p)
	}
	return newAlternatives(ways), nil
}

// count counts words of the query, or of other names of them.
func (c *compiler) count(words int, at search.Span) error {
	if c.naming {
		if c.named += words; c.named > maxNameWords {
			return refuse(at, fmt.Sprintf("up to here the query has other names of more than %d words", maxNameWords), "search without other names, or shorten it")
		}
		return nil
	}
	if c.total += words; c.total > search.MaxQueryClauses {
		return refuse(at, fmt.Sprintf("the query has more than %d words", search.MaxQueryClauses), "shorten it")
	}
	return nil
}

// way compiles a way to write an element: its last word counts in its forms.
func (c *compiler) way(fields []string, way analysis.Way, w wording) (pattern, error) {
	var row []pattern
	for i, term := range way.Terms {
		s := c.itself(term)
		if i == len(way.Terms)-1 && !w.exact {
			var err error
			if s, err = c.forms(fields, term); err != nil {
				return nil, err
			}
		}
		if way.Hyphens && i > 0 {
			s = s.written(afterHyphen)
		}
		row = append(row, s)
	}
	return newSequence(row), nil
}

// newSlot returns the slot of a term of the query for the terms that it stands
// for, each in some languages.
func newSlot(term string, terms map[string]languages) *slot {
	s := &slot{term: term, plain: true}
	for found, in := range terms {
		s.variants = append(s.variants, variant{term: found, languages: in})
	}
	slices.SortFunc(s.variants, func(a, b variant) int { return strings.Compare(a.term, b.term) })
	return s
}

// itself returns the slot of a term in no other form.
func (c *compiler) itself(term string) *slot {
	key := "= " + term
	if c.known[key] == nil {
		c.known[key] = newSlot(term, map[string]languages{term: everyLanguage})
	}
	return c.known[key]
}

// written returns the slot for words written so alone.
func (s *slot) written(so mark) *slot {
	strict := &slot{term: s.term, variants: make([]variant, len(s.variants))}
	for i, v := range s.variants {
		v.written |= so
		strict.variants[i] = v
	}
	return strict
}

// forms returns the term itself and those terms in the fields that have, in a
// language of the view, the same stem.
func (c *compiler) forms(fields []string, term string) (*slot, error) {
	key := strings.Join(fields, " ") + " " + term
	if s, ok := c.known[key]; ok {
		return s, nil
	}
	found := map[string]languages{}
	for _, language := range analysis.Languages() {
		if language == analysis.Other || !c.view.hasLanguage(language) {
			continue
		}
		if err := c.view.addForms(c.ctx, fields, term, language, found); err != nil {
			return nil, err
		}
	}
	found[term] = everyLanguage
	c.known[key] = newSlot(term, found)
	return c.known[key], nil
}

// anyForm reports whether a live document has the term, or a form of it, in one
// of the fields.
func (c *compiler) anyForm(fields []string, term string) (bool, error) {
	forms, err := c.forms(fields, term)
	if err != nil {
		return false, err
	}
	for _, s := range c.view.segments {
		for _, field := range fields {
			docs, err := s.slotDocs(c.ctx, field, forms, s.live)
			if err != nil || !docs.IsEmpty() {
				return err == nil, err
			}
		}
	}
	return false, nil
}

// wildcard compiles a pattern of letters to the terms that it stands for.
func (c *compiler) wildcard(fields []string, n search.Wildcard) (pattern, error) {
	letters := analysis.Fold(n.Text)
	end := strings.IndexAny(letters, "*?")
	if end <= 0 {
		return nil, refuse(n.Span, "a pattern begins with a letter", "write the beginning of the word")
	}
	whole, err := c.termsLike(fields, letters[:end], letters[end:], maxExpansion, n)
	if err != nil {
		return nil, err
	}
	ways := []pattern{whole}
	for _, compound := range analysis.Compounds(letters[:end]) {
		way, err := c.compoundLike(fields, compound, letters[end:], n)
		if err != nil {
			return nil, err
		}
		ways = append(ways, way)
	}
	return newAlternatives(ways), nil
}

// compoundLike compiles the beginning of a pattern written as several words, and the
// rest of it. The words that the last one stands for are bounded by those of the
// query alone, since the others before it leave few of them.
func (c *compiler) compoundLike(fields []string, beginning analysis.Compound, rest string, n search.Wildcard) (pattern, error) {
	var row []pattern
	last := len(beginning.Parts) - 1
	for i, part := range beginning.Parts {
		s := c.itself(part)
		if i == last {
			var err error
			if s, err = c.termsLike(fields, part, rest, maxExpansions, n); err != nil {
				return nil, err
			}
		}
		if i > 0 && !beginning.Open {
			s = s.written(afterHyphen)
		}
		row = append(row, s)
	}
	return newSequence(row), nil
}

// termsLike returns the slot of the terms that begin so and go on as the rest of a
// pattern says, no more than limit of them.
func (c *compiler) termsLike(fields []string, beginning, rest string, limit int, n search.Wildcard) (*slot, error) {
	key := fmt.Sprint(fields, beginning+rest, limit)
	if s := c.known[key]; s != nil {
		return s, nil
	}
	found := map[string]languages{}
	isLike := func(term string) bool { return matchesPattern([]rune(rest), []rune(term[len(beginning):])) }
	err := c.view.eachTerm(c.ctx, fields, wanted{prefix: beginning, test: isLike}, func(term string) error {
		if found[term] = everyLanguage; len(found) > limit {
			return errTooManyTerms
		}
		return nil
	})
	if errors.Is(err, errTooManyTerms) {
		return nil, tooManyWords(n.Span, n.Text, limit, "write more of the word")
	}
	if err != nil {
		return nil, err
	}
	return c.expand(n.Span, key, beginning+rest, found)
}

// expand returns the slot of a pattern, or a word with edits, for the terms that
// it stands for, unless those of the whole query are too many.
func (c *compiler) expand(at search.Span, key, term string, found map[string]languages) (*slot, error) {
	if c.expanded += len(found); c.expanded > maxExpansions {
		return nil, refuse(at, fmt.Sprintf("up to here the query stands for more than %d words of this collection", maxExpansions),
			"write fewer words with *, ? or ~, or more of each")
	}
	c.known[key] = newSlot(term, found)
	return c.known[key], nil
}

// matchesPattern reports whether a term is as the pattern says: * stands for any
// letters or none, ? for one.
func matchesPattern(pattern, word []rune) bool {
	star, retry := -1, 0
	i := 0
	for j := 0; j < len(word); {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, retry = i, j
			i++
		case i < len(pattern) && (pattern[i] == '?' || pattern[i] == word[j]):
			i++
			j++
		case star >= 0: // let the last star stand for one letter more
			retry++
			i, j = star+1, retry
		default:
			return false
		}
	}
	return !slices.ContainsFunc(pattern[i:], func(r rune) bool { return r != '*' })
}

// fuzzy compiles a word with edits to the terms that it stands for.
func (c *compiler) fuzzy(fields []string, n search.Fuzzy) (pattern, error) {
	word := analysis.Fold(n.Text)
	if utf8.RuneCountInString(word) > maxFuzzyLength {
		return nil, refuse(n.Span, fmt.Sprintf("similar words are looked for of words of up to %d letters", maxFuzzyLength), "write the beginning and a star: attack*")
	}
	key := strings.Join(fields, " ") + " " + word + "~" + strconv.Itoa(n.Edits)
	if s := c.known[key]; s != nil {
		return s, nil
	}
	terms, err := c.view.fuzzyTerms(c.ctx, fields, word, n.Edits, maxExpansion)
	if errors.Is(err, errTooManyTerms) {
		return nil, tooManyWords(n.Span, n.String(), maxExpansion, "write a longer word or fewer edits")
	}
	if err != nil {
		return nil, err
	}
	found := map[string]languages{}
	for _, term := range terms {
		found[term] = everyLanguage
	}
	return c.expand(n.Span, key, word, found)
}

func tooManyWords(at search.Span, text string, limit int, suggestion string) error {
	return refuse(at, fmt.Sprintf("%s stands for more than %d words of this collection", text, limit), suggestion)
}

func refuse(at search.Span, message, suggestion string) error {
	return &search.SyntaxError{Column: at.Column, Length: at.Length, Message: message, Suggestion: suggestion}
}
