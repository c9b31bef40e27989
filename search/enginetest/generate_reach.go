package enginetest

import (
	"strconv"

	"entente/corpus"
	"entente/search"
)

// near makes a nearness of words that do stand near each other somewhere.
func (g *generator) near(field string) search.Node {
	t, at := g.place()
	return g.nearAt(field, t, at)
}

// nearAt makes a nearness of words from there on, in reach or just out of it; an
// operand may be a nearness itself.
func (g *generator) nearAt(field string, t text, first int) search.Node {
	second := min(first+1+g.IntN(8), len(t.words)-1)
	left, right := g.operand(field, t, first), g.operand(field, t, second)
	distance := t.words[second].position - t.words[first].position
	n := search.Near{Left: left, Right: right, Reach: g.reach(distance)}
	if g.IntN(4) == 0 && n.Reach.Unit == search.ByWords {
		third := max(0, min(second-3+g.IntN(8), len(t.words)-1))
		n = search.Near{Left: n, Right: g.operand(field, t, third), Reach: g.reach(4)}
	}
	if g.IntN(3) == 0 {
		n.Left, n.Right = n.Right, n.Left
	}
	return n
}

// reach draws a reach about a distance in words.
func (g *generator) reach(distance int) search.Reach {
	r := search.Reach{Ordered: g.IntN(3) == 0}
	switch g.IntN(6) {
	case 0:
		r.Unit = search.BySentence
	case 1:
		r.Unit = search.ByPassage
	default:
		r.Words = max(1, distance-1+g.IntN(4))
	}
	return r
}

// operand makes what a Near can have as one: mostly the word that stands there.
func (g *generator) operand(field string, t text, at int) search.Node {
	switch g.IntN(10) {
	case 0:
		return search.Phrase{Field: field, Text: g.rowFrom(t, at)}
	case 1:
		return newOr([]search.Node{g.operand(field, t, at), g.one(textKinds(), field)})
	case 2:
		return g.one(wordKinds(), field)
	}
	return search.Word{Field: field, Text: oneWord(writable(t, at, at))}
}

// inside makes a condition on a part of a document, out of words that stand there
// or beside it, and of others.
func (g *generator) inside(string) search.Node {
	r, t, at := g.passage()
	n := search.Inside{Part: "article", Number: strconv.Itoa(1 + g.IntN(6))}
	if p := r.document.Passages[t.passage]; p.Kind == corpus.Article {
		n.Number = oneWord(p.Number)
		if w := t.words[at]; w.part == 1 && g.IntN(2) == 0 {
			n.Number += p.ParagraphAt(w.Start)
		}
	}
	if page := t.words[at].page; page > 0 && g.IntN(2) == 0 {
		n.Part, n.Number = "page", strconv.Itoa(page)
		for g.IntN(4) > 0 && at+1 < len(t.words) && t.words[at+1].page == page {
			at++ // what follows may stand on the next page
		}
	}
	switch g.IntN(8) {
	case 0:
		return n
	case 1:
		n.Child = search.Phrase{Text: g.rowFrom(t, at)}
	case 2, 3:
		n.Child = g.nearAt("", t, at)
	default:
		n.Child = g.boolean(2, textKinds(), func() string { return "" })
	}
	switch g.IntN(4) {
	case 0:
		n.Child = newAnd([]search.Node{search.Word{Text: oneWord(writable(t, at, at))}, n.Child})
	case 1:
		n.Child = newAnd([]search.Node{search.Word{Text: oneWord(writable(t, at, at))}, search.Not{Child: n.Child}})
	}
	return n
}

// passage draws a word of a passage.
func (g *generator) passage() (r *reading, t text, at int) {
	for {
		r = g.readings[g.IntN(len(g.readings))]
		if t = r.texts[g.IntN(len(r.texts))]; t.passage != title && len(t.words) > 1 {
			return r, t, g.IntN(len(t.words))
		}
	}
}

// dates are the date fields.
func dates() []string { return []string{"date", "signed", "in-force", "ended"} }

// date makes a range of dates.
func (g *generator) date(string) search.Node {
	n := search.DateRange{Field: dates()[g.IntN(len(dates()))]}
	n.From, _ = corpus.NewDate(1940+g.IntN(40), 0, 0)
	n.To, _ = corpus.NewDate(n.From.Year()+g.IntN(40), g.IntN(13), 0)
	return n
}
