package thesaurus

import (
	"fmt"
	"slices"

	"entente/search/analysis"
)

// builder makes an index.
type builder struct {
	*index
	claims map[string][]reference // acronyms by their term
	owners map[string]int         // entries by the terms of full names
}

func (b *builder) add(r reference, n name) error {
	words := wordsOf(n.text)
	if len(words) == 0 {
		return fmt.Errorf("the name %q has no words", n.text)
	}
	if n.acronym {
		return b.claim(words[0].term, r)
	}
	key := keyOf(words)
	if owner, ok := b.owners[key]; ok && owner != r.entry {
		return fmt.Errorf("%q is a name of another entry", n.text)
	}
	b.owners[key] = r.entry
	for i, language := range languages {
		if n.language != language && n.language != analysis.Other {
			continue
		}
		if err := b.grow(b.tries[i], r, n, language); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) claim(term string, r reference) error {
	if slices.ContainsFunc(b.claims[term], func(other reference) bool { return other.entry == r.entry }) {
		return fmt.Errorf("%s is there twice", term)
	}
	b.claims[term] = append(b.claims[term], r)
	return nil
}

// grow adds a name in all ways of writing it: peacekeeping is also peace keeping.
func (b *builder) grow(root *node, r reference, n name, language analysis.Language) error {
	ends := []*node{root}
	length := 0
	for _, element := range analysis.Elements(n.text) {
		var further []*node
		most := 0
		for _, way := range element.Ways {
			most = max(most, len(way.Terms))
			for _, end := range ends {
				further = append(further, end.descend(way.Terms, language))
			}
		}
		ends, length = further, length+most
	}
	b.longest = max(b.longest, length)
	for _, end := range ends {
		if end.entry != none && end.entry != r.entry {
			return fmt.Errorf("%q is a form of a name of another entry", n.text)
		}
		end.entry = r.entry
	}
	return nil
}

func (n *node) descend(terms []string, language analysis.Language) *node {
	for _, term := range terms {
		stem := language.Stem(term)
		if n.next[stem] == nil {
			n.next[stem] = newNode()
		}
		n = n.next[stem]
	}
	return n
}

// settle gives each acronym to the one entry that has it, or that it mainly
// means. In all other entries it is weak, and it is not understood when it means
// none mainly.
func (b *builder) settle(entries []entry) error {
	for term, claims := range b.claims {
		owners := claims
		if len(claims) > 1 {
			owners = mainly(entries, claims)
		}
		switch {
		case len(owners) > 1:
			return fmt.Errorf("%s means two things mainly", term)
		case len(owners) == 1:
			b.acronyms[term] = owners[0]
		}
	}
	return nil
}

// mainly returns the names that are marked so, and makes the others weak.
func mainly(entries []entry, claims []reference) []reference {
	var owners []reference
	for _, r := range claims {
		if n := &entries[r.entry].names[r.name]; n.main {
			owners = append(owners, r)
		} else {
			n.weak = true
		}
	}
	return owners
}
