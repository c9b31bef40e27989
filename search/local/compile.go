package local

import (
	"context"
	"fmt"
	"sort"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"entente/search"
	"entente/search/analysis"
)

// maxExpansion is how many words of the collection a prefix may stand for.
const maxExpansion = 1024

// plan is a query made ready for one view: every word has been looked up.
type plan struct {
	root   clause
	leaves []*leaf // in the order of the query, without those below a NOT
}

// clause is a compiled part of a query. It is one of *leaf, valueClause,
// dateClause, notClause, andClause, orClause and allClause.
type clause interface{}

type (
	allClause   struct{}
	valueClause struct {
		field  string
		values []string // any of them
	}
	dateClause struct{ from, to int32 } // YYYYMMDD, inclusive
	notClause  struct{ child clause }
	andClause  struct{ children []clause }
	orClause   struct{ children []clause }
)

// leaf is a word, phrase or prefix: one slot for each word of a phrase, and one
// slot for all else.
type leaf struct {
	fields   []string
	slots    []slot
	kin      slot    // of the one word that the leaf is; see compiler.kin
	function bool    // the one word is a function word
	weight   float64 // what it is worth in ranking; see view.weigh
	everyday bool    // more than half of the documents have it
	first    *leaf   // the first of the query's leaves that are equal to this one
}

// slot holds the terms any of which may stand in one place.
type slot []string

// compiler turns a syntax tree into a plan.
type compiler struct {
	ctx      context.Context
	view     *view
	names    Names
	leaves   []*leaf
	total    int  // words in all leaves
	negative bool // below a NOT
	// known holds the forms already looked up, by fields and term.
	known map[string]slot
}

func (e *Engine) compile(ctx context.Context, v *view, node search.Node) (*plan, error) {
	c := &compiler{ctx: ctx, view: v, names: e.names, known: map[string]slot{}}
	root, err := c.compile(node)
	if err != nil {
		return nil, err
	}
	return &plan{root: root, leaves: c.leaves}, nil
}

func (c *compiler) compile(node search.Node) (clause, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := node.(type) {
	case search.All:
		return allClause{}, nil
	case search.Word:
		return c.words(n.Field, n.Text, n.Span)
	case search.Phrase:
		return c.words(n.Field, n.Text, n.Span)
	case search.Wildcard:
		return c.prefix(n)
	case search.Value:
		return c.value(n)
	case search.DateRange:
		return newDateClause(n.From, n.To), nil
	case search.Not:
		return c.not(n)
	case search.And:
		children, err := c.all(n.Children)
		return andClause{children}, err
	case search.Or:
		children, err := c.all(n.Children)
		return orClause{children}, err
	}
	return nil, fmt.Errorf("query part %T cannot be run", node)
}

func (c *compiler) all(nodes []search.Node) ([]clause, error) {
	children := make([]clause, len(nodes))
	for i, n := range nodes {
		var err error
		if children[i], err = c.compile(n); err != nil {
			return nil, err
		}
	}
	return children, nil
}

func (c *compiler) not(n search.Not) (clause, error) {
	before := c.negative
	c.negative = true
	child, err := c.compile(n.Child)
	c.negative = before
	return notClause{child}, err
}

// words compiles a word or phrase: what the analyzer makes several terms of
// (co-operation) has to stand in that order.
func (c *compiler) words(field, text string, at search.Span) (clause, error) {
	l := &leaf{fields: textFields(field)}
	var last analysis.Token
	for token := range analysis.Tokens(text) {
		if c.total++; c.total > search.MaxQueryClauses {
			return nil, &search.SyntaxError{Column: at.Column, Length: at.Length,
				Message: fmt.Sprintf("the query has more than %d words", search.MaxQueryClauses), Suggestion: "shorten it"}
		}
		forms, err := c.forms(l.fields, token.Term)
		if err != nil {
			return nil, err
		}
		l.slots = append(l.slots, forms)
		last = token
	}
	if len(l.slots) == 0 {
		return nil, &search.SyntaxError{Column: at.Column, Length: at.Length, Message: "there is no word in this", Suggestion: "leave it out"}
	}
	if len(l.slots) == 1 {
		l.function = analysis.IsFunctionWord(last.Term) && !last.Capitals
	}
	if len(l.slots) == 1 && !l.function {
		var err error
		if l.kin, err = c.kin(l.fields, last.Term, l.slots[0]); err != nil {
			return nil, err
		}
	}
	return c.keep(l), nil
}

func (c *compiler) prefix(n search.Wildcard) (clause, error) {
	var tokens []string
	for token := range analysis.Tokens(strings.TrimSuffix(n.Text, "*")) {
		tokens = append(tokens, token.Term)
	}
	if len(tokens) != 1 {
		return nil, &search.SyntaxError{Column: n.Column, Length: n.Length, Message: "a prefix is the beginning of one word", Suggestion: "write the parts as words of their own"}
	}
	l := &leaf{fields: textFields(n.Field)}
	terms, err := c.termsWith(l.fields, tokens[0], maxExpansion)
	if err != nil {
		return nil, err
	}
	if len(terms) > maxExpansion {
		return nil, &search.SyntaxError{Column: n.Column, Length: n.Length,
			Message:    fmt.Sprintf("%s stands for more than %d words of this collection", n.Text, maxExpansion),
			Suggestion: "write more of the word"}
	}
	l.slots = []slot{terms}
	return c.keep(l), nil
}

func (c *compiler) value(n search.Value) (clause, error) {
	values, err := c.view.resolve(c.names, n.Field, n.Text)
	if err == nil {
		return valueClause{n.Field, values}, nil
	}
	syntax := &search.SyntaxError{Column: n.Column, Length: n.Length, Message: err.Message}
	if err.Nearest != "" {
		syntax.Suggestion = fmt.Sprintf("did you mean %s?", search.Value{Field: n.Field, Text: err.Nearest})
	}
	return nil, syntax
}

func (c *compiler) keep(l *leaf) *leaf {
	if !c.negative {
		c.leaves = append(c.leaves, l)
	}
	return l
}

// forms returns the given term and the terms in the fields that have its stem,
// sorted.
func (c *compiler) forms(fields []string, term string) (slot, error) {
	key := strings.Join(fields, " ") + " " + term
	if forms, ok := c.known[key]; ok {
		return forms, nil
	}
	stem := analysis.English.Stem(term)
	prefixes, exceptions := analysis.English.Beginnings(stem)
	found := map[string]bool{term: true}
	for _, exception := range exceptions {
		found[exception] = true
	}
	for _, prefix := range prefixes {
		err := c.eachTermWith(fields, prefix, func(candidate string) bool {
			if analysis.English.Stem(candidate) == stem {
				found[candidate] = true
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	c.known[key] = sorted(found)
	return c.known[key], nil
}

// termsWith returns the terms in the fields that begin with the prefix, sorted.
// It stops looking when there are more than limit.
func (c *compiler) termsWith(fields []string, prefix string, limit int) (slot, error) {
	found := map[string]bool{}
	err := c.eachTermWith(fields, prefix, func(term string) bool {
		found[term] = true
		return len(found) <= limit
	})
	return sorted(found), err
}

// eachTermWith visits the terms with the prefix that live documents have, in
// every segment, until visit returns false. A term can come several times.
func (c *compiler) eachTermWith(fields []string, prefix string, visit func(term string) bool) error {
	for _, s := range c.view.segments {
		for _, field := range fields {
			dictionary, err := s.segment.Dictionary(field)
			if err != nil {
				return fmt.Errorf("reading the dictionary of %s: %w", field, err)
			}
			err = termsFrom(dictionary, prefix, func(term string) error {
				if err := c.ctx.Err(); err != nil {
					return err
				}
				if alive, err := s.has(dictionary, term); err != nil || !alive {
					return err
				}
				if !visit(term) {
					return errStop
				}
				return nil
			})
			if err == errStop {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// has reports whether a live document of the segment has the term.
func (s *segmentView) has(dictionary segment.TermDictionary, term string) (bool, error) {
	if s.live.GetCardinality() == s.segment.Count() {
		return true, nil
	}
	postings, err := dictionary.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return false, fmt.Errorf("reading the postings of %s: %w", term, err)
	}
	return docsOf(postings).Intersects(s.live), nil
}

func sorted(set map[string]bool) slot {
	terms := make(slot, 0, len(set))
	for term := range set {
		terms = append(terms, term)
	}
	sort.Strings(terms)
	return terms
}

// resolve returns the values of a keyword field that text stands for, sorted:
// those that documents have which differ from it, or from the value that it is
// another name of, by no more than case and accents.
func (v *view) resolve(names Names, field, text string) ([]string, *search.InvalidError) {
	wanted := map[string]bool{analysis.Fold(strings.TrimSpace(text)): true}
	named, known := names.Resolve(field, text)
	if known {
		wanted[analysis.Fold(named)] = true
	}
	all := v.values(field)
	var values []string
	for _, value := range all {
		if wanted[analysis.Fold(value)] {
			values = append(values, value)
		}
	}
	switch {
	case len(values) > 0:
		sort.Strings(values)
		return values, nil
	case known: // which no document has
		return []string{named}, nil
	}
	return nil, search.NewUnknownValue(field, text, all)
}
