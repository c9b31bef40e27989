package gazetteer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/corpus"
	"entente/corpus/formats"
	"entente/corpus/passages"
)

// labelFile says which tags real documents have; it says how it was made.
const labelFile = "testdata/tags.gold"

// The least precision and recall of each field in each half.
const (
	wantPrecision = 0.95
	wantRecall    = 0.85
)

// labels are the tags of one field that a reader gave a document: true for
// those it must have, false for those it may have.
type labels map[string]bool

// anyOther is the label that leaves all other tags of a field open.
const anyOther = "*"

// TestTagsOfRealDocuments compares detected tags with those that a reader gave.
// With ENTENTE_GOLD=1 it lists the differences in the tuned half.
func TestTagsOfRealDocuments(t *testing.T) {
	g := newGazetteer(t)
	titles, files := realTitles(t)
	hits := map[string]*[fields]hitCount{"tuned": {}, "held": {}}
	for _, line := range labelledLines(t) {
		id, half := line[0], line[1]
		d := readReal(t, files[id], titles[id])
		g.Tag(d)
		for f, detected := range [fields][]corpus.Tag{organization: d.Organizations, topic: d.Topics, party: d.Parties} {
			missed, wrong := hits[half][f].add(parseLabels(line[2+f]), detected)
			if half == "tuned" && os.Getenv("ENTENTE_GOLD") != "" && len(missed)+len(wrong) > 0 {
				t.Logf("%s %q: %s missed %v, wrong %v", id, titles[id], fieldNames[f], missed, wrong)
			}
		}
	}
	for half, counts := range hits {
		for f, c := range counts {
			t.Logf("%-5s %-5s %s", half, fieldNames[f], c)
			if c.precision() < wantPrecision || c.recall() < wantRecall {
				t.Errorf("%s %s: want precision %.2f and recall %.2f", half, fieldNames[f], wantPrecision, wantRecall)
			}
		}
	}
}

// hitCount counts detected tags; those that are open count neither right nor wrong.
type hitCount struct{ right, wrong, missed, open int }

func (c *hitCount) add(want labels, detected []corpus.Tag) (missed, wrong []string) {
	found := map[string]bool{}
	for _, tag := range detected {
		found[tag.Name] = true
		must, known := want[tag.Name]
		_, open := want[anyOther]
		switch {
		case must:
			c.right++
		case !known && !open:
			c.wrong++
			wrong = append(wrong, fmt.Sprintf("%s %q", tag.Name, tag.Evidence))
		default:
			c.open++
		}
	}
	for name, must := range want {
		if must && !found[name] {
			c.missed++
			missed = append(missed, name)
		}
	}
	slices.Sort(missed)
	return missed, wrong
}

func (c hitCount) precision() float64 { return float64(c.right) / float64(max(c.right+c.wrong, 1)) }
func (c hitCount) recall() float64    { return float64(c.right) / float64(max(c.right+c.missed, 1)) }

func (c hitCount) String() string {
	return fmt.Sprintf("%3d right, %2d wrong, %2d missed, %3d open: precision %.3f, recall %.3f",
		c.right, c.wrong, c.missed, c.open, c.precision(), c.recall())
}

func parseLabels(list string) labels {
	parsed := labels{}
	for name := range strings.SplitSeq(list, ";") {
		if open := strings.TrimSuffix(strings.TrimPrefix(name, "("), ")"); open != name {
			parsed[open] = false
		} else if name != "" {
			parsed[name] = true
		}
	}
	return parsed
}

// labelledLines returns the lines of the label file, cut into their columns.
func labelledLines(t *testing.T) [][]string {
	t.Helper()
	content, err := os.ReadFile(labelFile)
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(content)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case len(columns) == 2+int(fields):
			lines = append(lines, columns)
		default:
			t.Fatalf("%s: %q", labelFile, line)
		}
	}
	return lines
}

// TestLabelsAreKnown holds the label file to the names of the gazetteer.
func TestLabelsAreKnown(t *testing.T) {
	g := newGazetteer(t)
	for _, line := range labelledLines(t) {
		for f, name := range fieldNames {
			for label := range parseLabels(line[2+f]) {
				if label != anyOther && !slices.Contains(g.Names(name), label) {
					t.Errorf("%s: there is no %s %q", line[0], name, label)
				}
			}
		}
	}
}

// realTitles returns the titles and files of the real documents, by id, or
// skips the test where they are missing.
func realTitles(t *testing.T) (titles, files map[string]string) {
	t.Helper()
	manifest, err := os.Open(filepath.Join(defenceFolder, "manifest.jsonl"))
	if err != nil {
		t.Skipf("the folder of real documents is not here: %v", err)
	}
	defer manifest.Close()
	titles, files = map[string]string{}, map[string]string{}
	lines := bufio.NewScanner(manifest)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var record struct{ ID, Title, File string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		titles[record.ID], files[record.ID] = record.Title, record.File
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return titles, files
}

// readReal reads a document as the indexer does, but for what is declared
// about it beside its title.
func readReal(t *testing.T, file, title string) *corpus.Document {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(defenceFolder, file))
	if err != nil {
		t.Fatal(err)
	}
	format, err := formats.Detect(file, content)
	if err != nil {
		t.Fatal(err)
	}
	records, err := format.Read(context.Background(), bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{Title: title}
	for _, r := range records {
		d.Passages = append(d.Passages, passages.Split(r.Blocks)...)
	}
	return d
}
