package ui

import (
	"cmp"
	"io"
	"math"
	"strconv"

	"entente/api/wire"
	"entente/corpus"
	"entente/corpus/sample"
	"entente/search"
)

type documentView struct {
	frame
	Heading  string
	Language string
	Rows     []rowView
	Record   []recordRowView // of a treaty
	Original string          // address of the original file
	Official string          // address of the official text, to link to
	Summary  bool            // the text is ours, not the official one
	Address  string          // whole, shown in print
	Cite     string          // leads to the citations of the whole document
	Compare  string          // leads to the choice of a document to compare this one with
	Similar  string          // leads to the documents like it
	Passages []passageView
	Matches  string
	FirstHit string
	Marked   bool
	problemView
	Back  string
	Place *placeView
}

// rowView is one line of what is known about a document.
type rowView struct {
	Label string
	Text  string
	Tags  []tagView
}

type passageView struct {
	Anchor     string
	Name       paragraph
	Citation   string
	Permalink  string
	Cite       string // leads to its citations
	Language   string // code, where the document is in several
	InLanguage string // for people: "French text"
	InFile     *link  // leads to its page of the original file
	Paragraphs []paragraph
	Match      *matchView
}

// matchView leads from one matched passage to the next.
type matchView struct {
	Anchors        []string // beside that of the passage
	Position       string
	Previous, Next string
	// PreviousDocument and NextDocument lead on in the result, from the first and
	// from the last match.
	PreviousDocument, NextDocument string
}

// Reading is a document and the search that led to it.
type Reading struct {
	Document *corpus.Document
	Request  search.Request // as on the search page; the zero value when there was none
	Marks    []search.PassageMarks
	// Place is that of the document in the result of the search; nil when there was
	// none, or it cannot be honoured.
	Place    *Place
	Original bool   // the original file can be had
	Address  string // of the document, whole
	// NearDuplicates have nearly the same text.
	NearDuplicates []search.NearDuplicate
	// Problem says why the search could not be honoured, if it could not.
	Problem *wire.Problem
}

// Document draws the reading page.
func (p *Pages) Document(w io.Writer, r Reading) error {
	d := r.Document
	view := documentView{
		frame:   p.frame(cmp.Or(d.Title, d.ID), r.Request.Query),
		Heading: cmp.Or(d.Title, d.ID), Language: languageTag(d.Language),
		Rows: p.rows(d), Record: p.record(d), Official: corpus.WebAddress(d.Source.URL), Summary: d.Source.Collection == sample.Collection,
		Address: r.Address, Cite: citationPath(d.ID, -1), Similar: similarPath(d.ID), Compare: partnersPath(d.ID),
		Passages: p.passages(r), Marked: r.Request.Query != "" && r.Problem == nil,
	}
	if r.Original {
		view.Original = originalPath(d.ID)
	}
	if len(r.NearDuplicates) > 0 {
		view.Rows = append(view.Rows, p.nearDuplicates(d.ID, r.NearDuplicates))
	}
	if r.Problem != nil {
		view.problemView = problemView{Problem: r.Problem, Fault: newFault(r.Request.Query, r.Problem)}
	}
	if len(r.Marks) > 0 {
		view.FirstHit = "#" + search.PassageAnchor(r.Marks[0].Passage)
	}
	view.Matches = p.matches(len(r.Marks), len(d.Passages))
	if path := searchPath(r.Request); path != "/" {
		view.Back = path
	}
	view.Place = p.place(r.Place, r.Request)
	return p.draw(w, documentTemplate, view)
}

func (t tongue) matches(matched, all int) string {
	if matched == 0 {
		return t.say("No passage matches")
	}
	return t.say("%s of %s", t.number(matched), t.count(all, "passage matches", "passages match"))
}

// maxPlacesShown is how many files with the text the reading page names.
const maxPlacesShown = 100

// maxUnreadShown is how many unread parts the reading page names.
const maxUnreadShown = 100

// rows lists what is known about a document, and where it is known from.
func (p *Pages) rows(d *corpus.Document) []rowView {
	var out []rowView
	text := func(label, text string) {
		if text != "" {
			out = append(out, rowView{Label: p.say(label), Text: text})
		}
	}
	if d.TitleOrigin == corpus.Detected {
		out = append(out, rowView{Label: p.say("Title"), Tags: []tagView{{Label: d.Title, Detected: true, Evidence: p.say("a heading or the first line of the text")}}})
	}
	text("Date", d.Date.String())
	for _, f := range corpus.Fields() {
		switch {
		case f.Tags != nil:
			if tags := f.Tags(d); len(tags) > 0 {
				out = append(out, rowView{Label: p.say(f.Label), Tags: p.tags(f.Name, tags)})
			}
		case f.Facet && f.Name != "decade" && !inRecord(f.Name): // the date says the decade
			if values := f.Values(d); len(values) > 0 {
				tags := p.values(f.Name, values)
				if f.Name == "lang" {
					markLanguages(tags, d.LanguageOrigin)
				}
				out = append(out, rowView{Label: p.say(f.Label), Tags: tags})
			}
		}
	}
	text("File", d.Source.Path)
	for _, place := range d.Source.Places[:min(len(d.Source.Places), maxPlacesShown)] {
		if place != d.Source.Path {
			text("Also in", place)
		}
	}
	text("File type", d.Source.MediaType)
	text("Read by", d.Source.Engine)
	if corpus.WebAddress(d.Source.URL) == "" {
		text("Address", d.Source.URL)
	}
	text("Identifier", d.ID)
	text("Not read", p.unreadParts(d.Unread[:min(len(d.Unread), maxUnreadShown)], len(d.Unread)))
	return out
}

// nearDuplicates lists documents with nearly the same text, and how near.
func (t tongue) nearDuplicates(id string, near []search.NearDuplicate) rowView {
	row := rowView{Label: t.say("Nearly the same text")}
	for _, n := range near {
		row.Tags = append(row.Tags, tagView{
			Label: t.say("%s (%.0f %%)", cmp.Or(n.Title, n.ID), math.Floor(100*n.Likeness)), Path: n.URL,
			Compare: comparisonPath(wire.ComparisonRequest{A: id, B: n.ID}), Where: n.Path,
		})
	}
	return row
}

func (p *Pages) tags(field string, tags []corpus.Tag) []tagView {
	var out []tagView
	for _, t := range tags {
		out = append(out, tagView{
			Label: p.label(field, t.Name), Path: facetPath(field, t.Name),
			Detected: t.Origin == corpus.Detected, Evidence: p.quoted(t.Evidence),
		})
	}
	return out
}

func (p *Pages) values(field string, values []string) []tagView {
	var out []tagView
	for _, v := range values {
		out = append(out, tagView{Label: named(field, p.label(field, v)), Path: facetPath(field, v)})
	}
	return out
}

// markLanguages says which of a document's languages were detected: beside a
// declared one those of its passages.
func markLanguages(tags []tagView, origin corpus.Origin) {
	for i := range tags {
		tags[i].Detected = origin == corpus.Detected || origin == corpus.Declared && i > 0
	}
}

// facetPath returns the address of everything with one value of a facet.
func facetPath(field, value string) string {
	return searchPath(search.Request{Filters: map[string][]string{field: {value}}})
}

// inLanguage says that a passage is in the language: "text in French".
func (p *Pages) inLanguage(code string) string {
	if code == "" {
		return ""
	}
	return p.say("text in %s", p.label("lang", code))
}

func (p *Pages) passages(r Reading) []passageView {
	d := r.Document
	out := make([]passageView, len(d.Passages))
	for i, passage := range d.Passages {
		out[i] = passageView{
			Anchor: search.PassageAnchor(i), Name: p.passageName(passage, i, nil), Citation: d.Citation(i),
			Permalink: search.PassagePath(d.ID, i), Cite: citationPath(d.ID, i),
			Language: languageTag(passage.Language), InLanguage: p.inLanguage(passage.Language),
		}
		if r.Original {
			out[i].InFile = p.inFile(d, passage.Page)
		}
	}
	matched := inRange(r.Marks, len(d.Passages))
	for i, m := range matched {
		view := matchView{Position: p.say("Match %s of %s", p.number(i+1), p.number(len(matched)))}
		if i > 0 {
			view.Previous = "#" + search.PassageAnchor(matched[i-1].Passage)
		}
		if i+1 < len(matched) {
			view.Next = "#" + search.PassageAnchor(matched[i+1].Passage)
		}
		out[m.Passage].Match = &view
		out[m.Passage].Name = p.passageName(d.Passages[m.Passage], m.Passage, m.Heading)
		out[m.Passage].Paragraphs = paragraphs(d.Passages[m.Passage].Text, m.Marks)
	}
	if n := len(matched); n > 0 {
		onward(out[matched[0].Passage].Match, out[matched[n-1].Passage].Match, r.Place, r.Request)
	}
	for i, passage := range d.Passages {
		if out[i].Paragraphs == nil {
			out[i].Paragraphs = paragraphs(passage.Text, nil)
		}
	}
	return out
}

// similarPath leads to the documents like one. They are asked for only then,
// because finding them takes several times as long as the page.
func similarPath(id string) string { return searchPath(search.Request{Query: `like:"` + id + `"`}) }

// originalPath returns the address of the original file of a document.
func originalPath(id string) string { return search.DocumentPath(id) + "/file" }

// inFile leads to a page of the original file, where that is a PDF: browsers open
// one at the page that the fragment names (RFC 8118).
func (t tongue) inFile(d *corpus.Document, page int) *link {
	if page == 0 || d.Source.MediaType != "application/pdf" {
		return nil
	}
	return &link{Text: t.say("Page %s of the file", t.number(page)), Path: originalPath(d.ID) + "#page=" + strconv.Itoa(page)}
}

// inRange leaves out marks of passages that the document does not have any
// more, when it was put anew between reading and marking it.
func inRange(marks []search.PassageMarks, passages int) []search.PassageMarks {
	var out []search.PassageMarks
	for _, m := range marks {
		if m.Passage >= 0 && m.Passage < passages {
			out = append(out, m)
		}
	}
	return out
}

// passageName is the heading over a passage: its number and its title, in which
// words may be matched.
func (t tongue) passageName(p corpus.Passage, n int, marks []search.Mark) paragraph {
	unheaded := p
	unheaded.Heading = ""
	label := unheaded.Label()
	switch {
	case p.Heading != "" && label != "":
		return append(paragraph{{Text: label + " – "}}, segments(p.Heading, marks)...)
	case p.Heading != "":
		return segments(p.Heading, marks)
	}
	return paragraph{{Text: cmp.Or(label, t.unnamed(n))}}
}

// unnamed is what passage n is called that has neither number, heading nor page.
func (t tongue) unnamed(n int) string {
	if n == 0 {
		return t.say("Opening")
	}
	return t.say("Passage %s", t.number(n+1))
}
