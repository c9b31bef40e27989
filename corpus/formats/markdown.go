package formats

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"
)

// maxMarks is how many of one kind of mark ("[", "*" …) a paragraph may have; in
// tables and quotes it counts for each line. The parser takes time with the square of their
// number, and cannot be stopped.
const maxMarks = 5_000

// hardBreak stands for a line end that the author asked for, until cleanText
// turns it into "\n".
const hardBreak = "\u2028"

// markdownFormat reads Markdown (CommonMark and tables), with metadata as YAML
// front matter. HTML inside is read as HTML. Where no heading is marked, lines
// that stand alone and read like one are taken for headings.
func markdownFormat() Format {
	return Format{
		Name:       "Markdown",
		Extensions: []string{".md", ".markdown", ".mkd"},
		MediaTypes: []string{"text/markdown"},
		Read:       readMarkdown,
	}
}

func readMarkdown(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	source, unread, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	front, body := splitFrontMatter(normalizeLines(source))
	r := Record{Unread: unread}
	r.Metadata, err = frontMatter(front)
	if err != nil {
		r.Unread = append(r.Unread, "front matter: "+oneLine(err.Error()))
	}
	if r.Blocks, err = markdownBlocks(ctx, body); err != nil {
		return nil, err
	}
	r.Metadata.foundTitle(leadingHeading(r.Blocks))
	return single(r)
}

// splitFrontMatter cuts the lines between "---" at the very beginning and the
// next "---" or "..." off the text.
func splitFrontMatter(source string) (front, body string) {
	rest, found := strings.CutPrefix(source, "---\n")
	if !found {
		return "", source
	}
	end := frontMatterEnd.FindStringIndex(rest)
	if end == nil {
		return "", source
	}
	return rest[:end[0]], rest[end[1]:]
}

var frontMatterEnd = regexp.MustCompile(`(?m)^(?:---|\.\.\.)[ \t]*(?:\n|\z)`)

func frontMatter(front string) (Metadata, error) {
	if strings.TrimSpace(front) == "" {
		return Metadata{}, nil
	}
	var values map[string]any
	if err := yaml.Unmarshal([]byte(front), &values); err != nil {
		return Metadata{}, err
	}
	return MetadataFrom(values)
}

// leadingHeading returns the first block when it is a heading of level 1 or 2.
func leadingHeading(blocks []Block) string {
	if len(blocks) > 0 && (blocks[0].Level == 1 || blocks[0].Level == 2) {
		return strings.ReplaceAll(blocks[0].Text, "\n", " ")
	}
	return ""
}

func markdownBlocks(ctx context.Context, body string) ([]Block, error) {
	source := []byte(loosenMarkdown(body))
	if err := checkMarks(source); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parser := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	w := markdownWalker{source: source, ctx: ctx}
	if err := w.children(parser.Parse(text.NewReader(source)), 0); err != nil {
		return nil, err
	}
	markTitleLines(w.blocks)
	return w.blocks, nil
}

// loosenMarkdown makes "##Heading" a heading, which many converters write, and
// takes nesting that no text has for what it looks like: a row of marks.
func loosenMarkdown(body string) string {
	body = tightHeading.ReplaceAllString(body, "$1 $2")
	return deepNesting.ReplaceAllString(body, "")
}

var (
	tightHeading = regexp.MustCompile(`(?m)^(#{2,6})([^#\s])`)
	deepNesting  = regexp.MustCompile(`(?m)^(?:(?:[ \t]*>){64,}|(?:[ \t]*[-+*]){64,}|[ \t]{128,})`)
)

// checkMarks refuses what would keep the parser busy for minutes.
func checkMarks(source []byte) error {
	var marks [128]int
	for line := range bytes.SplitSeq(source, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			clear(marks[:])
			continue
		}
		if bytes.ContainsAny(line, "|>") {
			clear(marks[:])
		}
		for _, c := range line {
			if c >= 128 || !strings.ContainsRune("[]*_`|<>", rune(c)) {
				continue
			}
			if marks[c]++; marks[c] > maxMarks {
				return tooLarge("a paragraph with more than %d times %q", maxMarks, c)
			}
		}
	}
	return nil
}

type markdownWalker struct {
	ctx    context.Context
	source []byte
	blocks []Block
}

func (w *markdownWalker) children(parent ast.Node, depth int) error {
	if depth > maxNesting {
		return tooLarge("lists and quotes nested deeper than %d", maxNesting)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.block(n, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *markdownWalker) block(n ast.Node, depth int) error {
	switch n := n.(type) {
	case *ast.Heading:
		text, err := w.inline(n)
		if err != nil {
			return err
		}
		w.heading(n.Level, text)
	case *ast.Paragraph, *ast.TextBlock:
		text, err := w.inline(n)
		if err != nil {
			return err
		}
		w.paragraph(joinLines(strings.Split(text, "\n")))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(n.Lines())
	case *ast.HTMLBlock:
		return w.html(n)
	case *ast.ListItem:
		return w.listItem(n, depth)
	case *extensionast.Table:
		return w.table(n)
	default:
		return w.children(n, depth+1)
	}
	return nil
}

func (w *markdownWalker) heading(level int, text string) {
	text = oneLine(text)
	if utf8.RuneCountInString(text) > maxHeading {
		level = 0
	}
	w.add(level, text)
}

func (w *markdownWalker) paragraph(text string) { w.add(0, cleanText(text)) }

func (w *markdownWalker) add(level int, text string) {
	if text != "" {
		w.blocks = append(w.blocks, Block{Level: level, Text: text})
	}
}

// code keeps what stands in a code block: in texts converted from elsewhere it
// is an indented paragraph.
func (w *markdownWalker) code(lines *text.Segments) {
	for _, b := range paragraphs(string(lines.Value(w.source)), 0) {
		w.paragraph(b.Text)
	}
}

func (w *markdownWalker) html(n *ast.HTMLBlock) error {
	fragment := string(n.Lines().Value(w.source))
	if n.HasClosure() {
		fragment += string(n.ClosureLine.Value(w.source))
	}
	page, err := parseHTML(w.ctx, fragment)
	if err != nil {
		return err
	}
	w.blocks = append(w.blocks, page.blocks...)
	return nil
}

// listItem puts the number of an ordered item before its text, as written: a
// law's "3." stays 3 even where Markdown would count 2.
func (w *markdownWalker) listItem(n *ast.ListItem, depth int) error {
	before := len(w.blocks)
	if err := w.children(n, depth+1); err != nil {
		return err
	}
	number := w.itemNumber(n)
	if number == "" {
		return nil
	}
	if before < len(w.blocks) && w.blocks[before].Level == 0 {
		w.blocks[before].Text = number + " " + w.blocks[before].Text
	}
	return nil
}

func (w *markdownWalker) itemNumber(n *ast.ListItem) string {
	list, ok := n.Parent().(*ast.List)
	if !ok || !list.IsOrdered() || n.FirstChild() == nil {
		return ""
	}
	lines := n.FirstChild().Lines()
	if lines == nil || lines.Len() == 0 {
		return ""
	}
	end := lines.At(0).Start
	start := end
	for start > 0 && w.source[start-1] != '\n' {
		start--
	}
	return orderedMarker.FindString(string(w.source[start:end]))
}

var orderedMarker = regexp.MustCompile(`[0-9]{1,9}[.)]`)

// table writes a row a line, cells between bars.
func (w *markdownWalker) table(table ast.Node) error {
	var rows []string
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text, err := w.inline(cell)
			if err != nil {
				return err
			}
			if text = oneLine(text); text != "" {
				cells = append(cells, text)
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, cellMark))
		}
	}
	w.paragraph(strings.Join(rows, "\n"))
	return nil
}

// inline returns the text of a node without its markup: the words of links,
// the descriptions of images, addresses that stand for themselves.
func (w *markdownWalker) inline(parent ast.Node) (string, error) {
	var b strings.Builder
	err := w.writeInline(&b, parent, 0)
	return b.String(), err
}

func (w *markdownWalker) writeInline(b *strings.Builder, parent ast.Node, depth int) error {
	if depth > maxNesting {
		return tooLarge("emphasis and links nested deeper than %d", maxNesting)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(n.Segment.Value(w.source)))
			if n.HardLineBreak() {
				b.WriteString(hardBreak)
			} else if n.SoftLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.URL(w.source))
		case *ast.RawHTML:
			b.WriteString(rawBreak(string(n.Segments.Value(w.source))))
		default:
			if err := w.writeInline(b, n, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// rawBreak returns what an HTML tag inside a paragraph does to the text.
func rawBreak(tag string) string {
	name := strings.ToLower(strings.Trim(tag, "</> \t"))
	if name == "br" || strings.HasPrefix(name, "br ") {
		return hardBreak
	}
	return ""
}

// unescape resolves backslashes and character references.
func unescape(segment []byte) string {
	segment = util.UnescapePunctuations(segment)
	segment = util.ResolveNumericReferences(segment)
	return string(util.ResolveEntityNames(segment))
}
