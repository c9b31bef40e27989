package passages

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/corpus"
)

// part is the text of a passage, the page on which it begins and those that
// begin within it.
type part struct {
	text   string
	page   int
	breaks []corpus.PageBreak
}

// divide returns the paragraphs as texts of at most maxPassage characters. The
// first begins on page, where its heading stands.
func divide(body []paragraph, page int) []part {
	size := sizeOf(body)
	d := divider{part: part{page: page}, at: page, whole: size <= maxPassage}
	d.text.Grow(min(size, maxPassage))
	for _, p := range body {
		if d.whole {
			d.add(p.text(), p.page)
			continue
		}
		for _, fragment := range fragments(p.text()) {
			d.add(fragment, p.page)
		}
	}
	d.flush()
	return d.parts
}

// sizeOf returns how many bytes the paragraphs take as one text.
func sizeOf(body []paragraph) int {
	size := 0
	for _, p := range body {
		for _, l := range p.lines {
			size += len(l) + len("\n")
		}
		size += len("\n")
	}
	return size
}

// divider puts the parts of a passage together.
type divider struct {
	parts  []part
	part   part // being put together
	text   strings.Builder
	length int // characters of it, or bytes where all is one part
	at     int // the page it has come to
	// whole says that all has no more bytes than a part may have characters.
	whole bool
}

func (d *divider) add(fragment string, page int) {
	n := len(fragment)
	if !d.whole {
		n = utf8.RuneCountInString(fragment)
	}
	if d.length > 0 && d.length+n+2 > maxPassage {
		d.flush()
		d.part.page, d.at = page, page
	}
	if d.length > 0 {
		d.text.WriteString("\n\n")
		n += 2
	}
	if page != d.at {
		d.part.breaks = append(d.part.breaks, corpus.PageBreak{Offset: d.text.Len(), Page: page})
		d.at = page
	}
	d.text.WriteString(fragment)
	d.length += n
}

// flush ends a part.
func (d *divider) flush() {
	if d.length == 0 {
		return
	}
	d.part.text = d.text.String()
	d.parts = append(d.parts, d.part)
	d.part, d.length = part{}, 0
	d.text.Reset()
}

// fragments returns a paragraph in pieces of at most maxPassage characters,
// cut where it hurts least.
func fragments(text string) []string {
	var all []string
	for exceeds(text, maxPassage) {
		cut := cutAt(text)
		all = append(all, strings.TrimRightFunc(text[:cut], unicode.IsSpace))
		text = strings.TrimLeftFunc(text[cut:], unicode.IsSpace)
	}
	return append(all, text)
}

// cutAt returns where in its first maxPassage characters to cut a text: behind
// the last line, sentence or word in the second half of them, else at the end.
func cutAt(text string) int {
	end := byteOffset(text, maxPassage)
	half := byteOffset(text, maxPassage/2)
	window := text[half:end]
	if line := strings.LastIndexByte(window, '\n'); line >= 0 {
		return half + line
	}
	if all := sentenceEnding.FindAllStringIndex(window, -1); len(all) > 0 {
		return half + all[len(all)-1][1]
	}
	if word := strings.LastIndexFunc(window, unicode.IsSpace); word >= 0 {
		return half + word
	}
	return end
}

var sentenceEnding = regexp.MustCompile(`[.!?;]["”’»)]?\s|[。！？；]`)

// exceeds reports whether text has more than n characters, without counting
// more of them than it must.
func exceeds(text string, n int) bool {
	return len(text) > n && byteOffset(text, n) < len(text)
}

// byteOffset returns the offset of character n of text, or its length.
func byteOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
