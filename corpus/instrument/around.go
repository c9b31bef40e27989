package instrument

import (
	"cmp"
	"slices"
	"strings"
)

// A window is a half-open range of bytes of a text.
type window struct{ start, end int }

// around returns what stands around the places of any of the words in a text: from
// before bytes before a word, or a little more so that no word is cut, to after
// bytes after it. Windows are in order and apart. Most texts have few of the words
// that the record is read from, and a regular expression is slow on all of a text.
func around(text string, before, after int, words ...string) []window {
	var all []window
	for _, word := range words {
		for at := strings.Index(text, word); at >= 0; {
			all = append(all, window{blankBefore(text, max(0, at-before)), min(len(text), at+len(word)+after)})
			next := strings.Index(text[at+len(word):], word)
			if next < 0 {
				break
			}
			at += len(word) + next
		}
	}
	slices.SortFunc(all, func(a, b window) int { return cmp.Compare(a.start, b.start) })
	joined := all[:0]
	for _, w := range all {
		if n := len(joined); n > 0 && w.start <= joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, w.end)
			continue
		}
		joined = append(joined, w)
	}
	return joined
}

// having returns the windows of a text that have any of the words in them.
func having(windows []window, text string, words ...string) []window {
	var all []window
	for _, w := range windows {
		if slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text[w.start:w.end], word) }) {
			all = append(all, w)
		}
	}
	return all
}

// blankBefore moves a place back to where a word begins, within reason.
func blankBefore(text string, at int) int {
	const most = 64 // bytes
	for i := at; i > 0 && i > at-most; i-- {
		if strings.ContainsRune(" \t\n", rune(text[i-1])) {
			return i
		}
	}
	return max(0, at-most)
}

// findIn returns the submatches of a pattern in windows of a text, as regexp does.
func findIn(pattern expression, text string, windows []window) [][]int {
	var all [][]int
	for _, w := range windows {
		for _, at := range pattern().FindAllStringSubmatchIndex(text[w.start:w.end], -1) {
			for i := range at {
				if at[i] >= 0 {
					at[i] += w.start
				}
			}
			all = append(all, at)
		}
	}
	return all
}
