package enginetest

import (
	"entente/corpus"
	"entente/search/analysis"
)

// reading is a document as the naive evaluator reads it: word by word.
type reading struct {
	document  *corpus.Document
	languages []analysis.Language
	texts     []text // the title and every passage
}

// text is a title or a passage.
type text struct {
	passage int       // index into the document's passages; -1 for the title
	parts   [2]string // as written: the title, or heading and text of the passage
	words   []word
}

// word is one word of a text.
type word struct {
	analysis.Token
	stems    []string // in each of the reading's languages
	part     int      // 0 in a title or heading, 1 in the text of a passage
	position int      // in the title or passage, from 1
	sentence int      // number of its sentence in the title or passage
	page     int      // 0 where there are no pages
}

// title is the passage number of the title.
const title = -1

func read(d *corpus.Document) *reading {
	r := &reading{document: d}
	for _, code := range d.Languages() {
		r.languages = append(r.languages, analysis.LanguageOf(code))
	}
	t := text{passage: title, parts: [2]string{d.Title}}
	r.addPart(&t, 0, func(int) int { return 0 })
	r.texts = append(r.texts, t)
	for n, p := range d.Passages {
		t := text{passage: n, parts: [2]string{p.Heading, p.Text}}
		r.addPart(&t, 0, func(int) int { return p.Page })
		r.addPart(&t, 1, p.PageAt)
		r.texts = append(r.texts, t)
	}
	return r
}

func readAll(documents []*corpus.Document) []*reading {
	readings := make([]*reading, len(documents))
	for i, d := range documents {
		readings[i] = read(d)
	}
	return readings
}

// addPart adds the words of a title, heading or text. Between heading and text
// one number is left free.
func (r *reading) addPart(t *text, part int, pageAt func(offset int) int) {
	position, sentence := 0, 0
	if n := len(t.words); n > 0 {
		position, sentence = t.words[n-1].position+1, t.words[n-1].sentence
	}
	for token := range analysis.Tokens(t.parts[part]) {
		position++
		if token.Sentence {
			sentence++
		}
		t.words = append(t.words, word{
			Token: token, stems: r.stems(token.Term),
			part: part, position: position, sentence: sentence, page: pageAt(token.Start),
		})
	}
}

// stems returns the stem of a term in each of the reading's languages.
func (r *reading) stems(term string) []string {
	var all []string
	for _, l := range r.languages {
		all = append(all, l.Stem(term))
	}
	return all
}

// in reports whether a condition on the field looks at the text.
func (t text) in(field string) bool {
	switch field {
	case "title":
		return t.passage == title
	case "body":
		return t.passage != title
	}
	return true
}

// written returns how words of one part stand there: those with indices from
// first to last.
func (t text) written(first, last int) string {
	return t.parts[t.words[first].part][t.words[first].Start:t.words[last].End]
}
