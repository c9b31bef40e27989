package local

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search"
	"entente/search/analysis"
)

const (
	// minMisspelt is the shortest word in letters for which a similar one is
	// proposed: any two shorter ones are similar.
	minMisspelt = 3
	// minTwoEdits is the shortest word that may differ by two edits.
	minTwoEdits = 6
	// maxSimilar is how many words may be similar to one. Where there are more,
	// the collection is no guide to what was meant.
	maxSimilar = 2000
	// maxMisspelt is how many words of a query similar ones are looked for.
	maxMisspelt = 8
)

// similarTerm is a term of the collection that is like one it does not have.
type similarTerm struct {
	term      string
	edits     int
	documents int // that have it
}

// similarTerms returns the terms of letters alone that live documents have in
// the index fields and that are most like a folded term which none has: those
// within one edit (see fuzzyTerms), and within two of a term of six letters or
// more. The best come first: by edits, then those with the same first letter,
// then by the documents that have them, then by alphabet. There are none for
// terms with digits, of less than three letters or of too many. Errors are those
// of ctx and of reading the index.
func (v *view) similarTerms(ctx context.Context, fields []string, term string, limit int) ([]similarTerm, error) {
	letters := utf8.RuneCountInString(term)
	if letters < minMisspelt || letters > maxFuzzyLength || !isLetters(term) {
		return nil, nil
	}
	single, err := v.fuzzyTerms(ctx, fields, term, 1, maxSimilar)
	if err != nil {
		return nil, withoutExcess(err)
	}
	all := single
	if letters >= minTwoEdits && len(single) < limit {
		if all, err = v.fuzzyTerms(ctx, fields, term, 2, maxSimilar); err != nil {
			if err := withoutExcess(err); err != nil {
				return nil, err
			}
			all = single
		}
	}
	var similar []similarTerm
	for _, candidate := range all {
		if candidate == term || !isLetters(candidate) {
			continue
		}
		s := similarTerm{term: candidate, edits: 2}
		if _, found := slices.BinarySearch(single, candidate); found {
			s.edits = 1
		}
		if s.documents, err = v.documentsWithAny(ctx, fields, []string{candidate}); err != nil {
			return nil, err
		}
		similar = append(similar, s)
	}
	first, _ := utf8.DecodeRuneInString(term)
	slices.SortFunc(similar, func(a, b similarTerm) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), compareFirst(first, a.term, b.term),
			cmp.Compare(b.documents, a.documents), strings.Compare(a.term, b.term))
	})
	return similar[:min(limit, len(similar))], nil
}

// withoutExcess drops errTooManyTerms.
func withoutExcess(err error) error {
	if errors.Is(err, errTooManyTerms) {
		return nil
	}
	return err
}

// isLetters reports whether the term is made of letters alone.
func isLetters(term string) bool {
	return !strings.ContainsFunc(term, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// compareFirst puts the term that begins with the letter before one that does not.
func compareFirst(letter rune, a, b string) int {
	in := func(term string) int {
		if r, _ := utf8.DecodeRuneInString(term); r == letter {
			return 0
		}
		return 1
	}
	return in(a) - in(b)
}

// mended is a word that no document has, and the most similar one of the
// collection as its texts write it (see asWritten).
type mended struct {
	missingWord
	instead string
}

// spellingHints remarks on the words of a query that no document has, those
// below a NOT left out: one hint proposes the query with the most similar words of
// the collection for the first few of them, and each of the others has one of its
// own. The node is what the query text was parsed to; has reports whether a
// document has a folded term in the field, which is "" for title and body, in any
// of the ways in which a query word matches. count tells what a search for the
// proposed query finds. Errors are those of ctx and of reading the index.
func (v *view) spellingHints(ctx context.Context, query string, node search.Node, has func(field, term string) bool, count func(query string) (string, error)) ([]search.Hint, error) {
	var hints []search.Hint
	var slips []mended
	text := []rune(query)
	for _, m := range missingWords(text, node, has) {
		if len(slips) < maxMisspelt {
			similar, err := v.similarTerms(ctx, textFields(m.field), m.term, 1)
			if err != nil {
				return nil, err
			}
			if len(similar) > 0 {
				instead, err := v.asWritten(ctx, m.field, similar[0].term)
				if err != nil {
					return nil, err
				}
				slips = append(slips, mended{m, instead})
				continue
			}
		}
		hints = append(hints, search.Hint{Column: m.Column, Length: m.Length, Message: "no document has " + m.in(text)})
	}
	if len(slips) == 0 {
		return hints, nil
	}
	hint := proposal(text, slips)
	found, err := count(hint.Query)
	hint.Suggestion += found
	hints = append(hints, hint)
	slices.SortStableFunc(hints, func(a, b search.Hint) int { return cmp.Compare(a.Column, b.Column) })
	return hints, err
}

// proposal makes one hint of all words that have similar ones.
func proposal(text []rune, slips []mended) search.Hint {
	var words, instead []string
	var b strings.Builder
	end := 0
	for _, m := range slips {
		if word := m.in(text); !slices.Contains(words, word) {
			words, instead = append(words, word), append(instead, m.instead)
		}
		b.WriteString(string(text[end:m.Column-1]) + m.instead)
		end = m.Column - 1 + m.Length
	}
	return search.Hint{
		Column: slips[0].Column, Length: slips[0].Length,
		Message:    "no document has " + strings.Join(words, " or "),
		Suggestion: "did you mean " + strings.Join(instead, " and ") + "?",
		Query:      b.String() + string(text[end:]),
	}
}

// in says which word is missing, and where.
func (m missingWord) in(text []rune) string {
	word := fmt.Sprintf("the word %q", string(text[m.Column-1:m.Column-1+m.Length]))
	if m.field != "" {
		word += " in its " + m.field
	}
	return word
}

// missingWord is a word of a query that no document has.
type missingWord struct {
	search.Span
	field, term string
}

// missingWords lists the words of a query that no document has, in order.
func missingWords(query []rune, node search.Node, has func(field, term string) bool) []missingWord {
	var missing []missingWord
	for _, child := range positiveChildren(node) {
		missing = append(missing, missingWords(query, child, has)...)
	}
	switch n := node.(type) {
	case search.Word:
		missing = missingIn(query, n.Span, n.Field, n.Text, has)
	case search.Phrase:
		missing = missingIn(query, n.Span, n.Field, n.Text, has)
	}
	return missing
}

// positiveChildren returns the parts of a node of which a match can be made. A
// name that a thesaurus knows is no slip, whether or not documents have it.
func positiveChildren(node search.Node) []search.Node {
	switch n := node.(type) {
	case search.And:
		return n.Children
	case search.Or:
		return n.Children
	case search.Near:
		return []search.Node{n.Left, n.Right}
	case search.Inside:
		if n.Child != nil {
			return []search.Node{n.Child}
		}
	}
	return nil
}

// missingIn lists the words of one word or phrase that no document has. What
// some documents have in another spelling is not missing.
func missingIn(query []rune, at search.Span, field, text string, has func(field, term string) bool) []missingWord {
	absent := map[string]bool{}
	for _, element := range analysis.Elements(text) {
		if slices.ContainsFunc(element.Ways, func(way analysis.Way) bool { return hasAll(way.Terms, field, has) }) {
			continue
		}
		for _, term := range element.Ways[0].Terms {
			absent[term] = !has(field, term)
		}
	}
	// The words of the text are the last ones of what stands in the query, where
	// the name of a field can precede them.
	written := string(query[at.Column-1 : at.Column-1+at.Length])
	tokens := slices.Collect(analysis.Tokens(written))
	count := len(slices.Collect(analysis.Tokens(text)))
	var missing []missingWord
	for _, token := range tokens[max(0, len(tokens)-count):] {
		if !absent[token.Term] {
			continue
		}
		missing = append(missing, missingWord{
			Span: search.Span{
				Column: at.Column + utf8.RuneCountInString(written[:token.Start]),
				Length: utf8.RuneCountInString(written[token.Start:token.End]),
			},
			field: field, term: token.Term,
		})
	}
	return missing
}

func hasAll(terms []string, field string, has func(field, term string) bool) bool {
	return !slices.ContainsFunc(terms, func(term string) bool { return !has(field, term) })
}
