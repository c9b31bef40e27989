package local

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/search"
)

// snippetLength is about how many bytes of a passage are shown in a result.
const snippetLength = 360

const ellipsis = "…"

// snippet returns the part of a text with the most matched words, cut between
// words, on one line, with "…" where the text goes on, and the spans in it.
// Without spans it is the beginning of the text.
func snippet(text string, spans []span) (string, []span) {
	start, end := window(text, spans)
	line := newLine(text, start, end)
	var inside []span
	for _, s := range spans {
		if s.start >= start && s.end <= end {
			inside = append(inside, span{line.at(s.start), line.at(s.end), s.leaf})
		}
	}
	return line.text, inside
}

// snippetFrom returns what a text says from a byte on, as snippet does.
func snippetFrom(text string, start int) string {
	return newLine(text, start, wordEnd(text, min(start+snippetLength, len(text)))).text
}

// line is a part of a text put on one line.
type line struct {
	text  string
	start int   // of the part in the text
	moved []int // for each byte of the part, where it stands in the line
}

func newLine(text string, start, end int) line {
	l := line{start: start, moved: make([]int, 0, end-start+1)}
	var b strings.Builder
	if start > 0 {
		b.WriteString(ellipsis)
	}
	blank := true // at the beginning, and after white space
	for i, r := range text[start:end] {
		for len(l.moved) <= i {
			l.moved = append(l.moved, b.Len())
		}
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
		} else if !blank {
			b.WriteByte(' ')
		}
		blank = unicode.IsSpace(r)
	}
	for len(l.moved) <= end-start {
		l.moved = append(l.moved, b.Len())
	}
	if end < len(text) {
		b.WriteString(ellipsis)
	}
	l.text = b.String()
	return l
}

// at returns where a byte of the text stands in the line.
func (l line) at(i int) int { return l.moved[i-l.start] }

// window chooses the bytes of the text to show.
func window(text string, spans []span) (start, end int) {
	if len(text) <= snippetLength {
		return 0, len(text)
	}
	first, last := densest(spans)
	room := max(snippetLength-(last-first), 0)
	start = wordStart(text, max(first-room/3, 0))
	end = wordEnd(text, max(min(start+snippetLength, len(text)), last))
	if end == len(text) {
		start = min(wordStart(text, max(end-snippetLength, 0)), start)
	}
	return start, end
}

// densest returns the bounds of the run of spans, within the length of a
// snippet, that says the most: each word by its rarity, and again for a little.
// The first of equals counts.
func densest(spans []span) (start, end int) {
	best, worth := 0.0, 0.0
	seen := map[*leaf]int{} // in the run
	next := 0               // after the run
	for i := range spans {
		for next = max(next, i); next < len(spans) && spans[next].end-spans[i].start <= snippetLength; next++ {
			seen[spans[next].leaf]++
			worth += spans[next].worthAs(seen[spans[next].leaf])
		}
		if worth > best+equalWorth {
			best, start, end = worth, spans[i].start, spans[max(next-1, i)].end
		}
		if i < next {
			worth -= spans[i].worthAs(seen[spans[i].leaf])
			seen[spans[i].leaf]--
		}
	}
	return start, end
}

// densestStart returns where the words begin that a snippet of the text shows.
func densestStart(spans []span) int {
	start, _ := densest(spans)
	return start
}

// repeatedWorth is what a word says when it comes again in a snippet, against
// the first time.
const repeatedWorth = 0.1

// equalWorth is more than what adding and subtracting leaves of equal worths.
const equalWorth = 1e-9

// worthAs is what the span says as the nth of its leaf.
func (s span) worthAs(n int) float64 {
	if n > 1 {
		return s.worth() * repeatedWorth
	}
	return s.worth()
}

func (s span) worth() float64 {
	if s.leaf == nil {
		return 1
	}
	return s.leaf.weight
}

// wordStart moves i back to where a word begins, but not by more than a long word.
func wordStart(text string, i int) int {
	for n := 0; i > 0 && n < 40; n++ {
		if r, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.IsSpace(r) {
			break
		}
		i--
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// wordEnd moves i on to where a word ends, but not by more than a long word.
func wordEnd(text string, i int) int {
	for n := 0; i < len(text) && n < 40; n++ {
		if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
			break
		}
		i++
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// marks returns spans in code points.
func marks(text string, spans []span) []search.Mark {
	result := make([]search.Mark, 0, len(spans))
	at, points := 0, 0
	count := func(to int) int {
		points += utf8.RuneCountInString(text[at:to])
		at = to
		return points
	}
	for _, s := range spans {
		result = append(result, search.Mark{count(s.start), count(s.end)})
	}
	return result
}

// markHTML escapes a text and puts <mark> around the spans.
func markHTML(text string, spans []span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(html.EscapeString(text[at:s.start]))
		b.WriteString("<mark>")
		b.WriteString(html.EscapeString(text[s.start:s.end]))
		b.WriteString("</mark>")
		at = s.end
	}
	b.WriteString(html.EscapeString(text[at:]))
	return b.String()
}
