package instrument

import (
	"slices"
	"strconv"
	"strings"

	"entente/corpus"
)

// aSeries is how the numbers of a treaty series are written, and how we write them.
type aSeries struct {
	pattern expression
	// as holds $1 and $2 for what the pattern's groups matched, leading zeros off.
	as string
}

// volume is how the volume and page of a series are written.
const volume = `,?\s+(?:[Vv]ol(?:ume)?\.?\s*)?(\d+),?\s+\(?(?:(?:p\.|pp\.|page|at)\s*)?(\d+)\b`

// What may stand before a Treaty Series that is named alone: that of others is named
// with them, before a comma or a dash.
const (
	alone   = `(?:^|[;:(\[|/\n])\s*`
	british = alone + `|\d\s*[)\],.–—-]+\s*|\b(?:Great\s+Britain|United\s+Kingdom),\s+` // "Cmnd. 4172."
	us      = alone + `|\bStat\.\s+\d+,\s+|\bDepartment\s+of\s+State,\s+`
)

// knownSeries lists the treaty series that are known. What stands within the
// number of one is not that of one further on.
var knownSeries = []aSeries{
	{pattern(`(?:U\.?N\.?T\.?S\.?|United\s+Nations,?\s+Treaty\s+Series)` + volume), "$1 UNTS $2"},
	{pattern(`(\d+)\s+U\.?N\.?T\.?S\.?\s+(\d+)\b`), "$1 UNTS $2"},
	{pattern(`(?:L\.?N\.?T\.?S\.?|League\s+of\s+Nations,?\s+Treaty\s+Series)` + volume), "$1 LNTS $2"},
	{pattern(`(\d+)\s+L\.?N\.?T\.?S\.?\s+(\d+)\b`), "$1 LNTS $2"},
	{pattern(`(?:T\.?I\.?A\.?S\.?|Treaties\s+and\s+Other\s+International\s+Acts\s+Series),?\s+(?:No\.?\s+)?(\d{3,5}(?:-\d+)?)\b`), "TIAS $1"},
	{pattern(`(\d+)\s+U\.?S\.?T\.?\s+(\d+)\b`), "$1 UST $2"},
	{pattern(`(\d+)\s+Stat\.\s+(\d+)\b`), "$1 Stat $2"},
	{pattern(`(?:C?ETS|(?:Council\s+of\s+Europe|European)\s+Treaty\s+Series)\s*[-–—,]?\s*No\.?\s*(\d{1,3})\b`), "ETS $1"},
	{pattern(`(?:ATS|Australian\s+Treaty\s+Series)\s+(\d{4}),?\s+(?:No\.?\s*)(\d+)\b`), "ATS $2 ($1)"},
	{pattern(`(?:CTS|Canada\s+Treaty\s+Series)\s+(\d{4})\s*(?:/|,?\s+No\.?\s*)(\d+)\b`), "CTS $2 ($1)"},
	{pattern(`British\s+(?:and\s+Foreign\s+)?State\s+Papers\s+(?:\(BSP\)\s+)?(\d+)\s*/\s*([1-9]\d*)\b`), "$1 BFSP $2"},
	{pattern(`(\d+)\s+BFSP\s+(\d+)\b`), "$1 BFSP $2"},
	{pattern(`Canad(?:a|ian)\s+Treaty\s+Series\s+(?:No\.?\s*)?(\d{1,3})\s*/\s*(\d{4})\b`), "CTS $1 ($2)"},
	// A bare Treaty Series is the British one with a year, the American without. A
	// number below 200 may be a British one whose year stands in the next line.
	{newExpression(`(?:(?:` + british + `)\bTreaty\s+Series|\b(?:UKTS|(?:UK|United\s+Kingdom)\s+Treaty\s+Series))\s+(?:No\.?\s*)?(\d+)\s*(?:/|\()\s*(\d{4})\b\)?`), "UKTS $1 ($2)"},
	{newExpression(`(?:` + us + `)\bTreaty\s+Series,?\s+No\.?\s*([2-9]\d\d)\b`), "TS $1"},
	{pattern(`Executive\s+Agreement\s+Series,?\s+(?:No\.?\s*)?(\d{1,3})\b`), "EAS $1"},
	{pattern(`(?:Trb\.?|Tractatenblad)\s+(\d{4}),?\s+(?:nr\.?\s*|no\.?\s*)?(\d+)\b`), "Trb $1, $2"},
	{pattern(`(?:OJ|Official\s+Journal)\s+(?:No\.?\s*)?([LC])\s?(\d+)\b`), "OJ $1 $2"},
	{pattern(`(?:19|20)\d\d/([LC])\s(\d+)/\d+\b`), "OJ $1 $2"}, // 2001/C 80/01
	{pattern(`([LC])\s(\d+)/\d+\s+EN\s+Official\s+Journal\b`), "OJ $1 $2"},
	{pattern(`(Cmnd|Cmd)\.?\s+(\d{1,5})\b`), "$1 $2"},
	{pattern(`(Cm|Cd|CP|C)\.?\s+(\d{3,5})\b`), "$1 $2"},
}

func pattern(text string) expression { return newExpression(`\b(?:` + text + `)`) }

// Series returns the numbers in treaty series that a reference names, in the
// form in which they are cited: "705 UNTS 355", "UKTS 107 (1969)", "Cmnd 4172".
func Series(reference string) []string {
	all := registered(reference)
	var seen []window
	for _, s := range knownSeries {
		for _, at := range s.pattern().FindAllStringSubmatchIndex(reference, -1) {
			w := window{at[0], at[1]}
			if slices.ContainsFunc(seen, w.isWithin) {
				continue // the C 326 of "Official Journal C 326" is no command paper
			}
			seen = append(seen, w)
			all = append(all, s.cited(reference, at))
		}
	}
	return all
}

func (w window) isWithin(other window) bool { return w.start >= other.start && w.end <= other.end }

var (
	// registration is how UK Treaties Online writes the volume and page under which
	// a treaty was registered, with the League of Nations or the United Nations.
	registration = pattern(`UN\s+Registration\s+[^/;]*/0:\s+(\d+)\s+([1-9]\d*)\b`)
	// ofYear is the year of a publication there: Treaty Series 001/1931.
	ofYear = pattern(`\w+\s+Series\s+\d+/(\d{4}):`)
)

// lastOfLeague is the last volume of the League's series.
const lastOfLeague = 205

// registered returns the volume and page of registrations. The numbers of both
// series begin at 1: up to the League's last, the year of publication tells them
// apart, and without one it is not certain which is meant.
func registered(reference string) []string {
	var all []string
	for _, at := range registration().FindAllStringSubmatch(reference, -1) {
		volume, err := strconv.Atoi(at[1])
		if err != nil {
			continue
		}
		year := 0
		if published := ofYear().FindStringSubmatch(reference); published != nil {
			year, _ = digits(published[1])
		}
		switch {
		case volume > lastOfLeague || year > 1945:
			all = append(all, at[1]+" UNTS "+at[2])
		case year > 0:
			all = append(all, at[1]+" LNTS "+at[2])
		}
	}
	return all
}

// cited writes the number whose groups stand at the places of a match.
func (s aSeries) cited(reference string, at []int) string {
	cited := s.as
	for i := 2; i < len(at); i += 2 {
		group := reference[at[i]:at[i+1]]
		if trimmed := strings.TrimLeft(group, "0"); trimmed != "" {
			group = trimmed
		}
		cited = strings.ReplaceAll(cited, "$"+strconv.Itoa(i/2), group)
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
	for _, bracket := range bracketed().FindAllStringSubmatch(d.Title, -1) {
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
			line, _, _ = strings.Cut(line, " [") // which begins a note
			for _, number := range wholeSeries(line) {
				all = appendOnce(all, corpus.Statement{Value: number, Reading: detected(n, line)})
			}
		}
		read += len(p.Text)
	}
	return all
}

var bracketed = newExpression(`[(\[]([^()\[\]]+(?:\(\d{4}\))?)[)\]]`)

// wholeSeries returns the numbers of a text that begins with one and is little more.
func wholeSeries(text string) []string {
	text = strings.Trim(text, " \t\n()[]")
	const most = 80 // bytes
	if text == "" || len(text) > most {
		return nil
	}
	for _, s := range knownSeries {
		if at := s.pattern().FindStringIndex(text); at != nil && at[0] == 0 {
			return Series(text)
		}
	}
	return nil
}
