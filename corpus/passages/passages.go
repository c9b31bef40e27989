// Package passages splits the text of a document into the passages that hits
// cite: articles, annexes and the preamble of a treaty or law, the pages of a
// paged document, the headed sections of anything else. Nothing is left out
// and nothing comes twice: the labels, headings and texts of the passages are
// the words of the blocks, in their order.
//
// Reading files is the business of corpus/formats; recognising organizations,
// topics and parties that of corpus/gazetteer.
package passages

import (
	"entente/corpus"
	"entente/corpus/formats"
)

// maxPassage is the length in characters over which a passage is divided into
// parts with the same kind, number and heading: at the end of a paragraph,
// else of a line, a sentence, a word.
const maxPassage = 20_000

// Split divides the blocks of a record into passages, in order.
//
// A text with numbered articles is split into these, with Preamble for what
// stands before the first of them, Annex and Section for annexes and for the
// headings of chapters; a chapter's heading that is followed by an article at
// once is a Section without text. Several languages or annexes in one text are
// sequences of articles of their own. In a text without articles each page is
// a passage where there are pages, and else each section with a heading;
// headings without text of their own are joined to the next one: "Chapter VII
// – Action with respect to threats to the peace". A passage of more than 20,000
// characters comes in parts, and where pages are known each passage says where
// in its text they begin.
func Split(blocks []formats.Block) []corpus.Passage {
	var split []corpus.Passage
	for _, p := range piecesOf(linesOf(blocks)) {
		split = append(split, p.passages()...)
	}
	return split
}

func piecesOf(lines []line) []*piece {
	runs := articleRuns(lines)
	if len(runs) == 0 && isPaged(lines) {
		return pagePieces(lines)
	}
	b := newBuilder(lines, runs)
	b.build()
	return b.finished()
}

func isPaged(lines []line) bool {
	for _, l := range lines {
		if l.page > 0 {
			return true
		}
	}
	return false
}
