package ui

import (
	"io"
	"slices"

	"entente/api/wire"
	"entente/corpus"
	"entente/corpus/sample"
	"entente/search"
)

// StartFacetSize is how many values of each facet the start page lists.
const StartFacetSize = 8

// startFacets is how many facets the start page lists, in the order of the
// field table.
const startFacets = 3

type startView struct {
	frame
	Collection string
	Unread     *link
	Empty      bool
	Sample     string // name of the built-in collection, where it may be among the documents
	Examples   []link
	Browse     []browseView
	All        string
}

type link struct {
	Text, Path string
	Count      string
}

type browseView struct {
	Label  string
	Values []link
	More   *link // to the values that are not listed, among all documents
}

// Start draws the page without a search. Everything is the result for the
// request of nothing in particular, with StartFacetSize values of each facet.
func (p *Pages) Start(w io.Writer, everything *search.Result) error {
	view := startView{
		frame:      p.frame("", ""),
		Collection: p.count(everything.Searched.Documents, "document", "documents"),
		Unread:     p.unread(everything.Searched),
		Empty:      everything.Searched.Documents == 0,
		All:        searchPath(search.Request{Sort: search.ByTitle}),
	}
	view.Start = true
	for _, e := range examples() {
		view.Examples = append(view.Examples, link{Text: e, Path: searchPath(search.Request{Query: e})})
	}
	if mayHaveSample(everything) {
		view.Sample = sample.Collection
	}
	for _, f := range corpus.Facets() {
		if len(everything.Facets[f.Name]) > 0 && len(view.Browse) < startFacets {
			view.Browse = append(view.Browse, p.browse(f, everything))
		}
	}
	return p.draw(w, startTemplate, view)
}

// mayHaveSample reports whether documents of the built-in collection are there;
// with more collections than are listed they may be.
func mayHaveSample(everything *search.Result) bool {
	const field = "source"
	return everything.FacetsOmitted[field] > 0 || slices.ContainsFunc(everything.Facets[field],
		func(v search.FacetValue) bool { return v.Value == sample.Collection })
}

func (p *Pages) browse(f corpus.Field, everything *search.Result) browseView {
	b := browseView{Label: p.say(f.Label)}
	for _, v := range everything.Facets[f.Name] {
		b.Values = append(b.Values, link{
			Text: p.valueLabel(f.Name, v), Count: p.number(v.Count),
			Path: searchPath(search.Request{Filters: map[string][]string{f.Name: {v.Value}}}),
		})
	}
	if n := everything.FacetsOmitted[f.Name]; n > 0 {
		everything := search.Request{Sort: search.ByTitle, FacetSize: moreFacetSize}
		b.More = &link{Text: p.say("and %s more", p.number(n)), Path: searchPath(everything) + "#facet-" + f.Name}
	}
	return b
}

func (p *Pages) valueLabel(field string, v search.FacetValue) string {
	return named(field, p.labelled(field, v.Value, v.Label))
}

// named writes types of document, which are common nouns, with a capital;
// other values are names and stay as they are.
func named(field, label string) string {
	if field == "type" {
		return capital(label)
	}
	return label
}

// unread says that files could not be read, and leads to their list; nil where
// all could. An older version of such a file may well be in the collection.
func (t tongue) unread(s search.Searched) *link {
	if s.UnreadFiles == 0 {
		return nil
	}
	return &link{Text: t.count(s.UnreadFiles, "file could not be read", "files could not be read"), Path: unreadPath()}
}

// unreadPath leads to the list of the files that could not be read.
func unreadPath() string { return filesPath(wire.FilesRequest{State: failedState}) }
