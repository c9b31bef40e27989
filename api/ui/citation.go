package ui

import (
	"io"
	"strconv"
	"strings"

	"entente/api/wire"
	"entente/export"
	"entente/search"
)

type citationView struct {
	frame
	Citation string
	Back     string // the document or passage
	Formats  []citationFormat
}

// citationFormat is a citation in one format, to be copied or kept as a file.
type citationFormat struct {
	Name, Label string
	Text        string
	Path        string
}

// Cited is a document or passage in the formats it can be cited in.
type Cited struct {
	export.Citation
	Texts map[string]string // by the names that export.Citing lists
}

// Citation draws the page with the citations of a document or passage.
func (p *Pages) Citation(w io.Writer, c Cited) error {
	name := c.Document.Citation(c.Passage)
	view := citationView{frame: p.frame(p.say("Cite %s", name), ""), Citation: name, Back: search.DocumentPath(c.Document.ID)}
	if c.Passage >= 0 {
		view.Back = search.PassagePath(c.Document.ID, c.Passage)
	}
	for _, format := range export.Citing() {
		label := p.say("Text")
		if f, err := export.FormatNamed(format); err == nil {
			label = f.Label
		}
		view.Formats = append(view.Formats, citationFormat{
			Name: format, Label: label, Text: c.Texts[format], Path: "/v1" + withFormat(citationPath(c.Document.ID, c.Passage), format),
		})
	}
	return p.draw(w, citationTemplate, view)
}

// citationPath returns the address of the citations of passage n; below 0 of the
// whole document.
func citationPath(id string, n int) string {
	path := search.DocumentPath(id) + "/citation"
	if n >= 0 {
		path += "?" + wire.Passage + "=" + strconv.Itoa(n)
	}
	return path
}

func withFormat(path, format string) string {
	joint := "?"
	if strings.Contains(path, "?") {
		joint = "&"
	}
	return path + joint + wire.Format + "=" + format
}
