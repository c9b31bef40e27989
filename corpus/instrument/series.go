package instrument

import (
	"regexp"
	"strconv"
	"strings"

	"entente/corpus"
)

// aSeries is how the numbers of a treaty series are written, and how we write them.
type aSeries struct {
	pattern *regexp.Regexp
	// as holds $1 and $2 for what the pattern's groups matched, leading zeros off.
	as string
}

// volume is how the volume and page of a series are written.
const volume = `,?\s+(?:vol(?:ume)?\.?\s*)?(\d+),?\s+(?:(?:p\.|pp\.|page|at)\s*)?(\d+)\b`

// knownSeries lists the treaty series that are known.
var knownSeries = []aSeries{
	{pattern(`(?:U\.?N\.?T\.?S\.?|United\s+Nations,?\s+Treaty\s+Series)` + volume), "$1 UNTS $2"},
	{pattern(`(\d+)\s+U\.?N\.?T\.?S\.?\s+(\d+)\b`), "$1 UNTS $2"},
	{pattern(`UN\s+Registration\s+(?:United|Nether)\w*/0:\s+(\d+)\s+([1-9]\d*)\b`), "$1 UNTS $2"}, // UK Treaties Online
	{pattern(`(?:L\.?N\.?T\.?S\.?|League\s+of\s+Nations,?\s+Treaty\s+Series)` + volume), "$1 LNTS $2"},
	{pattern(`(\d+)\s+L\.?N\.?T\.?S\.?\s+(\d+)\b`), "$1 LNTS $2"},
	{pattern(`T\.?I\.?A\.?S\.?\s+(?:No\.?\s+)?(\d{3,5}(?:-\d+)?)\b`), "TIAS $1"},
	{pattern(`(?:UKTS|(?:UK|United\s+Kingdom)?\s*Treaty\s+Series)\s+(?:No\.?\s*)?(\d+)\s*(?:/|\()\s*(\d{4})\b\)?`), "UKTS $1 ($2)"},
	{pattern(`(Cmnd|Cmd|Cm|Cd|CP|C)\.?\s+(\d{3,5})\b`), "$1 $2"},
	{pattern(`(?:Trb\.?|Tractatenblad)\s+(\d{4}),?\s+(?:nr\.?\s*|no\.?\s*)?(\d+)\b`), "Trb $1, $2"},
	{pattern(`(?:OJ|Official\s+Journal)\s+(?:No\.?\s*)?([LC])\s?(\d+)\b`), "OJ $1 $2"},
}

func pattern(text string) *regexp.Regexp { return regexp.MustCompile(`\b(?:` + text + `)`) }

// Series returns the numbers in treaty series that a reference names, in the
// form in which they are cited: "705 UNTS 355", "UKTS 107 (1969)", "Cmnd 4172".
func Series(reference string) []string {
	var all []string
	for _, s := range knownSeries {
		for _, at := range s.pattern.FindAllStringSubmatch(reference, -1) {
			all = append(all, s.cited(at))
		}
	}
	return all
}

func (s aSeries) cited(groups []string) string {
	cited := s.as
	for i, group := range groups[1:] {
		if trimmed := strings.TrimLeft(group, "0"); trimmed != "" {
			group = trimmed
		}
		cited = strings.ReplaceAll(cited, "$"+strconv.Itoa(i+1), group)
	}
	return cited
}

// headLength is how many bytes of the beginning of a text are read for numbers:
// further on, and within a line, they are those of other instruments.
const headLength = 1500

// seriesOf lists the numbers that the title has in brackets and those that
// begin a line at the head of the text.
func seriesOf(d *corpus.Document) []corpus.Statement {
	var all []corpus.Statement
	for _, bracket := range bracketed.FindAllStringSubmatch(d.Title, -1) {
		for _, number := range wholeSeries(bracket[1]) {
			all = appendOnce(all, corpus.Statement{Value: number, Reading: corpus.Reading{Origin: corpus.Detected, Words: quotable(bracket[1])}})
		}
	}
	read := 0
	for n, p := range d.Passages {
		if p.Kind == corpus.Article || read >= headLength {
			break
		}
		for line := range strings.Lines(p.Text[:min(len(p.Text), headLength-read)]) {
			for _, number := range wholeSeries(line) {
				all = appendOnce(all, corpus.Statement{Value: number, Reading: detected(n, line)})
			}
		}
		read += len(p.Text)
	}
	return all
}

var bracketed = regexp.MustCompile(`[(\[]([^()\[\]]+(?:\(\d{4}\))?)[)\]]`)

// wholeSeries returns the numbers of a text that begins with one and is little more.
func wholeSeries(text string) []string {
	text = strings.TrimSpace(text)
	const most = 80 // bytes
	if text == "" || len(text) > most {
		return nil
	}
	for _, s := range knownSeries {
		if at := s.pattern.FindStringIndex(text); at != nil && at[0] == 0 {
			return Series(text)
		}
	}
	return nil
}
