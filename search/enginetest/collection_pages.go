package enginetest

import (
	"math/rand/v2"
	"unicode"

	"entente/corpus"
)

// addPages makes up pages for a document without any, of so many words: they
// begin with a word, anywhere in a passage.
func addPages(random *rand.Rand, d *corpus.Document, words int) {
	page := 1
	for n := range d.Passages {
		p := &d.Passages[n]
		p.Page, p.Breaks = page, nil
		blank, first := true, true
		for offset, r := range p.Text {
			begins := blank && !unicode.IsSpace(r)
			blank = unicode.IsSpace(r)
			if begins && !first && random.IntN(words) == 0 {
				page++
				p.Breaks = append(p.Breaks, corpus.PageBreak{Offset: offset, Page: page})
			}
			first = first && !begins
		}
	}
}
