package language

import (
	_ "embed"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"entente/corpus/wordtable"
)

//go:embed stopwords.txt
var stopWordFile string

const (
	maxLanguages = 64  // for which a ballot has room
	maxBallots   = 256 // for which a vote has room
)

// ballot is a set of languages: bit i stands for language i of the electorate.
type ballot uint64

// electorate is the compiled stop-word file.
type electorate struct {
	languages []string         // ISO 639-1 codes in the order of the file
	ballots   []ballot         // every set of languages that have a word in common; the first is empty
	words     *wordtable.Table // index of the ballot of each word
}

var voters = sync.OnceValue(func() *electorate { return parseVoters(stopWordFile) })

func parseVoters(file string) *electorate {
	e := &electorate{ballots: []ballot{0}}
	ballotOf := map[wordtable.Key]ballot{}
	for line := range strings.Lines(file) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range words[1:] {
			ballotOf[wordtable.KeyOf(w)] |= 1 << len(e.languages)
		}
		e.languages = append(e.languages, words[0])
	}
	numbers := make(map[wordtable.Key]uint32, len(ballotOf))
	for word, b := range ballotOf {
		if !slices.Contains(e.ballots, b) {
			e.ballots = append(e.ballots, b)
		}
		numbers[word] = uint32(slices.Index(e.ballots, b))
	}
	e.words = wordtable.New(numbers)
	return e
}

// vote returns the language that the frequent words of text show, counting
// only words that begin in the given script.
func (a *alphabet) vote(text string, in script) string {
	e := voters()
	var votes [maxBallots]int // by ballot
	words := 0
	different := make([]string, 0, minDifferent) // in lower case
	start, begins := a.wordStart(text, 0)
	for start < len(text) {
		end, k := a.wordEnd(text, start)
		if begins == in {
			words++
			votes[e.words.Find(k)]++
			if len(different) < minDifferent {
				different = appendOnce(different, strings.ToLower(text[start:end]))
			}
		}
		start, begins = a.wordStart(text, end)
	}
	if words < minWords || len(different) < minDifferent {
		return ""
	}
	return e.winner(votes[:len(e.ballots)], words)
}

func appendOnce(words []string, word string) []string {
	if slices.Contains(words, word) {
		return words
	}
	return append(words, word)
}

// winner returns the language with the most votes, when there are enough of
// them and it beats each other language clearly on the words that only one of
// the two has: near relatives share most of their frequent words.
func (e *electorate) winner(votes []int, words int) string {
	all := e.count(votes, ^ballot(0))
	best := 0
	for i, n := range all {
		if n > all[best] {
			best = i
		}
	}
	if float64(all[best]) < minShare*float64(words) {
		return ""
	}
	shared := e.count(votes, 1<<best)
	for i := range e.languages {
		ours, theirs := all[best]-shared[i], all[i]-shared[i]
		if i != best && (ours < minLead || float64(ours) < margin*float64(theirs)) {
			return ""
		}
	}
	return e.languages[best]
}

// count adds up the votes of each language, of those ballots alone that are also
// for one of the given languages.
func (e *electorate) count(votes []int, with ballot) (sums [maxLanguages]int) {
	for i, n := range votes {
		if n == 0 || e.ballots[i]&with == 0 {
			continue
		}
		for rest := e.ballots[i]; rest != 0; rest &= rest - 1 { // without its lowest bit
			sums[bits.TrailingZeros64(uint64(rest))] += n
		}
	}
	return sums
}
