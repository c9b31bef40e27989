// Package thesaurus knows under which names, in English and French, the same
// organizations, instruments and terms are written about, and puts these names
// beside what a query has. It is a search.Thesaurus.
//
// The names of organizations are those of corpus/gazetteer; its own data files
// have the rest. Only names of the same thing belong there: a broader term, a
// part of the thing or what is much like it would find what was not asked for.
// Spellings and inflected forms are joined by search/analysis and need no entry.
// What a name matches in documents is the business of the engines.
package thesaurus

import (
	"fmt"

	"entente/search"
)

// Thesaurus is a search.Thesaurus. It never changes after New and may be used
// by several goroutines at once.
type Thesaurus struct {
	entries []entry
	index   *index
}

// New reads the embedded data. An error means that the data is wrong, for
// instance that one name stands for two things.
func New() (*Thesaurus, error) {
	entries, err := load()
	if err != nil {
		return nil, fmt.Errorf("reading the thesaurus: %w", err)
	}
	return compile(entries)
}

func compile(entries []entry) (*Thesaurus, error) {
	for _, e := range entries {
		for i := range e.names {
			e.names[i].read()
		}
	}
	index, err := newIndex(entries)
	if err != nil {
		return nil, fmt.Errorf("compiling the thesaurus: %w", err)
	}
	return &Thesaurus{entries, index}, nil
}

// read sets what the text of a name says.
func (n *name) read() {
	words := wordsOf(n.text)
	n.words = len(words)
	n.acronym = n.words == 1 && words[0].capitals
	n.spelling = spellingOf(n.text, n.language)
}

// Expand returns the query with search.Synonyms where something written is a
// name that others are known for, and what it put there. The query itself is not
// changed, and the result prints as it does.
//
// A name is recognised in a word, in a phrase, in words that follow each other in
// an And, and in the operands of a nearness; the longest counts, from left to right.
// An acronym is one only in capitals, and what was asked for exactly (=NATO) stays
// as it is. For several words the name is what they are together:
// north atlantic treaty is all three, or the Washington Treaty. With MatchAny, where
// words side by side make an Or, it is one of the three, or that. Whether the
// operator was written makes no difference, as the tree does not tell.
//
// Within a longer phrase (or a word with hyphens) every name is replaced by each
// other one: by the full names in its language, and by acronyms. When this makes
// more than MaxPhrases phrases, one name is replaced at a time; when that does, too,
// none is, and the NameExpansion says TooMany.
func (t *Thesaurus) Expand(query search.Node, match search.Match) (search.Node, []search.NameExpansion) {
	e := expander{Thesaurus: t, match: match, shouting: t.isShouting(query)}
	return e.node(query), e.made
}
