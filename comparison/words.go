package comparison

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// leastMarked is the likeness of passages whose other words are worth marking.
const leastMarked = 0.1

// word is a word or a sign of a passage as it is compared.
type word struct {
	heading    bool   // it stands in the heading
	start, end int    // in code points of the heading or text
	form       string // as compared
}

// compareWords fills in what two passages differ in.
func compareWords(ctx context.Context, pair *Pair, a, b *corpus.Document) error {
	if pair.A == nil || pair.B == nil {
		return nil
	}
	wordsA, wordsB := wordsOf(a.Passages[pair.A.Passage]), wordsOf(b.Passages[pair.B.Passage])
	before, after := sharedEnds(wordsA, wordsB)
	restA, restB := wordsA[before:len(wordsA)-after], wordsB[before:len(wordsB)-after]
	switch {
	case len(restA) == 0 && len(restB) == 0:
		pair.Finding = Same
		return nil
	case pair.Likeness < leastMarked:
		pair.Finding = Unlike
		return nil
	}
	kept, ok, err := common(ctx, forms(restA), forms(restB))
	if err != nil {
		return err
	}
	if !ok {
		pair.Finding = TooLong
		return nil
	}
	pair.Finding = Different
	changedA, changedB := changes(restA, restB, kept)
	pair.A.mark(restA, changedA)
	pair.B.mark(restB, changedB)
	return nil
}

// sharedEnds returns how many words two passages have in common at their
// beginning, and at their end after that.
func sharedEnds(a, b []word) (before, after int) {
	for before < min(len(a), len(b)) && a[before].form == b[before].form {
		before++
	}
	for after < min(len(a), len(b))-before && a[len(a)-1-after].form == b[len(b)-1-after].form {
		after++
	}
	return before, after
}

func forms(words []word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.form
	}
	return out
}

// wordsOf cuts the heading and text of a passage into words and signs.
func wordsOf(p corpus.Passage) []word {
	return append(cut(p.Heading, true), cut(p.Text, false)...)
}

// cut cuts a text into words, runs of letters, digits, combining marks and
// apostrophes, and signs of one character each. White space and invisible
// characters are neither.
func cut(text string, heading bool) []word {
	var out []word
	runes := []rune(text)
	for at := 0; at < len(runes); {
		end := at
		for end < len(runes) && inWord(runes, at, end) {
			end++
		}
		switch {
		case end > at:
			out = append(out, word{heading, at, end, fold(string(runes[at:end]))})
		case !unicode.IsSpace(runes[at]) && !unicode.Is(unicode.Cf, runes[at]):
			out = append(out, word{heading, at, at + 1, fold(string(runes[at]))})
		}
		at = max(end, at+1)
	}
	return out
}

// inWord reports whether the character at i belongs to the word that begins at start.
func inWord(runes []rune, start, i int) bool {
	r := runes[i]
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return true
	}
	return i > start && (unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || isApostrophe(r) && i+1 < len(runes) && unicode.IsLetter(runes[i+1]))
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// fold returns a word or sign as it is compared: the case counts, the shape of
// quotation marks, apostrophes and dashes and invisible characters do not.
func fold(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', '‛', '′':
			return '\''
		case '“', '”', '„', '‟', '«', '»', '″':
			return '"'
		case '‐', '‑', '‒', '–', '—', '−':
			return '-'
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s))
}

// lonely is how many times as many words are changed both before and after a run
// of words in common for it to be taken for chance.
const lonely = 4

// run is words in common that follow each other in both passages, half open.
type run struct{ fromA, toA, fromB, toB int }

// changes marks the words of each passage that are not in common. Words in common
// between two changes belong to these where a reader would have it so: when they
// are but signs and function words, as in “of the”, or few among very many. The
// passages neither begin nor end with a word in common.
func changes(a, b []word, kept []pairOfWords) (changedA, changedB []bool) {
	changedA, changedB = make([]bool, len(a)), make([]bool, len(b))
	for i := range changedA {
		changedA[i] = true
	}
	for i := range changedB {
		changedB[i] = true
	}
	runs := slices.DeleteFunc(runsOf(kept), func(r run) bool { return !tells(a[r.fromA:r.toA]) })
	var before run
	for i, r := range runs {
		after := run{fromA: len(a), fromB: len(b)}
		if i+1 < len(runs) {
			after = runs[i+1]
		}
		ahead, behind := max(r.fromA-before.toA, r.fromB-before.toB), max(after.fromA-r.toA, after.fromB-r.toB)
		before = r
		if lonely*(r.toA-r.fromA) <= min(ahead, behind) {
			continue
		}
		for n := range r.toA - r.fromA {
			changedA[r.fromA+n], changedB[r.fromB+n] = false, false
		}
	}
	return changedA, changedB
}

func runsOf(kept []pairOfWords) []run {
	var runs []run
	for _, k := range kept {
		if last := len(runs) - 1; last >= 0 && runs[last].toA == k.a && runs[last].toB == k.b {
			runs[last].toA, runs[last].toB = k.a+1, k.b+1
			continue
		}
		runs = append(runs, run{k.a, k.a + 1, k.b, k.b + 1})
	}
	return runs
}

// tells reports whether one of the words is more than a sign or function word.
func tells(words []word) bool {
	for _, w := range words {
		for token := range analysis.Tokens(w.form) {
			if !analysis.IsFunctionWord(token.Term) {
				return true
			}
		}
	}
	return false
}

// mark notes where the changed words are; those in a row are one mark.
func (s *Side) mark(words []word, changed []bool) {
	for i := 0; i < len(words); i++ {
		if !changed[i] {
			continue
		}
		first := i
		for i+1 < len(words) && changed[i+1] && words[i+1].heading == words[first].heading {
			i++
		}
		m := search.Mark{words[first].start, words[i].end}
		if words[first].heading {
			s.Heading = append(s.Heading, m)
		} else {
			s.Marks = append(s.Marks, m)
		}
	}
}
