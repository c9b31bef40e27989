package pdftext

import "strings"

// What makes a page doubtful, so that the second reader is asked as well. The
// limits are narrow, because asking in vain costs time only: the text of the
// second reader is taken where it is better (betters).
//
// Text written to the left is no reason: it is read as well here as there, and
// its ligatures better.
const (
	someBad     = 0.005 // of the characters cannot be read
	someSkipped = 0.05  // of the glyphs are no text
	someOdd     = 0.10  // see oddity
	longestWord = 28    // letters; what is longer are several words without blanks
	usualDouble = 0.10  // of the letters are the same as the one before
	usualSingle = 0.35  // of the words have one letter
)

// doubtful reports whether there may be more on the page than was read, or other
// text than was read.
func (p *Page) doubtful() bool {
	s := &p.counted
	switch {
	case s.words == 0:
		// What stands outside of the page is not to be read.
		return p.Problem != problemOutside
	case p.partial, p.skipped > someSkipped, strings.Contains(p.Problem, problemFont):
		return true
	}
	return s.share(s.bad) > someBad || s.oddity() > someOdd
}

// betters reports whether the text of p, of the second reader, is to be taken
// instead of that of own: where there is none, where it is cut and p has more, or
// where p has as much and of it less that cannot be right.
func (p *Page) betters(own *Page) bool {
	const (
		asMuch = 0.95
		more   = 1.02
	)
	theirs, ours := &p.counted, &own.counted
	growth := float64(theirs.characters-theirs.bad) / float64(max(ours.characters-ours.bad, 1))
	switch {
	case theirs.words == 0, growth < asMuch, own.garbled && !theirs.proven():
		return false
	case ours.words == 0, (own.partial || own.skipped > someSkipped) && growth > more:
		return true
	case theirs.bad != ours.bad:
		return theirs.bad < ours.bad
	}
	return ours.oddity() > someOdd && theirs.oddity() < ours.oddity()/2
}

// proven reports whether the text of a page that is garble here can be believed:
// where the file does not say what its letters are, the second reader guesses, and
// Latin letters are what it guesses.
func (s *statistics) proven() bool {
	return 2*s.latin < s.letters || ratio(s.common, s.alphabetic) >= fewCommon
}

// oddity is a measure of how much of the text cannot be as it stands on the page:
// words without blanks between, letters apart, letters twice. It is 0 for ordinary
// text and for short text.
func (s *statistics) oddity() float64 {
	if s.alphabetic < judgedWords/2 || 2*s.alphabeticSize < s.letters {
		return 0
	}
	odd := ratio(s.glued, s.alphabeticSize)
	odd += max(0, ratio(s.single, s.alphabetic)-usualSingle)
	return odd + max(0, ratio(s.doubled, s.alphabeticSize)-usualDouble)
}
