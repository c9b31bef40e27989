package enginetest

import (
	"slices"
	"strings"

	"entente/corpus"
	"entente/search"
)

// word makes a word as it stands somewhere, words joined by hyphens among them.
func (g *generator) word(field string) search.Node {
	if g.IntN(3) == 0 {
		return search.Word{Field: field, Text: g.term()}
	}
	t, first := g.place()
	last := first
	for last+1 < len(t.words) && t.words[last+1].Hyphen && last-first < 2 {
		last++
	}
	return search.Word{Field: field, Text: oneWord(writable(t, first, last))}
}

// oneWord returns the beginning of what is to be a word, up to the first blank.
func oneWord(written string) string {
	first, _, _ := strings.Cut(written, " ")
	return first
}

// phrase makes a phrase of two to four words that follow each other somewhere.
func (g *generator) phrase(field string) search.Node {
	t, first := g.place()
	return search.Phrase{Field: field, Text: g.rowFrom(t, first)}
}

func (g *generator) rowFrom(t text, first int) string {
	last := first
	for n := 1 + g.IntN(3); n > 0 && last+1 < len(t.words) && t.words[last+1].part == t.words[first].part; n-- {
		last++
	}
	return writable(t, first, last)
}

// prefix makes the beginning of a word, of three letters or more.
func (g *generator) prefix(field string) search.Node {
	term := g.latinTerm(4)
	return search.Wildcard{Field: field, Text: term[:3+g.IntN(len(term)-3)] + "*"}
}

// wildcard makes a word of which letters are replaced, but for the first two.
func (g *generator) wildcard(field string) search.Node {
	pattern := []byte(g.latinTerm(4))
	pattern[2+g.IntN(len(pattern)-2)] = '?'
	if g.IntN(2) == 0 {
		first := 3 + g.IntN(len(pattern)-3)
		last := first + g.IntN(len(pattern)-first)
		pattern = slices.Replace(pattern, first, last, '*')
	}
	return search.Wildcard{Field: field, Text: string(pattern)}
}

// fuzzy makes a word with up to two letters edited.
func (g *generator) fuzzy(field string) search.Node {
	word := []byte(g.latinTerm(5))
	for range g.IntN(3) {
		at := g.IntN(len(word) - 1)
		switch g.IntN(4) {
		case 0:
			word[at], word[at+1] = word[at+1], word[at]
		case 1:
			word = slices.Delete(word, at, at+1)
		case 2:
			word = slices.Insert(word, at, byte('a'+g.IntN(26)))
		default:
			word[at] = byte('a' + g.IntN(26))
		}
	}
	return search.Fuzzy{Field: field, Text: string(word), Edits: 1 + g.IntN(2)}
}

// exact makes a word or phrase that stands for itself alone.
func (g *generator) exact(field string) search.Node {
	t, first := g.place()
	if g.IntN(2) == 0 {
		return search.Phrase{Field: field, Text: g.rowFrom(t, first), Exact: true}
	}
	return search.Word{Field: field, Text: oneWord(writable(t, first, first)), Exact: true}
}

// value makes a condition on a value that a document has in a field, be it that
// its date is unknown.
func (g *generator) value(string) search.Node {
	for {
		r := g.readings[g.IntN(len(g.readings))]
		f, _ := corpus.FieldNamed(append(dates(), "org", "org", "place")[g.IntN(len(dates())+3)])
		if values := f.Values(r.document); len(values) > 0 {
			return search.Value{Field: f.Name, Text: values[g.IntN(len(values))]}
		}
	}
}
