package enginetest

import (
	"strconv"

	"entente/corpus"
	"entente/search"
)

// near makes a nearness of words that do stand near each other somewhere, in
// reach or just out of it; an operand may be a nearness itself.
func (g *generator) near(field string) search.Node {
	t, first := g.place()
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

// inside makes a condition on an article or page of some document, out of words
// of the same document or others.
func (g *generator) inside(string) search.Node {
	r := g.readings[g.IntN(len(g.readings))]
	n := search.Inside{Part: "article", Number: strconv.Itoa(1 + g.IntN(6))}
	for _, p := range r.document.Passages {
		switch {
		case p.Page > 0 && g.IntN(3) == 0:
			n.Part, n.Number = "page", strconv.Itoa(g.pageOf(p))
		case p.Kind == corpus.Article && p.Number != "" && g.IntN(3) == 0:
			n.Part, n.Number = "article", oneWord(p.Number)
		}
	}
	if g.IntN(8) == 0 {
		return n
	}
	narrowed := *g
	if g.IntN(2) == 0 && len(r.texts) > 1 && len(r.texts[1].words) > 1 {
		narrowed.readings = []*reading{r}
	}
	n.Child = narrowed.boolean(2, textKinds(), func() string { return "" })
	return n
}

func (g *generator) pageOf(p corpus.Passage) int {
	if len(p.Breaks) > 0 && g.IntN(2) == 0 {
		return p.Breaks[g.IntN(len(p.Breaks))].Page
	}
	return p.Page
}

// date makes a range of dates.
func (g *generator) date(string) search.Node {
	n := search.DateRange{Field: "date"}
	n.From, _ = corpus.NewDate(1940+g.IntN(40), 0, 0)
	n.To, _ = corpus.NewDate(n.From.Year()+g.IntN(40), g.IntN(13), 0)
	return n
}
