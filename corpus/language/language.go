// Package language tells which language a text is written in: by its script
// where only one language of the collections uses it, and otherwise by a vote
// of frequent words. It gives no answer rather than a doubtful one. What the
// language means for searching is decided elsewhere.
package language

import (
	"strings"
	"unicode/utf8"
)

const (
	// minWords is the number of words below which a text is too short to tell;
	// where the script tells the language, it is the number of letters.
	minWords = 20
	// minDifferent is how many different words must be among them: a few words
	// that come again and again are no more evidence.
	minDifferent = 10
	// sampleLength is how many bytes are looked at. A longer text is
	// represented by its beginning, middle and end.
	sampleLength = 20000
	// margin is how many times as many votes as any other language the winner
	// needs, counting the words that only one of the two has.
	margin = 1.4
	// minLead is the least number of such words.
	minLead = 2
	// minShare is the share of the words that must be frequent words of the winner.
	minShare = 0.12
	// scriptShare is the share of the letters that the main script must have.
	scriptShare = 0.6
)

// Detect returns the ISO 639-1 code of the language that most of the text is
// written in, or "" when it is too short, mixed or unknown.
func Detect(text string) string {
	s := sample(text)
	a := letters()
	count := a.countScripts(s)
	main, share := count.main()
	if share < scriptShare {
		return ""
	}
	if only, ok := onlyLanguage(main, count); ok {
		if count.letters[main] < minWords {
			return ""
		}
		return only
	}
	return a.vote(s, main)
}

// sample returns text, or the beginning, middle and end of a long one.
func sample(text string) string {
	if len(text) <= sampleLength {
		return text
	}
	const third = sampleLength / 3
	middle := len(text)/2 - third/2
	parts := []string{text[:third], text[middle : middle+third], text[len(text)-third:]}
	for i, p := range parts {
		parts[i] = wholeWords(p)
	}
	return strings.Join(parts, " ")
}

// wholeWords drops what may be half a word at both ends of text, or half a
// character where there are no blanks.
func wholeWords(text string) string {
	first, last := strings.IndexByte(text, ' '), strings.LastIndexByte(text, ' ')
	if first >= 0 && first < last {
		return text[first:last]
	}
	for len(text) > 0 && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	return strings.ToValidUTF8(text, "")
}
