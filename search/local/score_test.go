package local

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"entente/corpus"
	"entente/search"
)

// scoredDocuments have titles and texts of very different lengths.
func scoredDocuments() []*corpus.Document {
	var documents []*corpus.Document
	for i, text := range []string{
		"attack", "attack attack " + strings.Repeat("calm ", 50), "calm", strings.Repeat("calm ", 700) + "attack", "attacks and calm",
	} {
		d := testDocument(i)
		d.Title, d.Language = strings.Repeat("attack ", i%2)+"paper", "en"
		d.Passages = []corpus.Passage{{Kind: corpus.Section, Text: text}, {Kind: corpus.Section, Text: "closing words"}}
		documents = append(documents, d)
	}
	return documents
}

// bm25f computes the score of one word from the formula of score.go, by reading.
func bm25f(d *corpus.Document, all []*corpus.Document) float64 {
	count := func(text string) (words, attacks float64) {
		for _, word := range strings.Fields(text) {
			words++
			if strings.HasPrefix(word, "attack") {
				attacks++
			}
		}
		return words, attacks
	}
	bodyOf := func(d *corpus.Document) string { return d.Passages[0].Text + " " + d.Passages[1].Text }
	var titles, bodies, with float64
	for _, other := range all {
		title, inTitle := count(other.Title)
		body, inBody := count(bodyOf(other))
		titles, bodies = titles+title, bodies+body
		if inTitle+inBody > 0 {
			with++
		}
	}
	n := float64(len(all))
	even := func(length, average float64) float64 { return 1 - 0.75 + 0.75*length/average }
	title, inTitle := count(d.Title)
	body, inBody := count(bodyOf(d))
	frequency := 2*inTitle/even(title, titles/n) + inBody/even(body, bodies/n)
	weight := math.Log(1 + (n-with+0.5)/(with+0.5))
	named := inTitle / title
	return weight*frequency/(1.2+frequency) + min(inTitle, 1)*weight*named*named
}

// TestScoresFollowTheFormula also shows that scores depend neither on how the
// documents came in nor on what was there before.
func TestScoresFollowTheFormula(t *testing.T) {
	documents := scoredDocuments()
	for name, load := range map[string]func(*Engine) error{
		"one batch": func(e *Engine) error { return e.Put(t.Context(), documents) },
		"one by one, backwards, over others": func(e *Engine) error {
			for i := 20; i >= 0; i-- {
				d := testDocument(i)
				d.Passages[0].Text = strings.Repeat("attack ", 40+i)
				if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
					return err
				}
			}
			for i := len(documents) - 1; i >= 0; i-- {
				if err := e.Put(t.Context(), documents[i:i+1]); err != nil {
					return err
				}
			}
			var others []string
			for i := len(documents); i <= 20; i++ {
				others = append(others, testDocument(i).ID)
			}
			return e.Delete(t.Context(), others)
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := open(t, t.TempDir())
			defer e.Close()
			if err := load(e); err != nil {
				t.Fatal(err)
			}
			result, err := e.Search(t.Context(), search.Request{Query: "attack"})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Hits) != 4 {
				t.Fatalf("%d hits, want 4", len(result.Hits))
			}
			for _, h := range result.Hits {
				var n int
				fmt.Sscanf(h.ID, "d%d", &n)
				if want := bm25f(documents[n], documents); math.Abs(h.Score-want) > 1e-12 {
					t.Errorf("document %d scores %.15f, want %.15f", n, h.Score, want)
				}
			}
		})
	}
}
