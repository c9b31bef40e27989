package formats

import (
	"cmp"
	"context"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// htmlFormat reads HTML and XHTML: the main text with its headings and, from
// title, meta and link elements, what the page says about itself.
func htmlFormat() Format {
	return Format{
		Name:       "HTML",
		Extensions: []string{".html", ".htm", ".xhtml"},
		MediaTypes: []string{"text/html", "application/xhtml+xml"},
		Read:       readHTML,
	}
}

func readHTML(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	text, unread, err := decodeHTML(data)
	if err != nil {
		return nil, err
	}
	r, err := htmlRecord(ctx, text)
	if err != nil {
		return nil, err
	}
	r.Unread = unread
	return single(r)
}

// htmlRecord reads a page that is UTF-8 already.
func htmlRecord(ctx context.Context, text string) (Record, error) {
	page, err := parseHTML(ctx, text)
	if err != nil {
		return Record{}, err
	}
	return Record{Metadata: page.metadata(), Blocks: page.blocks}, nil
}

// decodeHTML returns the bytes of a page as UTF-8, by byte order mark, else as
// declared. Pages that are UTF-8 but declare something else are common, the
// reverse of other encodings never happens to be valid UTF-8: so that is
// believed before the declaration.
func decodeHTML(data []byte) (string, []string, error) {
	if utf8.Valid(data) && !isASCII(data) {
		return decodeText(data)
	}
	declared, name := declaredEncoding(data)
	switch {
	case name == "utf-8" || utf16Order(data) != nil || hasUTF16Mark(data):
		return decodeText(data)
	case declared == nil:
		return decodeMarkup(data)
	}
	if name == "replacement" {
		return "", nil, &Error{Reason: Encoding, Detail: "it declares an encoding that is not read for safety"}
	}
	decoded, err := declared.NewDecoder().Bytes(data)
	if err != nil {
		return "", nil, &Error{Reason: Encoding, Detail: "not readable as " + name, Err: err}
	}
	text := string(decoded)
	if looksBinary(decoded) {
		return "", nil, malformed("it has control characters that no page has")
	}
	var unread []string
	if bad := strings.Count(text, "\uFFFD"); bad > 0 {
		unread = append(unread, unreadable(bad, "characters that are not "+name))
	}
	return text, unread, nil
}

// decodeMarkup decodes a page that does not say its encoding. A code page is told
// by its words alone: the letters of its tags are Latin in any language.
func decodeMarkup(data []byte) (string, []string, error) {
	if !utf8.Valid(data) && codePage(data) != nil && codePage(markup.ReplaceAll(data, nil)) == nil {
		return "", nil, &Error{Reason: Encoding, Detail: "neither UTF-8 nor Windows-1252, and it does not declare what it is"}
	}
	return decodeText(data)
}

var markup = regexp.MustCompile(`(?is)<script.*?</script>|<style.*?</style>|<[^>]*>`)

// declaredEncoding returns the encoding that a page or an XML declaration names
// in the first bytes, nil for none or an unknown one.
func declaredEncoding(data []byte) (encoding.Encoding, string) {
	m := declaration.FindSubmatch(data[:min(len(data), declarationBytes)])
	if m == nil {
		return nil, ""
	}
	return charset.Lookup(string(m[1]))
}

// declarationBytes is how far into a page its encoding is looked for. Browsers
// stop at 1,024 and then guess; scripts before it may be longer.
const declarationBytes = 16 << 10

var declaration = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{1,300}(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})`)

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// htmlPage is what was found in a page. Names of meta elements are lower case.
type htmlPage struct {
	title, language, canonical string
	meta                       map[string]string
	blocks                     []Block
}

// metadata takes each value from the most deliberate of the places where pages
// declare it.
func (p *htmlPage) metadata() Metadata {
	m := Metadata{
		Title:    cmp.Or(p.metaOf("citation_title", "dc.title", "dcterms.title", "og:title"), oneLine(p.title)),
		Date:     p.metaOf("citation_publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "article:published_time", "date"),
		Language: languageCode(cmp.Or(oneLine(p.language), p.metaOf("dc.language", "dcterms.language", "content-language", "language", "og:locale"))),
		URL:      cmp.Or(webAddress(p.canonical), webAddress(p.metaOf("og:url")), webAddress(p.metaOf("dc.identifier"))),
	}
	m.foundTitle(p.firstHeading())
	m.Title = cmp.Or(m.Title, p.metaOf("description"))
	return m
}

func (p *htmlPage) metaOf(names ...string) string {
	for _, name := range names {
		if value := oneLine(p.meta[name]); value != "" {
			return value
		}
	}
	return ""
}

func (p *htmlPage) firstHeading() string {
	for _, b := range p.blocks {
		if b.Level == 1 {
			return strings.ReplaceAll(b.Text, "\n", " ")
		}
	}
	return ""
}

func webAddress(address string) string {
	address = strings.TrimSpace(address)
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}
