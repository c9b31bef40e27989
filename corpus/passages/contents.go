package passages

import "slices"

const (
	contentsGap = 130 // bytes between two headings under which they may be a table of contents
	contentsFor = 5   // following sequences that a table of contents may list
)

// withoutContents drops the runs that are tables of contents: nothing stands
// between their lines, or little does and a later run has the same numbers
// with more text.
func withoutContents(lines []line, runs []run) []run {
	positions := linePositions(lines)
	gaps, texts := make([]int, len(runs)), make([]int, len(runs))
	for i, r := range runs {
		gaps[i], texts[i] = r.medianGap(lines, positions)
	}
	var kept []run
	for i, r := range runs {
		contents := len(r) >= minRun && texts[i] == 0
		for k := i + 1; k < min(len(runs), i+1+contentsFor); k++ {
			isLonger := gaps[i] < contentsGap && gaps[k] >= 2*gaps[i]
			contents = contents || isLonger && countMarked(r) == 0 && r.isListOf(runs[k])
		}
		if !contents {
			kept = append(kept, r)
		}
	}
	return kept
}

func linePositions(lines []line) []int {
	positions := make([]int, len(lines))
	total := 0
	for i, l := range lines {
		positions[i] = total
		total += len(l.text)
	}
	return positions
}

// medianGap returns the median length in bytes from one article of the run to
// the next, with and without the rest of the line on which the first begins.
// A single article has no gap, and is taken to have text.
func (r run) medianGap(lines []line, positions []int) (gap, text int) {
	if len(r) < 2 {
		return 0, contentsGap
	}
	var gaps, texts []int
	for i := range r[1:] {
		length := positions[r[i+1].line] + r[i+1].offset - positions[r[i].line] - r[i].offset
		gaps = append(gaps, length)
		own := length
		if r[i].form == ownLine || r[i].form == marked {
			own -= len(lines[r[i].line].text)
		}
		texts = append(texts, own)
	}
	return median(gaps), median(texts)
}

func median(values []int) int {
	slices.Sort(values)
	return values[len(values)/2]
}

// isListOf reports whether at least half of the numbers of r are also in other.
func (r run) isListOf(other run) bool {
	numbers := map[number]bool{}
	for _, c := range other {
		numbers[c.number] = true
	}
	common := 0
	for _, c := range r {
		if numbers[c.number] && c.word == other[0].word {
			common++
		}
	}
	return common*2 >= len(r)
}
