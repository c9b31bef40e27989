// Package analysis cuts text into the terms that are indexed and searched:
// words without case and accents. Documents and queries go through the same
// code, so that what is written in one is found by the other. It does not stem:
// which forms a query word stands for is decided when the query is run
// (Language.Stem), and so is which words are one when written together
// (Compounds, Joined).
package analysis

import "iter"

// MaxTermLength is the longest term in bytes. A longer run of letters becomes
// several terms that follow each other, in documents and queries alike.
const MaxTermLength = 256

// Token is one word of a text. Its term is a piece of the text where folding
// changes nothing, else of memory that it shares with some other terms; who keeps
// few of many terms should clone them.
type Token struct {
	Term       string // lower case, without accents
	Start, End int    // bytes of the word in the text, half open
	Sentence   bool   // the word is the first of a sentence
	Hyphen     bool   // nothing but a hyphen stands between the word before and this one
	Capitals   bool   // it has two letters or more, all of them capitals: NATO, U.S.
}

// Tokens yields the words of a text in order. The n-th token has position n.
//
// A word is a run of letters, digits and combining marks, with soft hyphens and
// other invisible characters left out; a Chinese or Japanese
// character is a word of its own. Single letters with dots between them are one
// word (U.S. is us).
//
// Two things are no words, and take no position: a possessive 's, and an article
// or pronoun that French has elided before a letter (l'organisation is
// organisation, jusqu'au is au). Straight and typographic apostrophes are alike.
//
// The first word of the text begins a sentence. Another word does when a blank
// line stands before it (one with nothing but white space), an ideographic mark
// (。！？), or one of . ! ? … and the marks of other scripts (؟ ۔ ।) followed by
// white space, with closing quotes and brackets between at most. Such a mark,
// other than an ideographic one, ends nothing
//   - before a letter in lower case,
//   - as the dot of an abbreviation (Art., cf., Mme, Sept.), an initial (J. F.
//     Kennedy) or an acronym (U.S.); etc. is none of these,
//   - as the dot of a list marker: a number of up to three digits (1. or 1.2.),
//     a letter or a Roman numeral that begins a line or a sentence.
//
// Semicolons, colons and single line breaks end no sentence.
func Tokens(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for s := newScanner(text); s.next(); {
			if !yield(s.Token) {
				return
			}
		}
	}
}
