// Package corpus says what a document is: its passages, tags, date, source and
// the table of fields by which it is searched and counted.
//
// Its sub-packages turn bytes into documents: formats reads file formats,
// passages splits text into articles, pages and sections, language tells which
// language a text is in, gazetteer recognises organizations, topics and parties,
// instrument reads the record of a treaty, and sample is the built-in collection;
// letters and wordtable are what several of them look words up with.
// Nothing here knows how documents are stored, searched or shown, and nothing
// here imports another part of the program.
package corpus

import (
	"slices"
	"strings"
)

// Document is one text that can be found and cited: a treaty, a speech, a report.
type Document struct {
	// ID names the document for good: it stays the same when the same file is
	// indexed again. It is safe in a URL path segment (see ValidID).
	ID       string `json:"id"`
	Title    string `json:"title"`
	Type     string `json:"type,omitempty"`     // one of Types, or empty when unknown
	Language string `json:"language,omitempty"` // ISO 639-1 code, or empty when unknown
	Date     Date   `json:"date,omitzero"`
	// TitleOrigin and LanguageOrigin say where these two come from; empty where
	// that is not told, and for a title that is the name of the file. Type and Date
	// are never detected.
	TitleOrigin    Origin `json:"title_origin,omitempty"`
	LanguageOrigin Origin `json:"language_origin,omitempty"`

	Organizations []Tag `json:"organizations,omitempty"`
	Topics        []Tag `json:"topics,omitempty"`
	Parties       []Tag `json:"parties,omitempty"`

	// Instrument is the record of a treaty or agreement, nil for all else.
	Instrument *Instrument `json:"instrument,omitempty"`

	Source   Source    `json:"source"`
	Passages []Passage `json:"passages"`
	// Unread says which parts could not be read and so are not in the passages,
	// for people: "p. 7: no text (scanned image)".
	Unread []string `json:"unread,omitempty"`
	// PageLabels says how pages are numbered in print or by the file, in the order
	// of the pages; a page without one has its physical number or none.
	PageLabels []PageLabel `json:"page_labels,omitempty"`
}

// PageLabel is how a page is numbered otherwise than by its place in the file.
type PageLabel struct {
	Page  int    `json:"page"`  // physical, counted from 1
	Label string `json:"label"` // "xiv", "243"
}

// labelOf returns the label of a physical page, "" for none.
func (d *Document) labelOf(page int) string {
	at, ok := slices.BinarySearchFunc(d.PageLabels, page, func(l PageLabel, page int) int { return l.Page - page })
	if !ok {
		return ""
	}
	return d.PageLabels[at].Label
}

// Tag is one organization, topic or party of a document.
type Tag struct {
	// Name is the value searched and counted: "NATO", "cyber-defence", "JP".
	Name   string `json:"name"`
	Origin Origin `json:"origin"`
	// Evidence holds the words that led to a detected tag, in the order found,
	// each once. It is empty for a declared tag.
	Evidence []string `json:"evidence,omitempty"`
}

// Origin says where a value comes from.
type Origin string

// The origins of a value.
const (
	Declared Origin = "declared" // metadata of the file, of its manifest or of its sidecar
	Detected Origin = "detected" // found in the text
)

// Source says where a document came from.
type Source struct {
	Collection string `json:"collection"`     // name of the collection, "sample" for the built-in one
	Path       string `json:"path,omitempty"` // path of the file; for a record inside a file, path#record
	// Places lists, where the same text stands in several places, all of them as
	// Path has one, which is the first.
	Places    []string `json:"places,omitempty"`
	URL       string   `json:"url,omitempty"`        // address of the official text
	MediaType string   `json:"media_type,omitempty"` // as detected, such as "application/pdf"
	Engine    string   `json:"engine,omitempty"`     // program that read the file where another one had to, such as "antiword"
	Hash      string   `json:"hash,omitempty"`       // SHA-256 of the file, lower-case hexadecimal
}

// Languages lists the languages that the document is in: its own, and those of
// passages in another one. A document of unknown language can have none.
func (d *Document) Languages() []string {
	all := one(d.Language)
	own, _, _ := strings.Cut(d.Language, "-")
	for _, p := range d.Passages {
		if p.Language != "" && p.Language != own && !slices.Contains(all, p.Language) {
			all = append(all, p.Language)
		}
	}
	return all
}

// Kind says what sort of part of a document a passage is.
type Kind string

// The kinds of passage.
const (
	Article  Kind = "article"
	Page     Kind = "page"
	Section  Kind = "section"
	Preamble Kind = "preamble"
	Annex    Kind = "annex"
)

// Passage is the part of a document that a hit cites.
type Passage struct {
	Kind Kind `json:"kind"`
	// Number is the number as cited: "5", "V", "5 bis"; empty where there is none.
	Number string `json:"number,omitempty"`
	// Within is the annex or protocol that has a numbering of its own in which
	// the passage stands: "Annex II", "Protocol No 3".
	Within  string `json:"within,omitempty"`
	Heading string `json:"heading,omitempty"` // without the number: "Collective defence"
	// Language is that of the passage where a document is in several, as an ISO
	// 639-1 code; "" where it is that of the document.
	Language string `json:"language,omitempty"`
	Page     int    `json:"page,omitempty"` // physical page it begins on, counted from 1; 0 where there are none
	// Breaks says where in Text further pages begin, ascending.
	Breaks []PageBreak `json:"breaks,omitempty"`
	Text   string      `json:"text"` // plain text, paragraphs separated by "\n\n"
}

// PageBreak is where a page begins within a passage.
type PageBreak struct {
	Offset int `json:"offset"` // bytes of the passage's text before it
	Page   int `json:"page"`   // physical page
}

// PageAt returns the physical page of the byte of the text at offset, 0 where
// there are no pages.
func (p Passage) PageAt(offset int) int {
	page := p.Page
	for _, b := range p.Breaks {
		if b.Offset > offset {
			break
		}
		page = b.Page
	}
	return page
}

// Types lists the document types the program knows, in the order shown.
func Types() []string {
	return []string{
		"treaty", "agreement", "charter", "declaration", "resolution", "strategy", "law",
		"organization", "initiative", "report", "speech", "article", "record",
	}
}

// maxIDLength keeps identifiers usable as a URL path segment and a file name.
const maxIDLength = 200

// ValidID reports whether id can name a document: 1 to 200 characters out of
// A–Z, a–z, 0–9, "-", "_", "." and ":", beginning with a letter or digit.
func ValidID(id string) bool {
	if id == "" || len(id) > maxIDLength {
		return false
	}
	for i := range len(id) {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case i > 0 && (c == '-' || c == '_' || c == '.' || c == ':'):
		default:
			return false
		}
	}
	return true
}
