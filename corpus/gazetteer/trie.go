package gazetteer

import (
	"fmt"
	"strings"
)

// cue is the field of patterns that are no names but decide about some: words
// that confirm or exclude an ambiguous name, and words before parties.
const cue = fields

// role is what a pattern's match says about its entry.
type role uint8

const (
	fullName   role = iota // one is evidence enough
	acronym                // written in capitals only
	ambiguous              // counts when the document confirms it
	phrase                 // of a topic, in any case
	hidden                 // a longer name that only looks like the entry's: no match
	confirming             // makes ambiguous names count
	excluding              // makes ambiguous names not count
	opener                 // stands before the states that conclude a treaty
)

// pattern is what a sequence of words means.
type pattern struct {
	entry    int32
	phrase   int32 // number of the name; variants of one name share it
	field    field
	role     role
	capitals bool // all letters must be capitals
	word     bool // also an ordinary word: not in a line all in capitals
}

// parting stands in a sequence of words for punctuation between two of them.
const parting uint32 = 0

// edge leads from a node by a word to another node.
type edge struct{ word, to uint32 }

// step is a node and a word that leads on from it.
type step struct{ node, word uint32 }

// trie holds the patterns by their words. Node 0 is the root.
type trie struct {
	vocabulary             // numbers of the words of all patterns, from 1
	starts     []uint32    // node after a pattern's first word, by word
	edges      [][]edge    // by node
	patterns   [][]pattern // by node
}

// builder makes a trie.
type builder struct {
	*trie
	scanner scanner
	words   map[string]uint32
	steps   map[step]uint32
	phrases int32
}

func newTrie(entries []entry, f *folder) (*trie, error) {
	b := &builder{
		trie:    &trie{patterns: make([][]pattern, 1)},
		scanner: scanner{folder: f},
		words:   map[string]uint32{},
		steps:   map[step]uint32{},
	}
	for i, e := range entries {
		if err := b.addEntry(int32(i), e); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	for _, words := range openers() {
		if err := b.add(words, pattern{entry: -1, field: cue, role: opener}); err != nil {
			return nil, err
		}
	}
	b.finish()
	return b.trie, nil
}

// finish brings the words and steps into the form in which they are read.
func (b *builder) finish() {
	b.vocabulary = newVocabulary(b.words)
	b.starts = make([]uint32, len(b.words)+1)
	b.edges = make([][]edge, len(b.patterns))
	for s, to := range b.steps {
		if s.node == 0 {
			b.starts[s.word] = to
			continue
		}
		b.edges[s.node] = append(b.edges[s.node], edge{s.word, to})
	}
}

func (b *builder) addEntry(i int32, e entry) error {
	if e.Kind == territory {
		return b.addAll(e.Names, pattern{entry: i, field: e.Field, role: hidden})
	}
	lists := []struct {
		names []string
		pattern
	}{
		{e.Names, pattern{role: fullName}},
		{e.French, pattern{role: fullName}},
		{e.Mentions, pattern{role: fullName}},
		{e.Words, pattern{role: acronym, word: true}},
		{e.Weak, pattern{role: ambiguous}},
		{e.Not, pattern{role: hidden}},
		{e.Confirm, pattern{role: confirming}},
		{e.Unless, pattern{role: excluding}},
	}
	for _, list := range lists {
		p := list.pattern
		p.entry, p.field = i, e.Field
		if p.role == confirming || p.role == excluding {
			p.field = cue
		}
		if err := b.addAll(list.names, p); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) addAll(names []string, p pattern) error {
	for _, name := range names {
		if err := b.addName(name, p); err != nil {
			return err
		}
	}
	return nil
}

// addName adds a name in all its spellings.
func (b *builder) addName(name string, p pattern) error {
	b.phrases++
	p.phrase = b.phrases
	if isAcronym(name) && p.field != cue && p.role != hidden {
		p.capitals = true
		p.word = p.word || p.role == ambiguous
		if p.role == fullName && p.field != topic {
			p.role = acronym
		}
	}
	if p.field == topic && p.role != hidden && p.role != ambiguous {
		p.role = phrase
	}
	for _, spelling := range spellings(name, p.field == topic && !p.capitals) {
		if err := b.add(spelling, p); err != nil {
			return err
		}
	}
	return nil
}

// add puts a sequence of words into the trie.
func (b *builder) add(words string, p pattern) error {
	node, length := uint32(0), 0
	b.scanner.reset(words)
	for b.scanner.next() {
		if b.scanner.broken && length > 0 {
			node = b.step(node, parting)
		}
		node = b.step(node, b.numberOf(b.scanner.folded()))
		length++
	}
	if length == 0 {
		return fmt.Errorf("the name %q has no words", words)
	}
	return b.end(node, words, p)
}

func (b *builder) step(node, word uint32) uint32 {
	s := step{node, word}
	if next, ok := b.steps[s]; ok {
		return next
	}
	next := uint32(len(b.patterns))
	b.patterns = append(b.patterns, nil)
	b.steps[s] = next
	return next
}

// follow returns the node that a word leads to, 0 for none. Few words follow
// another in names.
func (t *trie) follow(node, word uint32) uint32 {
	for _, e := range t.edges[node] {
		if e.word == word {
			return e.to
		}
	}
	return 0
}

// numberOf returns the number of a word, the same for British and American spelling.
func (b *builder) numberOf(word string) uint32 {
	if n, ok := b.words[word]; ok {
		return n
	}
	n := uint32(len(b.words) + 1)
	b.words[word] = n
	b.words[otherSpelling(word)] = n
	return n
}

// end says what the words that lead to node mean. A name of one entry that is
// hidden for another is no contradiction: it stays a name.
func (b *builder) end(node uint32, words string, p pattern) error {
	for i, other := range b.patterns[node] {
		switch {
		case other.field != p.field:
		case other.entry == p.entry && other.role == p.role, p.role == hidden && other.role != hidden:
			return nil
		case other.role == hidden:
			b.patterns[node][i] = p
			return nil
		case p.field != cue:
			return fmt.Errorf("the name %q has two meanings in one field", words)
		}
	}
	b.patterns[node] = append(b.patterns[node], p)
	return nil
}

// isAcronym reports whether a name is written in capitals: NATO, UNSC, G7.
func isAcronym(name string) bool {
	return strings.ToUpper(name) == name
}
