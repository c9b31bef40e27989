package passages

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/corpus"
	"entente/corpus/formats"
)

func TestSplitNothing(t *testing.T) {
	if got := Split(nil); len(got) != 0 {
		t.Errorf("no blocks gave %v", got)
	}
}

// TestDivide holds the parts of long passages to their size, and to having all
// the words.
func TestDivide(t *testing.T) {
	sentence := "The harbour master writes down what came in and what went out. "
	for name, text := range map[string]string{
		"paragraphs":      strings.Repeat(strings.Repeat(sentence, 10)+"\n\n", 100),
		"one paragraph":   strings.Repeat(sentence, 1000),
		"without blanks":  strings.Repeat("é", 3*maxPassage),
		"without letters": strings.Repeat("。", 2*maxPassage+1),
	} {
		blocks := []formats.Block{{Level: 2, Text: "Article 1: Book-keeping"}}
		for paragraph := range strings.SplitSeq(text, "\n\n") {
			if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
				blocks = append(blocks, formats.Block{Text: paragraph, Page: 7})
			}
		}
		checkLossless(t, blocks)
		split := Split(blocks)
		checkPassages(t, split)
		if len(split) < 3 {
			t.Errorf("%s: %d parts", name, len(split))
		}
		for i, p := range split {
			if p.Kind != corpus.Article || p.Number != "1" || p.Heading != "Book-keeping" || p.Page > 7 {
				t.Errorf("%s: part %d is %v %q %q on page %d", name, i, p.Kind, p.Number, p.Heading, p.Page)
			}
			if name == "one paragraph" && !strings.HasSuffix(p.Text, ".") {
				t.Errorf("part %d does not end with a sentence", i)
			}
		}
	}
}

// TestSplitExcerpt checks that a label on a line of its own is believed however
// many numbers are missing before it, and one that a sequence goes on behind is not.
func TestSplitExcerpt(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an excerpt", "Article 1|Text.|Article 2|Text.|Article 5 bis|Text.|Article 12|Entry into force|Text.", "1 2 5 bis 12"},
		{"repealed articles", "Article 1|Text.|Article 2|Text.|Article 40|Text.|Article 41|Text.", "1 2 40 41"},
		{"a reference", "Article 1|Text.|Article 2|Text.|Article 3|Text.|Article 40 applies", "1 2 3"},
		{"articles of an annex", "Article 1|Text.|Article 2|Text.|Article 3|Text.|ANNEX I|Rules|Article 10|Text.|Article 11|Text.|Article 12|Text.", "1 2 3 I:10 I:11 I:12"},
		{"articles of a protocol", "Article 1|Text.|Article 2|Text.|Article 3|Text.|PROTOCOL 1|Article 10|Text.|Article 11|Text.|Article 12|Text.", "1 2 3 1:10 1:11 1:12"},
		{"a reference that wraps", "Article 1|Text.|Article 2|Text.|Article 3|The right recognised by\nArticle 51\nof the Charter, will assist.", "1 2 3"},
		{"an article put into another treaty", "Article 1|Text:|Article 40|Text.|Article 2|Text.|Article 3|Text.", "1 2 3"},
		{"articles put into another treaty", "Article 1|Text:|Article 27a|Text.|Article 27b|Text.|Article 40a|Text.|Article 2|Text.|Article 3|Text.", "1 2 3"},
	} {
		var numbers []string
		for _, p := range Split(blocksOf(test.text)) {
			if p.Kind != corpus.Article {
				continue
			}
			if within := strings.Fields(p.Within); len(within) > 0 {
				p.Number = within[len(within)-1] + ":" + p.Number
			}
			numbers = append(numbers, p.Number)
		}
		if got := strings.Join(numbers, " "); got != test.want {
			t.Errorf("%s: articles %s, want %s", test.name, got, test.want)
		}
	}
}

// TestMainTextAgain checks where a second run of articles stands: in the annex
// before it, or in the main text in another language.
func TestMainTextAgain(t *testing.T) {
	for _, test := range []struct{ name, between, word, want string }{
		{"an annex of articles", "Annex I", "Article", "Annex I"},
		{"an annex of articles in another language", "Annex I", "Artikel", "Annex I"},
		{"an annex with an introduction", "Annex I|. The keepers agree.", "Article", "Annex I"},
		{"another language", "Annex I|. Forty barrels.", "Artikel", ""},
		{"the main title again", "Annex I|. Forty barrels.|Agreement on the lighthouse|. The same.", "Article", ""},
		{"a preamble in another language", "Annex I|. Forty barrels.|Préambule|. La même chose.", "Article", ""},
		{"the preamble of an annex", "Annex I|. Forty barrels.|Preamble|. The same.", "Article", "Annex I"},
	} {
		text := "Agreement on the lighthouse|Preamble|. It is dark.|Article 1|. x|Article 2|. y|Article 3|. z|" + test.between
		for n := range 3 {
			text += fmt.Sprintf("|%s %d|. x", test.word, n+1)
		}
		var blocks []formats.Block
		for part := range strings.SplitSeq(text, "|") {
			body, isText := strings.CutPrefix(part, ". ")
			b := formats.Block{Text: body, Level: 3}
			if isText {
				b.Level = 0
			} else if !strings.HasPrefix(part, "Ar") && !strings.HasPrefix(part, "An") {
				b.Level = 4
			}
			blocks = append(blocks, b)
		}
		checkLast(t, test.name, blocks, "3", test.want)
	}
}

// TestSplitProtocols checks how the articles of a protocol behind a treaty, or of
// its annex, are cited.
func TestSplitProtocols(t *testing.T) {
	for _, test := range []struct{ heading, want string }{
		{"PROTOCOL (No 1)|ON THE WELL", "Protocol No 1"},
		{"Protocol No. II on the well", "Protocol No II"},
		{"PROTOCOL 4|CONCERNING THE WELL", "Protocol 4"},
		{"PROTOCOL 1|Text.|PROTOCOL 3 concerning the well", "Protocol 3"},
		{"PROTOCOL 1|Text.|ANNEX II TO PROTOCOL 1|ON BUCKETS", "Annex II to Protocol 1"},
		{"PROTOCOL 2|ON WELLS|Annex I: A list of wells|Annex II: " + strings.Repeat("A list of what may be drawn from them ", 9), "Protocol 2"},
		{"PROTOCOLE 2|RELATIF AU PUITS", "Protocole 2"},
		{"PROTOCOLE N° 2|RELATIF AU PUITS", "Protocole No 2"},
		{"FINAL PROTOCOL", "Final Protocol"},
		{"PROTOCOL|ON THE WELL|The keepers,|HAVE AGREED as follows:", "PROTOCOL ON THE WELL"},
		{"PROTOCOL ON WELLS AND OTHER|SOURCES OF WATER", "PROTOCOL ON WELLS AND OTHER SOURCES OF WATER"},
		{"PROTOCOL ON THE WELL|The keepers have agreed.", "PROTOCOL ON THE WELL"},
		{"# Protocol on the well", "Protocol on the well"},
		{"Protocol on the well", ""}, // one of a list, perhaps
		{"Protocol 1 lays down who may draw water.", ""},
		{"Protocols are a part of this treaty", ""},
	} {
		checkLast(t, test.heading, blocksOf("Article 1|Text.|Article 2|Text.|Article 3|Text.|"+test.heading+"|Article 1|Text.|Article 2|Text."), "2", test.want)
	}
}

// blocksOf returns the lines of a text, which "|" divides and "# " marks as headings.
func blocksOf(text string) []formats.Block {
	var blocks []formats.Block
	for line := range strings.SplitSeq(text, "|") {
		b := formats.Block{Text: line}
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			b = formats.Block{Text: heading, Level: 2}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// checkLast checks which article the last passage is, and in what annex or protocol.
func checkLast(t *testing.T, name string, blocks []formats.Block, number, within string) {
	t.Helper()
	checkLossless(t, blocks)
	split := Split(blocks)
	last := split[len(split)-1]
	if last.Kind != corpus.Article || last.Number != number || last.Within != within {
		t.Errorf("%s: the last passage is %q within %q, want article %s within %q", name, last.Label(), last.Within, number, within)
	}
}

// TestTail checks that what goes on behind the last article without a heading
// is not cited as that article.
func TestTail(t *testing.T) {
	long := strings.Repeat("A list of goods and their rates. ", 300)
	blocks := []formats.Block{
		{Text: "Article 1"}, {Text: "Goods are free of duty."}, {Text: "Article 2"}, {Text: "Rates are listed below."},
		{Text: "Article 3"}, {Text: "This treaty is for ever."}, {Text: long}, {Text: long},
	}
	checkLossless(t, blocks)
	split := Split(blocks)
	last := split[len(split)-1]
	if last.Kind != corpus.Section || last.Label() != "" {
		t.Errorf("the last passage is cited as %q", last.Label())
	}
}

// TestArticlesInsideAHeading splits a treaty that its format gives as one heading.
func TestArticlesInsideAHeading(t *testing.T) {
	blocks := []formats.Block{{Level: 1, Text: "Treaty ARTICLE 1. The parties meet. ARTICLE 2. They talk. ARTICLE 3. They part."}, {Text: "Done."}}
	checkLossless(t, blocks)
	var got []string
	for _, p := range Split(blocks) {
		got = append(got, p.Label()+": "+p.Text)
	}
	want := []string{": Treaty", "Article 1: The parties meet.", "Article 2: They talk.", "Article 3: They part.\n\nDone."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSplitLarge splits texts that would take minutes if anything here took
// time with the square of their length.
func TestSplitLarge(t *testing.T) {
	var headings []formats.Block
	for i := range 20_000 {
		headings = append(headings, formats.Block{Text: "Article 1", Level: i % 3}, formats.Block{Text: "CHAPTER ONE", Level: i % 2})
	}
	for name, blocks := range map[string][]formats.Block{
		"one line":         {{Text: strings.Repeat("The parties meet. ", 200_000)}},
		"one word":         {{Text: strings.Repeat("x", 3_000_000)}},
		"articles in line": {{Text: strings.Repeat("ARTICLE 1. The parties. ARTICLE 2. Meet. ARTICLE 3. (Here ", 20_000)}},
		"many lines":       {{Text: strings.Repeat("a\n", 1_000_000) + "a"}},
		"headings":         headings,
	} {
		if len(Split(blocks)) == 0 {
			t.Error(name, "gave no passages")
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("2|Article 1: x\n0|text\n2|Article 2\n0|Article 5 of the treaty\n1|Annex II\n3|Article 1\n0|end", 0)
	f.Add("0|x. ARTICLE iusage ARTICLE ii1. no ARTICLE iiiwords ARTICLE iv11. x", 0)
	f.Add("0|Article 1.1\n0|a\n0|Article 1.2\n0|b\n0|Article 2.1\n0|c", 3)
	f.Add("1|Title\n2|Chapter I\n2|General\n0|第一條 宗旨\n0|第二條\n0|第三條之二\n0|PROTOCOL (No 1)\n0|ON X\n0|第一條", 0)
	f.Add("0|CHAPTER ONE\n0|A\n0|Article 1\n0|T\n0|text\n0|Article 2\n0|Article 3 bis", 1)
	f.Add("2|§ 127e. Support\n6|(a)\n0|x\n2|Preamble\n0|PREAMBLE\n0|序言", 0)
	f.Add("1|Treaty ARTICLE 1. The parties meet. ARTICLE 2. They talk. ARTICLE 3. They part.", 0)
	f.Fuzz(func(t *testing.T, text string, page int) {
		blocks := fuzzBlocks(text, page)
		checkLossless(t, blocks)
		checkPassages(t, Split(blocks))
	})
}

// fuzzBlocks makes blocks of lines "level|text", with a new page at each "\f".
func fuzzBlocks(text string, page int) []formats.Block {
	var blocks []formats.Block
	page = max(0, page%1000)
	for line := range strings.SplitSeq(strings.ToValidUTF8(text, ""), "\n") {
		level := 0
		if len(line) > 1 && line[1] == '|' && line[0] >= '0' && line[0] <= '6' {
			level, line = int(line[0]-'0'), line[2:]
		}
		if page > 0 && strings.Contains(line, "\f") {
			page++
		}
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			blocks = append(blocks, formats.Block{Level: level, Page: page, Text: strings.ReplaceAll(line, "¶", "\n")})
		}
	}
	return blocks
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The parties agree on the rates of the goods that are listed in Article 3 of this treaty. ", 12)
	var blocks []formats.Block
	size := 0
	for n := 1; n <= 300; n++ {
		blocks = append(blocks, formats.Block{Text: "Article " + romanText(n)}, formats.Block{Text: text})
		size += len(text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		Split(blocks)
	}
}
