package formats

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// xmlFormat reads XML. The vocabularies that treaties and laws are published in
// (TEI, Akoma Ntoso, Formex) and Word's are read by their structure, see
// xmlvocabularies.go; of any other the texts are read as paragraphs, which the
// record tells. Nothing outside the file is looked up, and entities that a file
// defines itself are not resolved.
func xmlFormat() Format {
	return Format{
		Name:       "XML",
		Extensions: []string{".xml", ".tei", ".akn"},
		MediaTypes: []string{"text/xml", "application/xml", "application/tei+xml", "application/akn+xml"},
		Read:       readXML,
	}
}

func readXML(ctx context.Context, file io.ReaderAt, size int64) ([]Record, error) {
	data, err := readFile(ctx, file, size)
	if err != nil {
		return nil, err
	}
	text, unread, err := decodeHTML(data)
	if err != nil {
		return nil, err
	}
	w := newXMLWalker(vocabularyOf(text))
	broken := w.walk(ctx, text)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r := Record{Metadata: w.metadata(), Blocks: w.blocks, Unread: append(unread, w.notes()...)}
	switch {
	case broken == nil && len(r.Blocks) == 0 && w.attributes > 0:
		return nil, unsupported(fmt.Sprintf("XML (%.40s) that says everything in attributes, which are not read", w.root))
	case broken == nil:
		return single(r)
	}
	if len(r.Blocks) == 0 || failure(broken).Reason == TooLarge {
		return nil, failure(broken)
	}
	r.Unread = append(r.Unread, "what follows the fault is not read: "+oneLine(broken.Error()))
	return single(r)
}

// walk reads the elements of a text. The error says where the XML ends to be any.
func (w *xmlWalker) walk(ctx context.Context, text string) error {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // it is UTF-8 by now
	defer w.finish()
	for count := 0; ; count++ {
		if count%contextEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &Error{Reason: Malformed, Err: err}
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(w.open) >= maxNesting {
				return tooLarge("elements within each other deeper than %d", maxNesting)
			}
			w.start(token)
		case xml.EndElement:
			w.end()
		case xml.CharData:
			w.text(string(token))
		case xml.Directive:
			w.entities = w.entities || bytes.Contains(token, []byte("<!ENTITY"))
		}
	}
}

// notes is what of the file was not read, or not by its structure.
func (w *xmlWalker) notes() []string {
	var notes []string
	if w.free() && len(w.blocks) > 0 {
		notes = append(notes, fmt.Sprintf("the vocabulary of this XML (%.40s) is not known: its texts are read as paragraphs, its attributes are not read", w.root))
	}
	if w.entities {
		notes = append(notes, "it defines entities, which are not resolved")
	}
	if w.uncounted > 0 {
		notes = append(notes, fmt.Sprintf("numbers that Word counts before paragraphs are not read (in %d places)", w.uncounted))
	}
	if w.encoded > 0 {
		notes = append(notes, fmt.Sprintf("encoded data is left out (in %d places)", w.encoded))
	}
	return notes
}

func (w *xmlWalker) metadata() Metadata {
	return Metadata{
		Title:    cmp.Or(w.fact("title"), firstHeading(w.blocks)),
		Date:     isoDate(w.fact("date")),
		Language: languageCode(w.fact("language")),
	}
}

func firstHeading(blocks []Block) string {
	for _, b := range blocks {
		if b.Level == 1 {
			return strings.ReplaceAll(b.Text, "\n", " ")
		}
	}
	return ""
}

// isoDate writes 19490404 as 1949-04-04.
func isoDate(date string) string {
	if m := compactDate.FindStringSubmatch(date); m != nil {
		return m[1] + "-" + m[2] + "-" + m[3]
	}
	return date
}

var compactDate = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)

// isPage reports whether a text is a web page, also one that begins as XML.
func isPage(text []byte) bool {
	if pageStart.Match(text) {
		return true
	}
	m := xmlRoot.FindSubmatch(text)
	return m != nil && string(m[1]) == "html"
}

// xmlRoot matches what may stand before the first element of a file, and its name.
var xmlRoot = regexp.MustCompile(`(?s)^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)`)

// isXML reports whether a text is XML: it says so, or is called so and begins
// with an element, or with one that is known here.
func isXML(text []byte, called bool) bool {
	if bytes.HasPrefix(text, []byte("<?xml")) {
		return true
	}
	m := xmlRoot.FindSubmatch(text)
	return m != nil && (called || vocabularyOf(string(text)).name != "")
}
