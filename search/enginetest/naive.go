package enginetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/corpus"
	"entente/search"
	"entente/search/analysis"
)

// sameMarks takes empty lists for none.
var sameMarks = cmpopts.EquateEmpty()

// agreesWithNaive asks random queries over random documents and compares the
// hits with those of an evaluator that reads every document word by word.
func agreesWithNaive(t *testing.T, e search.Engine) {
	random := rand.New(rand.NewPCG(5, 1949))
	var documents []*corpus.Document
	for i := range 120 {
		documents = append(documents, randomDocument(random, i))
	}
	for i := 0; i < len(documents); i += 17 { // several segments
		put(t, e, documents[i:min(i+17, len(documents))]...)
	}
	for range 600 {
		query := randomQuery(random, 3)
		node, err := search.Parse(query, search.MatchAll)
		if err != nil {
			t.Fatalf("random query %s: %v", query, err)
		}
		var want []string
		for _, d := range documents {
			if matches(node, d) {
				want = append(want, d.ID)
			}
		}
		result := find(t, e, search.Request{Query: query, PerPage: search.MaxPerPage, Sort: search.ByTitle})
		if result.Total.Value != len(want) {
			t.Errorf("%s: total %d, want %d", query, result.Total.Value, len(want))
		}
		if len(want) > search.MaxPerPage {
			continue
		}
		if diff := cmp.Diff(want, ids(result), anyOrder); diff != "" {
			t.Errorf("%s (-naive +engine):\n%s", query, diff)
		}
	}
}

var vocabulary = strings.Fields("the of armed attack attacks attacked attacking treaty treaties party parties ally allies peace peaceful U.S. co-operation défense")

func randomDocument(random *rand.Rand, i int) *corpus.Document {
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, vocabulary[random.IntN(len(vocabulary))])
		}
		return strings.Join(text, " ")
	}
	var texts []string
	for range 1 + random.IntN(4) {
		texts = append(texts, words(random.IntN(9)))
	}
	d := document(fmt.Sprintf("d%03d", i), words(2), "", texts...)
	for n := range d.Passages {
		if random.IntN(3) == 0 {
			d.Passages[n].Heading = words(2)
		}
	}
	if random.IntN(4) > 0 {
		d.Date, _ = corpus.NewDate(1940+random.IntN(20), random.IntN(13), 0)
	}
	d.Organizations = tags(corpus.Declared, []string{"NATO", "UN", "EU"}[random.IntN(3)])
	return d
}

func randomQuery(random *rand.Rand, depth int) string {
	word := func() string { return vocabulary[random.IntN(len(vocabulary))] }
	switch n := random.IntN(12); {
	case depth > 0 && n < 2:
		return "(" + randomQuery(random, depth-1) + " OR " + randomQuery(random, depth-1) + ")"
	case depth > 0 && n < 5:
		return "(" + randomQuery(random, depth-1) + " " + randomQuery(random, depth-1) + ")"
	case depth > 0 && n < 6:
		return "NOT " + randomQuery(random, depth-1)
	case n == 6:
		return `"` + word() + " " + word() + `"`
	case n == 7:
		return []string{"att*", "p*", "title:tr*", "body:co*"}[random.IntN(4)]
	case n == 8:
		return "org:" + []string{"NATO", "UN", "EU"}[random.IntN(3)]
	case n == 9:
		return fmt.Sprintf("date:%d..%d", 1940+random.IntN(10), 1950+random.IntN(10))
	case n == 10:
		return []string{"title:", "body:"}[random.IntN(2)] + word()
	}
	return word()
}

// matches evaluates a query on one document by reading it.
func matches(node search.Node, d *corpus.Document) bool {
	switch n := node.(type) {
	case search.Not:
		return !matches(n.Child, d)
	case search.And:
		for _, child := range n.Children {
			if !matches(child, d) {
				return false
			}
		}
		return true
	case search.Or:
		for _, child := range n.Children {
			if matches(child, d) {
				return true
			}
		}
		return false
	case search.Word:
		return contains(d, n.Field, n.Text)
	case search.Phrase:
		return contains(d, n.Field, n.Text)
	case search.Wildcard:
		return anyText(d, n.Field, func(terms []string) bool {
			for _, term := range terms {
				if strings.HasPrefix(term, strings.TrimSuffix(analysis.Fold(n.Text), "*")) {
					return true
				}
			}
			return false
		})
	case search.Value:
		f, _ := corpus.FieldNamed(n.Field)
		for _, value := range f.Values(d) {
			if strings.EqualFold(value, n.Text) {
				return true
			}
		}
		return false
	case search.DateRange:
		first, last, ok := d.Date.Span()
		from, _, _ := n.From.Span()
		_, to, _ := n.To.Span()
		return ok && !first.After(to) && !last.Before(from)
	}
	return true
}

// contains reports whether the words stand next to each other in one text of
// the field, compared by their stems.
func contains(d *corpus.Document, field, words string) bool {
	want := termsOf(words)
	return anyText(d, field, func(terms []string) bool {
		for i := range terms {
			if i+len(want) > len(terms) {
				return false
			}
			same := true
			for j, term := range want {
				same = same && analysis.English.Stem(terms[i+j]) == analysis.English.Stem(term)
			}
			if same {
				return true
			}
		}
		return false
	})
}

func anyText(d *corpus.Document, field string, holds func(terms []string) bool) bool {
	if field != "body" && holds(termsOf(d.Title)) {
		return true
	}
	if field == "title" {
		return false
	}
	for _, p := range d.Passages {
		if holds(termsOf(p.Heading)) || holds(termsOf(p.Text)) {
			return true
		}
	}
	return false
}

func termsOf(text string) []string {
	var terms []string
	for token := range analysis.Tokens(text) {
		terms = append(terms, token.Term)
	}
	return terms
}
