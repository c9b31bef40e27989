// Package instrument reads the record of a treaty or agreement from its text:
// the date and place of signature, the entry into force, the depositary, the
// numbers in treaty series and what amended or ended it. Each value carries the
// words it was read from and the passage they stand in.
//
// Precision comes first: a wrong date is worse than none. A pattern reads what an
// instrument says of itself in a set form of words (done at, in witness whereof),
// and where two of them disagree the value stays unknown. Annexes and protocols
// with a numbering of their own are not read, since they have a record of their
// own. What metadata declares is read in corpus/formats and stays as it is.
// Parties are recognised in corpus/gazetteer.
package instrument

import (
	"slices"
	"strings"

	"entente/corpus"
)

// Read gives a document that is a treaty or agreement its record, or adds to
// the one it has what its text says. Nothing that is known already is changed.
func Read(d *corpus.Document) {
	if d.Instrument == nil {
		if !isInstrument(d) {
			return
		}
		d.Instrument = corpus.NewInstrument()
	}
	readSignature(d)
	readInForce(d)
	if len(d.Instrument.Depositaries) == 0 {
		d.Instrument.Depositaries = append(d.Instrument.Depositaries, depositaries(d)...)
	}
	if len(d.Instrument.Series) == 0 {
		d.Instrument.Series = append(d.Instrument.Series, seriesOf(d)...)
	}
	readFate(d)
}

// isInstrument reports whether d is a treaty or agreement: by its type, or when
// none is given by its title if it has articles or a clause of signature.
func isInstrument(d *corpus.Document) bool {
	switch d.Type {
	case "treaty", "agreement", "charter":
		return true
	case "", "record":
	default:
		return false
	}
	title := plainTitle(d.Title)
	named := slices.ContainsFunc(titleWords(), func(word string) bool { return strings.Contains(title, word) })
	return named && (hasArticles(d) || len(clauses(d)) > 0)
}

// plainTitle returns the words of a title in lower case, with a blank on each side.
func plainTitle(title string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(title), isMark), " ") + " "
}

func isMark(r rune) bool { return strings.ContainsRune(" \t\n.,;:()[]-–—'’/", r) }

// titleWords are the words of a title by which an instrument is known.
func titleWords() []string {
	return []string{
		" treaty ", " agreement ", " convention ", " protocol ", " pact ", " accord ", " arrangement ", " charter ",
		" exchange of notes ", " exchange of letters ", " memorandum of understanding ",
		" traité ", " protocole ", " échange de notes ", " échange de lettres ", " verdrag ", " overeenkomst ",
	}
}

func hasArticles(d *corpus.Document) bool {
	return slices.ContainsFunc(d.Passages, func(p corpus.Passage) bool { return p.Kind == corpus.Article })
}

// body visits the passages of the instrument itself, without annexes and
// protocols that have a numbering of their own.
func body(d *corpus.Document, visit func(n int, text string)) {
	for n, p := range d.Passages {
		if p.Kind != corpus.Annex && p.Within == "" {
			visit(n, p.Text)
		}
	}
}

// detected says that a value stands in passage n, read from the words.
func detected(n int, words string) corpus.Reading {
	return corpus.Reading{Origin: corpus.Detected, Passage: &n, Words: quotable(words)}
}

// quotable makes one line of words, cut to what a reading may have.
func quotable(words string) string {
	const most = 240 // bytes, well below corpus.MaxName
	words = strings.Join(strings.Fields(words), " ")
	if len(words) <= most {
		return words
	}
	return strings.ToValidUTF8(words[:most], "") + "…"
}

// appendOnce appends a statement unless there is one of that value.
func appendOnce(all []corpus.Statement, s corpus.Statement) []corpus.Statement {
	known := func(other corpus.Statement) bool { return strings.EqualFold(other.Value, s.Value) }
	if s.Value == "" || len(s.Value) > corpus.MaxName || slices.ContainsFunc(all, known) {
		return all
	}
	return append(all, s)
}
