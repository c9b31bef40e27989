package passages

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// withoutGaps puts the articles into runs whose headings stand inside of lines
// although those of the others do not: an extraction joined the line to the
// title of the chapter above it. Only numbers that a run lacks are looked for.
func withoutGaps(lines []line, runs []run) []run {
	for i, r := range runs {
		if countMarked(r) > 0 || len(r) < minRun {
			continue
		}
		end := len(lines)
		if i+1 < len(runs) {
			end = runs[i+1][0].line
		}
		runs[i] = withoutGap(lines, r, end)
	}
	return runs
}

// withoutGap returns r with what it lacks before line end.
func withoutGap(lines []line, r run, end int) run {
	filled := run{r[0]}
	for _, next := range r[1:] {
		last := filled[len(filled)-1]
		for last.number.series == next.number.series && last.number.n+1 < next.number.n {
			found, ok := joined(lines, last, position{next.line, next.offset})
			if !ok {
				break
			}
			filled, last = append(filled, found), found
		}
		filled = append(filled, next)
	}
	for {
		found, ok := joined(lines, filled[len(filled)-1], position{end, 0})
		if !ok || found.form == ownLine {
			return filled
		}
		filled = append(filled, found)
	}
}

// position is a place in the text.
type position struct{ line, offset int }

func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.line, q.line), cmp.Compare(p.offset, q.offset))
}

// joined returns the article after last, up to end, that stands inside a line.
func joined(lines []line, last candidate, end position) (candidate, bool) {
	begin := position{last.line, last.offset + last.end}
	for i := begin.line; i < len(lines) && i <= end.line; i++ {
		for _, at := range wordPlaces(lines[i].text) {
			here := position{i, at}
			if here.compare(begin) < 0 || here.compare(end) >= 0 {
				continue
			}
			if c, ok := joinedAt(lines[i].text, at, last); ok {
				c.line = i
				return c, true
			}
		}
	}
	return candidate{}, false
}

// joinedAt reads the label of the article after last inside of a text.
func joinedAt(text string, at int, last candidate) (candidate, bool) {
	l, ok := parseLabel(text[at:])
	if !ok || at == 0 || l.number.series != last.number.series || l.number.n != last.number.n+1 || l.number.sub > 0 {
		return candidate{}, false
	}
	rest := text[at+l.end:]
	heading := rest == "" && followsTitle(text[:at]) || l.capitals && last.capitals
	sentence := l.separated && last.separated && startsSentence(text[:at])
	if isReference(l, rest) || !heading && !sentence {
		return candidate{}, false
	}
	return candidate{label: l, offset: at, form: inline}, true
}

// followsTitle reports whether the words before a label end like a title
// rather than like a sentence that refers to an article: "FINAL PROVISIONS".
func followsTitle(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(first) && !slices.Contains(words, "the") && !endsClause(before)
}
