package passages

import (
	"cmp"
	"slices"
	"strings"

	"entente/corpus"
)

// builder walks the lines of a text once and puts its pieces together.
type builder struct {
	lines     []line
	cuts      map[int][]cut // where articles begin, by line
	next      []int         // for each line, the first line from it on with a cut; len(lines) if none
	nextText  []int         // for each line, the first from it on that is neither a cut nor a heading
	divisions map[int]bool  // lines of plain text that are the heading of a chapter
	runs      []run
	pieces    []*piece

	scope      string // the annex or protocol that the text is in
	scopeLevel int    // the level of its heading, 0 where none is marked
	scopeRun   int    // the run that began last when the scope began
	runScope   string // the scope in which that run's articles are
	run        int    // the run that began last, or -1
}

// cut is the beginning of an article.
type cut struct {
	candidate
	run int
}

func newBuilder(lines []line, runs []run) *builder {
	b := &builder{lines: lines, runs: runs, cuts: map[int][]cut{}, divisions: map[int]bool{}, run: -1}
	for i, r := range runs {
		for _, c := range r {
			b.cuts[c.line] = append(b.cuts[c.line], cut{c, i})
		}
	}
	b.lookAhead()
	b.findDivisions()
	return b
}

// lookAhead fills next and nextText.
func (b *builder) lookAhead() {
	end := len(b.lines)
	b.next, b.nextText = make([]int, end+1), make([]int, end+1)
	b.next[end], b.nextText[end] = end, end
	for i := end - 1; i >= 0; i-- {
		b.next[i], b.nextText[i] = b.next[i+1], b.nextText[i+1]
		if len(b.cuts[i]) > 0 {
			b.next[i] = i
		} else if b.lines[i].level == 0 {
			b.nextText[i] = i
		}
	}
}

func (b *builder) build() {
	b.open(&piece{kind: corpus.Section})
	for i := 0; i < len(b.lines); {
		switch {
		case len(b.cuts[i]) > 0:
			i = b.articles(i)
		case b.divisions[i]:
			b.leaveAnnex(i)
			b.section(b.lines[i].text, b.lines[i])
			i++
		case b.isAnnex(i):
			i = b.annex(i)
		case b.isProtocol(i):
			i = b.protocol(i)
		case b.isHeading(i), b.isPreamble(i):
			b.heading(i)
			i++
		default:
			b.last().add(b.lines[i].text, b.lines[i])
			i++
		}
	}
}

func (b *builder) open(p *piece) { b.pieces = append(b.pieces, p) }

func (b *builder) last() *piece { return b.pieces[len(b.pieces)-1] }

// articles opens the articles that begin on line i, and returns the first line
// not taken by them.
func (b *builder) articles(i int) int {
	l := b.lines[i]
	cuts := b.cuts[i]
	b.last().add(l.text[:cuts[0].offset], l)
	for k, c := range cuts {
		end := len(l.text)
		if k+1 < len(cuts) {
			end = cuts[k+1].offset
		}
		b.openArticle(c, l)
		rest := l.text[c.offset+c.end : end]
		if strings.TrimSpace(rest) == "" {
			continue
		}
		if len(cuts) == 1 && formerNumber.MatchString(rest) {
			b.last().entitle(rest)
			return b.titleBelow(b.last(), i)
		}
		if len(cuts) == 1 && b.isTitleBehind(c, i, rest) {
			b.last().entitle(rest)
			return i + 1
		}
		b.last().add(rest, l)
	}
	if p := b.last(); len(p.body) == 0 {
		return b.titleBelow(p, i)
	}
	return i + 1
}

func (b *builder) openArticle(c cut, l line) {
	if c.run != b.run {
		b.beginRun(c.run)
	}
	b.scope = b.runScope
	b.open(&piece{
		kind: c.kind, number: c.cited(), within: b.scope, run: c.run,
		label: l.text[c.offset : c.offset+c.end], level: l.level, page: l.page,
	})
}

// beginRun notes that another sequence of articles begins. It leaves the annex
// it is in when that had a sequence before and has no parts, and when the main
// text begins again in another language.
func (b *builder) beginRun(r int) {
	switch {
	case b.isMainTextAgain(r):
		b.leaveScope()
	case b.run > b.scopeRun && !isDivision(b.last().heading()):
		b.scope = ""
	}
	if name := b.inlineScopeOf(r); name != "" {
		b.enter(name, 0)
	}
	b.run = r
	b.runScope = b.scope
}

// isMainTextAgain reports whether run r is another copy of the main text: it
// starts over with another word for an article than the run before, or behind
// the main title or a preamble in another language. What stands right below
// the heading of an annex is in that annex, whatever its language.
func (b *builder) isMainTextAgain(r int) bool {
	last := b.last()
	if b.scope == "" || b.run < 0 || b.runs[r][0].number.n != 1 || last.kind == corpus.Annex && len(last.body) == 0 {
		return false
	}
	return b.runs[r][0].word != b.runs[b.run][0].word || b.repeatsBeginning(last)
}

// repeatsBeginning reports whether p has the main title, or begins a preamble
// by another word than the text's first.
func (b *builder) repeatsBeginning(p *piece) bool {
	isAgain := func(title string) bool {
		return len(p.titles) > 0 && strings.EqualFold(title, p.titles[0]) && !isDivision(title)
	}
	for _, head := range b.pieces[:max(firstArticle(b.pieces), 0)] {
		if slices.ContainsFunc(head.titles, isAgain) {
			return true
		}
		if head.kind == corpus.Preamble && p.kind == corpus.Preamble {
			return !strings.EqualFold(head.label, p.label)
		}
	}
	return false
}

// leaveScope leaves the annex, and takes the title and preamble that stand
// right above out of it.
func (b *builder) leaveScope() {
	for _, p := range slices.Backward(b.pieces) {
		if p.within != b.scope || p.kind != corpus.Preamble && !p.isChapterTitle() && !p.canBePreamble() {
			break
		}
		p.within = ""
		if p.kind == corpus.Preamble || p.isWordedAsPreamble() {
			break
		}
	}
	b.scope, b.scopeLevel = "", 0
}

// isTitleBehind reports whether the words behind the label of an article are
// its heading.
func (b *builder) isTitleBehind(c cut, i int, rest string) bool {
	switch {
	case b.lines[i].level > 0:
		return true
	case c.form == ownLine:
		return b.hasText(i + 1)
	case c.form == lineStart:
		return !exceeds(rest, 60) && len(strings.Fields(rest)) <= 4 && c.separated &&
			isTitle(strings.TrimSuffix(rest, ".")) && b.hasText(i+1)
	}
	return false
}

// hasText reports whether line i is there and is text, not the next heading.
func (b *builder) hasText(i int) bool {
	return i < len(b.lines) && len(b.cuts[i]) == 0 && !b.divisions[i] && b.lines[i].level == 0
}

// titleBelow takes the line below a label for its heading when it reads like
// one and text follows, and returns the first line not taken.
func (b *builder) titleBelow(p *piece, i int) int {
	below := i + 1
	for below < len(b.lines) && len(b.cuts[below]) == 0 && repeats(p, b.lines[below].text) {
		p.label += b.lines[below].text
		below++
	}
	if below >= len(b.lines) || len(b.cuts[below]) > 0 || b.divisions[below] {
		return below
	}
	l := b.lines[below]
	switch {
	case l.level > 0 && !isStructural(l.text):
		p.entitle(l.text)
		return below + 1
	case l.level == 0 && b.lines[i].level == 0 && isTitle(l.text) && b.hasText(below+1) &&
		!startsLower(b.lines[below+1].text) && !b.isAnnex(below):
		p.entitle(l.text)
		return below + 1
	}
	return below
}

func (b *builder) heading(i int) {
	l := b.lines[i]
	b.leaveAnnex(i)
	if l.level < b.scopeLevel || l.level == b.scopeLevel && !isPartOfAnnex(l.text) {
		b.scope, b.scopeLevel = "", 0
	}
	if end := preambleEnd(l.text); end > 0 {
		p := &piece{kind: corpus.Preamble, within: b.scope, label: l.text[:end], level: l.level, page: l.page}
		p.entitle(l.text[end:])
		b.open(p)
		return
	}
	b.section(l.text, l)
}

// leaveAnnex notes that an annex between two articles of a sequence is over.
func (b *builder) leaveAnnex(i int) {
	if b.inRun(i) {
		b.scope = b.runScope
	}
}

// section opens a section, or adds to the heading of one that has no text yet.
func (b *builder) section(title string, l line) {
	p := b.last()
	open := len(p.body) == 0 && (p.kind == corpus.Section && p.label == "" || p.kind == corpus.Annex)
	// A chapter of a treaty does not belong to the treaty's own title.
	newChapter := len(b.runs) > 0 && isDivision(title) && len(p.titles) > 0 && !isDivision(p.titles[0])
	if !open || newChapter || exceeds(p.heading()+joint+title, maxHeadingBlock) {
		p = &piece{kind: corpus.Section, within: b.scope, level: l.level}
		b.open(p)
	}
	if p.isEmpty() {
		p.page = l.page
		p.within = b.scope
		p.level = l.level
	}
	p.titles = append(p.titles, title)
}

func (b *builder) annex(i int) int {
	l := b.lines[i]
	parsed, _ := parseAnnex(l.text)
	name := strings.TrimSpace("Annex " + parsed.number.text)
	if to, ok := strings.CutPrefix(l.text[parsed.end:], "TO "); ok && protocolName(to) != "" {
		name += " to " + protocolName(to)
	}
	p := &piece{kind: corpus.Annex, number: parsed.number.text, label: l.text[:parsed.end], level: l.level, page: l.page}
	p.entitle(l.text[parsed.end:])
	b.open(p)
	b.enter(name, l.level)
	if len(p.titles) > 0 {
		return i + 1
	}
	return b.titleBelow(p, i)
}

// enter notes that the text is in an annex or protocol from here on.
func (b *builder) enter(name string, level int) {
	b.scope, b.scopeLevel, b.scopeRun = name, level, b.run
}

// protocol opens a section for the heading of a protocol and the line below it
// that goes on with it, and returns the first line not taken.
func (b *builder) protocol(i int) int {
	l := b.lines[i]
	p := &piece{kind: corpus.Section, titles: []string{l.text}, level: l.level, page: l.page}
	b.open(p)
	name := cmp.Or(protocolName(l.text), l.text)
	below := i + 1
	if l.level == 0 && b.hasText(below) && isTitle(b.lines[below].text) {
		title := b.lines[below].text
		p.titles = append(p.titles, title)
		if name == l.text && isUpper(title) { // "PROTOCOL", and then "ON PRIVILEGES"
			name += " " + title
		}
		below++
	}
	b.enter(name, l.level)
	return below
}
