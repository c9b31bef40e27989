package language

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed stopwords.txt
var stopWordFile string

// ballot is a set of languages: bit i stands for language i of the electorate.
type ballot uint64

// electorate is the compiled stop-word file.
type electorate struct {
	languages []string          // ISO 639-1 codes in the order of the file
	ballots   map[string]ballot // the languages that have the word
}

var voters = sync.OnceValue(func() electorate { return parseVoters(stopWordFile) })

func parseVoters(file string) electorate {
	e := electorate{ballots: map[string]ballot{}}
	for line := range strings.Lines(file) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range words[1:] {
			e.ballots[w] |= 1 << len(e.languages)
		}
		e.languages = append(e.languages, words[0])
	}
	return e
}

// vote returns the language that the frequent words of text show, counting
// only words that begin in the given script.
func vote(text string, in script) string {
	e := voters()
	votes := map[ballot]int{}
	words := 0
	different := map[string]bool{} // up to minDifferent of them
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
		r, _ := utf8.DecodeRuneInString(word)
		if s, ok := scriptOf(r); !ok || s != in {
			continue
		}
		words++
		if len(different) < minDifferent {
			different[word] = true
		}
		if b := e.ballots[word]; b != 0 {
			votes[b]++
		}
	}
	if words < minWords || len(different) < minDifferent {
		return ""
	}
	return e.winner(votes, words)
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }

// winner returns the language with the most votes, when there are enough of
// them and it beats each other language clearly on the words that only one of
// the two has: near relatives share most of their frequent words.
func (e electorate) winner(votes map[ballot]int, words int) string {
	best, most := 0, 0
	for i := range e.languages {
		if n := count(votes, 1<<i, 0); n > most {
			best, most = i, n
		}
	}
	if float64(most) < minShare*float64(words) {
		return ""
	}
	for i := range e.languages {
		ours, theirs := count(votes, 1<<best, 1<<i), count(votes, 1<<i, 1<<best)
		if i != best && (ours < minLead || float64(ours) < margin*float64(theirs)) {
			return ""
		}
	}
	return e.languages[best]
}

// count adds the votes for one language that are not for the other.
func count(votes map[ballot]int, with, without ballot) int {
	sum := 0
	for b, n := range votes {
		if b&with != 0 && b&without == 0 {
			sum += n
		}
	}
	return sum
}
