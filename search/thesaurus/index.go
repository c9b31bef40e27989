package thesaurus

import (
	"fmt"

	"entente/search/analysis"
)

// index finds names in words.
type index struct {
	acronyms map[string]reference // by the term, for those written in capitals
	tries    [2]*node             // of names in the languages, by the stems of their words
	longest  int                  // words of the longest name
}

// languages are those of the names.
var languages = [2]analysis.Language{analysis.English, analysis.French}

// reference is a name: the number of its entry, and its number among the names
// of that.
type reference struct{ entry, name int }

// node is where a sequence of stems leads.
type node struct {
	next  map[string]*node
	entry int // that has a name of this sequence, or none
}

const none = -1

// match is a name found: the words from the first to before the end.
type match struct {
	first, end, entry int
	language          analysis.Language // of the name
}

// minLetters is what an acronym has at least where capitals say nothing.
const minLetters = 3

// longestAt returns the longest name that begins with word i. It ends where a
// word is the last one of its query word. In a query that shouts, weak acronyms
// and those of two letters do not count.
func (e *expander) longestAt(words []word, i int) (longest match, ok bool) {
	if r, is := e.acronym(words[i]); is && words[i].last && !(e.shouting && e.looksLikeWord(r)) {
		longest, ok = match{i, i + 1, r.entry, e.entries[r.entry].names[r.name].language}, true
	}
	for l, at := range e.index.tries {
		for j := i; j < len(words); j++ {
			if at = at.next[words[j].stems[l]]; at == nil {
				break
			}
			if at.entry != none && words[j].last && j+1 > longest.end {
				longest, ok = match{i, j + 1, at.entry, languages[l]}, true
			}
		}
	}
	return longest, ok
}

func (t *Thesaurus) acronym(w word) (reference, bool) {
	if !w.capitals {
		return reference{}, false
	}
	r, ok := t.index.acronyms[w.term]
	return r, ok
}

// looksLikeWord reports whether an acronym cannot be told from a word where all
// is in capitals.
func (t *Thesaurus) looksLikeWord(r reference) bool {
	n := t.entries[r.entry].names[r.name]
	return n.weak || len(n.text) < minLetters
}

// find returns the names in words, the longest from left to right.
func (e *expander) find(words []word) []match {
	var all []match
	for i := 0; i < len(words); {
		m, ok := e.longestAt(words, i)
		if !ok {
			i++
			continue
		}
		all = append(all, m)
		i = m.end
	}
	return all
}

// newIndex makes the index. Acronyms that several entries claim become weak but
// for the main one.
func newIndex(entries []entry) (*index, error) {
	b := builder{
		index:  &index{acronyms: map[string]reference{}, tries: [2]*node{newNode(), newNode()}},
		claims: map[string][]reference{}, owners: map[string]int{},
	}
	for i, e := range entries {
		for j, n := range e.names {
			if err := b.add(reference{i, j}, n); err != nil {
				return nil, fmt.Errorf("%s: %w", e.id, err)
			}
		}
	}
	return b.index, b.settle(entries)
}

func newNode() *node { return &node{next: map[string]*node{}, entry: none} }
