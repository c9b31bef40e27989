package export

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"entente/corpus"
	"entente/corpus/sample"
	"entente/search"
)

// reference is a document as reference managers know it, with the passages that
// are cited.
type reference struct {
	id, title, kind, language string
	date, read                corpus.Date
	passages                  []passage
	keywords                  []string
	collection                string
	official                  string // web address of the official text
	permalink                 string // of the document or its first passage cited
	notes                     []string
	place                     *place // nil outside a list
}

// passage is what is cited of a document.
type passage struct {
	Label    string `json:"label"`
	Citation string `json:"citation"`
	URL      string `json:"url"`
	Text     string `json:"text,omitempty"`
}

// place says where in which search a reference stands.
type place struct {
	Number int    `json:"hit"` // counted from 1
	Total  int    `json:"of"`
	Query  string `json:"query"`
	Made   string `json:"made"`
	Digest string `json:"digest"`
}

// String says it for people.
func (p place) String() string {
	return fmt.Sprintf("Hit %d of %d of a search in Entente on %s: %s (record %s)", p.Number, p.Total, p.Made, cmp.Or(p.Query, "every document"), p.Digest)
}

// searched is the search that a list is of, as its references say it.
type searched struct {
	record *search.Record
	read   corpus.Date
	number int // of the last hit
}

func newSearched(record *search.Record) searched {
	s := searched{record: record}
	if made, err := time.Parse(time.RFC3339, record.Made); err == nil {
		s.read, _ = corpus.NewDate(made.Year(), int(made.Month()), made.Day())
	}
	return s
}

// reference returns the next hit of the search as a reference.
func (s *searched) reference(h *search.Hit, o Options) reference {
	s.number++
	ref := reference{
		id: h.ID, title: h.Title, kind: h.Type, language: h.Language, date: h.Date, read: s.read,
		collection: h.Source.Collection, official: webAddress(h.Source.URL), permalink: o.address(h.URL),
		keywords: o.keywords(h.Organizations, h.Topics, h.Parties), notes: summaryNote(h.Source),
		place: &place{s.number, s.record.Total.Value, s.record.Query, s.record.Made, s.record.Digest},
	}
	for _, p := range h.Passages {
		ref.passages = append(ref.passages, passage{Label: p.Label, Citation: p.Citation, URL: o.address(p.URL), Text: p.Text})
	}
	if len(ref.passages) > 0 {
		ref.permalink = ref.passages[0].URL
	}
	return ref
}

// reference returns what is cited as a reference.
func (c Citation) reference(o Options) reference {
	d := c.Document
	ref := reference{
		id: d.ID, title: d.Title, kind: d.Type, language: d.Language, date: d.Date, read: c.Read,
		collection: d.Source.Collection, official: webAddress(d.Source.URL), permalink: o.address(search.DocumentPath(d.ID)),
		keywords: o.keywords(names(d.Organizations), names(d.Topics), names(d.Parties)), notes: summaryNote(d.Source),
	}
	if c.Passage < 0 || c.Passage >= len(d.Passages) {
		return ref
	}
	ref.id += ":p" + strconv.Itoa(c.Passage) // several passages of a document may stand in one bibliography
	ref.permalink = o.address(search.PassagePath(d.ID, c.Passage))
	ref.passages = []passage{{Label: d.Passages[c.Passage].Label(), Citation: d.Citation(c.Passage), URL: ref.permalink}}
	return ref
}

func names(tags []corpus.Tag) []string {
	var list []string
	for _, t := range tags {
		list = append(list, t.Name)
	}
	return list
}

func (o Options) keywords(organizations, topics, parties []string) []string {
	list := append(o.labels("org", organizations), o.labels("topic", topics)...)
	return append(list, o.labels("party", parties)...)
}

// labels returns the names for people of values.
func (o Options) labels(field string, values []string) []string {
	var list []string
	for _, v := range values {
		if o.Label != nil {
			if label := o.Label(field, v); label != "" {
				v = label
			}
		}
		list = append(list, v)
	}
	return list
}

// summaryNote says of documents of the built-in collection what they are, so that
// nobody cites them as the text of a treaty.
func summaryNote(s corpus.Source) []string {
	if s.Collection == sample.Collection {
		return []string{"Read in a summary, not in the official text"}
	}
	return nil
}

// name is the title, or what stands for it.
func (r reference) name() string { return cmp.Or(line(r.title), r.id) }

// labels are the passages cited, within the document: "Article 5; Article 6".
func (r reference) labels() string {
	var list []string
	for _, p := range r.passages {
		if label := line(p.Label); label != "" {
			list = append(list, label)
		}
	}
	return strings.Join(list, "; ")
}

// address is that of the official text where there is one, else of the text here.
func (r reference) address() string { return cmp.Or(r.official, r.permalink) }

// remarks are the notes and the passages with their texts and addresses, each on
// a line of its own.
func (r reference) remarks() []string {
	var list []string
	for _, n := range r.notes {
		list = append(list, line(n))
	}
	for _, p := range r.passages {
		remark := line(p.Citation)
		if text := line(p.Text); text != "" {
			remark += ": " + text
		}
		list = append(list, remark+" <"+p.URL+">")
	}
	if r.place != nil {
		list = append(list, line(r.place.String()))
	}
	return list
}

// text is the citation as text, on one line.
func (r reference) text() string {
	text := r.name()
	if len(r.passages) > 0 {
		text = line(r.passages[0].Citation)
	}
	if !r.date.IsZero() {
		text += " (" + r.date.String() + ")"
	}
	if r.official != "" {
		text += ", " + r.official
	}
	text += ", " + r.permalink
	if !r.read.IsZero() {
		text += " (read " + r.read.String() + ")"
	}
	for _, n := range r.notes {
		text += ". " + line(n)
	}
	return text
}

// line is a text on one line: blanks of every kind are one blank each, and control
// characters, which no format has a place for, are left out.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

// webAddress returns an address of the web as it can stand in any format, and ""
// for anything else.
func webAddress(address string) string {
	return plainAddress(corpus.WebAddress(address))
}

// address returns the whole address of a path here.
func (o Options) address(path string) string { return plainAddress(o.Base + path) }

// plainAddress writes blanks and what TeX takes for more than a character by their
// numbers.
func plainAddress(address string) string {
	return strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", " ", "%20", "<", "%3C", ">", "%3E", `"`, "%22").Replace(line(address))
}
