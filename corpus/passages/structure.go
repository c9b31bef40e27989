package passages

import (
	"regexp"
	"strings"

	"entente/corpus"
)

// repeats reports whether a line is the label of p in another language.
func repeats(p *piece, line string) bool {
	h, ok := parseHeading(line)
	return ok && h.kind == p.kind && h.number == p.number && h.title == "" && p.number != ""
}

// isStructural reports whether a heading is more than the title of an article.
func isStructural(text string) bool {
	if _, ok := parseHeading(text); ok {
		return true
	}
	return isDivision(text) || protocolName(text) != ""
}

// inRun reports whether line i stands between two articles of one sequence.
func (b *builder) inRun(i int) bool {
	n := b.next[i]
	return b.run >= 0 && n < len(b.lines) && b.cuts[n][0].run == b.run
}

// isHeading reports whether line i, when its format marks it as a heading,
// ends the article before it. Within a sequence of articles that are marked as
// headings too a lower heading does not; where articles are plain lines, no
// heading does but one right above an article.
func (b *builder) isHeading(i int) bool {
	l := b.lines[i]
	if l.level == 0 {
		return false
	}
	article := b.article()
	switch {
	case article == nil:
		return true
	case b.inRun(i) && b.isInside(article, i):
		return false
	case article.level > 0 && l.level <= article.level:
		return true
	case b.inRun(i):
		return b.leadsToArticle(i) || article.level == 0 && isStructural(l.text)
	}
	return article.level == 0 || b.next[i] < len(b.lines) || isStructural(l.text)
}

// isInside reports whether heading i divides the article rather than ending
// it: it is the first thing in it, or follows such a one, and has text.
func (b *builder) isInside(article *piece, i int) bool {
	if b.leadsToArticle(i) {
		return false
	}
	article.divided = article.divided || len(article.body) == 0
	return article.divided
}

// isPreamble reports whether line i, outside of a sequence of articles, says
// no more than that a preamble begins.
func (b *builder) isPreamble(i int) bool {
	text := b.lines[i].text
	return !b.inRun(i) && preambleEnd(text) == len(text) && text != ""
}

// isProtocol reports whether line i, behind a sequence of articles, is the
// heading of a protocol that has its own.
func (b *builder) isProtocol(i int) bool {
	l := b.lines[i]
	if b.run < 0 || b.inRun(i) || b.next[i] == len(b.lines) {
		return false
	}
	return protocolName(l.text) != "" && (l.level > 0 || isTitle(l.text)) || l.level > 0 && aProtocol.MatchString(l.text)
}

// article returns the article that the text is in, or nil.
func (b *builder) article() *piece {
	if p := b.last(); p.kind == corpus.Article || p.label != "" && p.kind == corpus.Section {
		return p
	}
	return nil
}

// leadsToArticle reports whether nothing but headings stands between line i and
// the next article.
func (b *builder) leadsToArticle(i int) bool {
	return b.next[i] < b.nextText[i]
}

// isAnnex reports whether line i is the heading of an annex: one marked as a
// heading, or behind the last article of a sequence a line of its own.
func (b *builder) isAnnex(i int) bool {
	l := b.lines[i]
	if l.level == 0 && b.run < 0 {
		return false
	}
	if _, ok := parseAnnex(l.text); !ok {
		return false
	}
	if l.level > 0 {
		return b.isHeading(i)
	}
	return !b.inRun(i) && !b.followsAnnex(i)
}

// followsAnnex reports whether the next or the last line is an annex too: a list of them.
func (b *builder) followsAnnex(i int) bool {
	own, _ := annexLabel(b.lines[i].text)
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(b.lines) {
			continue
		}
		if _, ok := parseAnnex(b.lines[k].text); ok {
			return true
		}
		// A line too long for a heading may be the next of a list.
		if other, ok := annexLabel(b.lines[k].text); ok && own.separated && other.separated && other.number.text != "" && other.number != own.number {
			return true
		}
	}
	return false
}

var (
	divisionLine = regexp.MustCompile(`^(?:(?i:chapter|title|part|section|chapitre|titre|partie|hoofdstuk|titel|deel|afdeling|kapitel|abschnitt|teil|cap[íi]tulo|t[íi]tulo|parte|secci[óo]n|глава|раздел|часть)\s+(?:[IVXLC]{1,7}|[0-9]{1,3}|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten|premier|première))(?:$|[\s.:)–—-])|第\s*[一二三四五六七八九十百0-9]+\s*[章編编節节篇部])`)
	// namedProtocol is cited by its kind, and a numbered one by its number: "Protocol
	// (No 1)", or in capitals "PROTOCOL 1", since "Protocol 1" may begin a sentence.
	namedProtocol          = regexp.MustCompile(`^(?i:(?:additional|optional|supplementary|further additional|final|special)\s+protocol(?:\s+[IVX]{1,4}\b)?)`)
	numberedProtocol       = regexp.MustCompile(`^(?i:(protocole?)\s*\(?\s*(?:no\.?|nr\.?|n°)\s*([0-9]{1,3}|[IVX]{1,5}\b)\)?)`)
	barelyNumberedProtocol = regexp.MustCompile(`^(PROTOCOLE?)\s+([0-9]{1,3}|[IVX]{1,5})\b`)
	// capitalProtocol is the heading of any other protocol in plain text, aProtocol
	// in a line marked as a heading. It is cited as it stands.
	capitalProtocol = regexp.MustCompile(`^PROTOCOLE?(?:\s[^\p{Ll}]*)?$`)
	aProtocol       = regexp.MustCompile(`^(?i:protocole?)(?:\s+\PN+)?$`)
	annexPart       = regexp.MustCompile(`^(?:[0-9]{1,3}|[IVX]{1,5}|[A-Z])[.)]?$`)
)

// isPartOfAnnex reports whether a heading of the same level as the annex above
// it belongs to it all the same: a bare number, a part or section.
func isPartOfAnnex(text string) bool { return annexPart.MatchString(text) || isDivision(text) }

// isDivision reports whether a line is the heading of a chapter or the like.
func isDivision(text string) bool {
	return !exceeds(text, maxTitle) && divisionLine.MatchString(text) && !endsClause(text)
}

// protocolName returns how articles below a line are cited when it is, also in
// plain text, the heading of a protocol: "Protocol No 3", "Additional Protocol",
// "PROTOCOL ON PRIVILEGES"; else "".
func protocolName(text string) string {
	if !mentionsProtocol(text) {
		return ""
	}
	if m := numberedProtocol.FindStringSubmatch(text); m != nil {
		return inTitleCase(m[1]) + " No " + strings.ToUpper(m[2])
	}
	if m := barelyNumberedProtocol.FindStringSubmatch(text); m != nil {
		return inTitleCase(m[1]) + " " + m[2]
	}
	if kind := namedProtocol.FindString(text); kind != "" {
		return inTitleCase(kind)
	}
	return capitalProtocol.FindString(text)
}

// mentionsProtocol reports whether a line names a protocol near its beginning, which
// few do and is cheaper to ask than what the expressions match.
func mentionsProtocol(text string) bool {
	beginning := text[:min(len(text), len("further additional protocol"))]
	return strings.Contains(beginning, "rotocol") || strings.Contains(beginning, "ROTOCOL")
}

// inTitleCase writes words with a capital first, and Roman numbers in capitals.
func inTitleCase(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		if romanNumber := strings.Trim(word, "IVX") == ""; !romanNumber {
			words[i] = strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
		}
	}
	return strings.Join(words, " ")
}

// maxDivisionLines is how many lines above an article the heading of a chapter
// may take in plain text.
const maxDivisionLines = 4

// findDivisions marks the lines right above an article, in plain text, that
// are the heading of a chapter and what belongs to it.
func (b *builder) findDivisions() {
	for i, cuts := range b.cuts {
		if cuts[0].offset > 0 || b.lines[i].level > 0 {
			continue
		}
		first := i
		for k := i - 1; k >= 0 && k >= i-maxDivisionLines && b.isPlainTitle(k); k-- {
			if isDivision(b.lines[k].text) {
				first = k
			}
		}
		for k := first; k < i; k++ {
			b.divisions[k] = true
		}
	}
}

func (b *builder) isPlainTitle(i int) bool {
	return b.lines[i].level == 0 && len(b.cuts[i]) == 0 && isTitle(b.lines[i].text)
}
