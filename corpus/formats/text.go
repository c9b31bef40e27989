package formats

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"
)

// textFormat reads plain text. Paragraphs are what blank lines separate; form
// feeds separate pages.
func textFormat() Format {
	return Format{
		Name:       "plain text",
		Extensions: []string{".txt", ".text"},
		MediaTypes: []string{"text/plain"},
		Read:       readText,
	}
}

func readText(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	text, unread, err := readTextFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	r := Record{Blocks: textBlocks(text), Unread: unread}
	r.Metadata.foundTitle(firstTitle(r.Blocks))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return single(r)
}

// textBlocks returns the paragraphs and headings of a plain text.
func textBlocks(text string) []Block {
	blocks := pagedParagraphs(text)
	markTitleLines(blocks)
	return blocks
}

// pagedParagraphs returns the paragraphs of a plain text, each with its page
// where there are several.
func pagedParagraphs(text string) []Block {
	// Form feeds first: normalizeLines leaves them.
	pages := strings.Split(normalizeLines(text), "\f")
	var blocks []Block
	for i, page := range pages {
		number := 0
		if len(pages) > 1 {
			number = i + 1
		}
		blocks = append(blocks, paragraphs(page, number)...)
	}
	return blocks
}

// paragraphs returns the paragraphs of a text whose line ends are "\n": what
// stands between blank lines, and each line of its own where lines are so long
// that they were not broken for width.
func paragraphs(text string, page int) []Block {
	var blocks []Block
	var lines []string
	flush := func() {
		if paragraph := cleanText(joinLines(lines)); paragraph != "" {
			blocks = append(blocks, Block{Page: page, Text: paragraph})
		}
		lines = lines[:0]
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		if len(lines) > 0 && (isLong(line) || isLong(lines[len(lines)-1])) {
			flush()
		}
		lines = append(lines, line)
	}
	flush()
	return blocks
}

// firstTitle returns the first paragraph when it is a line that reads like a
// title and something follows it.
func firstTitle(blocks []Block) string {
	if len(blocks) < 2 || !isTitleLine(blocks[0].Text) {
		return ""
	}
	return blocks[0].Text
}

func isLong(line string) bool { return utf8.RuneCountInString(line) >= longLine }
