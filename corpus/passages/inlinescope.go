package passages

import (
	"regexp"
	"strings"
)

// maxInlineScope is how many bytes before the first article of a sequence the
// name of the annex or protocol that it is in may stand in flattened text: its
// title and preamble lie between.
const maxInlineScope = 1_500

var inlineScope = regexp.MustCompile(`\b(?:(ANNEX)|(PROTOCOL)) (?:[0-9]{1,2}|[IVX]{1,5}|[ivx]{1,5})`)

// inlineScopeOf returns how the articles of run r are cited when the text in
// which they stand inside of lines names an annex or protocol right before
// them: "ANNEX ivstatute of the commission ARTICLE 1". Else it returns "".
func (b *builder) inlineScopeOf(r int) string {
	first := b.runs[r][0]
	if r == 0 || first.form != inline || first.number.n != 1 {
		return ""
	}
	text := b.lines[first.line].text
	from := max(0, first.offset-maxInlineScope)
	if last := b.runs[r-1][len(b.runs[r-1])-1]; last.line == first.line {
		from = max(from, last.offset+last.end)
	}
	before := text[from:first.offset]
	places := inlineScope.FindAllStringSubmatchIndex(before, -1)
	if len(places) == 0 {
		return ""
	}
	place := places[len(places)-1]
	name, number := "Annex ", before[:place[1]]
	if place[4] >= 0 {
		name = "Protocol No "
	}
	return name + strings.ToUpper(number[strings.LastIndexByte(number, ' ')+1:])
}
