package passages

import (
	"strings"
	"unicode/utf8"

	"entente/corpus"
)

// joint stands between headings that are joined.
const joint = " – "

// piece is a passage as it is put together.
type piece struct {
	kind   corpus.Kind
	number string
	within string
	label  string   // as written, what kind and number stand for
	titles []string // the headings as written
	body   []paragraph
	page   int
	level  int // of its heading, 0 where its format marks none

	run     int  // of an article: index of its run
	divided bool // of an article: the headings in it are its own
}

// paragraph is a paragraph of a piece, or the part of one that belongs to it.
type paragraph struct {
	lines []string
	block int
	page  int
}

func (p paragraph) text() string { return strings.Join(p.lines, "\n") }

// entitle adds to the heading of the piece. A dash before it stays with the label.
func (p *piece) entitle(title string) {
	bare := strings.TrimLeft(title, "-–—− ")
	p.label += title[:len(title)-len(bare)]
	if bare = strings.TrimSpace(bare); bare != "" {
		p.titles = append(p.titles, bare)
	}
}

// length returns the number of characters of the paragraph.
func (p paragraph) length() int {
	n := len(p.lines) - 1
	for _, line := range p.lines {
		n += utf8.RuneCountInString(line)
	}
	return n
}

// add adds a line, or part of one, to the text.
func (p *piece) add(text string, l line) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	if p.isEmpty() {
		p.page = l.page
	}
	if n := len(p.body); n > 0 && p.body[n-1].block == l.block {
		p.body[n-1].lines = append(p.body[n-1].lines, text)
		return
	}
	p.body = append(p.body, paragraph{lines: []string{text}, block: l.block, page: l.page})
}

func (p *piece) isEmpty() bool { return p.label == "" && len(p.titles) == 0 && len(p.body) == 0 }

func (p *piece) heading() string { return strings.Join(p.titles, joint) }

// length returns the number of characters of the text.
func (p *piece) length() int {
	n := 0
	for _, paragraph := range p.body {
		n += paragraph.length()
	}
	return n
}

// passages returns the piece as one passage, or as several when it is over
// maxPassage.
func (p *piece) passages() []corpus.Passage {
	if p.isEmpty() {
		return nil
	}
	whole := corpus.Passage{Kind: p.kind, Number: p.number, Within: p.within, Heading: p.heading(), Page: p.page}
	parts := divide(p.body, p.page)
	if len(parts) == 0 {
		return []corpus.Passage{whole}
	}
	split := make([]corpus.Passage, len(parts))
	for i, part := range parts {
		split[i] = whole
		split[i].Text, split[i].Page, split[i].Breaks = part.text, part.page, part.breaks
	}
	return split
}

// pagePieces returns a piece for each page.
func pagePieces(lines []line) []*piece {
	var pieces []*piece
	for _, l := range lines {
		if n := len(pieces); n == 0 || pieces[n-1].page != l.page {
			pieces = append(pieces, &piece{kind: pageKind(l.page), page: l.page})
		}
		pieces[len(pieces)-1].add(l.text, l)
	}
	return pieces
}

func pageKind(page int) corpus.Kind {
	if page > 0 {
		return corpus.Page
	}
	return corpus.Section
}
