package pdftext

import (
	"regexp"
	"slices"
	"strconv"
	"unicode"
)

// What a line must be like to be taken for the running head or foot of pages.
const (
	fewestHeads    = 3    // pages with it
	headGap        = 2    // pages from one with it to the next, as where left and right pages have their own
	headSize       = 1.05 // times the usual size of letters at most: a larger line may be a title
	headLetters    = 3
	numberedHead   = 16 // letters beside the number of the page: "Article 7" on top of the seventh page is none
	maxHeadPattern = 200
)

// numberAtEnd matches a line that begins or ends with the number of the page.
var numberAtEnd = regexp.MustCompile(`^(?:([0-9]{1,5})\s+(.*\S)|(.*\S)\s+([0-9]{1,5}))$`)

// runningHead is a line that may be the head or foot of its page.
type runningHead struct {
	page, paragraph int // where it stands in the document
	text            string
	numbered        bool
	offset          int // the number in it less that of the page, counted from 0
}

// dropRunningHeads leaves out lines that stand alone at the top or bottom of
// several pages in a row, the same but for the number of the page: within the text
// that goes on from page to page they are in the way. Where each stands first it
// stays, so that no word is lost to the document.
func (d *Document) dropRunningHeads() {
	type kind struct {
		text     string
		offset   int
		numbered bool
	}
	series := map[kind][]runningHead{}
	usual := d.usualSize()
	for i := range d.Pages {
		for j := range d.Pages[i].Paragraphs {
			p := &d.Pages[i].Paragraphs[j]
			if h, ok := headOf(p, i, usual); ok {
				k := kind{h.text, h.offset, h.numbered}
				h.paragraph = j
				series[k] = append(series[k], h)
			}
		}
	}
	repeated := map[int][]int{} // paragraphs by page
	for _, heads := range series {
		for _, row := range rowsOf(heads) {
			for i, h := range row {
				if h.numbered {
					d.Pages[h.page].setLabel(strconv.Itoa(h.page + h.offset))
				}
				if i > 0 {
					repeated[h.page] = append(repeated[h.page], h.paragraph)
				}
			}
		}
	}
	for page, paragraphs := range repeated {
		d.Pages[page].dropHeads(paragraphs)
	}
}

// dropHeads leaves out the paragraphs, unless the page has no other words and is
// no scan either: then they are all that there is to see.
func (p *Page) dropHeads(paragraphs []int) {
	without := *p
	without.Paragraphs = nil
	for i, paragraph := range p.Paragraphs {
		if !slices.Contains(paragraphs, i) {
			without.Paragraphs = append(without.Paragraphs, paragraph)
		}
	}
	if without.HasWords() || p.imaged > mostly {
		*p = without
		p.judge()
	}
}

// headOf returns the line that a paragraph is, if it may be a head.
func headOf(p *Paragraph, page int, usual float64) (runningHead, bool) {
	if !p.edge || p.size > headSize*usual || len(p.Text) > maxHeadPattern {
		return runningHead{}, false
	}
	if m := numberAtEnd.FindStringSubmatch(p.Text); m != nil {
		if text := m[2] + m[3]; letters(text) >= numberedHead {
			number, _ := strconv.Atoi(m[1] + m[4]) // at most five figures
			return runningHead{page: page, text: text, numbered: true, offset: number - page}, true
		}
	}
	return runningHead{page: page, text: p.Text}, letters(p.Text) >= headLetters
}

func letters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// rowsOf returns those of the heads, given in the order of their pages, that stand
// on enough pages in a row.
func rowsOf(heads []runningHead) (rows [][]runningHead) {
	for first := 0; first < len(heads); {
		next := first + 1
		for next < len(heads) && heads[next].page-heads[next-1].page <= headGap {
			next++
		}
		if row := heads[first:next]; row[len(row)-1].page-row[0].page >= fewestHeads-1 && len(row) >= fewestHeads {
			rows = append(rows, row)
		}
		first = next
	}
	return rows
}
