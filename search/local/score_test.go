package local

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// scoredDocuments have titles and texts of very different lengths.
func scoredDocuments() []*corpus.Document {
	var documents []*corpus.Document
	for i, text := range []string{
		"attack", "attack attack " + strings.Repeat("calm ", 50), "calm", strings.Repeat("calm ", 700) + "attack", "attacks and attackers",
		"attackers",
	} {
		d := testDocument(i)
		d.Title, d.Language = strings.Repeat("attack ", i%2)+"paper", "en"
		d.Passages = []corpus.Passage{{Kind: corpus.Section, Text: text}, {Kind: corpus.Section, Text: "closing words"}}
		documents = append(documents, d)
	}
	return documents
}

// counted is what a text has of words, forms of attack and words of its kin.
type counted struct{ words, attacks, kin float64 }

func countWords(text string) (c counted) {
	for _, word := range strings.Fields(text) {
		c.words++
		switch word {
		case "attack", "attacks":
			c.attacks++
		case "attackers":
			c.kin++
		}
	}
	return c
}

// bm25f computes the score of the word attack from the formula of score.go, by
// reading.
func bm25f(d *corpus.Document, all []*corpus.Document) float64 {
	bodyOf := func(d *corpus.Document) string { return d.Passages[0].Text + " " + d.Passages[1].Text }
	var titles, bodies, with float64
	for _, other := range all {
		title, body := countWords(other.Title), countWords(bodyOf(other))
		titles, bodies = titles+title.words, bodies+body.words
		switch {
		case title.attacks+body.attacks > 0:
			with++
		case title.kin+body.kin > 0:
			with += 0.7
		}
	}
	n := float64(len(all))
	even := func(length, average float64) float64 { return 1 - 0.55 + 0.55*length/average }
	title, body := countWords(d.Title), countWords(bodyOf(d))
	frequency := 1.5*(title.attacks+0.7*title.kin)/even(title.words, titles/n) + (body.attacks+0.7*body.kin)/even(body.words, bodies/n)
	weight := math.Log(1 + (n-with+0.5)/(with+0.5))
	named := title.attacks / title.words
	return weight*frequency/(1.9+frequency) + 0.5*min(title.attacks, 1)*weight*named*named
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
			if len(result.Hits) != 5 { // the last has attack in its title alone
				t.Fatalf("%d hits, want 5", len(result.Hits))
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

// scoresOf returns the scores of the hits of a query by id.
func scoresOf(t *testing.T, e *Engine, query string) map[string]float64 {
	t.Helper()
	result, err := e.Search(t.Context(), search.Request{Query: query, PerPage: search.MaxPerPage})
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	for _, h := range result.Hits {
		scores[h.ID] = h.Score
	}
	return scores
}

// TestScoresSurviveAForcedMerge compares scores over many segments, with deleted
// documents in them, and over the one that scorch makes of them.
func TestScoresSurviveAForcedMerge(t *testing.T) {
	c, err := sampleCollection(t)
	if err != nil {
		t.Fatal(err)
	}
	e := open(t, t.TempDir())
	defer e.Close()
	var gone []string
	for i := 0; i < 60; i += 6 {
		if err := e.Put(t.Context(), c.Documents[i:i+6]); err != nil {
			t.Fatal(err)
		}
		gone = append(gone, c.Documents[i+i%5].ID)
	}
	if err := e.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	queries := []string{"treaty", `"armed attack"`, "ratification OR ratify", "assist* OR self-defence", "how OR may OR defence OR treaty OR treaty"}
	var before []map[string]float64
	for _, q := range queries {
		before = append(before, scoresOf(t, e, q))
	}
	if err := e.index.scorch.(*scorch.Scorch).ForceMerge(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	v, err := e.view(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	if len(v.segments) != 1 {
		t.Fatalf("%d segments after the merge, want 1", len(v.segments))
	}
	for i, q := range queries {
		if diff := cmp.Diff(before[i], scoresOf(t, e, q)); diff != "" || len(before[i]) == 0 {
			t.Errorf("%s: scores of %d hits (-before +after the merge):\n%s", q, len(before[i]), diff)
		}
	}
}

// TestScoreIsTheSumOfWhatWhyTells also asks for words in a part, and near others.
func TestScoreIsTheSumOfWhatWhyTells(t *testing.T) {
	c, err := sampleCollection(t)
	if err != nil {
		t.Fatal(err)
	}
	e := filled(t, c)
	for _, query := range []string{
		"treaty", "armed attack ratification", `"armed attack" OR aggress*`, "north atlantic treaty", "collective /5 defence",
		"article:5 (attack defence)", "how OR treaty OR treaties", "like:north-atlantic-treaty", "NATO -attack",
	} {
		result, err := e.Search(t.Context(), search.Request{Query: query, Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Hits) == 0 {
			t.Errorf("%s finds nothing", query)
		}
		for _, h := range result.Hits {
			sum := 0.0
			for _, part := range h.Why.Parts {
				sum += part.Score
			}
			if math.Abs(sum-h.Score) > 1e-9 || len(h.Why.Parts) == 0 {
				t.Errorf("%s: the parts of %s add up to %.12f, its score is %.12f: %+v", query, h.ID, sum, h.Score, h.Why.Parts)
			}
		}
	}
}

func TestRepeatedWordsCountEachTime(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	if err := e.Put(t.Context(), scoredDocuments()); err != nil {
		t.Fatal(err)
	}
	once, twice := scoresOf(t, e, "attack"), scoresOf(t, e, "attack OR attack")
	for id, score := range once {
		if math.Abs(twice[id]-2*score) > 1e-12 {
			t.Errorf("%s scores %g for the word and %g for it twice", id, score, twice[id])
		}
	}
}

// TestWhatRanksWithoutMatching shows what kin and function words do.
func TestWhatRanksWithoutMatching(t *testing.T) {
	e := open(t, t.TempDir())
	defer e.Close()
	texts := map[string]string{
		"d00000": "states ratify it after a vote", "d00001": "states ratify it after ratification", "d00002": "the ratification of treaties",
		"d00003": "how it came about", "d00004": "the WHO acts", "d00005": "who acts", "d00006": "nothing here",
	}
	for i := range len(texts) {
		d := testDocument(i)
		d.Title, d.Passages[0].Text = "Paper", texts[d.ID]
		if err := e.Put(t.Context(), []*corpus.Document{d}); err != nil {
			t.Fatal(err)
		}
	}
	ratify := scoresOf(t, e, "ratify")
	if len(ratify) != 2 || ratify["d00001"] <= ratify["d00000"] {
		t.Errorf("scores for ratify are %v: ratification should rank a hit and make none", ratify)
	}
	either := scoresOf(t, e, "ratify OR nothing")
	if len(either) != 3 {
		t.Errorf("%d hits for either word, want 3", len(either))
	}
	asked := scoresOf(t, e, "how OR ratify")
	if asked["d00003"] == 0 || asked["d00003"] >= asked["d00000"]/4 {
		t.Errorf("scores are %v: how tells little", asked)
	}
	if capitals, small := scoresOf(t, e, "WHO"), scoresOf(t, e, "who"); capitals["d00004"] <= small["d00004"] {
		t.Errorf("WHO scores %v and who %v: capitals make a name of it", capitals, small)
	}
}

// TestLeavesThatAskTheSame tells leaves apart by all that they ask.
func TestLeavesThatAskTheSame(t *testing.T) {
	us := func(in languages) *slot { return newSlot("us", map[string]languages{"us": in, "uses": everyLanguage}) }
	leaves := []*leaf{
		{pattern: us(everyLanguage)},
		{pattern: us(everyLanguage).written(inCapitals)},
		{pattern: us(everyLanguage).written(afterHyphen)},
		{pattern: sequence{us(everyLanguage), us(everyLanguage)}},
		{pattern: us(everyLanguage), fields: []string{titleField}},
	}
	for i, a := range leaves {
		for j, b := range leaves {
			if same := a.key() == b.key(); same != (i == j) {
				t.Errorf("leaves %d and %d ask the same: %v", i, j, same)
			}
		}
	}
	if again := (&leaf{pattern: us(newLanguages(analysis.English))}).key(); again != leaves[0].key() {
		t.Errorf("%s and %s are not the same", again, leaves[0].key())
	}
}
