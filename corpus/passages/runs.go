package passages

import (
	"slices"
)

const (
	minRun     = 3 // articles in a sequence that is not marked up as headings
	maxMissing = 3 // numbers that may be missing between two articles of a sequence
)

// What a step in a sequence costs, in the weights of candidates.
const (
	costMissing = 2 // for each missing number
	costExcerpt = 5 // more missing than that, before a line with nothing but a label
	costRestart = 2 // beginning again at 1: an annex, another language
	costMiddle  = 8 // beginning at another number than 1
)

// run is a sequence of articles that count up.
type run []candidate

// articleRuns finds where the articles of a text begin. Where a format marks
// headings only those count, and lines with nothing but a label; else all that
// stands at the beginning of a line; and only where that yields nothing, what
// stands inside lines.
func articleRuns(lines []line) []run {
	found := headingCandidates(lines)
	if countMarked(found) >= minRun {
		found = slices.DeleteFunc(found, func(c candidate) bool {
			l := lines[c.line]
			return l.level == 0 && (c.form != ownLine || l.text[c.end:] != "")
		})
	}
	if runs := choose(lines, eachAlone(found)); len(runs) > 0 {
		return withoutGaps(lines, runs)
	}
	return mostlyArticles(lines, choose(lines, inlineCandidates(lines)))
}

func countMarked(candidates []candidate) int {
	n := 0
	for _, c := range candidates {
		if c.form == marked {
			n++
		}
	}
	return n
}

func eachAlone(candidates []candidate) [][]candidate {
	groups := make([][]candidate, len(candidates))
	for i := range candidates {
		groups[i] = candidates[i : i+1]
	}
	return groups
}

// choose returns the runs of the best sequence through the candidates.
func choose(lines []line, groups [][]candidate) []run {
	var runs []run
	for _, r := range bestRuns(groups) {
		if r.isCertain(lines) {
			runs = append(runs, r)
		}
	}
	return withoutQuoted(withoutContents(lines, runs))
}

// withoutQuoted drops runs that begin in the middle and are shorter than one
// that begins at the beginning: articles that a treaty puts into another one.
func withoutQuoted(runs []run) []run {
	longest := 0
	for _, r := range runs {
		if r[0].number.n <= 1+maxMissing {
			longest = max(longest, len(r))
		}
	}
	return slices.DeleteFunc(runs, func(r run) bool {
		return r[0].number.n > 1+maxMissing && r[0].number.series == "" && countMarked(r) == 0 && len(r) < longest
	})
}

// isCertain reports whether a run is more than references that happen to count up.
func (r run) isCertain(lines []line) bool {
	if countMarked(r) > 0 || len(r) >= minRun {
		return true
	}
	for _, c := range r {
		if c.form == inline || c.form == lineStart && !(c.capitals && c.separated) {
			return false
		}
	}
	return len(r) == 2 && (r[0].number.n == 1 || r.isBare())
}

// isBare reports whether the labels of a run are lines of their own with
// nothing else, one counting on from the other: part of a treaty.
func (r run) isBare() bool {
	for i, c := range r {
		if !c.bare || i > 0 && c.number.n != r[i-1].number.n+1 {
			return false
		}
	}
	return true
}

// step is a candidate as part of the best sequence that ends with it.
type step struct {
	candidate
	score    int
	previous int  // index of the step before it, or -1
	begins   bool // it begins a run
}

type sequenceKey struct {
	word, series string
	n            int
}

// sequencer finds, in one pass, the sequence of candidates with the greatest
// weight in which each follows its predecessor's number or begins a run.
type sequencer struct {
	steps []step
	ends  map[sequenceKey]int // the best step so far that ends with a number
	best  int                 // the best step so far, or -1
}

// bestRuns takes groups of candidates in the order of the text; of a group, all
// at the same place, at most one is chosen.
func bestRuns(groups [][]candidate) []run {
	s := sequencer{ends: map[sequenceKey]int{}, best: -1}
	for _, group := range groups {
		from := len(s.steps)
		for _, c := range group {
			s.steps = append(s.steps, s.bestStep(c))
		}
		for i := from; i < len(s.steps); i++ {
			s.record(i)
		}
	}
	return s.runs()
}

func (s *sequencer) bestStep(c candidate) step {
	best := s.beginning(c)
	for missing := 0; missing <= maxMissing; missing++ {
		for _, word := range wordsBefore(c.word) {
			s.follow(&best, c, sequenceKey{word, c.number.series, c.number.n - 1 - missing}, missing*costMissing)
		}
	}
	if c.number.sub > 0 {
		s.follow(&best, c, sequenceKey{c.word, c.number.series, c.number.n}, 0)
	}
	return best
}

// beginning returns the step by which c begins a run.
func (s *sequencer) beginning(c candidate) step {
	st := step{candidate: c, score: c.weight, previous: -1, begins: true}
	if c.form != marked && c.number.n != 1 {
		st.score -= costMiddle
	}
	if s.best < 0 {
		return st
	}
	before := s.steps[s.best]
	st.previous = s.best
	st.score += before.score
	switch {
	case c.bare && !c.wraps && c.scope == before.scope && c.number.sub == 0 && c.isAfter(before.candidate):
		st.begins = false // an excerpt, or articles that were repealed
		st.score = before.score + c.weight - costExcerpt
	case before.word == c.word && before.number.series != c.number.series:
		st.begins = false // Article 2.9, Article 3.1
	case c.form == marked && c.isAfter(before.candidate):
		st.begins = false // headings leave out what they like
	case c.form != marked:
		st.score -= costRestart
	}
	return st
}

// isAfter reports whether c counts on from other, however far.
func (c candidate) isAfter(other candidate) bool {
	if c.word != other.word || c.number.series != other.number.series {
		return false
	}
	return c.number.n > other.number.n || c.number.n == other.number.n && c.number.sub > other.number.sub
}

// wordsBefore returns the words that an article counts on from: "ARTICLE 1."
// is followed by "ART. 2."
func wordsBefore(word string) []string {
	if word == "art" {
		return []string{"art", "article"}
	}
	return []string{word}
}

// follow makes best the step by which c follows what ends with key, when that
// is better.
func (s *sequencer) follow(best *step, c candidate, key sequenceKey, cost int) {
	i, ok := s.ends[key]
	if !ok {
		return
	}
	before := s.steps[i]
	if key.n == c.number.n && before.number.sub >= c.number.sub {
		return
	}
	if score := before.score + c.weight - cost; score >= best.score {
		*best = step{candidate: c, score: score, previous: i}
	}
}

func (s *sequencer) record(i int) {
	st := s.steps[i]
	key := sequenceKey{st.word, st.number.series, st.number.n}
	if j, ok := s.ends[key]; !ok || st.score >= s.steps[j].score {
		s.ends[key] = i
	}
	if s.best < 0 || st.score >= s.steps[s.best].score {
		s.best = i
	}
}

func (s *sequencer) runs() []run {
	var runs []run
	var current run
	for i := s.best; i >= 0; i = s.steps[i].previous {
		current = append(current, s.steps[i].candidate)
		if s.steps[i].begins {
			slices.Reverse(current)
			runs = append(runs, current)
			current = nil
		}
	}
	slices.Reverse(runs)
	return runs
}

// mostlyArticles drops runs inside of lines unless their words stand in
// capitals or they make up most of the text: a speech that goes through the
// first articles of a treaty is no treaty.
func mostlyArticles(lines []line, runs []run) []run {
	positions := linePositions(lines)
	if len(runs) == 0 {
		return nil
	}
	total := positions[len(lines)-1] + len(lines[len(lines)-1].text)
	covered := 0
	for _, r := range runs {
		first, last := r[0], r[len(r)-1]
		if first.capitals && last.capitals {
			return runs
		}
		covered += positions[last.line] + last.offset - positions[first.line] - first.offset
	}
	if covered*2 < total {
		return nil
	}
	return runs
}
