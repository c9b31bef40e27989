package formats

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shapes of lines. A title line is one that people take for a heading although
// nothing marks it as one.
const (
	maxTitleLine = 90  // characters of a title line
	minProse     = 80  // characters of the paragraph that must follow one
	fullLine     = 45  // characters from which a line may have been broken for width alone
	longLine     = 250 // characters from which a line is a whole paragraph
)

// joinLines returns the lines of a paragraph as one text in which only line
// ends that matter are left: after a short line, after the end of a sentence,
// and before a list item.
func joinLines(lines []string) string {
	widest := 0
	for _, line := range lines {
		widest = max(widest, utf8.RuneCountInString(line))
	}
	var b strings.Builder
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if i > 0 {
			b.WriteString(lineBreak(strings.TrimSpace(lines[i-1]), line, widest))
		}
		b.WriteString(line)
	}
	return b.String()
}

func lineBreak(line, next string, widest int) string {
	first, _ := utf8.DecodeRuneInString(next)
	length := utf8.RuneCountInString(line)
	switch {
	case listItem.MatchString(next) || length >= longLine:
		return "\n"
	case unicode.IsLower(first):
		return " "
	case length >= fullLine && length*10 >= widest*7 && !endsSentence(line):
		return " "
	}
	return "\n"
}

// listItem matches the beginning of a numbered, lettered or dashed item.
var listItem = regexp.MustCompile(`^(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivxIVX]{1,5}\)|[-–—•*·])\s`)

// endsSentence reports whether the line ends where a sentence or clause does.
func endsSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"”’»)`))
	return strings.ContainsRune(".;:!?。；：！？", r)
}

// isTitleLine reports whether a line that stands alone reads like a heading:
// short, beginning with a capital or digit, not ending like a sentence, and
// with more letters than anything else. Numbered articles are no title lines:
// corpus/passages recognises them, and knows cross-references from headings.
func isTitleLine(line string) bool {
	length := utf8.RuneCountInString(line)
	if length < 3 || length > maxTitleLine || strings.Contains(line, "\n") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !isCaseless(first) {
		return false
	}
	if endsSentence(line) || strings.ContainsRune(",-–—=]", last) || listItem.MatchString(line) || numberedArticle.MatchString(line) {
		return false
	}
	letters := 0
	for _, r := range line {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters*2 > length
}

func isCaseless(r rune) bool {
	return unicode.IsLetter(r) && unicode.ToUpper(r) == unicode.ToLower(r)
}

var numberedArticle = regexp.MustCompile(`(?i)^(?:art(?:icles?|ikel|ículo|igo|icolo|\.)|статья|§|第)\s*\S`)

// markTitleLines gives paragraphs that read like headings level 2, in a text
// in which no heading is marked. At most two of them in a row count, and only
// before prose: a list of names is not a run of headings.
func markTitleLines(blocks []Block) {
	for i := range blocks {
		if blocks[i].Level > 0 {
			return
		}
	}
	for i := 0; i < len(blocks); i++ {
		end := i
		for end < len(blocks) && isTitleLine(blocks[end].Text) {
			end++
		}
		if n := end - i; n >= 1 && n <= 2 && proseFollows(blocks[end:]) {
			for k := i; k < end; k++ {
				blocks[k].Level = 2
			}
		}
		i = max(i, end-1)
	}
}

// proseFollows reports whether one of the next two blocks is prose: a caption
// or what is left of a picture may stand before it.
func proseFollows(blocks []Block) bool {
	for _, b := range blocks[:min(2, len(blocks))] {
		if isProse(b.Text) {
			return true
		}
	}
	return false
}

func isProse(text string) bool {
	return utf8.RuneCountInString(text) >= minProse || endsSentence(text)
}
