package local

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"entente/corpus"
)

// hostileLetters spells the made-up words: six of them for each number below a
// million, so that a prefix of three letters stands for a thousand words.
const hostileLetters = "abdegikmor"

func hostileWord(n int) string {
	word := make([]byte, 6)
	for i := len(word) - 1; i >= 0; i-- {
		word[i] = hostileLetters[n%10]
		n /= 10
	}
	return string(word)
}

// everydayWords are in every document of the hostile collection.
var everydayWords = strings.Fields("the of and to in a that for is on by with as it be this which or from at")

const (
	hostileWords     = 1_000_000 // distinct
	hostileDocuments = 2_000
	// giantBytes and largeBytes are the text of documents that are two words in
	// turn: of one more often than can be looked at, and not quite.
	giantBytes = 5_000_000
	largeBytes = 1_500_000
)

// putHostile stores documents that have a million words between them, in
// disorder, two of two words in turn, and one with many passages of one number.
func putHostile(t *testing.T, e *Engine) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 8))
	order := random.Perm(hostileWords)
	documents := []*corpus.Document{
		hostileDocument("giant", strings.Repeat("aa bb ", giantBytes/6)),
		hostileDocument("large", strings.Repeat("cc dd ", largeBytes/6)),
		hostileDocument("passages", slicesOf("aa bb the of treaty ", 400, 20)...),
	}
	for i := range hostileDocuments {
		var text strings.Builder
		for n := i; n < hostileWords; n += hostileDocuments {
			fmt.Fprintf(&text, "%s %s ", hostileWord(order[n]), everydayWords[random.IntN(len(everydayWords))])
			if n/hostileDocuments%20 == 19 {
				text.WriteString("defence treaty. ")
			}
		}
		documents = append(documents, hostileDocument(fmt.Sprintf("d%04d", i), text.String()))
	}
	for i := 0; i < len(documents); i += 500 {
		if err := e.Put(t.Context(), documents[i:min(i+500, len(documents))]); err != nil {
			t.Fatal(err)
		}
	}
}

// slicesOf returns n texts, each so many times the words.
func slicesOf(words string, n, times int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = strings.Repeat(words, times)
	}
	return texts
}

func hostileDocument(id string, texts ...string) *corpus.Document {
	d := &corpus.Document{
		ID: id, Title: "The treaty of " + id, Type: corpus.Types()[len(id)%len(corpus.Types())], Language: "en", Source: corpus.Source{Collection: "made up"},
		Organizations: []corpus.Tag{{Name: "Organization " + id, Origin: corpus.Declared}},
		Parties:       []corpus.Tag{{Name: "Party " + id, Origin: corpus.Detected}},
	}
	d.Date, _ = corpus.NewDate(1900+len(id)*7, 0, 0)
	for _, text := range texts {
		d.Passages = append(d.Passages, corpus.Passage{Kind: corpus.Article, Number: "5", Page: 1, Text: text})
	}
	return d
}
