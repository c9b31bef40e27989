package pdftext

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// title returns the title that the document information declares, and "" where
// it declares none or what a program left there.
func (f *file) title() (title string) {
	defer func() {
		if recover() != nil {
			title = "" // a damaged title is no title; the pages may be sound
		}
	}()
	raw := f.reader.Trailer().Key("Info").Key("Title")
	if raw.Kind() != pdf.String {
		return ""
	}
	return TidyTitle(textString([]byte(raw.RawString())))
}

const maxTitle = 300 // characters; more is a text put in the wrong place

var (
	programTitle = regexp.MustCompile(`(?i)^(microsoft (word|powerpoint|excel)\b.*|untitled\S*( document| \d+)?|no title|title|document ?\d*|doc ?\d+|` +
		`powerpoint presentation|presentation ?\d*|layout ?\d*|slide ?\d+|book ?\d+|sheet ?\d+|print|scan\S*|img\S*|default|normal|template|none|null|unknown)$`)
	fileTitle = regexp.MustCompile(`(?i)(\.(docx?|dotx?|rtf|odt|pdf|pptx?|xlsx?|qxd|qxp|indd|pmd|fm|tex|dvi|ps|eps|wpd|html?|txt|tiff?|jpe?g|png)|^[a-z]:\\.*|^file:.*|^https?:\S*)$`)
)

// TidyTitle returns a declared title without controls and double blanks, or ""
// when it is the name of a file or the default of a program.
func TidyTitle(title string) string {
	title = strings.ReplaceAll(title, unreadable, "")
	title = norm.NFC.String(strings.Join(strings.Fields(title), " "))
	letters := 0
	for _, r := range title {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	length := utf8.RuneCountInString(title)
	switch {
	case length > maxTitle, letters < 3, 2*letters < length, programTitle.MatchString(title), fileTitle.MatchString(title):
		return ""
	case !strings.Contains(title, " ") && strings.ContainsAny(title, "_0123456789") && title == strings.Map(dropLetterCase, title):
		return ""
	}
	return title
}

// dropLetterCase is the identity for what stands in a file name or a number of a
// record, and drops the rest.
func dropLetterCase(r rune) rune {
	if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_-.()", r)) {
		return r
	}
	return -1
}

// language returns the language the document declares, or its metadata otherwise,
// unless its text is plainly in another: programs write the language of their
// user there.
func (f *file) language(document *Document, otherwise string) (code string) {
	defer func() {
		if recover() != nil {
			code = "" // as for the title
		}
	}()
	declared := textString([]byte(f.reader.Trailer().Key("Root").Key("Lang").RawString()))
	tag, err := language.Parse(cmp.Or(declared, otherwise))
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if code = base.String(); confidence == language.No || len(code) != 2 || !speaks(document, code) {
		return ""
	}
	return code
}

// speaks reports whether the frequent words of the document speak for the
// language, or at least not for another.
func speaks(document *Document, code string) bool {
	const counted = 20_000 // words
	counts := map[string]int{}
	words := 0
	for _, page := range document.Pages {
		for _, paragraph := range page.Paragraphs {
			for word := range strings.FieldsSeq(strings.ToLower(paragraph.Text)) {
				for known, common := range commonWords {
					if common[word] {
						counts[known]++
					}
				}
				words++
			}
		}
		if words > counted {
			break
		}
	}
	most := 0
	for _, count := range counts {
		most = max(most, count)
	}
	if _, known := commonWords[code]; !known {
		return ratio(most, words) < 0.2
	}
	return counts[code] == most && (words < judgedWords || ratio(most, words) > fewCommon)
}
