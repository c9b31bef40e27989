package gazetteer

import (
	"slices"
	"strings"

	"entente/corpus"
)

// maxEvidence is how many different words of the text a tag records.
const maxEvidence = 5

// count is what a document says about one entry by names of one sort: those
// that stand for it whatever the document, or the ambiguous ones.
type count struct {
	names    int // full names and phrases
	acronyms int
	title    int   // of both, in the title
	opening  int   // of both, in the first words of the document
	places   int   // of both, leaving out those that follow another at once
	last     int   // words of the document before the last
	first    int   // match number of the first
	words    words // as they stand in the text
}

func (c *count) add(m match, text string, at place) {
	if c.mentions() == 0 {
		c.first = at.number
	}
	if at.words < openingWords {
		c.opening++
	}
	if c.places == 0 || at.words-c.last > placeWords {
		c.places++
	}
	c.last = at.words
	if m.role == acronym || m.capitals {
		c.acronyms++
	} else {
		c.names++
	}
	if at.inTitle {
		c.title++
	}
	c.words.add(text)
}

// place is where a match stands in the document.
type place struct {
	inTitle bool
	number  int // of the match
	words   int // of the document before its end
}

// words are pieces of text that differ by more than case, in the order found, at
// most maxEvidence.
type words []string

func (w *words) add(text string) {
	same := func(other string) bool { return strings.EqualFold(other, text) }
	if len(*w) < maxEvidence && !slices.ContainsFunc(*w, same) {
		*w = append(*w, text)
	}
}

// tally is what a document says about one entry.
type tally struct {
	sure, unsure count
	phrases      []int32 // different names found
	confirmed    bool
	excluded     bool
}

// total returns the count that decides: ambiguous names are in it when another
// part of the document confirms what they mean.
func (t *tally) total() count {
	if t.excluded || !t.confirmed && t.sure.names == 0 {
		return t.sure
	}
	c := t.sure
	c.names += t.unsure.names
	c.acronyms += t.unsure.acronyms
	c.title += t.unsure.title
	c.opening += t.unsure.opening
	c.places += t.unsure.places
	c.words = slices.Clone(t.sure.words)
	for _, w := range t.unsure.words {
		c.words.add(w)
	}
	return c
}

// mentions returns how often the entry is named.
func (c count) mentions() int { return c.names + c.acronyms }

// reading is one pass over a document.
type reading struct {
	*Gazetteer
	matcher *matcher
	tallies map[int32]*tally
	matches int
	text    string // being read
	inTitle bool
	parties *conclusion // nil for a document that is no treaty
}

// readDocument reads title and passages of d once.
func (g *Gazetteer) readDocument(d *corpus.Document) *reading {
	r := &reading{Gazetteer: g, tallies: map[int32]*tally{}}
	r.matcher = newMatcher(g, r.found)
	if isTreaty(d) {
		r.parties = &conclusion{}
	}
	r.read(d.Title, titlePart)
	opening := 0
	for _, p := range d.Passages {
		part := bodyPart
		if p.Kind == corpus.Article || p.Kind == corpus.Annex {
			opening = openingLength
		}
		if opening < openingLength {
			part = openingPart
		}
		r.read(p.Heading, bodyPart)
		r.read(p.Text, part)
		opening += len(p.Text)
	}
	return r
}

// read reads one text.
func (r *reading) read(text string, in part) {
	if text == "" {
		return
	}
	r.text, r.inTitle = text, in == titlePart
	if r.parties != nil {
		r.parties.begin(text, in)
	}
	r.matcher.read(text)
	if r.parties != nil {
		r.parties.end()
	}
}

// found takes up one match.
func (r *reading) found(m match) {
	r.matches++
	if r.parties != nil && (m.field == party || m.field == organization && m.role == fullName || m.role == opener) {
		r.parties.found(m)
	}
	if m.role == opener {
		return
	}
	t := r.tallies[m.entry]
	if t == nil {
		t = &tally{}
		r.tallies[m.entry] = t
	}
	at := place{inTitle: r.inTitle, number: r.matches, words: r.matcher.words}
	switch m.role {
	case confirming:
		t.confirmed = true
	case excluding:
		t.excluded = true
	case ambiguous:
		t.unsure.add(m, r.quote(m), at)
	default:
		t.sure.add(m, r.quote(m), at)
		if !slices.Contains(t.phrases, m.phrase) {
			t.phrases = append(t.phrases, m.phrase)
		}
	}
}

// quote returns the words of a match as they stand in the text, on one line.
func (r *reading) quote(m match) string {
	text := r.text[m.start:m.end]
	if strings.ContainsAny(text, "\n\r\t") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}
