package local

import (
	"context"
	"fmt"
	"slices"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// plan is a query made ready for one view: every word has been looked up.
type plan struct {
	root   clause
	known  map[string]*slot // what was looked up
	leaves []*leaf          // in the order of the query, without those below a NOT
	// conditions tells what each word, phrase and condition of the query stands for.
	conditions []condition
}

// clause is a compiled part of a query. It is one of *leaf, valueClause,
// dateClause, *insideClause, atLeastClause, notClause, andClause, orClause and
// allClause.
type clause any

type (
	allClause   struct{}
	valueClause struct {
		field  string
		values []string // any of them
	}
	dateClause struct {
		field    string
		from, to int32 // YYYYMMDD, inclusive
	}
	notClause struct{ child clause }
	andClause struct{ children []clause }
	orClause  struct{ children []clause }
	// atLeastClause holds where that many of the children do, but not in the
	// document left out.
	atLeastClause struct {
		least    int
		children []clause
		leftOut  string // id
	}
)

// leaf is a text condition: it holds in the documents in one of whose fields
// the pattern occurs.
type leaf struct {
	fields   []string
	pattern  pattern
	text     string  // canonical
	inside   *part   // occurrences elsewhere do not count; nil for everywhere
	kin      *slot   // of the one word that the leaf is, nil for none; see compiler.kin
	function bool    // the one word is a function word
	subject  bool    // it is one word that tells of a subject
	weight   float64 // what it is worth in ranking; see view.weigh
	everyday bool    // more than half of the documents have it
	first    *leaf   // the first of the query's leaves that ask the same
}

// condition is a part of the query that stands for something in the collection.
type condition struct {
	node     search.Node
	clause   clause
	excluded bool // below a NOT
}

// compiler turns a syntax tree into a plan.
type compiler struct {
	ctx        context.Context
	engine     *Engine
	view       *view
	leaves     []*leaf
	conditions []condition
	total      int   // words in all leaves, those of names left out
	naming     bool  // what is compiled are other names of what was written
	named      int   // words in all of these
	expanded   int   // words that patterns and words with edits stand for
	negative   bool  // below a NOT
	inside     *part // of the Inside that is being compiled
	// known holds what was looked up already, by the fields and what was looked for.
	known map[string]*slot
}

func (e *Engine) compile(ctx context.Context, v *view, node search.Node) (*plan, error) {
	c := e.newCompiler(ctx, v)
	root, err := c.compile(node)
	if err != nil {
		return nil, err
	}
	return &plan{root: root, known: c.known, leaves: c.leaves, conditions: c.conditions}, nil
}

func (e *Engine) newCompiler(ctx context.Context, v *view) *compiler {
	return &compiler{ctx: ctx, engine: e, view: v, known: map[string]*slot{}}
}

func (c *compiler) compile(node search.Node) (clause, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	switch n := node.(type) {
	case search.All:
		return allClause{}, nil
	case search.Value:
		return c.value(n)
	case search.DateRange:
		return c.keep(n, newDateClause(n.Field, n.From, n.To)), nil
	case search.Inside:
		return c.insidePart(n)
	case search.Like:
		return c.like(n)
	case search.Not:
		return c.not(n)
	case search.And:
		children, err := c.all(n.Children)
		return andClause{children}, err
	case search.Or:
		children, err := c.all(n.Children)
		return orClause{children}, err
	case search.Synonyms:
		return c.synonyms(n)
	}
	return c.leaf(node)
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

// leaf compiles a text condition.
func (c *compiler) leaf(node search.Node) (clause, error) {
	fields := textFields(fieldOf(node))
	if c.inside != nil {
		fields = []string{bodyField}
	}
	p, err := c.pattern(fields, node)
	if err != nil {
		return nil, err
	}
	l := &leaf{fields: fields, pattern: p, text: node.String(), inside: c.inside}
	if c.negative {
		return c.keep(node, l), nil
	}
	c.leaves = append(c.leaves, l)
	if word, ok := node.(search.Word); ok && !word.Exact && c.inside == nil {
		err = c.relate(l, word.Text)
	}
	return c.keep(node, l), err
}

// relate finds out what ranking has to know of a leaf that is one word.
func (c *compiler) relate(l *leaf, text string) (err error) {
	tokens := slices.Collect(analysis.Tokens(text))
	if len(tokens) != 1 {
		return nil
	}
	l.function = analysis.IsFunctionWord(tokens[0].Term) && !tokens[0].Capitals
	l.subject = !l.function
	if l.function || analysis.Acronym(text, tokens[0]) {
		return nil
	}
	l.kin, err = c.kin(l.fields, tokens[0].Term, l.pattern)
	return err
}

// synonyms compiles what was written and its other names into one leaf, so that
// they rank as one; several words that were written without quotation marks
// count each by itself beside the names.
func (c *compiler) synonyms(n search.Synonyms) (clause, error) {
	switch n.Written.(type) {
	case search.And, search.Or:
	default:
		return c.leaf(n)
	}
	written, err := c.compile(n.Written)
	if err != nil {
		return nil, err
	}
	c.naming = true
	names, err := c.leaf(search.Synonyms{Span: n.Span, Written: n.Names[0], Names: n.Names[1:]})
	c.naming = false
	return orClause{[]clause{written, names}}, err
}

// like compiles the words that characterise a document.
func (c *compiler) like(n search.Like) (clause, error) {
	likeness, err := c.engine.likeness(c.ctx, c.view, n)
	if err != nil {
		return nil, err
	}
	similar := atLeastClause{least: likeness.least, leftOut: likeness.id}
	for _, word := range likeness.words {
		forms := map[string]languages{}
		for _, form := range word.forms {
			forms[form] = everyLanguage
		}
		l := &leaf{fields: textFields(""), pattern: newSlot(word.term, forms), text: word.term}
		if !c.negative {
			c.leaves = append(c.leaves, l)
		}
		similar.children = append(similar.children, l)
	}
	return c.keep(n, similar), nil
}

// keep notes what a part of the query stands for.
func (c *compiler) keep(node search.Node, compiled clause) clause {
	c.conditions = append(c.conditions, condition{node, compiled, c.negative})
	return compiled
}

// fieldOf returns the field of a text condition. All operands of a Near have
// the same.
func fieldOf(node search.Node) string {
	switch n := node.(type) {
	case search.Word:
		return n.Field
	case search.Phrase:
		return n.Field
	case search.Wildcard:
		return n.Field
	case search.Fuzzy:
		return n.Field
	case search.Near:
		return fieldOf(n.Left)
	case search.Or:
		return fieldOf(n.Children[0])
	case search.Synonyms:
		return fieldOf(n.Written)
	}
	return ""
}

// pattern compiles a text condition, or an operand of nearness.
func (c *compiler) pattern(fields []string, node search.Node) (pattern, error) {
	switch n := node.(type) {
	case search.Word:
		return c.words(fields, n.Text, wording{n.Exact, n.Span})
	case search.Phrase:
		return c.words(fields, n.Text, wording{n.Exact, n.Span})
	case search.Wildcard:
		return c.wildcard(fields, n)
	case search.Fuzzy:
		return c.fuzzy(fields, n)
	case search.Or:
		return c.alternatives(fields, n.Children)
	case search.Synonyms:
		return c.withNames(fields, n)
	case search.Near:
		return c.near(fields, n)
	}
	return nil, fmt.Errorf("query part %T cannot be run", node)
}

// withNames compiles what was written and its other names.
func (c *compiler) withNames(fields []string, n search.Synonyms) (pattern, error) {
	written, err := c.pattern(fields, n.Written)
	if err != nil {
		return nil, err
	}
	before := c.naming
	c.naming = true
	names, err := c.patterns(fields, n.Names)
	c.naming = before
	return newAlternatives(append([]pattern{written}, names...)), err
}

func (c *compiler) alternatives(fields []string, nodes []search.Node) (pattern, error) {
	patterns, err := c.patterns(fields, nodes)
	return newAlternatives(patterns), err
}

func (c *compiler) patterns(fields []string, nodes []search.Node) ([]pattern, error) {
	patterns := make([]pattern, len(nodes))
	for i, n := range nodes {
		var err error
		if patterns[i], err = c.pattern(fields, n); err != nil {
			return nil, err
		}
	}
	return patterns, nil
}

func (c *compiler) near(fields []string, n search.Near) (pattern, error) {
	left, err := c.pattern(fields, n.Left)
	if err != nil {
		return nil, err
	}
	right, err := c.pattern(fields, n.Right)
	return &near{left, right, n.Reach, n.Span}, err
}

// newDateClause returns the clause for inclusive bounds, of which the unknown
// ones are open. Documents without a date in the field are in no range.
func newDateClause(field string, from, to corpus.Date) dateClause {
	c := dateClause{field: field, from: 0, to: maxDay}
	if first, _, ok := from.Span(); ok {
		c.from = dayNumber(first)
	}
	if _, last, ok := to.Span(); ok {
		c.to = dayNumber(last)
	}
	return c
}

const maxDay = 9999_12_31
