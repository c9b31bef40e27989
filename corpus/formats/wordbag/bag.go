// Package wordbag compares two readings of a text by their words, for the tests
// that hold a reader against another program. The order of words does not count,
// nor do case and accents.
package wordbag

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Bag is how often each word stands in a text.
type Bag map[string]int

// Of returns the words of a text.
func Of(text string) Bag {
	words := Bag{}
	for _, word := range strings.FieldsFunc(norm.NFKD.String(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if folded := strings.Map(dropMark, word); folded != "" {
			words[folded]++
		}
	}
	return words
}

func dropMark(r rune) rune {
	if unicode.IsMark(r) {
		return -1
	}
	return r
}

// Total is the number of words.
func (b Bag) Total() (n int) {
	for _, count := range b {
		n += count
	}
	return n
}

// F1 is the harmonic mean of precision and recall of a reading against a
// reference, 0 where they have no word in common.
func F1(reference, reading Bag) float64 {
	common := 0
	for word, count := range reading {
		common += min(count, reference[word])
	}
	if common == 0 {
		return 0
	}
	return 2 * float64(common) / float64(reading.Total()+reference.Total())
}

// Missing returns the words of which there are more in the bag than in another,
// sorted.
func (b Bag) Missing(other Bag) []string {
	var words []string
	for _, word := range slices.Sorted(maps.Keys(b)) {
		if b[word] > other[word] {
			words = append(words, word)
		}
	}
	return words
}

// Scores are the scores of several files.
type Scores []float64

// Mean returns the mean, 0 of none.
func (s Scores) Mean() float64 {
	var sum float64
	for _, score := range s {
		sum += score
	}
	return sum / float64(max(1, len(s)))
}

// Median returns the median, of an even number the upper of the two in the
// middle; 0 of none.
func (s Scores) Median() float64 {
	if len(s) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(s))[len(s)/2]
}
