package gazetteer

import (
	"strings"
	"unicode"
)

// match is a pattern found in a text.
type match struct {
	pattern
	start, end int // bytes of the text
}

// matcher finds the names in texts, one after the other. It keeps only the
// words since the last one that occurs in no name, so its memory is small
// whatever the text.
type matcher struct {
	*trie
	scanner scanner
	run     []token       // consecutive words that occur in names, from one on that begins some
	found   func(m match) // called for each match of the text, in order of their start
	words   int           // words seen
	uncased bool          // the text being read has lost its capitals
}

func newMatcher(g *Gazetteer, found func(match)) *matcher {
	return &matcher{trie: g.trie, scanner: scanner{folder: g.folder}, found: found}
}

// read finds the names in one text.
func (m *matcher) read(text string) {
	m.scanner.reset(text)
	m.uncased = isUncased(text)
	for m.scanner.next() {
		m.words++
		t := &m.scanner.token
		t.word = m.number(&m.scanner)
		switch {
		case t.word == 0:
			m.flush()
		case len(m.run) > 0 || m.starts[t.word] != 0:
			m.run = append(m.run, *t)
		}
	}
	m.flush()
}

// flush matches the words of the run. Names of one field do not overlap.
func (m *matcher) flush() {
	if len(m.run) == 0 {
		return
	}
	var free [cue]int // for each field, the first word after its last match
	for i, t := range m.run {
		if node := m.starts[t.word]; node != 0 {
			m.matchAt(i, node, &free)
		}
	}
	m.run = m.run[:0]
}

// matchAt reports for each field the longest name that begins at word i of the
// run, and every cue.
func (m *matcher) matchAt(i int, node uint32, free *[cue]int) {
	var longest [cue]pattern
	var ends [cue]int
	for j := i; ; {
		for _, p := range m.patterns[node] {
			switch {
			case !m.accepts(p, i, j):
			case p.field == cue:
				m.report(p, i, j)
			case i >= free[p.field]:
				longest[p.field], ends[p.field] = p, j+1
			}
		}
		if j++; j == len(m.run) {
			break
		}
		if node = m.after(node, m.run[j]); node == 0 {
			break
		}
	}
	for f, end := range ends {
		if end > 0 {
			free[f] = end
			m.report(longest[f], i, end-1)
		}
	}
}

// after returns the node that a word of the run leads to, 0 for none.
func (m *matcher) after(node uint32, t token) uint32 {
	if t.broken {
		if node = m.follow(node, parting); node == 0 {
			return 0
		}
	}
	return m.follow(node, t.word)
}

// accepts reports whether the words i to j of the run are written as the
// pattern wants them: names begin with a capital, except those of several words
// in a text without any, and acronyms are capitals only. States are accepted
// there as well, since it takes an enumeration to make them parties.
func (m *matcher) accepts(p pattern, i, j int) bool {
	switch {
	case p.field == cue || p.role == hidden || p.role == phrase && !p.capitals:
		return true
	case !p.capitals:
		return m.run[i].capital || p.field == topic || m.uncased && (j > i || p.field == party)
	}
	for _, t := range m.run[i : j+1] {
		if !t.upper {
			return false
		}
	}
	end := m.run[j].end
	if end < len(m.scanner.text) && m.scanner.text[end] == '$' {
		return false // the currency US$
	}
	return !p.word || !shouted(m.scanner.text, m.run[i].start, end)
}

const (
	uncasedSample = 4_000 // bytes by which a text is judged
	minUncased    = 400   // letters that it needs for that
	uncasedShare  = 200   // small letters for each capital in a text without capitals; prose has some forty
)

// isUncased reports whether a text has so few capitals that they must have been
// lost: some collections keep treaties in small letters.
func isUncased(text string) bool {
	sample := text[:min(len(text), uncasedSample)]
	if len(sample) < minUncased {
		return false
	}
	upper, lower := 0, 0
	for i := range len(sample) {
		switch c := sample[i]; {
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			if upper++; upper*uncasedShare >= len(sample) {
				return false // even if all else were small letters
			}
		}
	}
	return lower >= minUncased && upper*uncasedShare < lower
}

func (m *matcher) report(p pattern, i, j int) {
	if p.role == hidden {
		return
	}
	m.found(match{p, m.run[i].start, m.run[j].end})
}

// lineReach is how many bytes before and after an acronym are looked at to
// tell whether its line is all in capitals.
const lineReach = 120

// shouted reports whether the words around text[start:end] in its line are all
// in capitals, so that an acronym cannot be told from a word.
func shouted(text string, start, end int) bool {
	others := false
	for _, part := range []string{lineEnd(text[max(0, start-lineReach):start]), lineBegin(text[end:min(len(text), end+lineReach)])} {
		for _, r := range part {
			if unicode.IsLower(r) {
				return false
			}
			others = others || unicode.IsUpper(r)
		}
	}
	return others
}

// lineEnd returns what follows the last line end of text.
func lineEnd(text string) string {
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// lineBegin returns what stands before the first line end of text.
func lineBegin(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
