package language

import (
	"unicode"
	"unicode/utf8"
)

// script is a way of writing, as far as it tells languages apart.
type script int

const (
	latin script = iota
	cyrillic
	arabic
	greek
	hebrew
	thai
	devanagari
	bengali
	tamil
	georgian
	armenian
	khmer
	burmese
	lao
	ethiopic
	hangul
	kana
	han
	scripts // number of scripts

	unknown = scripts // that of other letters, and of what is no letter
)

// scriptCount is how many letters of each script a text has.
type scriptCount struct {
	letters [scripts]int
	total   int
}

func (a *alphabet) countScripts(text string) scriptCount {
	var c scriptCount
	ascii := 0 // counted apart, since most texts have little else
	for at := 0; at < len(text); {
		if b := text[at]; b < utf8.RuneSelf {
			if isASCIILetter(b) {
				ascii++
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if s := a.letter(r).script; s != unknown {
			c.letters[s]++
		}
		at += size
	}
	c.letters[latin] += ascii
	for _, n := range c.letters {
		c.total += n
	}
	return c
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// tables are the Unicode scripts; kana stands for two. They are never changed.
var tables = [scripts][]*unicode.RangeTable{
	latin: {unicode.Latin}, cyrillic: {unicode.Cyrillic}, arabic: {unicode.Arabic}, greek: {unicode.Greek},
	hebrew: {unicode.Hebrew}, thai: {unicode.Thai}, devanagari: {unicode.Devanagari}, bengali: {unicode.Bengali},
	tamil: {unicode.Tamil}, georgian: {unicode.Georgian}, armenian: {unicode.Armenian}, khmer: {unicode.Khmer},
	burmese: {unicode.Myanmar}, lao: {unicode.Lao}, ethiopic: {unicode.Ethiopic}, hangul: {unicode.Hangul},
	kana: {unicode.Hiragana, unicode.Katakana}, han: {unicode.Han},
}

func scriptOf(letter rune) script {
	for s, ranges := range tables {
		if unicode.In(letter, ranges...) {
			return script(s)
		}
	}
	return unknown
}

// main returns the script with the most letters and its share of all. Chinese
// characters beside Japanese or Korean letters count as theirs.
func (c scriptCount) main() (script, float64) {
	if c.total == 0 {
		return latin, 0
	}
	best := latin
	for s, n := range c.letters {
		if n > c.letters[best] {
			best = script(s)
		}
	}
	letters := c.letters[best]
	if best == han || best == kana || best == hangul {
		letters = c.letters[han] + c.letters[kana] + c.letters[hangul]
	}
	return best, float64(letters) / float64(c.total)
}

// kanaShare is the share of kana among the characters from which a text with
// Chinese characters is taken for Japanese.
const kanaShare = 0.1

// onlyLanguage returns the language for a script that tells it alone.
func onlyLanguage(s script, c scriptCount) (string, bool) {
	switch s {
	case latin, cyrillic, arabic:
		return "", false
	case han, kana:
		if float64(c.letters[kana]) >= kanaShare*float64(c.letters[han]+c.letters[kana]) {
			return "ja", true
		}
		return "zh", true
	}
	return [scripts]string{
		greek: "el", hebrew: "he", thai: "th", devanagari: "hi", bengali: "bn", tamil: "ta", georgian: "ka",
		armenian: "hy", khmer: "km", burmese: "my", lao: "lo", ethiopic: "am", hangul: "ko",
	}[s], true
}
