package pdftext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// The limits on the labels of pages that a file declares; what is over one is as
// if not declared.
const (
	maxLabelNodes = 10_000 // of the tree of numbers
	maxLabelDepth = 32
	maxLabel      = 40 // bytes
	maxLetters    = 26 * 20
	maxRoman      = 4999
)

// labelRange says how the pages from first on are labelled (ISO 32000, 12.4.2).
type labelRange struct {
	first  int // page, counted from 0
	style  string
	prefix string
	start  int
}

// label gives the pages the labels that the file declares for them. A label that
// is the number of the page anyhow is none.
func (f *file) label(pages []Page) {
	ranges := f.labelRanges()
	for i, r := range ranges {
		next := len(pages)
		if i+1 < len(ranges) {
			next = min(next, ranges[i+1].first)
		}
		for page := r.first; page < next; page++ {
			pages[page].setLabel(r.label(page))
		}
	}
}

// setLabel sets the label of a page that has none, if it can be shown.
func (p *Page) setLabel(label string) {
	shown := len(label) <= maxLabel && !strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsPrint(r) })
	if p.Label == "" && label != strconv.Itoa(p.Number) && shown {
		p.Label = label
	}
}

// labelRanges returns the ranges in the order of their pages.
func (f *file) labelRanges() (ranges []labelRange) {
	defer func() {
		if recover() != nil {
			ranges = nil // damaged labels are none; the pages may be sound
		}
	}()
	t := &labelTree{}
	t.walk(f.reader.Trailer().Key("Root").Key("PageLabels"), 0)
	slices.SortStableFunc(t.ranges, func(a, b labelRange) int { return a.first - b.first })
	return t.ranges
}

// labelTree collects the ranges below a node of the tree.
type labelTree struct {
	ranges []labelRange
	nodes  int
}

func (t *labelTree) walk(node pdf.Value, depth int) {
	if t.nodes++; t.nodes > maxLabelNodes || depth > maxLabelDepth {
		return
	}
	numbers := node.Key("Nums")
	for i := 0; i+1 < numbers.Len() && len(t.ranges) < maxLabelNodes; i += 2 {
		first, is := numbers.Index(i).Int64(), numbers.Index(i+1)
		if first < 0 || first > maxPages || is.Kind() != pdf.Dict {
			continue
		}
		r := labelRange{first: int(first), style: is.Key("S").Name(), start: 1}
		if start := is.Key("St").Int64(); start > 0 && start < 1e9 {
			r.start = int(start)
		}
		r.prefix = strings.Join(strings.Fields(strings.ReplaceAll(textString([]byte(is.Key("P").RawString())), unreadable, "")), " ")
		t.ranges = append(t.ranges, r)
	}
	kids := node.Key("Kids")
	for i := range kids.Len() {
		t.walk(kids.Index(i), depth+1)
	}
}

// label returns the label of a page in the range.
func (r labelRange) label(page int) string {
	number := r.start + page - r.first
	switch r.style {
	case "D":
		return r.prefix + strconv.Itoa(number)
	case "R":
		return r.prefix + strings.ToUpper(romanLetters(number))
	case "r":
		return r.prefix + romanLetters(number)
	case "A":
		return r.prefix + strings.ToUpper(repeatedLetter(number))
	case "a":
		return r.prefix + repeatedLetter(number)
	}
	return r.prefix
}

// repeatedLetter returns a to z, then aa to zz, and so on.
func repeatedLetter(number int) string {
	if number > maxLetters {
		return strconv.Itoa(number)
	}
	return strings.Repeat(string(rune('a'+(number-1)%26)), (number-1)/26+1)
}

// romanLetters returns a number as it is written in Roman letters.
func romanLetters(number int) string {
	if number > maxRoman {
		return strconv.Itoa(number)
	}
	var text strings.Builder
	for _, step := range romanSteps() {
		for number >= step.value {
			text.WriteString(step.letters)
			number -= step.value
		}
	}
	return text.String()
}
