package instrument

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/passages"
)

// goldFile lists the record of real treaties, pagesFile that of treaties on real
// pages, referencesFile the numbers that the references of real records name; they
// say how they were made and what their lines mean.
const (
	goldFile       = "testdata/records.gold"
	pagesFile      = "testdata/pages.gold"
	referencesFile = "testdata/references.gold"
)

// figures are the precision and the recall of a field.
type figures struct{ precision, recall float64 }

// leastFigures are, by half, the figures of fields below which the rules have become
// worse. Few of the treaties state the rest.
type leastFigures map[string]map[string]figures

var leastOfRecords = leastFigures{
	"tuned": {
		"signed": {0.97, 0.90}, "place": {0.97, 0.85}, "in-force": {0.97, 0.85}, "depositary": {0.97, 0.95},
		"series": {0.97, 0.95}, "amended-by": {0.97, 0.95},
	},
	"held": {"signed": {0.97, 0.80}, "place": {0.97, 0.75}, "in-force": {0.97, 0.95}, "depositary": {0.97, 0.90}},
}

// leastOfPages leaves out the signature: above the beginning of a treaty it is run
// together with the number of a note.
var leastOfPages = leastFigures{
	"tuned": {"in-force": {0.97, 0.95}, "series": {0.97, 0.90}},
	"held":  {"in-force": {0.97, 0.80}, "series": {0.97, 0.95}},
}

var leastOfReferences = leastFigures{"tuned": {"series": {0.97, 0.95}}, "held": {"series": {0.97, 0.95}}}

// goldRecord is what a labelled document says, by field: for each value the ways
// to write it.
type goldRecord struct {
	path, half string
	values     map[string][][]string
}

// TestRecordsOfRealTreaties compares the record that is read with that which a
// reader found.
func TestRecordsOfRealTreaties(t *testing.T) {
	titles := manifestTitles(t)
	measureHalves(t, goldFile, leastOfRecords, func(t *testing.T, path string) []corpus.InstrumentRow {
		d := realDocument(t, titles[path], path)
		Read(d)
		return d.Instrument.Rows()
	})
}

// TestRecordsOfRealPages does so with single pages.
func TestRecordsOfRealPages(t *testing.T) {
	texts := realPages(t, pagesFile)
	measureHalves(t, pagesFile, leastOfPages, func(_ *testing.T, id string) []corpus.InstrumentRow {
		var blocks []formats.Block
		for paragraph := range strings.SplitSeq(texts[id], "\n\n") {
			blocks = append(blocks, formats.Block{Text: paragraph})
		}
		d := &corpus.Document{ID: "x", Type: "treaty", Passages: passages.Split(blocks)}
		Read(d)
		return d.Instrument.Rows()
	})
}

// TestSeriesOfRealReferences compares the numbers that are read from the
// references of real records with those which a reader found.
func TestSeriesOfRealReferences(t *testing.T) {
	manifestTitles(t) // skips the test where there is none
	measureHalves(t, referencesFile, leastOfReferences, func(t *testing.T, path string) []corpus.InstrumentRow {
		var known []corpus.Statement
		for _, number := range Series(realReferences(t, path)) {
			known = appendOnce(known, corpus.Statement{Value: number})
		}
		return []corpus.InstrumentRow{{Field: "series", Known: known}}
	})
}

// measureHalves measures each half of the labels of a file by itself. With
// ENTENTE_GOLD=1 it lists the differences.
func measureHalves(t *testing.T, file string, least leastFigures, read func(*testing.T, string) []corpus.InstrumentRow) {
	for _, half := range []string{"tuned", "held"} {
		t.Run(half, func(t *testing.T) {
			sums := map[string]*tally{}
			for _, g := range readGold(t, file) {
				if g.half != half {
					continue
				}
				for _, row := range read(t, g.path) {
					c := compareGold(row.Known, g.values[row.Field])
					if sums[row.Field] == nil {
						sums[row.Field] = &tally{}
					}
					sums[row.Field].add(c)
					if os.Getenv("ENTENTE_GOLD") != "" && len(c.missed)+len(c.wrong) > 0 {
						t.Logf("%s: %s: missed %q, wrong %q", g.path, row.Field, c.missed, c.wrong)
					}
				}
			}
			for _, field := range slices.Sorted(maps.Keys(sums)) {
				sum, least := sums[field], least[half][field]
				t.Logf("%-11s %s", field, sum)
				if sum.precision() < least.precision || sum.recall() < least.recall {
					t.Errorf("%s has %s, want at least %.2f and %.2f", field, sum, least.precision, least.recall)
				}
			}
		})
	}
}

// comparison is what became of the values of one field.
type comparison struct {
	right         int
	wrong, missed []string
}

func compareGold(found []corpus.Statement, labels [][]string) comparison {
	var c comparison
	if len(labels) == 1 && labels[0][0] == "?" {
		return c
	}
	labels = slices.Clone(labels)
	for _, s := range found {
		at := slices.IndexFunc(labels, func(ways []string) bool {
			return slices.ContainsFunc(ways, func(way string) bool { return strings.EqualFold(way, s.Value) })
		})
		if at < 0 {
			c.wrong = append(c.wrong, s.Value+" ("+s.Words+")")
			continue
		}
		c.right++
		labels = slices.Delete(labels, at, at+1)
	}
	for _, ways := range labels {
		c.missed = append(c.missed, ways[0])
	}
	return c
}

// tally sums up comparisons.
type tally struct{ right, wrong, missed int }

func (t *tally) add(c comparison) {
	t.right += c.right
	t.wrong += len(c.wrong)
	t.missed += len(c.missed)
}

func (t *tally) precision() float64 { return share(t.right, t.wrong) }
func (t *tally) recall() float64    { return share(t.right, t.missed) }

func (t *tally) String() string {
	return fmt.Sprintf("%d values, %d right: precision %.3f (%d wrong), recall %.3f (%d missed)",
		t.right+t.missed, t.right, t.precision(), t.wrong, t.recall(), t.missed)
}

// share returns the part of part in part and rest, 1 where there is neither.
func share(part, rest int) float64 {
	if part+rest == 0 {
		return 1
	}
	return float64(part) / float64(part+rest)
}

func readGold(t *testing.T, name string) []goldRecord {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var records []goldRecord
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) == 2 && fields[0] != "" {
			records = append(records, goldRecord{path: fields[0], half: fields[1], values: map[string][][]string{}})
			continue
		}
		if _, known := corpus.FieldNamed(fields[1]); len(fields) != 3 || !known || len(records) == 0 {
			t.Fatalf("%q is no label", line)
		}
		values := records[len(records)-1].values
		values[fields[1]] = append(values[fields[1]], strings.Split(fields[2], " | "))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return records
}
