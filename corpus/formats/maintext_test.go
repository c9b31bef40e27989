package formats

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/corpus/formats/wordbag"
)

// pageLabel is a line of testdata/labels/maintext.tsv: which of the words of a page are
// its own text, as someone who read it says. Menus, tables of links, names of
// the site and the like are not.
type pageLabel struct {
	path   string   // below ../shared/data
	words  int      // of the page with all that stands in it
	ranges [][2]int // first word, and the one behind the last
}

// TestMainText compares what is read of web pages, and all that stands in them,
// with what their text is. -v prints both scores of each page.
func TestMainText(t *testing.T) {
	var chosen, full wordbag.Scores
	for _, label := range pageLabels(t) {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", label.path))
		if err != nil {
			t.Skipf("the pages are not there: %v", err)
		}
		text, _, err := decodeHTML(data)
		if err != nil {
			t.Fatal(err)
		}
		all := newHTMLWalker(true)
		if err := all.walk(context.Background(), text); err != nil {
			t.Fatal(err)
		}
		page, err := parseHTML(context.Background(), text)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, b := range all.out {
			words = append(words, strings.Fields(b.Text)...)
		}
		if len(words) != label.words {
			t.Errorf("%s has %d words, %d when it was labelled: label it anew", label.path, len(words), label.words)
			continue
		}
		wanted := label.of(words)
		chosen = append(chosen, wordbag.F1(wanted, wordbag.Of(textOf([]Record{{Blocks: page.blocks}}))))
		full = append(full, wordbag.F1(wanted, wordbag.Of(strings.Join(words, " "))))
		t.Logf("%.4f, full text %.4f  %s", chosen[len(chosen)-1], full[len(full)-1], label.path)
	}
	t.Logf("%d pages: mean word F1 %.4f, of the full text %.4f", len(chosen), chosen.Mean(), full.Mean())
	if chosen.Mean() < 0.98 || chosen.Mean() < full.Mean() {
		t.Errorf("mean word F1 is %.4f, want at least 0.98 and that of the full text, %.4f", chosen.Mean(), full.Mean())
	}
}

// of returns those of the words that are the text.
func (m pageLabel) of(words []string) wordbag.Bag {
	var text []string
	for _, r := range m.ranges {
		text = append(text, words[r[0]:r[1]]...)
	}
	return wordbag.Of(strings.Join(text, " "))
}

func pageLabels(t *testing.T) []pageLabel {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "labels", "maintext.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma = '\t'
	lines, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var labels []pageLabel
	for _, line := range lines {
		label := pageLabel{path: line[0]}
		if _, err := fmt.Sscan(line[1], &label.words); err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitSeq(line[2], ",") {
			var r [2]int
			if _, err := fmt.Sscanf(part, "%d-%d", &r[0], &r[1]); err != nil {
				t.Fatal(err)
			}
			label.ranges = append(label.ranges, r)
		}
		labels = append(labels, label)
	}
	return labels
}
