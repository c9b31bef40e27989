package passages

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/formats"
)

func TestPageBreaks(t *testing.T) {
	split := Split([]formats.Block{
		{Text: "Article 1", Level: 2, Page: 1}, {Text: "On two.", Page: 2}, {Text: "On two, too.", Page: 2}, {Text: "On four.", Page: 4},
		{Text: "Article 2", Level: 2, Page: 4}, {Text: strings.Repeat("x", maxPassage-1), Page: 4}, {Text: "On six.", Page: 6}, {Text: "On seven.", Page: 7},
		{Text: "Article 3", Level: 2, Page: 7}, {Text: "On seven.", Page: 7},
	})
	type pages struct {
		Page   int
		Breaks []corpus.PageBreak
	}
	var got []pages
	for _, p := range split {
		got = append(got, pages{p.Page, p.Breaks})
	}
	want := []pages{{1, []corpus.PageBreak{{Offset: 0, Page: 2}, {Offset: 23, Page: 4}}}, {4, nil}, {6, []corpus.PageBreak{{Offset: 9, Page: 7}}}, {7, nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPageOfEveryWord makes paged texts by chance, each word once, and asks for
// the page of every word.
func TestPageOfEveryWord(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 1))
		blocks := pagedBlocks(random)
		checkLossless(t, blocks)
		pages := map[string]int{}
		for _, b := range blocks {
			for _, word := range strings.Fields(b.Text) {
				pages[word] = b.Page
			}
		}
		for _, p := range Split(blocks) {
			offset := 0
			for word := range strings.FieldsSeq(p.Text) {
				offset += strings.Index(p.Text[offset:], word)
				if got := p.PageAt(offset); got != pages[word] {
					t.Fatalf("seed %d: in %q the word %s is on page %d, want %d", seed, p.Label(), word, got, pages[word])
				}
				offset += len(word)
			}
		}
	}
}

// pagedBlocks returns a text of up to eight articles, or of none, on many pages.
func pagedBlocks(random *rand.Rand) []formats.Block {
	var blocks []formats.Block
	page, words := 1, 0
	for article := range random.IntN(9) {
		if article > 0 {
			blocks = append(blocks, formats.Block{Text: fmt.Sprintf("Article %d", article), Level: random.IntN(2), Page: page})
		}
		for range random.IntN(20) {
			var text strings.Builder
			for range 1 + random.IntN(600) {
				words++
				fmt.Fprintf(&text, "w%d ", words)
			}
			page += random.IntN(3) / 2
			blocks = append(blocks, formats.Block{Text: strings.TrimSpace(text.String()), Page: page})
		}
	}
	return blocks
}
