package passages

import (
	"regexp"
	"slices"
	"strings"

	"entente/corpus"
)

const (
	// minTail and tailFactor bound the last article of a sequence: what goes on
	// for more characters than both minTail and tailFactor times the median
	// article is cut off, being something else without a heading. To cite it
	// as the last article would be wrong.
	minTail    = 6_000
	tailFactor = 10
	// preamblePages is how many pages before that of the first article may
	// belong to the treaty; those before are cited as pages.
	preamblePages = 1
)

// finished returns the pieces with what is before the first article told from
// what is not the preamble, and with what is behind the last told from it.
func (b *builder) finished() []*piece {
	pieces := b.withoutTails(b.pieces)
	first := firstArticle(pieces)
	if first < 0 {
		return pieces
	}
	head := pieces[:first]
	choosePreamble(head)
	var done []*piece
	for _, p := range head {
		done = append(done, pagesBefore(p, pieces[first].page-preamblePages)...)
	}
	return append(done, pieces[first:]...)
}

func firstArticle(pieces []*piece) int {
	for i, p := range pieces {
		if p.kind == corpus.Article {
			return i
		}
	}
	return -1
}

// choosePreamble decides which of the pieces before the first article is the
// preamble: the last that calls itself so; else the last that is worded like
// one; else the first text, which in a text about a treaty introduces it.
func choosePreamble(head []*piece) {
	var chosen, first, worded *piece
	for _, p := range slices.Backward(head) {
		switch {
		case p.kind == corpus.Preamble && chosen == nil:
			chosen = p
		case p.kind == corpus.Preamble:
			p.asSection() // it stands in a list of contents
		case p.canBePreamble():
			first = p
			if worded == nil && p.isWordedAsPreamble() {
				worded = p
			}
		}
	}
	switch {
	case chosen != nil:
	case worded != nil:
		worded.kind = corpus.Preamble
	case first != nil && first == head[0]:
		first.kind = corpus.Preamble
	}
}

func (p *piece) asSection() {
	p.kind = corpus.Section
	p.titles = append([]string{p.label}, p.titles...)
	p.label = ""
}

// canBePreamble reports whether a section has more text than a title, not too
// much for a preamble, and is no list of contents.
func (p *piece) canBePreamble() bool {
	switch {
	case p.kind != corpus.Section || p.label != "" || len(p.body) == 0:
		return false
	case len(p.body) == 1 && isTitle(p.body[0].text()):
		return false
	}
	return p.length() <= maxPassage && !contentsTitle.MatchString(p.heading())
}

// isChapterTitle reports whether a section has a heading and no text.
func (p *piece) isChapterTitle() bool {
	return p.kind == corpus.Section && p.label == "" && len(p.body) == 0
}

func (p *piece) isWordedAsPreamble() bool {
	return slices.ContainsFunc(p.body, func(q paragraph) bool { return wordedAsPreamble(q.text()) })
}

func wordedAsPreamble(text string) bool {
	lower := strings.ToLower(text)
	hinted := func(hint string) bool { return strings.Contains(lower, hint) }
	return slices.ContainsFunc(preambleHints, hinted) && preambleWords.MatchString(text)
}

var (
	contentsTitle = regexp.MustCompile(`(?i)\b(?:contents|sommaire|table des matières|inhoud(?:sopgave)?|índice)\s*$`)
	preambleWords = regexp.MustCompile(`(?i)(?:have|has|hereby) agreed?\b|agree as follows|having regard|\bwhereas\b|sont convenu|ont convenu|` +
		`\bconsidérant\b|han convenido|han acordado|overeengekomen|sind .{0,40}übereingekommen|договорились|議定|協議如下`)
)

// preambleHints are parts of what preambleWords matches, one of each alternative: to
// look for them takes a fraction of the time. None has a letter that (?i) takes for
// another one than its capital, as s, k and some Cyrillic ones.
var preambleHints = []string{
	"agree", "having regard", "wherea", "convenu", "idérant", "convenido", "acordado", "overeenge", "bereinge", "рили", "議定", "協議如下",
}

// pagesBefore divides a section into pages up to the given one. Other pieces,
// and what comes from that page on, stay what they are.
func pagesBefore(p *piece, page int) []*piece {
	if p.kind != corpus.Section || p.label != "" || len(p.body) == 0 || p.body[0].page >= page {
		return []*piece{p}
	}
	var pieces []*piece
	for _, paragraph := range p.body {
		kind := pageKind(paragraph.page)
		if paragraph.page >= page {
			kind = corpus.Section
		}
		n := len(pieces)
		if n == 0 || pieces[n-1].kind != kind || kind == corpus.Page && pieces[n-1].page != paragraph.page {
			pieces = append(pieces, &piece{kind: kind, page: paragraph.page})
			n++
		}
		pieces[n-1].body = append(pieces[n-1].body, paragraph)
	}
	pieces[0].titles = p.titles
	return pieces
}

// withoutTails cuts off what goes on behind the last article of each run.
func (b *builder) withoutTails(pieces []*piece) []*piece {
	lengths := make([][]int, len(b.runs))
	last := make([]*piece, len(b.runs))
	for _, p := range pieces {
		if p.kind == corpus.Article {
			lengths[p.run] = append(lengths[p.run], p.length())
			last[p.run] = p
		}
	}
	var done []*piece
	for _, p := range pieces {
		done = append(done, p)
		if p.kind == corpus.Article && p == last[p.run] && len(lengths[p.run]) > 1 {
			done = append(done, tailOf(p, max(minTail, tailFactor*median(lengths[p.run])))...)
		}
	}
	return done
}

// tailOf shortens p to what begins within limit characters, and returns the
// rest: pages where there are any, else a section.
func tailOf(p *piece, limit int) []*piece {
	length := 0
	body := inFragments(p.body)
	for i, paragraph := range body {
		if length > limit {
			p.body = body[:i]
			return tailPieces(body[i:], p.within)
		}
		length += paragraph.length()
	}
	return nil
}

// inFragments returns the paragraphs with those over maxPassage cut.
func inFragments(body []paragraph) []paragraph {
	var cut []paragraph
	for _, p := range body {
		for _, fragment := range fragments(p.text()) {
			cut = append(cut, paragraph{lines: []string{fragment}, block: p.block, page: p.page})
		}
	}
	return cut
}

func tailPieces(body []paragraph, within string) []*piece {
	var pieces []*piece
	for _, paragraph := range body {
		if n := len(pieces); n == 0 || pieces[n-1].page != paragraph.page {
			pieces = append(pieces, &piece{kind: pageKind(paragraph.page), within: within, page: paragraph.page})
		}
		last := pieces[len(pieces)-1]
		last.body = append(last.body, paragraph)
	}
	return pieces
}
