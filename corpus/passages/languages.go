package passages

import (
	"slices"
	"strings"

	"entente/corpus"
	"entente/corpus/language"
)

const (
	// leastShare is the part of the text, and leastText how many bytes of it, that
	// must be in a language for the text to be in that language, too: what is less
	// is a quotation.
	leastShare = 0.1
	leastText  = 300
	// Most texts are in one language. Whether one may be in several is seen from
	// samplePassages of its passages, of each the sampleText bytes at both ends: a
	// language with leastShare of the text is missed in one case of thirty.
	samplePassages = 32
	sampleText     = 300
)

// Languages tells the languages of a text that is written in several, as treaties
// are: each passage is given its own. A passage in which one language follows
// another becomes a passage for each, of the same number. A text in one language
// is returned as it is. It returns the language that has most of the text, "" when
// there is one language or none is known.
func Languages(all []corpus.Passage) (_ []corpus.Passage, main string) {
	if !mayMix(all) {
		return all, ""
	}
	read := make([][]paragraphOf, len(all))
	sizes := map[string]int{}
	total := 0
	for i, p := range all {
		read[i] = paragraphsOf(p)
		for _, paragraph := range read[i] {
			total += paragraph.end - paragraph.start
			if paragraph.language != "" {
				sizes[paragraph.language] += paragraph.end - paragraph.start
			}
		}
	}
	for code, size := range sizes {
		if size < leastText || float64(size) < leastShare*float64(total) {
			delete(sizes, code)
		}
	}
	if len(sizes) < 2 {
		return all, ""
	}
	inherit(read, sizes)
	var divided []corpus.Passage
	for i, p := range all {
		divided = append(divided, inLanguages(p, read[i])...)
	}
	return divided, largest(sizes)
}

// mayMix reports whether samples of the text are in different languages.
func mayMix(all []corpus.Passage) bool {
	var long []string
	for _, p := range all {
		if len(p.Text) >= sampleText/2 {
			long = append(long, p.Text)
		}
	}
	seen := ""
	differs := func(sample string) bool {
		code := language.Detect(sample)
		if seen == "" {
			seen = code
		}
		return code != "" && code != seen
	}
	for i := range min(len(long), samplePassages) {
		text := long[i*len(long)/min(len(long), samplePassages)]
		if differs(text[:min(len(text), sampleText)]) || len(text) > sampleText && differs(text[len(text)-sampleText:]) {
			return true
		}
	}
	return false
}

func largest(sizes map[string]int) string {
	main := ""
	for code, size := range sizes {
		if main == "" || size > sizes[main] || size == sizes[main] && code < main {
			main = code
		}
	}
	return main
}

// paragraphOf is a paragraph of a passage: a half-open range of bytes of its text.
type paragraphOf struct {
	start, end int
	language   string // "" when it cannot be told
}

// paragraphsOf returns the paragraphs of a passage, at least one. The heading
// helps to tell the language of the first.
func paragraphsOf(p corpus.Passage) []paragraphOf {
	var all []paragraphOf
	for at := 0; ; {
		end := len(p.Text)
		if next := strings.Index(p.Text[at:], "\n\n"); next >= 0 {
			end = at + next
		}
		text := p.Text[at:end]
		if at == 0 {
			text = p.Heading + "\n" + text
		}
		all = append(all, paragraphOf{at, end, language.Detect(text)})
		if end == len(p.Text) {
			return all
		}
		at = end + len("\n\n")
	}
}

// inherit gives the paragraphs of no known language, or one that the text is not
// in, that of the paragraph before, and the first ones that of the next.
func inherit(read [][]paragraphOf, known map[string]int) {
	before, waiting := "", []*paragraphOf{}
	for _, paragraphs := range read {
		for i := range paragraphs {
			p := &paragraphs[i]
			if known[p.language] > 0 {
				before = p.language
				for _, earlier := range waiting {
					earlier.language = before
				}
				waiting = nil
				continue
			}
			if p.language = before; before == "" {
				waiting = append(waiting, p)
			}
		}
	}
}

// inLanguages divides a passage where its language changes.
func inLanguages(p corpus.Passage, paragraphs []paragraphOf) []corpus.Passage {
	var all []corpus.Passage
	for first := 0; first < len(paragraphs); {
		end := first + 1
		for end < len(paragraphs) && paragraphs[end].language == paragraphs[first].language {
			end++
		}
		all = append(all, stretch(p, paragraphs[first].start, paragraphs[end-1].end, paragraphs[first].language))
		first = end
	}
	return all
}

// stretch returns the part of a passage with that range of its text. The heading
// stays with the first, unless the passage is cited by it.
func stretch(p corpus.Passage, start, end int, code string) corpus.Passage {
	divided := p
	divided.Language, divided.Text, divided.Page, divided.Breaks = code, p.Text[start:end], p.PageAt(start), nil
	for _, b := range p.Breaks {
		if b.Offset > start && b.Offset < end {
			divided.Breaks = append(divided.Breaks, corpus.PageBreak{Offset: b.Offset - start, Page: b.Page})
		}
	}
	if start > 0 && slices.Contains([]corpus.Kind{corpus.Article, corpus.Preamble}, p.Kind) {
		divided.Heading = ""
	}
	return divided
}
