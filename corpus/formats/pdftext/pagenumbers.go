package pdftext

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pageNumber matches a line that is nothing but the number of the page: "12",
// "- 3 -", "[xiv]", "Page 3 of 9", "3/9".
var pageNumber = regexp.MustCompile(`(?i)^[-–—\[( ]*(?:(?:page|pág(?:ina)?|pagina|seite|side|sida|strona|стр(?:аница)?|pp?|pg)\.? ?)?` +
	`([0-9]{1,5}|[ivxlcdm]{1,10})(?: ?(?:of|de|von|di|van|sur|из|/) ?[0-9]{1,5})?[-–—\]) ]*$`)

// printedNumber is the number of a page as it stands on the page.
type printedNumber struct {
	page, paragraph int // where it stands in the document
	value           int
	roman           bool
}

// dropPageNumbers leaves out the printed numbers of the pages, which are no text
// but the labels of their pages: lines alone at the top or bottom with nothing but
// a number, where most pages with text have one and the numbers go up from page to
// page. All other numbers stay.
func (d *Document) dropPageNumbers() {
	pages := d.printedNumbers()
	numbers := inSequence(pages)
	withText, numbered := 0, map[int]bool{}
	for i := range d.Pages {
		if len(d.Pages[i].Paragraphs) > 0 {
			withText++
		}
	}
	for _, n := range numbers {
		numbered[n.page] = true
	}
	if 2*len(numbered) <= withText {
		return
	}
	// From the last to the first, so that the places of the others stay.
	for _, n := range slices.Backward(numbers) {
		p := &d.Pages[n.page]
		p.setLabel(n.label())
		p.Paragraphs = slices.Delete(p.Paragraphs, n.paragraph, n.paragraph+1)
	}
	for i := range d.Pages {
		if numbered[i] {
			d.Pages[i].judge()
		}
	}
}

type romanStep struct {
	letters string
	value   int
}

func romanSteps() []romanStep {
	return []romanStep{
		{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100}, {"xc", 90}, {"l", 50}, {"xl", 40}, {"x", 10}, {"ix", 9}, {"v", 5}, {"iv", 4}, {"i", 1},
	}
}

// printedNumbers returns what may be printed numbers, by page; pages without
// are left out.
func (d *Document) printedNumbers() [][]printedNumber {
	var pages [][]printedNumber
	for i := range d.Pages {
		var found []printedNumber
		for j, p := range d.Pages[i].Paragraphs {
			if value, roman := numberAlone(p.Text); p.edge && value > 0 {
				found = append(found, printedNumber{i, j, value, roman})
			}
		}
		if len(found) > 0 {
			pages = append(pages, found)
		}
	}
	return pages
}

// inSequence returns the numbers that follow on one of the page before, or that
// one of the page behind follows on.
func inSequence(pages [][]printedNumber) []printedNumber {
	var found []printedNumber
	for i, page := range pages {
		for _, n := range page {
			after := i > 0 && slices.ContainsFunc(pages[i-1], n.follows)
			if after || i+1 < len(pages) && slices.ContainsFunc(pages[i+1], func(next printedNumber) bool { return next.follows(n) }) {
				found = append(found, n)
			}
		}
	}
	return found
}

// label returns the number as it is printed, in small letters where it is Roman.
func (n printedNumber) label() string {
	if n.roman {
		return romanLetters(n.value)
	}
	return strconv.Itoa(n.value)
}

// follows reports whether n is the number of a page some pages behind that of
// earlier. A page of the file may show two pages of a book.
func (n printedNumber) follows(earlier printedNumber) bool {
	pages, up := n.page-earlier.page, n.value-earlier.value
	return n.roman == earlier.roman && up >= pages && up <= 2*pages
}

// numberAlone returns the number of which the text is the printed form, 0 for
// any other text.
func numberAlone(text string) (value int, roman bool) {
	m := pageNumber.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	if value, err := strconv.Atoi(m[1]); err == nil {
		return value, false
	}
	return romanNumber(m[1]), true
}

// romanNumber returns 0 for letters that are no number as it is written.
func romanNumber(letters string) int {
	if letters != strings.ToLower(letters) && letters != strings.ToUpper(letters) {
		return 0
	}
	value, rest := 0, strings.ToLower(letters)
	for _, step := range romanSteps() {
		for strings.HasPrefix(rest, step.letters) {
			value, rest = value+step.value, rest[len(step.letters):]
		}
	}
	if rest != "" {
		return 0
	}
	return value
}
