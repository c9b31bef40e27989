package formats

import (
	"cmp"
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"entente/corpus/formats/office"
)

const (
	// mainShare is the part of a page's text, as 1/n, that must stand in main
	// or article elements for the rest to be left out.
	mainShare = 5
	// contextEvery is how many tokens are read between two looks at the context.
	contextEvery = 10_000
	// maxAttributes is how many attributes of an element are looked at; those by
	// which text is read stand among the first.
	maxAttributes = 256
)

// parseHTML walks the tokens of a page rather than its tree: the tree builder
// gives up at 512 nested elements, and old pages have more.
//
// Elements that a page leaves open could swallow the rest of it when they are
// among those left out; the page is then read again with everything in.
func parseHTML(ctx context.Context, text string) (*htmlPage, error) {
	w := newHTMLWalker(false)
	if err := w.walk(ctx, text); err != nil {
		return nil, err
	}
	if w.skipping > 0 {
		w = newHTMLWalker(true)
		if err := w.walk(ctx, text); err != nil {
			return nil, err
		}
	}
	w.page.blocks = mergeMarkers(mainBlocks(w.out))
	return &w.page, nil
}

type htmlWalker struct {
	page    htmlPage
	keepAll bool // leave out nothing but scripts and styles

	out    []htmlBlock
	tables []htmlTable
	scopes []scope
	inline strings.Builder
	level  int // of the heading being read, 0 outside of headings

	skipping, verbatim, inMain int // open scopes with that effect
}

type htmlBlock struct {
	Block
	main bool
}

// scope is an open element that changes how its content is read.
type scope struct {
	tag    string
	nested int // elements of the same name open within it
	effect effect
}

type effect int

const (
	skips    effect = iota // the content is no text of the page
	verbatim               // blanks and line ends are kept
	mainText               // the content is the main text
)

func newHTMLWalker(keepAll bool) *htmlWalker {
	return &htmlWalker{keepAll: keepAll, page: htmlPage{meta: map[string]string{}}}
}

func (w *htmlWalker) walk(ctx context.Context, text string) error {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for count := 0; ; count++ {
		if count%contextEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return &Error{Reason: Malformed, Detail: "reading HTML", Err: err}
			}
			w.finish()
			return nil
		case html.TextToken:
			w.text(string(tokens.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(tokens, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			w.end(string(name))
		}
	}
}

func (w *htmlWalker) text(text string) {
	if w.skipping > 0 {
		return
	}
	text = normalizeLines(text)
	if w.verbatim > 0 {
		w.inline.WriteString(text)
		return
	}
	w.inline.WriteString(strings.ReplaceAll(text, "\n", " "))
}

func (w *htmlWalker) start(tokens *html.Tokenizer, selfClosing bool) {
	raw, more := tokens.TagName()
	tag := string(raw)
	var attributes map[string]string
	if more {
		attributes = readAttributes(tokens)
	}
	w.countNested(tag)
	switch tag {
	case "title":
		w.readTitle(tokens, selfClosing)
		return
	case "html":
		w.page.language = cmp.Or(w.page.language, attributes["lang"], attributes["xml:lang"])
	case "meta":
		w.readMeta(attributes)
		return
	case "link":
		if strings.EqualFold(attributes["rel"], "canonical") {
			w.page.canonical = cmp.Or(w.page.canonical, attributes["href"])
		}
		return
	case "br":
		w.lineEnd()
		return
	}
	if voidElements[tag] {
		return
	}
	w.structure(tag, attributes)
	// XHTML writes <script/> and <div/>, which HTML does not close.
	if !selfClosing {
		w.openScope(tag, attributes)
	}
}

func (w *htmlWalker) lineEnd() {
	if w.skipping == 0 {
		w.inline.WriteString(hardBreak)
	}
}

// structure ends and begins blocks, rows and cells where the element asks for it.
func (w *htmlWalker) structure(tag string, attributes map[string]string) {
	if w.skipping > 0 {
		return
	}
	switch {
	case tag == "sup" && endsInDigit(w.inline.String()):
		w.inline.WriteByte(' ') // a note mark, not a digit of the number before it
		return
	case !blockElements[tag]:
		return
	}
	w.flush()
	w.table(tag)
	if level := headingLevel(tag, attributes); level > 0 {
		w.level = level
	} else if tag != "div" {
		w.level = 0
	}
}

func (w *htmlWalker) end(tag string) {
	w.closeScope(tag)
	if w.skipping > 0 || !blockElements[tag] {
		return
	}
	w.flush()
	if tag != "div" {
		w.level = 0
	}
	switch tag {
	case "tr":
		w.closeRow()
	case "table":
		w.closeTable()
	}
}

func (w *htmlWalker) finish() {
	w.flush()
	for len(w.tables) > 0 {
		w.closeTable()
	}
}

// flush makes a block of the text read so far.
func (w *htmlWalker) flush() {
	text := w.inline.String()
	w.inline.Reset()
	if w.verbatim > 0 {
		for _, b := range paragraphs(text, 0) {
			w.add(b)
		}
		return
	}
	if text = cleanText(text); text == "" {
		return
	}
	level := w.level
	if utf8.RuneCountInString(text) > maxHeading {
		level = 0
	}
	if level > 0 {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	w.add(Block{Level: level, Text: text})
}

func (w *htmlWalker) add(b Block) {
	w.place(htmlBlock{Block: b, main: w.inMain > 0})
}

func (w *htmlWalker) readTitle(tokens *html.Tokenizer, selfClosing bool) {
	if selfClosing || w.skipping > 0 {
		return
	}
	if tokens.Next() == html.TextToken {
		w.page.title = cmp.Or(w.page.title, string(tokens.Text()))
	}
}

func (w *htmlWalker) readMeta(attributes map[string]string) {
	for _, key := range []string{"name", "property", "http-equiv"} {
		if name := strings.ToLower(attributes[key]); name != "" && w.page.meta[name] == "" {
			w.page.meta[name] = attributes["content"]
		}
	}
}

func readAttributes(tokens *html.Tokenizer) map[string]string {
	attributes := map[string]string{}
	for {
		key, value, more := tokens.TagAttr()
		if _, seen := attributes[string(key)]; !seen && len(attributes) < maxAttributes {
			attributes[string(key)] = string(value)
		}
		if !more {
			return attributes
		}
	}
}

func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// headingLevel returns the level of a heading element, or of a paragraph that
// the stylesheets of the EU's Official Journal make a heading; else 0.
func headingLevel(tag string, attributes map[string]string) int {
	if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
		return int(tag[1] - '0')
	}
	if tag != "p" {
		return 0
	}
	for class := range strings.FieldsSeq(attributes["class"]) {
		if m := journalClass.FindStringSubmatch(class); m != nil {
			return journalLevels[m[1]]
		}
	}
	return 0
}

// journalClass matches "title-article-norm", "oj-ti-art", "sti-art", …
var journalClass = regexp.MustCompile(`^(?:oj-)?(?:(?:s?ti(?:tle)?)-)?(doc-ti|doc|annex|division|section|article|art|gr-seq|tbl)(?:$|-)`)

var journalLevels = map[string]int{
	"doc-ti": 1, "doc": 1, "annex": 2, "division": 2, "section": 2, "article": 3, "art": 3, "gr-seq": 4, "tbl": 0,
}

// mainBlocks leaves out what stands outside of main and article elements, when
// enough stands inside.
func mainBlocks(all []htmlBlock) []Block {
	var total, main int
	for _, b := range all {
		total += len(b.Text)
		if b.main {
			main += len(b.Text)
		}
	}
	onlyMain := main > 0 && main*mainShare >= total
	var blocks []Block
	for _, b := range all {
		if b.main || !onlyMain {
			blocks = append(blocks, b.Block)
		}
	}
	return blocks
}

// mergeMarkers puts a number or dash that stands in a block of its own before
// the paragraph it belongs to, as pages that lay lists out in columns need.
func mergeMarkers(blocks []Block) []Block {
	merged := blocks[:0:0]
	for i, b := range blocks {
		n := len(merged)
		if n > 0 && b.Level == 0 && merged[n-1].Level == 0 && i > 0 && office.IsItemNumber(merged[n-1].Text) {
			merged[n-1].Text += " " + b.Text
			continue
		}
		merged = append(merged, b)
	}
	return merged
}

var blockElements = set("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure " +
	"footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol optgroup option p pre search section summary " +
	"table tbody td tfoot th thead tr ul")

var voidElements = set("area base br col embed hr img input link meta source track wbr")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}
