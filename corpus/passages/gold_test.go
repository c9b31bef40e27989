package passages

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"entente/corpus"
)

// goldFile lists where the articles of real documents begin; it says how it was
// made and what its lines mean.
const goldFile = "testdata/articles.gold"

const (
	wantFigure = 0.95 // the least precision and recall, over all articles and as the mean of documents
	goldWords  = 32   // letters and digits of an article by which its beginning is known
)

// goldDocument is a labelled document.
type goldDocument struct {
	path, half string
	articles   []goldArticle
}

type goldArticle struct {
	kind, number, words string
	within              string // "?" where the label leaves it open
}

// boundary is what must be found of an article.
type boundary struct{ kind, number, words string }

// TestArticlesOfRealDocuments compares the articles that are found in real
// documents with those that a reader found. With ENTENTE_GOLD=1 it lists the
// differences in the tuned half.
func TestArticlesOfRealDocuments(t *testing.T) {
	if _, err := os.Stat(defenceDocuments); err != nil {
		t.Skip("the collection of real documents is not here:", err)
	}
	figures := map[string]*figures{"tuned": {}, "held": {}}
	for _, d := range readGold(t) {
		found := articlesOf(t, d.path)
		c := compareGold(d, found)
		figures[d.half].add(c)
		if d.half == "tuned" && os.Getenv("ENTENTE_GOLD") != "" && (len(c.missed) > 0 || len(c.wrong) > 0 || c.misplaced > 0) {
			t.Logf("%s: missed %v, wrong %v, %d misplaced", d.path, c.missed, c.wrong, c.misplaced)
		}
	}
	for half, f := range figures {
		t.Logf("%-5s %s", half, f)
		for name, value := range f.values() {
			if value < wantFigure {
				t.Errorf("%s: %s is %.3f, want %.2f", half, name, value, wantFigure)
			}
		}
	}
}

// comparison is what became of the labels of one document.
type comparison struct {
	right, misplaced int // found; of these, how many in the wrong annex
	missed, wrong    []string
}

func compareGold(d goldDocument, found []goldArticle) comparison {
	var c comparison
	optional := map[boundary]int{}
	wanted := map[boundary][]string{}
	for _, a := range d.articles {
		b := boundary{a.kind, a.number, a.words}
		if a.kind == "optional" {
			b.kind = string(corpus.Article)
			optional[b]++
			continue
		}
		wanted[b] = append(wanted[b], a.within)
	}
	for _, a := range found {
		b := boundary{a.kind, a.number, a.words}
		switch places := wanted[b]; {
		case len(places) > 0:
			wanted[b] = places[1:]
			c.right++
			if places[0] != a.within && places[0] != "?" {
				c.misplaced++
			}
		case optional[b] > 0:
			optional[b]--
		default:
			c.wrong = append(c.wrong, a.kind+" "+a.number)
		}
	}
	for b, places := range wanted {
		for range places {
			c.missed = append(c.missed, b.kind+" "+b.number)
		}
	}
	return c
}

// figures are the sums over the documents of one half.
type figures struct {
	documents, right, missed, wrong, misplaced int
	precisions, recalls                        float64
}

func (f *figures) add(c comparison) {
	f.documents++
	f.right += c.right
	f.missed += len(c.missed)
	f.wrong += len(c.wrong)
	f.misplaced += c.misplaced
	f.precisions += share(c.right, len(c.wrong))
	f.recalls += share(c.right, len(c.missed))
}

func (f *figures) values() map[string]float64 {
	n := float64(max(f.documents, 1))
	return map[string]float64{
		"precision": share(f.right, f.wrong), "recall": share(f.right, f.missed),
		"mean precision": f.precisions / n, "mean recall": f.recalls / n,
		"share in the right annex": share(f.right-f.misplaced, f.misplaced),
	}
}

func (f *figures) String() string {
	v := f.values()
	return fmt.Sprintf("%d documents, %d articles: precision %.3f, recall %.3f; mean of documents %.3f, %.3f; in the right annex %.3f",
		f.documents, f.right+f.missed, v["precision"], v["recall"], v["mean precision"], v["mean recall"], v["share in the right annex"])
}

// share returns the part of part in part and rest, 1 where there is neither.
func share(part, rest int) float64 {
	if part+rest == 0 {
		return 1
	}
	return float64(part) / float64(part+rest)
}

// articlesOf returns where the articles of a document were found to begin.
func articlesOf(t *testing.T, path string) []goldArticle {
	t.Helper()
	var found []goldArticle
	records := readDefence(filepath.Join(defenceDocuments, path))
	if len(records) == 0 {
		t.Fatal("not readable:", path)
	}
	for _, r := range records {
		pieces := piecesOf(linesOf(r.Blocks))
		var text strings.Builder
		at := make([]int, len(pieces))
		for i, p := range pieces {
			at[i] = text.Len()
			text.WriteString(wordLetters(p.label + p.heading()))
			for _, paragraph := range p.body {
				text.WriteString(wordLetters(paragraph.text()))
			}
		}
		for i, p := range pieces {
			if p.kind == corpus.Article || p.kind == corpus.Section && p.label != "" {
				found = append(found, goldArticle{string(p.kind), p.number, digest(text.String()[at[i]:]), p.within})
			}
		}
	}
	return found
}

// digest returns the label's digits for the words at the beginning of text.
func digest(text string) string {
	letters := []rune(text[:min(len(text), 4*goldWords)])
	sum := sha256.Sum256([]byte(string(letters[:min(len(letters), goldWords)])))
	return hex.EncodeToString(sum[:4])
}

func wordLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func readGold(t *testing.T) []goldDocument {
	t.Helper()
	file, err := os.Open(goldFile)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var documents []goldDocument
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		switch {
		case strings.HasPrefix(fields[0], "#"):
		case fields[0] != "" && len(fields) == 2:
			documents = append(documents, goldDocument{path: fields[0], half: fields[1]})
		case len(fields) == 4 || len(fields) == 5:
			a := goldArticle{kind: fields[1], number: fields[2], words: fields[3]}
			if len(fields) == 5 {
				a.within = fields[4]
			}
			d := &documents[len(documents)-1]
			d.articles = append(d.articles, a)
		default:
			t.Fatalf("%s: %q", goldFile, lines.Text())
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return documents
}
