package local

import (
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"entente/search"
	"entente/search/analysis"
)

// explain adds to a result how it came about.
func (e *Engine) explain(ctx context.Context, v *view, a *answer, r search.Request, hits []hit, result *search.Result) error {
	account, err := e.account(ctx, v, a, r)
	if err != nil {
		return err
	}
	account.Query, account.UnreadFiles = result.Query, result.Searched.UnreadFiles
	result.Account = account
	for i, h := range hits {
		if result.Hits[i].Why, err = v.why(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

// account tells how an answer came about.
func (e *Engine) account(ctx context.Context, v *view, a *answer, r search.Request) (*search.Account, error) {
	account := &search.Account{
		Match: r.Match, Synonyms: !r.NoSynonyms, Clauses: []search.Clause{}, Filters: a.chosen.values, From: r.From.String(), To: r.To.String(),
		Identity: e.store.identity, Generation: e.generation, Sequence: v.sequence, Documents: v.documents, Languages: v.byLanguage(),
	}
	for _, c := range a.plan.conditions {
		clause, err := v.clauseOf(ctx, c)
		if err != nil {
			return nil, err
		}
		account.Clauses = append(account.Clauses, clause)
	}
	slices.SortStableFunc(account.Clauses, func(a, b search.Clause) int { return a.Column - b.Column })
	var err error
	if account.PartlyUnread, err = e.unread.CountPartlyUnread(ctx); err != nil {
		return nil, err
	}
	if account.PartlyRead, err = e.unread.ListPartlyUnread(ctx, search.MaxUnreadListed); err != nil {
		return nil, err
	}
	account.Unread, err = e.unread.ListUnread(ctx, search.MaxUnreadListed)
	return account, err
}

// byLanguage counts the live documents by the language whose rules their words
// are compared by.
func (v *view) byLanguage() map[string]int {
	counts := map[string]int{}
	for _, s := range v.segments {
		for language, docs := range s.languages {
			if n := int(docs.AndCardinality(s.live)); n > 0 {
				counts[language.String()] += n
			}
		}
	}
	return counts
}

// clauseOf tells what a part of the query stood for.
func (v *view) clauseOf(ctx context.Context, c condition) (search.Clause, error) {
	at := c.node.Position()
	clause := search.Clause{Column: at.Column, Length: at.Length, Text: c.node.String(), Excluded: c.excluded}
	matches, err := v.evaluate(ctx, where(c.clause))
	if err != nil {
		return clause, err
	}
	for _, m := range matches {
		clause.Documents += int(m.docs.GetCardinality())
	}
	switch compiled := c.clause.(type) {
	case valueClause:
		clause.Values = compiled.values
	case *leaf:
		clause.Terms, err = v.termsOf(ctx, compiled, compiled.pattern)
	case atLeastClause:
		for _, child := range compiled.children {
			word := child.(*leaf)
			terms, err := v.termsOf(ctx, word, word.pattern)
			if err != nil {
				return clause, err
			}
			clause.Terms = append(clause.Terms, terms...)
		}
	}
	return clause, err
}

// where returns a clause together with the part that it is asked of.
func where(c clause) clause {
	if l, ok := c.(*leaf); ok && l.inside != nil {
		return &insideClause{part: *l.inside, child: l, bound: l}
	}
	return c
}

// termsOf lists what was searched in the place of each word of a pattern.
func (v *view) termsOf(ctx context.Context, l *leaf, p pattern) ([][]search.Term, error) {
	switch p := p.(type) {
	case *slot:
		terms, err := v.variantsOf(ctx, l, p)
		return [][]search.Term{terms}, err
	case alternatives:
		terms, err := v.alternativesOf(ctx, l, p)
		return [][]search.Term{terms}, err
	case sequence:
		return v.allTermsOf(ctx, l, p)
	case *near:
		return v.allTermsOf(ctx, l, []pattern{p.left, p.right})
	}
	return nil, nil
}

func (v *view) allTermsOf(ctx context.Context, l *leaf, patterns []pattern) ([][]search.Term, error) {
	var all [][]search.Term
	for _, child := range patterns {
		terms, err := v.termsOf(ctx, l, child)
		if err != nil {
			return nil, err
		}
		all = append(all, terms...)
	}
	return all, nil
}

// variantsOf lists those variants of a word that the collection has; of one that
// it has in no form, the word itself.
func (v *view) variantsOf(ctx context.Context, l *leaf, p *slot) ([]search.Term, error) {
	var terms []search.Term
	for _, one := range p.variants {
		term, err := v.termOf(ctx, l, one.term, &slot{variants: []variant{one}, plain: p.plain})
		if err != nil {
			return nil, err
		}
		if one.languages != everyLanguage {
			term.Languages = one.languages.names()
		}
		if term.Documents > 0 {
			terms = append(terms, term)
		}
	}
	if len(terms) == 0 {
		terms = []search.Term{{Text: p.term}}
	}
	return terms, nil
}

// alternativesOf lists the words of several patterns for one place; what has
// several words is listed as a whole.
func (v *view) alternativesOf(ctx context.Context, l *leaf, p alternatives) ([]search.Term, error) {
	var terms []search.Term
	for i, child := range p {
		if word, ok := child.(*slot); ok {
			more, err := v.variantsOf(ctx, l, word)
			if err != nil {
				return nil, err
			}
			terms = append(terms, more...)
			continue
		}
		term, err := v.termOf(ctx, l, spelled(child), child)
		if err != nil {
			return nil, err
		}
		if i == 0 || term.Documents > 0 {
			terms = append(terms, term)
		}
	}
	return terms, nil
}

// spelled writes a pattern of several words down.
func spelled(p pattern) string {
	switch p := p.(type) {
	case *slot:
		return p.term
	case sequence:
		words := make([]string, len(p))
		for i, child := range p {
			words[i] = spelled(child)
		}
		return strings.Join(words, " ")
	case alternatives:
		return spelled(p[0])
	case *near:
		return spelled(p.left) + " … " + spelled(p.right)
	}
	return ""
}

// termOf counts in how many documents, and how often, a pattern occurs in the
// fields of a leaf.
func (v *view) termOf(ctx context.Context, l *leaf, text string, p pattern) (search.Term, error) {
	term := search.Term{Text: text}
	counted := &leaf{fields: l.fields, pattern: p, inside: l.inside}
	for _, s := range v.segments {
		with := roaring.New()
		for _, field := range l.fields {
			err := s.eachFrequency(ctx, field, counted, s.live, func(doc uint32, frequency, _ int) {
				with.Add(doc)
				term.Occurrences += frequency
			})
			if err != nil {
				return term, err
			}
		}
		term.Documents += int(with.GetCardinality())
	}
	return term, nil
}

// names lists the languages of the set.
func (l languages) names() []string {
	var names []string
	for _, language := range analysis.Languages() {
		if l&newLanguages(language) != 0 {
			names = append(names, language.String())
		}
	}
	return names
}
